package dev.weir.quality.suggest;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Looks at every column of the learning rows: one aggregate without a shuffle for each so many columns. */
final class Profiler {

    private static final int COLUMNS_AT_ONCE = 16;

    /** Before the named shapes. */
    private static final int FACTS = 9;

    private Profiler() {}

    static List<FieldFacts> facts(Dataset<Row> learning, List<ProfiledColumn> fields) {
        List<FieldFacts> facts = new ArrayList<>();
        for (int from = 0; from < fields.size(); from += COLUMNS_AT_ONCE) {
            facts.addAll(some(learning, fields.subList(from, Math.min(from + COLUMNS_AT_ONCE, fields.size()))));
        }
        return facts;
    }

    private static List<FieldFacts> some(Dataset<Row> learning, List<ProfiledColumn> fields) {
        List<String> asked = new ArrayList<>(List.of("count(1)"));
        for (ProfiledColumn field : fields) {
            String name = field.sql();
            asked.add("count(" + name + ")");
            asked.add(field.kind() == ProfiledColumn.Kind.OTHER ? "0L" : "approx_count_distinct(" + name + ")");
            boolean text = field.kind() == ProfiledColumn.Kind.TEXT;
            asked.add(field.kind().isNumber() ? "cast(min(" + name + ") AS double)" : "0D");
            asked.add(field.kind().isNumber() ? "cast(max(" + name + ") AS double)" : "0D");
            asked.add(
                    field.kind().isNumber()
                            ? "percentile_approx(cast(" + name + " AS double), array(0.01, 0.5, 0.99))"
                            : "cast(NULL AS array<double>)");
            asked.add(text ? "cast(min(length(" + name + ")) AS bigint)" : "0L");
            asked.add(text ? "cast(max(length(" + name + ")) AS bigint)" : "0L");
            asked.add(text ? "min(" + TextPatterns.sql(field) + ")" : "''");
            asked.add(text ? "max(" + TextPatterns.sql(field) + ")" : "''");
            for (TextPatterns.Named named : TextPatterns.NAMED) {
                asked.add(text ? "count_if(" + named.of(field) + ")" : "0L");
            }
        }
        Row row = Measuring.row(learning, asked);
        List<FieldFacts> facts = new ArrayList<>();
        int at = 1;
        for (ProfiledColumn field : fields) {
            String least = row.isNullAt(at + 7) ? "" : row.getString(at + 7);
            String greatest = row.isNullAt(at + 8) ? "" : row.getString(at + 8);
            List<Long> named = new ArrayList<>();
            for (int i = 0; i < TextPatterns.NAMED.size(); i++) {
                named.add(number(row, at + FACTS + i));
            }
            facts.add(new FieldFacts(
                    field,
                    row.getLong(0),
                    number(row, at),
                    number(row, at + 1),
                    new FieldFacts.Numbers(
                            real(row, at + 2),
                            real(row, at + 3),
                            row.isNullAt(at + 4) ? List.of() : row.<Double>getList(at + 4)),
                    new FieldFacts.Texts(
                            number(row, at + 5),
                            number(row, at + 6),
                            least.equals(greatest) && !least.isEmpty() ? Optional.of(least) : Optional.empty(),
                            named)));
            at += FACTS + TextPatterns.NAMED.size();
        }
        return facts;
    }

    private static long number(Row row, int at) {
        return row.isNullAt(at) ? 0 : row.getLong(at);
    }

    private static double real(Row row, int at) {
        return row.isNullAt(at) ? 0 : row.getDouble(at);
    }
}
