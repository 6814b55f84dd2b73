package dev.weir.benchmarks;

import static java.util.Objects.requireNonNull;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import dev.weir.contracts.catalogue.CatalogueFacts;
import dev.weir.contracts.TableFormat;
import dev.weir.contracts.diff.RowsDiff;
import dev.weir.contracts.release.ContentDigest;
import dev.weir.contracts.release.DataFiles;
import dev.weir.contracts.release.Manifest;
import dev.weir.contracts.release.Outcome;
import dev.weir.contracts.release.ReleasedTable;
import dev.weir.contracts.release.RunRecord;
import dev.weir.jobs.engine.diff.ReleaseComparison;
import dev.weir.jobs.engine.internals.SparkInternals;
import dev.weir.jobs.engine.session.WeirSession;
import dev.weir.jobs.release.Releases;
import dev.weir.jobs.release.Staging;
import dev.weir.jobs.release.table.ChangeBase;
import dev.weir.jobs.release.table.StagedTable;
import dev.weir.releases.journal.LoadMode;
import dev.weir.releases.journal.RunMark;
import dev.weir.releases.warehouse.TableIdentity;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;

/**
 * What {@code weir diff} takes for two releases of many rows and 1,000 changes, beside a plain full-outer join in Spark that
 * counts the same: rows added, removed and changed, and in how many of them each column changed. The rows are made up, with
 * TPC-H lineitem's columns and a key; they lie in Iceberg tables. A third release adds 1,000 rows to the files of the first.
 * In turn, in one JVM, after a discarded round; what is found is checked.
 */
public final class Diffs {

    private static final String PRODUCT = "bench";
    private static final long CHANGES = 1_000;
    private static final String[] VALUES = {
        "id DIV 4 AS l_orderkey",
        "pmod(xxhash64(id, 1), 200000) AS l_partkey",
        "pmod(xxhash64(id, 2), 10000) AS l_suppkey",
        "CAST(pmod(xxhash64(id, 3), 50) AS DOUBLE) AS l_quantity",
        "pmod(xxhash64(id, 4), 10000000) / 100.0D AS l_extendedprice",
        "pmod(xxhash64(id, 5), 11) / 100.0D AS l_discount",
        "pmod(xxhash64(id, 6), 9) / 100.0D AS l_tax",
        "substr('ANR', CAST(pmod(xxhash64(id, 7), 3) AS INT) + 1, 1) AS l_returnflag",
        "substr('FO', CAST(pmod(xxhash64(id, 8), 2) AS INT) + 1, 1) AS l_linestatus",
        "date_add(DATE'1992-01-01', CAST(pmod(xxhash64(id, 9), 2500) AS INT)) AS l_shipdate",
        "date_add(DATE'1992-01-01', CAST(pmod(xxhash64(id, 10), 2500) AS INT)) AS l_commitdate",
        "date_add(DATE'1992-01-01', CAST(pmod(xxhash64(id, 11), 2500) AS INT)) AS l_receiptdate",
        "elt(CAST(pmod(xxhash64(id, 12), 3) AS INT) + 1, 'DELIVER IN PERSON', 'NONE', 'COLLECT COD') AS l_shipinstruct",
        "elt(CAST(pmod(xxhash64(id, 13), 3) AS INT) + 1, 'AIR', 'RAIL', 'TRUCK') AS l_shipmode",
        "concat('requests ', hex(xxhash64(id, 14)), ' sleep') AS l_comment"
    };

    private enum Variant {
        JOIN("plain full-outer join"),
        DIFF("weir diff"),
        SHARED("weir diff, files shared");

        private final String words;

        Variant(String words) {
            this.words = words;
        }
    }

    private final PrintStream out;
    private final SparkSession spark;
    private final WeirSession session;
    private final Releases releases;
    private final long rows;

    private Diffs(PrintStream out, WeirSession session, long rows) {
        this.out = out;
        this.session = session;
        this.spark = session.spark();
        this.releases = session.releases();
        this.rows = rows;
    }

    /** Arguments: the folder with {@code lineitem-0.0002.csv}, millions of rows, the rounds. */
    public static void main(String[] arguments) throws IOException {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        LineitemWorkspace files = LineitemWorkspace.in(Path.of(arguments[0]).toAbsolutePath(), "diff", "0.0002");
        try (WeirSession session = WeirSession.open(files.read())) {
            new Diffs(out, session, (long) (Double.parseDouble(arguments[1]) * 1_000_000))
                    .measure(Integer.parseInt(arguments[2]));
        }
    }

    private void measure(int rounds) {
        long every = rows / CHANGES;
        Manifest first = released(values("id", "l_tax", "true"), Optional.empty());
        Manifest grown = released(values("id + " + rows, "l_tax", "id < " + CHANGES), Optional.of(first));
        String kind = "IF(id % " + every + " = 0, (id DIV " + every + ") % 3, -1)";
        Manifest second = released(
                values(
                        "IF(" + kind + " = 2, id + " + rows + ", id)",
                        "IF(" + kind + " = 0, 0.5D, l_tax)",
                        kind + " != 1"),
                Optional.empty());
        Map<Variant, List<Cost>> costs = new EnumMap<>(Variant.class);
        out.println("round\tvariant\tcpu-s\twall-s");
        for (int round = 0; round <= rounds; round++) {
            Map<Variant, RowsDiff.Counts> found = new EnumMap<>(Variant.class);
            List<Variant> order = new ArrayList<>(List.of(Variant.values()));
            Collections.rotate(order, round);
            for (Variant variant : order) {
                Cost cost = Cost.of(() -> found.put(
                        variant,
                        switch (variant) {
                            case JOIN -> joined(first, second);
                            case DIFF -> diff(first, second);
                            case SHARED -> diff(first, grown);
                        }));
                out.printf(Locale.ROOT, "%d\t%s\t%.2f\t%.2f%n", round, variant.words, cost.cpu(), cost.wall());
                if (round > 0) {
                    costs.computeIfAbsent(variant, none -> new ArrayList<>()).add(cost);
                }
            }
            if (!Objects.equals(found.get(Variant.JOIN), found.get(Variant.DIFF))
                    || requireNonNull(found.get(Variant.SHARED)).added() != CHANGES) {
                throw new IllegalStateException("They do not agree: " + found);
            }
        }
        double join = Cost.median(costs.getOrDefault(Variant.JOIN, List.of())).wall();
        costs.forEach((variant, measured) -> {
            Cost median = Cost.median(measured);
            out.printf(
                    Locale.ROOT,
                    "median\t%s\tcpu %.2f\twall %.2f\t= %.3f of the join%n",
                    variant.words,
                    median.cpu(),
                    median.wall(),
                    median.wall() / join);
        });
    }

    /** Rows with a key and a tax of their own, where a condition on their number holds. */
    private Dataset<Row> values(String key, String tax, String which) {
        List<String> columns = new ArrayList<>(List.of(VALUES));
        columns.add(0, key + " AS l_id");
        columns.add("id AS _id");
        return spark.range(0, rows, 1, 8)
                .where(which)
                .selectExpr(columns.toArray(new String[0]))
                .withColumn("l_tax", expr(tax.replaceAll("\\bid\\b", "_id")))
                .drop("_id");
    }

    private RowsDiff.Counts diff(Manifest before, Manifest after) {
        return new ReleaseComparison(releases, List.of("l_id"), 0)
                .of(before, after)
                .tables()
                .get(0)
                .rows()
                .counts();
    }

    private RowsDiff.Counts joined(Manifest before, Manifest after) {
        Dataset<Row> was = releases.read(before, "lineitem");
        Dataset<Row> is = releases.read(after, "lineitem");
        List<String> columns = List.of(was.columns());
        for (String column : columns) {
            was = was.withColumnRenamed(column, "was_" + column);
        }
        Column both = col("was_l_id").isNotNull().and(col("l_id").isNotNull());
        Column same = lit(true);
        List<Column> counts = new ArrayList<>();
        for (String column : columns) {
            Column equal = col("was_" + column).eqNullSafe(col(column));
            same = same.and(equal);
            counts.add(count(both.and(not(equal))));
        }
        counts.add(0, count(both.and(not(same))));
        counts.add(0, count(col("l_id").isNull()));
        Row found = was.join(is, col("was_l_id").equalTo(col("l_id")), "full_outer")
                .agg(count(col("was_l_id").isNull()), counts.toArray(new Column[0]))
                .first();
        return new RowsDiff.Counts(
                before.tables().get(0).rows(),
                after.tables().get(0).rows(),
                found.getLong(0),
                found.getLong(1),
                found.getLong(2));
    }

    private static Column count(Column which) {
        return coalesce(sum(when(which, 1L).otherwise(0L)), lit(0L));
    }

    /** Releases rows as they are, in the place of those before, or beside a release's. */
    private Manifest released(Dataset<Row> values, Optional<Manifest> beside) {
        String run = UUID.randomUUID().toString();
        StructType schema = values.schema();
        TableIdentity identity = TableIdentity.of(session.warehouse(), TableFormat.ICEBERG, PRODUCT, "lineitem");
        try (Staging staging = releases.begin(PRODUCT, run)) {
            StagedTable table = beside.isEmpty()
                    ? staging.open(identity, schema, LoadMode.REPLACE)
                    : staging.change(identity, schema, base(beside.get()));
            SparkInternals.append(spark, table.target(), Optional.empty(), values);
            List<ReleasedTable.ReleasedColumn> columns = new ArrayList<>();
            for (String column : schema.fieldNames()) {
                columns.add(new ReleasedTable.ReleasedColumn(column, "string", "NONE", "keep", "", ""));
            }
            String hash = String.format(Locale.ROOT, "%064x", staging.nextNumber());
            ReleasedTable released = new ReleasedTable(
                    "lineitem",
                    table.version(),
                    columns,
                    new ContentDigest(table.rows().count(), "weir-rows-1:" + hash, hash, List.of()),
                    new DataFiles(1, 1, hash),
                    "bench.lineitem 1.0.0");
            Instant now = Instant.now();
            Manifest manifest = new Manifest(
                    staging.nextNumber(),
                    new Manifest.ProductFacts(PRODUCT, "Benchmark", "", List.of(), List.of(), "everyone", CatalogueFacts.NONE),
                    new RunRecord(
                            new RunRecord.Run(run, PRODUCT, "0.1.0", now, now),
                            new RunRecord.Ending(Outcome.RELEASED, OptionalLong.of(staging.nextNumber()), List.of()),
                            List.of(),
                            List.of(),
                            List.of()),
                    List.of(released),
                    new Manifest.Basis(List.of(), "cn-2026-01", "0".repeat(64), List.of()),
                    staging.previousSha256());
            staging.release(manifest);
            return manifest;
        }
    }

    private static ChangeBase base(Manifest release) {
        return new ChangeBase(
                new RunMark(PRODUCT, release.record().run().id(), OptionalLong.of(release.number())),
                release.tables().get(0).version(),
                Map.of());
    }
}
