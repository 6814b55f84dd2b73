package dev.weir.jobs.engine.quarantine;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.first;
import static org.apache.spark.sql.functions.least;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import dev.weir.contracts.release.RunRecord;
import dev.weir.jobs.engine.quarantine.QuarantinedTable.Cause;
import dev.weir.jobs.engine.quarantine.QuarantinedTable.Example;
import dev.weir.releases.warehouse.Warehouse;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.expressions.Window;

/**
 * Compares the rows that a run left outside with what became of the same rows in a trial, by their identity. A row of a
 * table is looked for in that table, and among the records that cannot be read; an unreadable record in every table. Of
 * several rows that one record makes as many count as still out as are out now.
 */
public final class RetryReader {

    private static final String OF_SOURCE = "of_source";
    private static final String NOW_TABLE = "now_table";
    private static final String NOW_SOURCE = "now_source";
    private static final String FATE = "fate";
    private static final String OPEN = "open";
    private static final String INSIDE = "inside";
    private static final String OUTSIDE = "outside";
    private static final String GONE = "gone";
    private static final String NUMBER = "number";
    private static final String FATE_TABLE = "fate_table";
    private static final String FATE_IDENTITY = "fate_identity";
    private static final String N_IN = "n_in";
    private static final String N_OUT = "n_out";
    private static final String N_GONE = "n_gone";
    private static final String ALL_IN = "all_in";
    private static final String ALL_OUT = "all_out";
    private static final String ALL_GONE = "all_gone";

    private final QuarantineRows rows;

    /** In the session of the trial. */
    public RetryReader(SparkSession spark, Warehouse warehouse) {
        this.rows = QuarantineRows.in(spark, warehouse);
    }

    /** Whose rows they are. */
    public enum Side {
        PRODUCT,
        SOURCE
    }

    /**
     * What a trial made of a table.
     *
     * @param table its name; {@code contract-id.table} of a source
     * @param by which run makes its rows again
     * @param in rows that would be released, with file and line
     * @param out rows or records that would not, with file, line and reasons
     */
    public record Now(
            String table, Side side, RetryResult.By by, Optional<Dataset<Row>> in, Optional<Dataset<Row>> out) {}

    public RetryResult compare(RunRecord open, RunRecord trial, List<Now> now, int examples) {
        Optional<Dataset<Row>> outside = open(open);
        Map<String, Long> fresh = fresh(outside, now);
        Map<String, List<Row>> found = new LinkedHashMap<>();
        Map<String, List<Cause>> causes = new LinkedHashMap<>();
        if (outside.isPresent() && !now.isEmpty()) {
            Dataset<Row> matched = matched(outside.get(), now(now));
            for (Row row : classified(outside.get(), matched, examples).collectAsList()) {
                found.computeIfAbsent(row.getAs(QuarantineRows.TABLE), table -> new ArrayList<>())
                        .add(row);
            }
            causes.putAll(QuarantineReader.causes(
                    matched.where(col(FATE).equalTo(OUTSIDE)),
                    new QuarantineReader.Question(Optional.empty(), Optional.empty(), examples)));
        }
        Set<String> tables = new LinkedHashSet<>();
        now.forEach(one -> tables.add(one.table()));
        tables.addAll(found.keySet());
        tables.retainAll(union(found.keySet(), fresh.keySet()));
        Map<String, RetryResult.By> by = new LinkedHashMap<>();
        now.forEach(one -> by.put(one.table(), one.by()));
        return new RetryResult(
                open,
                trial,
                tables.stream()
                        .map(table -> part(
                                table,
                                by.getOrDefault(table, RetryResult.By.NEXT),
                                found.getOrDefault(table, List.of()),
                                fresh.getOrDefault(table, 0L),
                                causes.getOrDefault(table, List.of()),
                                examples))
                        .toList());
    }

    private static Set<String> union(Set<String> one, Set<String> other) {
        Set<String> all = new LinkedHashSet<>(one);
        all.addAll(other);
        return all;
    }

    /** One row for each identity that is outside, with the number of its rows. */
    private Optional<Dataset<Row>> open(RunRecord run) {
        List<String> sources =
                run.sources().stream().map(source -> source.table()).toList();
        return QuarantinePart.of(run).stream()
                .flatMap(part -> rows
                        .of(run.run().product(), part)
                        .map(all -> all.where(col(QuarantineRows.RUN)
                                        .equalTo(run.run().id()))
                                .withColumn(OF_SOURCE, lit(sources.contains(part.table()))))
                        .stream())
                .reduce(Dataset::union)
                .map(all -> all.groupBy(QuarantineRows.TABLE, OF_SOURCE, QuarantineRows.IDENTITY)
                        .agg(
                                count(lit(1)).as(OPEN),
                                first(QuarantineRows.FILE).as(QuarantineRows.FILE),
                                first(QuarantineRows.LINE).as(QuarantineRows.LINE),
                                first(QuarantineRows.VALUES).as(QuarantineRows.VALUES)));
    }

    private static Dataset<Row> now(List<Now> now) {
        List<Dataset<Row>> all = new ArrayList<>();
        for (Now one : now) {
            one.in().ifPresent(rows -> all.add(fated(one, rows, INSIDE)));
            one.out().ifPresent(rows -> all.add(fated(one, rows, OUTSIDE)));
        }
        return all.stream().reduce(Dataset::union).orElseThrow();
    }

    private static Dataset<Row> fated(Now one, Dataset<Row> rows, String fate) {
        Dataset<Row> shaped = QuarantineRows.shaped(rows, one.table());
        return shaped.select(
                col(QuarantineRows.TABLE).as(NOW_TABLE),
                lit(one.side() == Side.SOURCE).as(NOW_SOURCE),
                lit(fate).as(FATE),
                col(QuarantineRows.IDENTITY),
                col(QuarantineRows.FILE),
                col(QuarantineRows.LINE),
                col(QuarantineRows.REASONS),
                // Of what would get in nothing is shown but where it lies.
                (fate.equals(OUTSIDE) ? col(QuarantineRows.VALUES) : lit("{}")).as(QuarantineRows.VALUES));
    }

    private static Dataset<Row> matched(Dataset<Row> open, Dataset<Row> now) {
        return now.join(open.select(QuarantineRows.TABLE, OF_SOURCE, QuarantineRows.IDENTITY), QuarantineRows.IDENTITY)
                .where(same());
    }

    private static Column same() {
        return col(NOW_TABLE)
                .equalTo(col(QuarantineRows.TABLE))
                .or(col(NOW_SOURCE))
                .or(col(OF_SOURCE));
    }

    /** The first rows of each class of each table, with the counts of the whole table. */
    private static Dataset<Row> classified(Dataset<Row> open, Dataset<Row> matched, int examples) {
        Dataset<Row> fates = matched.groupBy(QuarantineRows.TABLE, QuarantineRows.IDENTITY)
                .agg(
                        count(when(col(FATE).equalTo(INSIDE), lit(1))).as(INSIDE),
                        count(when(col(FATE).equalTo(OUTSIDE), lit(1))).as(OUTSIDE))
                .withColumnRenamed(QuarantineRows.TABLE, FATE_TABLE)
                .withColumnRenamed(QuarantineRows.IDENTITY, FATE_IDENTITY);
        Column out = least(col(OPEN), coalesce(col(OUTSIDE), lit(0L)));
        Column in = least(col(OPEN).minus(col(N_OUT)), coalesce(col(INSIDE), lit(0L)));
        Column table = col(QuarantineRows.TABLE);
        return open.join(
                        fates,
                        table.equalTo(col(FATE_TABLE))
                                .and(col(QuarantineRows.IDENTITY).equalTo(col(FATE_IDENTITY))),
                        "left_outer")
                .withColumn(N_OUT, out)
                .withColumn(N_IN, in)
                .withColumn(N_GONE, col(OPEN).minus(col(N_OUT)).minus(col(N_IN)))
                .withColumn(
                        FATE,
                        when(col(N_OUT).gt(0), lit(OUTSIDE))
                                .when(col(N_IN).gt(0), lit(INSIDE))
                                .otherwise(lit(GONE)))
                .withColumn(ALL_IN, sum(N_IN).over(Window.partitionBy(table)))
                .withColumn(ALL_OUT, sum(N_OUT).over(Window.partitionBy(table)))
                .withColumn(ALL_GONE, sum(N_GONE).over(Window.partitionBy(table)))
                .withColumn(
                        NUMBER,
                        row_number()
                                .over(Window.partitionBy(table, col(FATE))
                                        .orderBy(
                                                col(QuarantineRows.FILE),
                                                col(QuarantineRows.LINE),
                                                col(QuarantineRows.VALUES))))
                .where(col(NUMBER).leq(Math.max(1, examples)))
                .orderBy(col(NUMBER));
    }

    /** Rows that are out now and were not outside, by table. */
    private static Map<String, Long> fresh(Optional<Dataset<Row>> open, List<Now> now) {
        List<Dataset<Row>> out = new ArrayList<>();
        now.forEach(one -> one.out().ifPresent(rows -> out.add(fated(one, rows, OUTSIDE))));
        Map<String, Long> counts = new LinkedHashMap<>();
        out.stream().reduce(Dataset::union).ifPresent(all -> {
            Dataset<Row> fresh = open.map(known -> {
                        Dataset<Row> names = known.select(
                                col(QuarantineRows.TABLE),
                                col(OF_SOURCE),
                                col(QuarantineRows.IDENTITY).as(OPEN));
                        return all.join(
                                names,
                                col(QuarantineRows.IDENTITY).equalTo(col(OPEN)).and(same()),
                                "left_anti");
                    })
                    .orElse(all);
            fresh.groupBy(NOW_TABLE)
                    .count()
                    .collectAsList()
                    .forEach(row -> counts.put(row.getString(0), row.getLong(1)));
        });
        return counts;
    }

    private static RetryResult.Part part(
            String table, RetryResult.By by, List<Row> rows, long fresh, List<Cause> causes, int examples) {
        RetryResult.Counts counts = rows.isEmpty()
                ? new RetryResult.Counts(0, 0, 0, fresh)
                : new RetryResult.Counts(
                        rows.get(0).<Long>getAs(ALL_IN),
                        rows.get(0).<Long>getAs(ALL_OUT),
                        rows.get(0).<Long>getAs(ALL_GONE),
                        fresh);
        return new RetryResult.Part(
                table, by, counts, some(rows, INSIDE, examples), some(rows, GONE, examples), causes);
    }

    private static List<Example> some(List<Row> rows, String fate, int examples) {
        return rows.stream()
                .filter(row -> fate.equals(row.getAs(FATE)))
                .limit(examples)
                .map(QuarantineReader::example)
                .toList();
    }
}
