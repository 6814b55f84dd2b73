package dev.weir.catalogue.page;

import dev.weir.contracts.diff.MetricMove;
import dev.weir.contracts.diff.ReleaseDiff;
import dev.weir.contracts.diff.RowsDiff;
import dev.weir.contracts.diff.RuleMove;
import dev.weir.contracts.diff.SourceMove;
import dev.weir.contracts.diff.TableDiff;
import dev.weir.contracts.release.Score;
import dev.weir.contracts.release.Verdict;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** What changed between two releases, as one HTML file that opens alone. */
public final class DiffPage {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final int SHA256_DIGITS = 64;
    private static final int SHOWN_DIGITS = 12;

    private DiffPage() {}

    /** The page. */
    public static String html(ReleaseDiff diff) {
        Map<String, Object> model = new LinkedHashMap<>();
        model.put("before", side(diff.before()));
        model.put("after", side(diff.after()));
        model.put("tables", diff.tables().stream().map(DiffPage::table).toList());
        model.put("metrics", diff.metrics().stream().map(DiffPage::metric).toList());
        model.put("rules", diff.rules().stream().map(DiffPage::rule).toList());
        model.put("sources", diff.sources().stream().map(DiffPage::source).toList());
        model.put("files", diff.files().stream().map(DiffPage::move).toList());
        return Page.of("diff.ftlh", model);
    }

    private static Map<String, Object> side(ReleaseDiff.Side side) {
        Instant released = side.released();
        return Map.of(
                "reference", side.reference(), "released", TIME.format(released), "score", Score.words(side.score()));
    }

    private static Map<String, Object> table(TableDiff table) {
        RowsDiff rows = table.rows();
        Map<String, Object> model = new LinkedHashMap<>();
        model.put("name", table.name());
        model.put("what", table.before().isEmpty() ? "new" : table.after().isEmpty() ? "gone" : "");
        model.put("by", rows.by().toString());
        model.put("key", String.join(", ", rows.key()));
        model.put("note", rows.note().orElse(""));
        model.put("rowsBefore", count(rows.counts().before()));
        model.put("rowsAfter", count(rows.counts().after()));
        model.put("added", count(rows.counts().added()));
        model.put("removed", count(rows.counts().removed()));
        model.put("changed", count(rows.counts().changed()));
        model.put("same", count(rows.counts().same()));
        model.put(
                "columns",
                table.columns().stream()
                        .map(column -> Map.of(
                                "name", column.column(),
                                "of", column.of().toString(),
                                "before", column.before(),
                                "after", column.after()))
                        .toList());
        List<Map<String, Object>> changed = new ArrayList<>();
        rows.columns()
                .forEach((name, count) -> changed.add(Map.of(
                        "name",
                        name,
                        "rows",
                        count(count),
                        "percent",
                        100.0 * count / Math.max(1, rows.counts().changed()))));
        model.put("changedColumns", changed);
        model.put("uncompared", rows.uncompared());
        model.put("examples", rows.examples().stream().map(DiffPage::example).toList());
        return model;
    }

    private static Map<String, Object> example(RowsDiff.Example example) {
        List<Map<String, Object>> row = new ArrayList<>();
        example.key().forEach((name, value) -> row.add(Map.of("name", name, "value", text(value))));
        return Map.of(
                "kind", example.kind().toString(),
                "row", row,
                "changes",
                        example.changes().stream()
                                .map(change -> Map.of(
                                        "name", change.column(),
                                        "before", text(change.before()),
                                        "after", text(change.after())))
                                .toList());
    }

    private static String text(Optional<String> value) {
        return value.orElse("NULL");
    }

    private static Map<String, Object> metric(MetricMove metric) {
        return Map.of(
                "table", metric.table(),
                "name", metric.name(),
                "before", number(metric.before()),
                "after", number(metric.after()));
    }

    private static Map<String, Object> rule(RuleMove rule) {
        return Map.of(
                "id", rule.id(),
                "table", rule.table(),
                "edited", rule.isEdited(),
                "before", rule.before().map(DiffPage::verdict).orElse("new"),
                "after", rule.after().map(DiffPage::verdict).orElse("gone"));
    }

    private static String verdict(Verdict verdict) {
        return verdict.answer()
                + (verdict.rows().failed() > 0 ? ", " + count(verdict.rows().failed()) + " rows" : "")
                + (verdict.waiver().isPresent() ? ", waived" : "");
    }

    private static Map<String, Object> source(SourceMove source) {
        return Map.of(
                "table", source.table(),
                "before", count(source.recordsBefore()),
                "after", count(source.recordsAfter()),
                "added", source.added(),
                "removed", source.removed(),
                "changed", source.changed());
    }

    private static Map<String, Object> move(ReleaseDiff.Move move) {
        return Map.of("name", move.name(), "before", shortened(move.before()), "after", shortened(move.after()));
    }

    private static String shortened(String value) {
        return value.length() == SHA256_DIGITS ? value.substring(0, SHOWN_DIGITS) + "…" : value;
    }

    private static String number(OptionalDouble value) {
        if (value.isEmpty()) {
            return "–";
        }
        double number = value.getAsDouble();
        return Double.isFinite(number)
                ? new BigDecimal(number, new MathContext(6))
                        .stripTrailingZeros()
                        .toPlainString()
                : Double.toString(number);
    }

    private static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }
}
