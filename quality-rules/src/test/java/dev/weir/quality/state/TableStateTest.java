package dev.weir.quality.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.types.Decimal;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.types.UTF8String;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TableStateTest {

    private static final StructType COLUMNS = StructType.fromDDL(
            "id BIGINT, day DATE, weight DOUBLE, price DECIMAL(20,2), name STRING, tags ARRAY<STRING>");
    private static final MetricRequest ALL = MetricRequest.countsOnly()
            .with("id", Statistic.NUMBERS, Statistic.DISTINCT, Statistic.QUANTILES)
            .with("day", Statistic.NUMBERS, Statistic.DISTINCT)
            .with("weight", Statistic.NUMBERS, Statistic.DISTINCT, Statistic.QUANTILES)
            .with("price", Statistic.NUMBERS, Statistic.DISTINCT)
            .with("name", Statistic.LENGTHS, Statistic.DISTINCT);

    @Property(tries = 200)
    void partsAddUpToTheWhole(@ForAll("rows") List<Values> values, @ForAll @IntRange(min = 1, max = 4) int parts) {
        RowCollector whole = new RowCollector(COLUMNS, ALL);
        List<RowCollector> split = new ArrayList<>();
        for (int i = 0; i < parts; i++) {
            split.add(new RowCollector(COLUMNS, ALL));
        }
        for (int i = 0; i < values.size(); i++) {
            InternalRow row = values.get(i).row();
            whole.add(row);
            split.get(i % parts).add(row);
        }
        TableState sum = split.get(0).state();
        for (RowCollector part : split.subList(1, parts)) {
            sum = sum.plus(part.state());
        }

        assertSame(sum, whole.state());
        assertThat(sum.rows()).isEqualTo(values.size());
        assertThat(longs(sum).exactSum())
                .isEqualTo(values.stream()
                        .flatMap(value -> Optional.ofNullable(value.id).stream())
                        .map(BigInteger::valueOf)
                        .reduce(BigInteger.ZERO, BigInteger::add));
    }

    @Provide
    Arbitrary<List<Values>> rows() {
        return Combinators.combine(
                        Arbitraries.longs().injectNull(0.1),
                        Arbitraries.integers().injectNull(0.1),
                        Arbitraries.doubles().injectNull(0.1),
                        Arbitraries.longs().injectNull(0.1),
                        Arbitraries.strings().ofMaxLength(20).injectNull(0.1))
                .as(Values::new)
                .list()
                .ofMaxSize(60);
    }

    @Property(tries = 50)
    void stateSurvivesTheWayHome(@ForAll("rows") List<Values> values) throws IOException, ClassNotFoundException {
        RowCollector collector = new RowCollector(COLUMNS, ALL);
        values.forEach(value -> collector.add(value.row()));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(collector.state());
        }
        TableState back;
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            back = (TableState) in.readObject();
        }

        assertSame(back, collector.state());
        QuantileState sent = collector.state().column("weight").quantiles().orElseThrow();
        QuantileState received = back.column("weight").quantiles().orElseThrow();
        assertThat(received.count()).isEqualTo(sent.count());
        assertThat(received.quantile(0.5)).isEqualTo(Double.valueOf(sent.quantile(0.5)));
    }

    @Test
    void meanAndVarianceKeepTheirDigitsFarFromZero() {
        RowCollector one = new RowCollector(COLUMNS, ALL);
        RowCollector two = new RowCollector(COLUMNS, ALL);
        for (int i = 0; i < 1000; i++) {
            (i < 10 ? one : two).add(Values.of(1_000_000_000_000L + i % 2).row());
        }
        NumberState ids = one.state().plus(two.state()).column("id").numbers().orElseThrow();

        assertThat(ids.mean()).isEqualTo(1_000_000_000_000.5);
        assertThat(ids.m2() / ids.count()).isCloseTo(0.25, within(1e-6));
    }

    @Test
    void quantilesAreRightWithinTheirTolerance() {
        RowCollector collector = new RowCollector(COLUMNS, ALL);
        for (int i = 0; i < 100_000; i++) {
            collector.add(Values.of((i * 7919L) % 100_000).row());
        }
        QuantileState ids = collector.state().column("id").quantiles().orElseThrow();

        assertThat(ids.quantile(0.5)).isCloseTo(50_000, within(2_000.0));
        assertThat(ids.rank(90_000)).isCloseTo(0.9, within(0.02));
    }

    @Test
    void notANumberIsGreaterThanAnyNumberAndNegativeZeroIsZero() {
        RowCollector collector = new RowCollector(COLUMNS, ALL);
        collector.add(new Values(null, null, Double.NaN, null, null).row());
        collector.add(new Values(null, null, -0.0, null, null).row());
        DoubleState weights =
                (DoubleState) collector.state().column("weight").numbers().orElseThrow();

        assertThat(weights.maximum()).isNaN();
        assertThat(1 / weights.minimum()).isEqualTo(Double.POSITIVE_INFINITY);
    }

    @Test
    void refusesStatisticsThatATypeDoesNotHave() {
        MetricRequest lengths = MetricRequest.countsOnly().with("id", Statistic.LENGTHS);
        MetricRequest nested = MetricRequest.countsOnly().with("tags", Statistic.DISTINCT);
        MetricRequest unknown = MetricRequest.countsOnly().with("ids", Statistic.DISTINCT);

        assertThatThrownBy(() -> new RowCollector(COLUMNS, lengths)).hasMessageContaining("'id' is of type bigint");
        assertThatThrownBy(() -> new RowCollector(COLUMNS, nested)).hasMessageContaining("'tags' is of type array");
        assertThatThrownBy(() -> new RowCollector(COLUMNS, unknown)).hasMessageContaining("'ids', which is not there");
    }

    private static LongState longs(TableState state) {
        return (LongState) state.column("id").numbers().orElseThrow();
    }

    private static void assertSame(TableState state, TableState expected) {
        assertThat(state.rows()).isEqualTo(expected.rows());
        for (ColumnState column : expected.columns()) {
            ColumnState same = state.column(column.name());
            assertThat(same.nonNull()).as(column.name()).isEqualTo(column.nonNull());
            column.distinct()
                    .ifPresent(
                            distinct -> assertThat(same.distinct().orElseThrow().words())
                                    .as(column.name())
                                    .isEqualTo(distinct.words()));
            column.lengths().ifPresent(lengths -> {
                assertThat(same.lengths().orElseThrow().shortest()).isEqualTo(lengths.shortest());
                assertThat(same.lengths().orElseThrow().longest()).isEqualTo(lengths.longest());
            });
            column.numbers().ifPresent(numbers -> assertSame(same.numbers().orElseThrow(), numbers));
        }
    }

    private static void assertSame(NumberState state, NumberState expected) {
        assertThat(state.count()).isEqualTo(expected.count());
        if (expected.count() == 0) {
            return;
        }
        assertThat(state.minimum()).isEqualTo(expected.minimum());
        assertThat(state.maximum()).isEqualTo(expected.maximum());
        double size = Math.max(Math.abs(expected.minimum()), Math.abs(expected.maximum()));
        if (Double.isFinite(size) && size < 1e100) {
            assertThat(state.mean()).isCloseTo(expected.mean(), within(1e-9 * (1 + size)));
            assertThat(state.sum()).isCloseTo(expected.sum(), within(1e-9 * (1 + size * expected.count())));
            assertThat(state.m2()).isCloseTo(expected.m2(), within(1e-6 * (1 + size * size * expected.count())));
        }
        if (expected instanceof DecimalState decimals) {
            assertThat(((DecimalState) state).exactSum()).isEqualByComparingTo(decimals.exactSum());
        }
    }

    record Values(
            @Nullable Long id,
            @Nullable Integer day,
            @Nullable Double weight,
            @Nullable Long cents,
            @Nullable String name) {

        static Values of(long id) {
            return new Values(id, null, null, null, null);
        }

        InternalRow row() {
            return new GenericInternalRow(new @Nullable Object[] {
                id,
                day,
                weight,
                cents == null ? null : Decimal.apply(new BigDecimal(BigInteger.valueOf(cents), 2), 20, 2),
                name == null ? null : UTF8String.fromString(name),
                null
            });
        }
    }
}
