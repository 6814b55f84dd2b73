package dev.weir.quality.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.privacy.keys.WorkspaceKey;
import dev.weir.privacy.mask.Mask;
import dev.weir.privacy.mask.MaskRecipe;
import dev.weir.privacy.mask.PseudonymDomain;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.types.UTF8String;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FrequencyStateTest {

    private static final StructType TEXT = StructType.fromDDL("value STRING");
    private static final MetricRequest COUNTS =
            MetricRequest.countsOnly().with("value", Statistic.FREQUENCIES, Statistic.DISTINCT);

    @Property(tries = 300)
    void countsAreExactWhateverTheOrderAndTheParts(
            @ForAll("values") List<@Nullable String> values, @ForAll @IntRange(min = 1, max = 4) int parts) {
        Map<String, Long> expected = new TreeMap<>();
        for (String value : values) {
            if (value != null) {
                expected.merge(value, 1L, Long::sum);
            }
        }
        List<@Nullable String> shuffled = new ArrayList<>(values);
        Collections.shuffle(shuffled, new Random(parts));

        FrequencyState sum = FrequencyState.of(Map.of());
        for (int part = 0; part < parts; part++) {
            RowCollector collector = new RowCollector(TEXT, COUNTS);
            for (int i = part; i < shuffled.size(); i += parts) {
                collector.add(row(shuffled.get(i)));
            }
            sum = sum.plus(frequencies(collector));
        }

        boolean tooMany = expected.size() > FrequencyState.LIMIT
                || expected.keySet().stream()
                        .anyMatch(value -> value.getBytes(StandardCharsets.UTF_8).length > FrequencyState.LONGEST);
        assertThat(sum.overflowed()).isEqualTo(tooMany);
        assertThat(sum.counts()).isEqualTo(tooMany ? Map.of() : expected);
    }

    @Provide
    Arbitrary<List<@Nullable String>> values() {
        Arbitrary<String> few =
                Arbitraries.of("", "a", "b", "ab", "A", "\u00e9", "e\u0301", "\u4e2d\u6587", "x".repeat(256));
        Arbitrary<String> many = Arbitraries.integers().between(0, 240).map(i -> "value " + i);
        Arbitrary<String> long_ = Arbitraries.just("y".repeat(257));
        return Arbitraries.oneOf(
                few.injectNull(0.1).list().ofMaxSize(80),
                many.list().ofMinSize(100).ofMaxSize(900),
                Arbitraries.frequencyOf(net.jqwik.api.Tuple.of(60, few), net.jqwik.api.Tuple.of(1, long_))
                        .list()
                        .ofMaxSize(80));
    }

    @Property(tries = 100)
    void distinctValuesAreTheSameWithAndWithoutCounting(@ForAll("values") List<@Nullable String> values) {
        RowCollector counting = new RowCollector(TEXT, COUNTS);
        RowCollector plain = new RowCollector(TEXT, MetricRequest.countsOnly().with("value", Statistic.DISTINCT));
        for (String value : values) {
            counting.add(row(value));
            plain.add(row(value));
        }

        assertThat(distinct(counting).words()).isEqualTo(distinct(plain).words());
    }

    @Test
    void namesValuesOfEachTypeInTheirCanonicalForm() {
        StructType columns = StructType.fromDDL(
                "n BIGINT, i INT, b BOOLEAN, d DATE, t TIMESTAMP, w TIMESTAMP_NTZ, s SMALLINT, y TINYINT");
        MetricRequest request = MetricRequest.countsOnly();
        for (String name : columns.fieldNames()) {
            request = request.with(name, Statistic.FREQUENCIES);
        }
        RowCollector collector = new RowCollector(columns, request);
        collector.add(new GenericInternalRow(
                new Object[] {-42L, 7, true, 19_782, 1_000_000L, 1_000_000L, (short) 3, (byte) -1}));

        assertThat(collector.state().columns().stream()
                        .map(column -> column.frequencies().orElseThrow().counts()))
                .containsExactly(
                        new TreeMap<>(Map.of("-42", 1L)),
                        new TreeMap<>(Map.of("7", 1L)),
                        new TreeMap<>(Map.of("true", 1L)),
                        new TreeMap<>(Map.of("2024-02-29", 1L)),
                        new TreeMap<>(Map.of("1970-01-01T00:00:01Z", 1L)),
                        new TreeMap<>(Map.of("1970-01-01T00:00:01", 1L)),
                        new TreeMap<>(Map.of("3", 1L)),
                        new TreeMap<>(Map.of("-1", 1L)));
    }

    @Test
    void aRowMayReuseItsBytes() {
        byte[] buffer = "first".getBytes(StandardCharsets.UTF_8);
        RowCollector collector = new RowCollector(TEXT, COUNTS);
        collector.add(new GenericInternalRow(new Object[] {UTF8String.fromBytes(buffer)}));
        System.arraycopy("other".getBytes(StandardCharsets.UTF_8), 0, buffer, 0, 5);
        collector.add(new GenericInternalRow(new Object[] {UTF8String.fromBytes(buffer)}));
        collector.add(row("first"));

        assertThat(frequencies(collector).counts()).isEqualTo(Map.of("first", 2L, "other", 1L));
    }

    @Test
    void maskedValuesAreCountedByPseudonymAndNeverTravelInTheClear() throws IOException {
        MaskRecipe recipe = recipe("HEALTH");
        RowCollector collector =
                new RowCollector(TEXT, MetricRequest.countsOnly().withPseudonyms("value", recipe));
        for (int i = 0; i < 6; i++) {
            collector.add(row(i < 4 ? "CANARY-alpha" : "CANARY-beta"));
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(collector.state());
        }

        assertThat(bytes.toString(StandardCharsets.ISO_8859_1)).doesNotContain("CANARY");
        assertThat(frequencies(collector).counts().keySet()).allMatch(name -> name.matches("[0-9a-f]{32}"));
        assertThat(frequencies(collector).counts().values()).containsExactlyInAnyOrder(4L, 2L);
    }

    @Test
    void manySpellingsOfOnePseudonymAreOneValue() {
        MaskRecipe recipe = recipe("PHONE");
        RowCollector collector =
                new RowCollector(TEXT, MetricRequest.countsOnly().withPseudonyms("value", recipe));
        IntStream.range(0, 2000)
                .forEach(i -> collector.add(row(" ".repeat(i % 50) + "13800138000" + " ".repeat(i / 50))));

        assertThat(frequencies(collector).counts().values()).containsExactly(2000L);
    }

    @Test
    void aStateComesBackFromItsCounts() throws IOException, ClassNotFoundException {
        FrequencyState state = FrequencyState.of(Map.of("a", 3L, "b", 1L));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(state);
        }
        FrequencyState back;
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            back = (FrequencyState) in.readObject();
        }

        assertThat(back.counts()).isEqualTo(Map.of("a", 3L, "b", 1L));
        assertThat(back.plus(state).rows()).isEqualTo(8);
        assertThat(FrequencyState.ofTooMany().plus(state).overflowed()).isTrue();
        Map<String, Long> tooMany = new TreeMap<>();
        IntStream.rangeClosed(0, FrequencyState.LIMIT).forEach(i -> tooMany.put("v" + i, 1L));
        assertThatThrownBy(() -> FrequencyState.of(tooMany)).hasMessageContaining("201 values");
    }

    @Property(tries = 50)
    void sketchesComeBackFromTheirBytes(@ForAll List<Double> values) {
        RowCollector collector = new RowCollector(
                StructType.fromDDL("x DOUBLE"),
                MetricRequest.countsOnly().with("x", Statistic.DISTINCT, Statistic.QUANTILES));
        values.forEach(value -> collector.add(new GenericInternalRow(new Object[] {value})));
        ColumnState x = collector.state().column("x");
        DistinctState distinct = x.distinct().orElseThrow();
        QuantileState quantiles = x.quantiles().orElseThrow();

        assertThat(DistinctState.of(distinct.bytes()).words()).isEqualTo(distinct.words());
        assertThat(QuantileState.of(quantiles.bytes()).bytes()).isEqualTo(quantiles.bytes());
        long[] retained = new long[1];
        quantiles.forEach((value, weight) -> retained[0] += weight);
        assertThat(retained[0]).isEqualTo(quantiles.count());
        assertThatThrownBy(() -> DistinctState.of(new byte[3])).hasMessageContaining("3 bytes");
        assertThatThrownBy(() -> QuantileState.of(new byte[] {1, 2, 3, 4, 5, 6, 7, 8}))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private MaskRecipe recipe(String category) {
        return MaskRecipe.of(
                Mask.parse("pseudonymise"),
                WorkspaceKey.random(Clock.systemUTC(), new SecureRandom()),
                new PseudonymDomain("clinical_quality", category));
    }

    private static GenericInternalRow row(@Nullable String value) {
        return new GenericInternalRow(new @Nullable Object[] {value == null ? null : UTF8String.fromString(value)});
    }

    private static FrequencyState frequencies(RowCollector collector) {
        return collector.state().column("value").frequencies().orElseThrow();
    }

    private static DistinctState distinct(RowCollector collector) {
        return collector.state().column("value").distinct().orElseThrow();
    }
}
