package dev.weir.benchmarks;

import dev.weir.contracts.TableFormat;
import dev.weir.contracts.Workspace;
import dev.weir.contracts.read.WorkspaceReader;
import dev.weir.contracts.release.Content;
import dev.weir.contracts.release.DataFiles;
import dev.weir.contracts.release.Manifest;
import dev.weir.contracts.release.Outcome;
import dev.weir.contracts.release.ReleasedTable;
import dev.weir.contracts.release.RunRecord;
import dev.weir.jobs.release.Load;
import dev.weir.jobs.release.Publication;
import dev.weir.jobs.release.StagedTable;
import dev.weir.jobs.release.Staging;
import dev.weir.jobs.release.TableIdentity;
import dev.weir.jobs.spark.Grammars;
import dev.weir.jobs.spark.WeirSession;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.catalyst.plans.logical.AppendData;
import org.apache.spark.sql.execution.datasources.v2.DataSourceV2Relation;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import scala.Option;

/**
 * Publishes the next release of a product that has few and of one that has many, in turn: each an Iceberg table of one row,
 * staged, entered in the log, made the table's head. The products must be in the workspace, so that commands can list them.
 */
public final class ManyReleases {

    private static final StructType COLUMNS = new StructType().add("id", DataTypes.IntegerType);

    private final WeirSession session;

    private ManyReleases(WeirSession session) {
        this.session = session;
    }

    /** @param arguments the workspace, how many releases product "few" and product "many" get first, rounds */
    public static void main(String[] arguments) {
        Workspace workspace =
                WorkspaceReader.read(Path.of(arguments[0]), Optional.empty(), System.getenv(), Grammars.languages());
        int few = Integer.parseInt(arguments[1]);
        int many = Integer.parseInt(arguments[2]);
        int rounds = Integer.parseInt(arguments[3]);
        try (WeirSession session = WeirSession.open(workspace)) {
            ManyReleases releases = new ManyReleases(session);
            for (int i = 0; i < many; i++) {
                if (i < few) {
                    releases.publish("few");
                }
                releases.publish("many");
            }
            List<Double> ratios = new ArrayList<>();
            List<Double> millis = new ArrayList<>();
            for (int round = 0; round < rounds; round++) {
                double one = releases.publish("few");
                double other = releases.publish("many");
                ratios.add(other / one);
                millis.add(other);
            }
            System.out.printf(
                    Locale.ROOT,
                    "publish\tnext of %d over next of %d\tmedian ratio %.2f\tmedian %.0f ms%n",
                    many,
                    few,
                    median(ratios),
                    median(millis));
        }
    }

    private static double median(List<Double> values) {
        List<Double> sorted = new ArrayList<>(values);
        Collections.sort(sorted);
        return sorted.get(sorted.size() / 2);
    }

    /** Makes the next release; its milliseconds. */
    private double publish(String product) {
        String run = UUID.randomUUID().toString();
        long start = System.nanoTime();
        try (Staging staging = session.releases().begin(product, run)) {
            TableIdentity identity = TableIdentity.of(session.warehouse(), TableFormat.ICEBERG, product, "rows");
            StagedTable table = staging.open(identity, COLUMNS, Load.REPLACE);
            write(table);
            Publication publication = staging.release(manifest(product, run, staging, table));
            if (!(publication instanceof Publication.Done)) {
                throw new IllegalStateException("Not published: " + publication);
            }
        }
        return (System.nanoTime() - start) / 1e6;
    }

    private void write(StagedTable table) {
        Dataset<Row> rows = session.spark().createDataFrame(List.of(RowFactory.create(1)), COLUMNS);
        Dataset.ofRows(
                session.spark(),
                AppendData.byName(
                        DataSourceV2Relation.create(table.target(), Option.empty(), Option.empty()),
                        rows.queryExecution().logical(),
                        new scala.collection.immutable.HashMap<>()));
    }

    private static Manifest manifest(String product, String run, Staging staging, StagedTable table) {
        Instant now = Instant.now();
        String nothing = "0".repeat(64);
        return new Manifest(
                staging.nextNumber(),
                new Manifest.ProductFacts(product, product, "", List.of(), List.of(), "enclave"),
                new RunRecord(
                        new RunRecord.Run(run, product, "0.1.0", now, now),
                        new RunRecord.Ending(Outcome.RELEASED, OptionalLong.of(staging.nextNumber()), List.of()),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of()),
                List.of(new ReleasedTable(
                        "rows",
                        table.version(),
                        List.of(new ReleasedTable.ReleasedColumn("id", "integer", "NONE", "keep", "", "")),
                        1,
                        new Content("weir-rows-1:" + nothing, nothing, List.of()),
                        new DataFiles(1, 1, nothing),
                        product + ".rows 1.0.0")),
                new Manifest.Basis(List.of(), "cn-2026-01", nothing, List.of()),
                staging.previousSha256());
    }
}
