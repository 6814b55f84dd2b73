package dev.weir.jobs.spark.diff;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.contracts.diff.RowsDiff;
import dev.weir.contracts.diff.RowsDiff.By;
import dev.weir.contracts.diff.RowsDiff.Kind;
import dev.weir.jobs.SparkFixture;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Fingerprints find what a plain full-outer join finds. */
@ExtendWith(SparkFixture.class)
class RowComparisonIT {

    private static final int HISTORIES = Integer.getInteger("weir.diff.histories", 6);

    private static final StructType COLUMNS = new StructType()
            .add("ward", DataTypes.StringType)
            .add("id", DataTypes.IntegerType)
            .add("label", DataTypes.StringType)
            .add("weight", DataTypes.DoubleType)
            .add("tags", DataTypes.createArrayType(DataTypes.StringType));
    private static final List<String> KEY = List.of("ward", "id");
    private static final List<String> REST = List.of("label", "weight", "tags");

    private final SparkSession session;

    RowComparisonIT(SparkSession session) {
        this.session = session;
    }

    /** Few different values, so that rows meet, NULLs among them, and texts that run into one another. */
    private static Arbitrary<Row> rows() {
        return Combinators.combine(
                        Arbitraries.of("a", "ab", ""),
                        Arbitraries.integers().between(1, 12).injectNull(0.1),
                        Arbitraries.of("x", "b", "").injectNull(0.3),
                        Arbitraries.of(0.0, -0.0, 1.5, Double.NaN).injectNull(0.3),
                        Arbitraries.of("p", "q")
                                .injectNull(0.3)
                                .array(String[].class)
                                .ofMaxSize(2)
                                .injectNull(0.3))
                .as((ward, id, label, weight, tags) -> RowFactory.create(ward, id, label, weight, tags));
    }

    private static List<Row> oneOfEachKey(List<Row> rows) {
        Map<String, Row> byKey = new LinkedHashMap<>();
        rows.forEach(row -> byKey.put(row.get(0) + "|" + row.get(1), row));
        return List.copyOf(byKey.values());
    }

    @Test
    void findsByKeyWhatAFullOuterJoinFinds() {
        JqwikSession.run(() -> rows().list()
                .ofMaxSize(16)
                .tuple2()
                .sampleStream()
                .limit(HISTORIES)
                .forEach(tables -> sameAsAJoin(oneOfEachKey(tables.get1()), oneOfEachKey(tables.get2()))));
    }

    private void sameAsAJoin(List<Row> old, List<Row> now) {
        Dataset<Row> before = frame(old);
        Dataset<Row> after = frame(now);
        RowsDiff found = new RowComparison(Aligned.of(before, after), old.size(), now.size(), 0, 100).by(KEY);

        Dataset<Row> was = renamed(before, "was_").withColumn("in_was", lit(true));
        Dataset<Row> is = renamed(after, "is_").withColumn("in_is", lit(true));
        Dataset<Row> joined = was.join(is, equal("ward").and(equal("id")), "full_outer");
        Column both = col("in_was").isNotNull().and(col("in_is").isNotNull());
        Column changed = not(equal("label").and(equal("weight")).and(equal("tags")));
        assertThat(found.by()).isEqualTo(By.KEY);
        assertThat(found.counts())
                .isEqualTo(new RowsDiff.Counts(
                        old.size(),
                        now.size(),
                        joined.where(col("in_was").isNull()).count(),
                        joined.where(col("in_is").isNull()).count(),
                        joined.where(both.and(changed)).count()));
        for (String column : REST) {
            assertThat(found.columns().getOrDefault(column, 0L))
                    .as(column)
                    .isEqualTo(joined.where(both.and(not(equal(column)))).count());
        }
        assertThat(found.examples()).hasSize((int) (found.counts().added()
                + found.counts().removed()
                + found.counts().changed()));
    }

    @Test
    void findsWithoutAKeyWhatTheMultisetsDifferIn() {
        JqwikSession.run(() -> rows().list()
                .ofMaxSize(16)
                .tuple2()
                .sampleStream()
                .limit(HISTORIES / 2)
                .forEach(tables -> {
                    List<Row> old = new ArrayList<>(tables.get1());
                    old.addAll(tables.get2().subList(0, tables.get2().size() / 2));
                    Dataset<Row> before = frame(old);
                    Dataset<Row> after = frame(tables.get2());
                    RowComparison comparison = new RowComparison(
                            Aligned.of(before, after), old.size(), tables.get2().size(), 0, 0);
                    RowsDiff found = comparison.by(List.of());
                    assertThat(found.by()).isEqualTo(By.ROW);
                    long fresh = after.exceptAll(before).count();
                    long gone = before.exceptAll(after).count();
                    assertThat(found.counts().added()).isEqualTo(fresh);
                    assertThat(found.counts().removed()).isEqualTo(gone);
                    // keys may stand in several rows here
                    RowsDiff.Counts keyed = comparison.by(KEY).counts();
                    assertThat(keyed.added() + keyed.changed()).isEqualTo(fresh);
                    assertThat(keyed.removed() + keyed.changed()).isEqualTo(gone);
                }));
    }

    @Test
    void comparesRowsWhereTheKeyStandsInSeveral() {
        Dataset<Row> before = frame(List.of(row(1, "x"), row(1, "y")));
        Dataset<Row> after = frame(List.of(row(1, "x"), row(2, "y")));
        RowsDiff found = new RowComparison(Aligned.of(before, after), 2, 2, 0, 1).by(List.of("id"));
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
        RowsDiff found = new RowComparison(Aligned.of(before, after), 2, 2, 0, 5).by(List.of("id"));
        assertThat(found.counts().changed()).isEqualTo(1);
        assertThat(found.columns()).isEqualTo(Map.of("price", 1L));
        assertThat(found.uncompared()).containsExactly("born");
        assertThat(found.examples().get(0).changes())
                .containsExactly(new RowsDiff.Change("price", Optional.of("2.0000"), Optional.of("2.0001")));
    }

    private static Row row(int id, String label) {
        return RowFactory.create("w", id, label, 1.0, null);
    }

    private Dataset<Row> frame(List<Row> rows) {
        return session.createDataFrame(rows, COLUMNS);
    }

    private static Column equal(String column) {
        return col("was_" + column).eqNullSafe(col("is_" + column));
    }

    private static Dataset<Row> renamed(Dataset<Row> rows, String prefix) {
        Dataset<Row> renamed = rows;
        for (String column : rows.columns()) {
            renamed = renamed.withColumnRenamed(column, prefix + column);
        }
        return renamed;
    }
}
