package dev.weir.quality.history;

import dev.weir.quality.state.DistinctState;
import dev.weir.quality.state.FrequencyState;
import dev.weir.quality.state.QuantileState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/**
 * Releases as rows of the table {@code <product>_quality.states} and back: for each table one row with its count, where
 * {@code column} is NULL, then one for each of its columns. Readers without Weir find plain numbers; {@code registers} are
 * those of Deequ's {@code ApproxCountDistinct}, {@code quantiles} a KLL sketch of doubles in the format of Apache
 * DataSketches.
 */
public final class StateRows {

    /** The version of what the columns mean, in each row. */
    static final int FORMAT = 1;

    /** The table's columns. */
    public static final StructType SCHEMA = StructType.fromDDL("`format` INT, `release` BIGINT, `run` STRING,"
            + " `released_at` TIMESTAMP, `table` STRING, `column` STRING, `position` INT, `rows` BIGINT,"
            + " `non_null` BIGINT, `mean` DOUBLE, `m2` DOUBLE, `sum` DOUBLE, `minimum` DOUBLE, `maximum` DOUBLE,"
            + " `shortest` INT, `longest` INT, `distinct_values` DOUBLE, `registers` BINARY, `quantiles` BINARY,"
            + " `frequencies` ARRAY<STRUCT<`value`: STRING, `rows`: BIGINT>>, `too_many_values` BOOLEAN,"
            + " `pseudonym_key` STRING");

    private StateRows() {}

    /** The rows of a release; the same release gives the same rows, but for what sketches draw lots about. */
    public static List<Row> of(PastRelease release) {
        List<Row> rows = new ArrayList<>();
        release.tables().forEach((name, table) -> {
            rows.add(row(release, name, null, rows.size(), Optional.empty(), table.rows()));
            table.columns()
                    .forEach((column, summary) ->
                            rows.add(row(release, name, column, rows.size(), Optional.of(summary), summary.rows())));
        });
        return rows;
    }

    /**
     * The releases of which these are the rows, the oldest first. Rows that are there twice count once.
     *
     * @param rows of {@link #SCHEMA}, in any order
     * @throws IllegalArgumentException when one is of a later format than this version reads
     */
    public static List<PastRelease> releases(List<Row> rows) {
        List<Row> sorted = new ArrayList<>(rows);
        sorted.sort(Comparator.comparingInt(row -> row.<Integer>getAs("position")));
        Map<Long, Growing> releases = new TreeMap<>();
        for (Row row : sorted) {
            int format = row.<Integer>getAs("format");
            if (format > FORMAT) {
                throw new IllegalArgumentException("A row of history has format " + format
                        + ", and this version of Weir reads up to " + FORMAT + "; use the version that wrote it");
            }
            Growing release = releases.computeIfAbsent(
                    row.<Long>getAs("release"), number -> new Growing(row.getAs("run"), instant(row)));
            if (release.run.equals(row.<String>getAs("run"))) {
                release.add(row);
            }
        }
        List<PastRelease> past = new ArrayList<>();
        releases.forEach((number, release) -> past.add(release.grown(number)));
        return past;
    }

    private static Row row(
            PastRelease release,
            String table,
            @Nullable String column,
            int position,
            Optional<ColumnSummary> summary,
            long rows) {
        Optional<NumberSummary> numbers = summary.flatMap(ColumnSummary::numbers);
        Optional<ColumnSummary.Lengths> lengths = summary.flatMap(ColumnSummary::lengths);
        Optional<ColumnSummary.Values> values = summary.map(ColumnSummary::values);
        Optional<FrequencyState> frequencies = values.flatMap(ColumnSummary.Values::frequencies);
        OptionalDouble distinct = values.map(ColumnSummary.Values::distinct).orElse(OptionalDouble.empty());
        return RowFactory.create(
                FORMAT,
                release.number(),
                release.run(),
                release.releasedAt(),
                table,
                column,
                position,
                rows,
                summary.map(ColumnSummary::nonNull).orElse(rows),
                numbers.map(NumberSummary::mean).orElse(null),
                numbers.map(NumberSummary::m2).orElse(null),
                numbers.map(NumberSummary::sum).orElse(null),
                numbers.map(NumberSummary::minimum).orElse(null),
                numbers.map(NumberSummary::maximum).orElse(null),
                lengths.map(ColumnSummary.Lengths::shortest).orElse(null),
                lengths.map(ColumnSummary.Lengths::longest).orElse(null),
                distinct.isPresent() ? distinct.getAsDouble() : null,
                values.flatMap(ColumnSummary.Values::registers)
                        .map(DistinctState::bytes)
                        .orElse(null),
                summary.flatMap(ColumnSummary::quantiles)
                        .map(QuantileState::bytes)
                        .orElse(null),
                frequencies
                        .filter(counts -> !counts.overflowed())
                        .map(StateRows::values)
                        .orElse(null),
                frequencies.map(FrequencyState::overflowed).orElse(null),
                values.flatMap(ColumnSummary.Values::pseudonymKey).orElse(null));
    }

    private static List<Row> values(FrequencyState frequencies) {
        List<Row> values = new ArrayList<>();
        frequencies.counts().forEach((value, rows) -> values.add(RowFactory.create(value, rows)));
        return values;
    }

    private static ColumnSummary summary(Row row) {
        Optional<Double> distinct = value(row, "distinct_values", Double.class);
        return new ColumnSummary(
                row.<Long>getAs("rows"),
                row.<Long>getAs("non_null"),
                value(row, "minimum", Double.class)
                        .map(minimum -> new NumberSummary(
                                row.<Double>getAs("mean"),
                                row.<Double>getAs("m2"),
                                row.<Double>getAs("sum"),
                                minimum,
                                row.<Double>getAs("maximum"))),
                value(row, "shortest", Integer.class)
                        .map(shortest -> new ColumnSummary.Lengths(shortest, row.<Integer>getAs("longest"))),
                value(row, "quantiles", byte[].class).map(QuantileState::of),
                new ColumnSummary.Values(
                        distinct.map(OptionalDouble::of).orElse(OptionalDouble.empty()),
                        value(row, "registers", byte[].class).map(DistinctState::of),
                        value(row, "too_many_values", Boolean.class)
                                .map(tooMany -> tooMany ? FrequencyState.ofTooMany() : frequencies(row)),
                        value(row, "pseudonym_key", String.class)));
    }

    private static FrequencyState frequencies(Row row) {
        Map<String, Long> counts = new TreeMap<>();
        for (Row value : row.<Row>getList(row.fieldIndex("frequencies"))) {
            counts.put(value.getString(0), value.getLong(1));
        }
        return FrequencyState.of(counts);
    }

    private static <T> Optional<T> value(Row row, String column, Class<T> type) {
        return Optional.ofNullable(row.<@Nullable Object>getAs(column)).map(type::cast);
    }

    private static Instant instant(Row row) {
        Object moment = row.getAs("released_at");
        return moment instanceof java.sql.Timestamp timestamp ? timestamp.toInstant() : (Instant) moment;
    }

    /** A release while its rows come. */
    private static final class Growing {

        private final String run;
        private final Instant releasedAt;
        private final Map<String, Long> rows = new LinkedHashMap<>();
        private final Map<String, Map<String, ColumnSummary>> columns = new LinkedHashMap<>();

        Growing(String run, Instant releasedAt) {
            this.run = run;
            this.releasedAt = releasedAt;
        }

        void add(Row row) {
            String table = row.getAs("table");
            Optional<String> column = value(row, "column", String.class);
            if (column.isPresent()) {
                columns.computeIfAbsent(table, name -> new LinkedHashMap<>()).put(column.get(), summary(row));
            } else {
                rows.put(table, row.<Long>getAs("rows"));
            }
        }

        PastRelease grown(long number) {
            Map<String, TableSummary> tables = new LinkedHashMap<>();
            rows.forEach((name, count) ->
                    tables.put(name, new TableSummary(count, columns.getOrDefault(name, Map.of()))));
            return new PastRelease(number, run, releasedAt, tables);
        }
    }
}
