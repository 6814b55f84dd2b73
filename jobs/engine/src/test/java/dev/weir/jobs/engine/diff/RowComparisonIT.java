package dev.weir.jobs.engine.diff;

import static java.util.Objects.requireNonNull;
import static org.apache.spark.sql.functions.col;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.contracts.diff.RowsDiff;
import dev.weir.contracts.diff.RowsDiff.By;
import dev.weir.contracts.diff.RowsDiff.Kind;
import dev.weir.jobs.SparkFixture;
import java.math.BigDecimal;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.sessions.JqwikSession;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import scala.collection.JavaConverters;

/** Fingerprints find what a comparison of all values finds. */
@ExtendWith(SparkFixture.class)
class RowComparisonIT {

    private static final int HISTORIES = Integer.getInteger("weir.diff.histories", 4);

    private static final List<String> KEY = List.of("ward", "id");
    private static final StructType COLUMNS = new StructType()
            .add("ward", DataTypes.StringType)
            .add("id", DataTypes.IntegerType)
            .add("label", DataTypes.StringType)
            .add("weight", DataTypes.DoubleType)
            .add("tags", DataTypes.createArrayType(DataTypes.StringType))
            .add("vitals", new StructType().add("note", DataTypes.StringType).add("pulse", DataTypes.DoubleType))
            .add("curve", DataTypes.createArrayType(DataTypes.FloatType))
            .add("seen", DataTypes.TimestampType)
            .add("clock", DataTypes.TimestampNTZType)
            .add("raw", DataTypes.BinaryType);

    private final SparkSession session;

    RowComparisonIT(SparkSession session) {
        this.session = session;
    }

    /** Few different values, so that rows meet, NULLs among them, and texts that run into one another. */
    private static Arbitrary<Row> rows(int keys) {
        Arbitrary<Double> doubles = Arbitraries.of(0.0, -0.0, 1.5, Double.NaN).injectNull(0.2);
        List<Arbitrary<Object>> values = List.of(
                Arbitraries.of("a", "ab", "").asGeneric(),
                Arbitraries.integers().between(1, keys).injectNull(0.1).asGeneric(),
                Arbitraries.of("x", "b", "").injectNull(0.3).asGeneric(),
                doubles.asGeneric(),
                Arbitraries.of("p", "q")
                        .injectNull(0.3)
                        .array(String[].class)
                        .ofMaxSize(2)
                        .injectNull(0.3)
                        .asGeneric(),
                doubles.map(pulse -> (Object) RowFactory.create(pulse == null ? "b" : null, pulse))
                        .injectNull(0.2),
                Arbitraries.of(0.0f, -0.0f, Float.NaN)
                        .injectNull(0.2)
                        .array(Float[].class)
                        .ofMaxSize(2)
                        .asGeneric(),
                Arbitraries.of(Timestamp.from(Instant.EPOCH), Timestamp.from(Instant.EPOCH.plusNanos(1_000)))
                        .injectNull(0.2)
                        .asGeneric(),
                Arbitraries.of(LocalDateTime.of(1582, 10, 10, 0, 0), LocalDateTime.of(2026, 1, 31, 0, 0, 0, 1_000))
                        .asGeneric(),
                Arbitraries.of(1, 2).map(size -> (Object) new byte[size]).injectNull(0.2));
        return Combinators.combine(values).as(each -> RowFactory.create(each.toArray()));
    }

    /** A table with the key's columns and some others, in any order. */
    private static Arbitrary<Dataset<Row>> tables(SparkSession session, int keys) {
        List<String> others = Stream.of(COLUMNS.fieldNames())
                .filter(name -> !KEY.contains(name))
                .toList();
        return Combinators.combine(
                        rows(keys).list().ofMaxSize(16),
                        Arbitraries.shuffle(others),
                        Arbitraries.integers().between(4, others.size()))
                .as((rows, order, count) -> {
                    List<Column> chosen = new ArrayList<>(List.of(col("id")));
                    order.subList(0, count).forEach(name -> chosen.add(col(name)));
                    chosen.add(col("ward"));
                    return session.createDataFrame(rows, COLUMNS).select(chosen.toArray(new Column[0]));
                });
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 1_000})
    void findsWhatAComparisonInMemoryFinds(int keys) {
        JqwikSession.run(() -> Combinators.combine(
                        tables(session, keys), tables(session, keys), Arbitraries.of(KEY, List.<String>of()))
                .as(Case::new)
                .sampleStream()
                .limit(HISTORIES)
                .forEach(Case::check));
    }

    /** Two tables, in memory too. */
    private record Case(Dataset<Row> before, Dataset<Row> after, List<String> key) {

        void check() {
            List<String> common = Stream.of(after.columns())
                    .filter(List.of(before.columns())::contains)
                    .toList();
            List<Map<String, String>> old = rows(before, common);
            List<Map<String, String>> now = rows(after, common);
            RowsDiff found = new RowComparison(AlignedTables.of(before, after), old.size(), now.size(), 0, 100).by(key);

            Map<List<String>, List<Map<String, String>>> oldByKey = byKey(old);
            Map<List<String>, List<Map<String, String>>> nowByKey = byKey(now);
            boolean several = severalIn(oldByKey, nowByKey) || severalIn(nowByKey, oldByKey);
            if (key.isEmpty() || several) {
                assertThat(found.by()).isEqualTo(By.ROW);
                List<Map<String, String>> fresh = without(now, old);
                List<Map<String, String>> gone = without(old, now);
                assertThat(found.counts())
                        .isEqualTo(new RowsDiff.Counts(old.size(), now.size(), fresh.size(), gone.size(), 0));
                return;
            }
            assertThat(found.by()).isEqualTo(By.KEY);
            Map<List<String>, Set<String>> changed = new HashMap<>();
            Map<String, Long> columns = new HashMap<>();
            long fresh = 0;
            for (Map.Entry<List<String>, List<Map<String, String>>> rows : nowByKey.entrySet()) {
                List<Map<String, String>> was = oldByKey.get(rows.getKey());
                if (was == null) {
                    fresh += rows.getValue().size();
                    continue;
                }
                Set<String> others = new HashSet<>(common);
                others.removeIf(name -> Objects.equals(
                        was.get(0).get(name), rows.getValue().get(0).get(name)));
                others.forEach(name -> columns.merge(name, 1L, Long::sum));
                if (!others.isEmpty()) {
                    changed.put(rows.getKey(), others);
                }
            }
            long gone = old.size() - (now.size() - fresh);
            assertThat(found.counts())
                    .isEqualTo(new RowsDiff.Counts(old.size(), now.size(), fresh, gone, changed.size()));
            assertThat(found.columns()).isEqualTo(columns);
            Map<List<String>, Set<String>> shown = new HashMap<>();
            for (RowsDiff.Example example : found.examples()) {
                if (example.kind() == Kind.CHANGED) {
                    shown.put(
                            KEY.stream()
                                    .map(name -> requireNonNull(example.key().get(name))
                                            .orElse(NULL))
                                    .toList(),
                            example.changes().stream()
                                    .map(RowsDiff.Change::column)
                                    .collect(Collectors.toSet()));
                }
            }
            assertThat(shown).isEqualTo(changed);
        }

        private static final String NULL = "NULL";

        private static List<Map<String, String>> rows(Dataset<Row> table, List<String> columns) {
            return table.collectAsList().stream()
                    .map(row -> {
                        Map<String, String> values = new LinkedHashMap<>();
                        columns.forEach(name -> values.put(name, text(row.getAs(name))));
                        return values;
                    })
                    .toList();
        }

        /** Texts that are equal where values are. */
        private static String text(@Nullable Object value) {
            if (value == null) {
                return NULL;
            }
            if (value instanceof Number number && !(value instanceof Integer)) {
                return Double.toString(number.doubleValue() + 0.0);
            }
            if (value instanceof byte[] bytes) {
                return HexFormat.of().formatHex(bytes);
            }
            if (value instanceof Row row) {
                return text(row.get(0)) + ";" + text(row.get(1));
            }
            if (value instanceof scala.collection.Seq<?> list) {
                return JavaConverters.seqAsJavaList(list).stream()
                        .map(Case::text)
                        .toList()
                        .toString();
            }
            return value.toString();
        }

        /** Whether a key that both have stands in several of these rows. */
        private static boolean severalIn(
                Map<List<String>, List<Map<String, String>>> rows,
                Map<List<String>, List<Map<String, String>>> others) {
            return rows.entrySet().stream()
                    .anyMatch(each -> each.getValue().size() > 1 && others.containsKey(each.getKey()));
        }

        private static Map<List<String>, List<Map<String, String>>> byKey(List<Map<String, String>> rows) {
            return rows.stream()
                    .collect(Collectors.groupingBy(
                            row -> KEY.stream().map(row::get).toList()));
        }

        private static List<Map<String, String>> without(
                List<Map<String, String>> rows, List<Map<String, String>> others) {
            List<Map<String, String>> left = new ArrayList<>(rows);
            others.forEach(left::remove);
            return left;
        }
    }

    @Test
    void comparesRowsWhereTheKeyStandsInSeveral() {
        Dataset<Row> before = frame("1x", "1y");
        Dataset<Row> after = frame("1x", "2y");
        RowsDiff found = new RowComparison(AlignedTables.of(before, after), 2, 2, 0, 1).by(List.of("id"));
        assertThat(found.by()).isEqualTo(By.ROW);
        assertThat(found.note()).contains("the key id stands in several rows");
        assertThat(found.counts()).isEqualTo(new RowsDiff.Counts(2, 2, 1, 1, 0));
        assertThat(found.examples()).extracting(RowsDiff.Example::kind).containsExactly(Kind.ADDED, Kind.REMOVED);
        assertThat(found.examples().get(0).key()).containsEntry("id", Optional.of("2"));
    }

    @Test
    void comparesAcrossWiderTypesAndLeavesOutWhatCannotBeCompared() {
        StructType narrow = new StructType()
                .add("id", DataTypes.IntegerType)
                .add("price", DataTypes.createDecimalType(6, 2))
                .add("born", DataTypes.StringType)
                .add("gone", DataTypes.StringType);
        StructType wide = new StructType()
                .add("born", DataTypes.IntegerType)
                .add("price", DataTypes.createDecimalType(12, 4))
                .add("ID", DataTypes.LongType)
                .add("fresh", DataTypes.StringType);
        Dataset<Row> before = session.createDataFrame(
                List.of(
                        RowFactory.create(1, new BigDecimal("1.50"), "1970", "x"),
                        RowFactory.create(2, new BigDecimal("2.00"), "1971", "y")),
                narrow);
        Dataset<Row> after = session.createDataFrame(
                List.of(
                        RowFactory.create(1970, new BigDecimal("1.5000"), 1L, "f"),
                        RowFactory.create(1971, new BigDecimal("2.0001"), 2L, "g")),
                wide);
        RowsDiff found = new RowComparison(AlignedTables.of(before, after), 2, 2, 0, 5).by(List.of("id"));
        assertThat(found.counts().changed()).isEqualTo(1);
        assertThat(found.columns()).isEqualTo(Map.of("price", 1L));
        assertThat(found.uncompared()).containsExactly("born");
        assertThat(found.examples().get(0).changes())
                .containsExactly(new RowsDiff.Change("price", Optional.of("2.0000"), Optional.of("2.0001")));
    }

    private Dataset<Row> frame(String... rows) {
        return session.createDataFrame(
                Stream.of(rows)
                        .map(row -> RowFactory.create(Integer.valueOf(row.substring(0, 1)), row.substring(1)))
                        .toList(),
                new StructType().add("id", DataTypes.IntegerType).add("label", DataTypes.StringType));
    }
}
