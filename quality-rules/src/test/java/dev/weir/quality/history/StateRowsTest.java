package dev.weir.quality.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.quality.state.ColumnState;
import dev.weir.quality.state.DistinctState;
import dev.weir.quality.state.FrequencyState;
import dev.weir.quality.state.MetricRequest;
import dev.weir.quality.state.QuantileState;
import dev.weir.quality.state.RowCollector;
import dev.weir.quality.state.Statistic;
import dev.weir.quality.state.TableState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.catalyst.CatalystTypeConverters;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.types.UTF8String;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class StateRowsTest {

    private static final StructType COLUMNS = StructType.fromDDL("n BIGINT, x DOUBLE, name STRING, flag BOOLEAN");
    private static final MetricRequest ALL = MetricRequest.countsOnly()
            .with("n", Statistic.NUMBERS, Statistic.DISTINCT, Statistic.QUANTILES, Statistic.FREQUENCIES)
            .with("x", Statistic.NUMBERS, Statistic.DISTINCT, Statistic.QUANTILES)
            .with("name", Statistic.LENGTHS, Statistic.DISTINCT, Statistic.FREQUENCIES)
            .with("flag", Statistic.DISTINCT, Statistic.FREQUENCIES);
    private static final Instant RELEASED = Instant.parse("2026-03-01T04:05:06.789012Z");

    @Property(tries = 60)
    void releasesComeBackAsTheyWere(
            @ForAll @Size(max = 300) List<@IntRange(min = -1, max = 400) Integer> values,
            @ForAll @IntRange(min = 1, max = 3) int releases) {
        List<PastRelease> past = new ArrayList<>();
        List<Row> rows = new ArrayList<>();
        for (int number = 1; number <= releases; number++) {
            PastRelease release = new PastRelease(
                    number,
                    "run-" + number,
                    RELEASED.plusSeconds(number),
                    Map.of("things", clear(state(values.subList(0, values.size() / number)))));
            past.add(release);
            rows.addAll(stored(StateRows.of(release)));
        }
        Collections.shuffle(rows, new Random(releases));

        assertThat(StateRows.releases(rows).stream().map(StateRowsTest::comparable))
                .isEqualTo(past.stream().map(StateRowsTest::comparable).toList());
    }

    @Test
    void rowsThatAreThereTwiceCountOnceAndThoseOfAnotherRunNotAtAll() {
        PastRelease release = new PastRelease(4, "run-4", RELEASED, Map.of("things", clear(state(List.of(1, 2, 3)))));
        PastRelease other = new PastRelease(4, "run-5", RELEASED, Map.of("others", clear(state(List.of(1, 2, 3, 4)))));
        List<Row> rows = new ArrayList<>(stored(StateRows.of(release)));
        rows.addAll(stored(StateRows.of(release)));
        rows.addAll(stored(StateRows.of(other)));

        assertThat(StateRows.releases(rows)).hasSize(1);
        assertThat(StateRows.releases(rows).get(0).tables()).containsOnlyKeys("things");
        assertThat(StateRows.releases(rows).get(0).table("things").orElseThrow().rows())
                .isEqualTo(3);
    }

    @Test
    void columnsKeepTheOrderOfTheTable() {
        PastRelease release = new PastRelease(1, "run", RELEASED, Map.of("things", clear(state(List.of(1, 2, 3)))));
        List<Row> rows = new ArrayList<>(stored(StateRows.of(release)));
        Collections.reverse(rows);

        assertThat(StateRows.releases(rows).get(0).table("things").orElseThrow().columns())
                .containsOnlyKeys("n", "x", "name", "flag");
        assertThat(List.copyOf(StateRows.releases(rows)
                        .get(0)
                        .table("things")
                        .orElseThrow()
                        .columns()
                        .keySet()))
                .containsExactly("n", "x", "name", "flag");
    }

    @Test
    void aLaterFormatIsRefused() {
        Row row = stored(StateRows.of(new PastRelease(1, "run", RELEASED, Map.of("t", new TableSummary(0, Map.of())))))
                .get(0);
        Object[] values = new Object[row.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = row.get(i);
        }
        values[0] = StateRows.FORMAT + 1;
        List<Row> later = stored(List.of(RowFactory.create(values)));

        assertThatThrownBy(() -> StateRows.releases(later)).hasMessageContaining("format 2");
    }

    @Test
    void aMaskedColumnTellsNoValueOfAnybody() {
        TableState state = state(List.of(7, 7, 8, 9, 7));
        for (ColumnState column : state.columns()) {
            ColumnSummary masked = ColumnSummary.masked(state.rows(), column, "key", true);
            assertThat(masked.numbers()).as(column.name()).isEmpty();
            assertThat(masked.lengths()).as(column.name()).isEmpty();
            assertThat(masked.values().registers()).as(column.name()).isEmpty();
            assertThat(masked.quantiles()).as(column.name()).isEmpty();
            assertThat(masked.nonNull()).isEqualTo(5);
            assertThat(masked.values().distinct()).isPresent();
            assertThat(ColumnSummary.masked(state.rows(), column, "key", false)
                            .values()
                            .distinct())
                    .as("where the mask hides which are equal")
                    .isEmpty();
        }
    }

    /** The mean of a load of one day is that day, and a mean with one value far from the others tells that one. */
    @Test
    void ofManyValuesOfAMaskedColumnNoMomentIsKept() {
        List<Integer> outlier = new ArrayList<>(Collections.nCopies(500, 5));
        outlier.add(1_000_000);
        for (List<Integer> values : List.of(Collections.nCopies(500, 5), outlier)) {
            TableState state = state(values);
            PastRelease release = new PastRelease(
                    1,
                    "run",
                    RELEASED,
                    Map.of(
                            "t",
                            new TableSummary(
                                    state.rows(),
                                    Map.of("n", ColumnSummary.masked(state.rows(), state.column("n"), "key", true)))));
            Row kept = stored(StateRows.of(release)).get(1);
            for (String statistic : List.of(
                    "mean", "m2", "sum", "minimum", "maximum", "shortest", "longest", "registers", "quantiles")) {
                assertThat(kept.<Object>getAs(statistic)).as(statistic).isNull();
            }
        }
    }

    @Test
    void distinctValuesAreExactWhereTheyAreCounted() {
        TableState few = state(List.of(1, 2, 3, 3, 3));
        assertThat(ColumnSummary.clear(5, few.column("n")).values().distinct()).isPresent();
        assertThat(ColumnSummary.clear(5, few.column("flag")).values().distinct())
                .hasValue(2);
        assertThat(ColumnSummary.clear(5, few.column("x")).values().distinct().orElseThrow())
                .isBetween(2.9, 3.1);
    }

    private static TableSummary clear(TableState state) {
        Map<String, ColumnSummary> columns = new LinkedHashMap<>();
        state.columns().forEach(column -> columns.put(column.name(), ColumnSummary.clear(state.rows(), column)));
        return new TableSummary(state.rows(), columns);
    }

    private static TableState state(List<Integer> values) {
        RowCollector collector = new RowCollector(COLUMNS, ALL);
        for (int value : values) {
            collector.add(new GenericInternalRow(
                    value < 0
                            ? new @Nullable Object[COLUMNS.size()]
                            : new @Nullable Object[] {
                                (long) value, value / 7.0, UTF8String.fromString("name " + value), value % 2 == 0
                            }));
        }
        return collector.state();
    }

    /** As Spark stores and reads them. */
    private static List<Row> stored(List<Row> rows) {
        scala.Function1<Object, Object> in = CatalystTypeConverters.createToCatalystConverter(StateRows.SCHEMA);
        scala.Function1<Object, Object> out = CatalystTypeConverters.createToScalaConverter(StateRows.SCHEMA);
        return rows.stream().map(row -> (Row) out.apply(in.apply(row))).toList();
    }

    private static List<Object> comparable(PastRelease release) {
        List<Object> all = new ArrayList<>(List.of(release.number(), release.run(), release.releasedAt()));
        release.tables().forEach((name, table) -> {
            all.add(name);
            all.add(table.rows());
            table.columns()
                    .forEach((column, summary) -> all.addAll(List.of(
                            column,
                            summary.rows(),
                            summary.nonNull(),
                            summary.numbers(),
                            summary.lengths(),
                            summary.values().distinct(),
                            summary.values()
                                    .registers()
                                    .map(DistinctState::bytes)
                                    .map(List::of)
                                    .map(StateRowsTest::text),
                            summary.quantiles()
                                    .map(QuantileState::bytes)
                                    .map(List::of)
                                    .map(StateRowsTest::text),
                            summary.values().frequencies().map(FrequencyState::counts),
                            summary.values().frequencies().map(FrequencyState::overflowed),
                            summary.values().pseudonymKey())));
        });
        return all;
    }

    private static String text(List<byte[]> bytes) {
        return java.util.HexFormat.of().formatHex(bytes.get(0));
    }
}
