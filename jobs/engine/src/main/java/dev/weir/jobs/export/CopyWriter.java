package dev.weir.jobs.export;

import dev.weir.contracts.Code;
import dev.weir.contracts.Place;
import dev.weir.contracts.ProblemsException;
import dev.weir.jobs.engine.internals.SparkInternals;
import dev.weir.privacy.ledger.Transfer;
import dev.weir.releases.ledger.TransferLedger;
import dev.weir.releases.warehouse.Warehouse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.apache.hadoop.conf.Configuration;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Table;
import org.apache.iceberg.hadoop.HadoopTables;
import org.apache.iceberg.spark.SparkSchemaUtil;
import org.apache.iceberg.spark.source.SparkTable;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;

/**
 * Writes a copy: a folder with a folder for each table, and {@value #MANIFEST}. A copy is whole when its manifest is there.
 * Parquet and Delta are written beside the place and moved there in one step; Iceberg's metadata hold whole paths, so its
 * tables are written in place, and the manifest last.
 */
record CopyWriter(SparkSession spark) {
    static final String MANIFEST = "export.json";

    /** Where a copy is on its way. */
    private static Path workplace(CopyFormat format, Path folder) {
        return format == CopyFormat.ICEBERG ? folder : folder.resolveSibling("." + folder.getFileName() + ".part");
    }

    static boolean whole(Path folder) {
        return Files.exists(folder.resolve(MANIFEST));
    }

    /** Whether an export that died has left rows in files, whole or not. */
    static boolean hasRows(CopyFormat format, Path folder) {
        return CopyFiles.anyWith(workplace(format, folder), ".parquet");
    }

    /** Removes what an export that died has left; a whole copy stays. */
    static void remove(CopyFormat format, Path folder) {
        if (!whole(folder)) {
            CopyFiles.delete(workplace(format, folder));
        }
    }

    /**
     * Writes a copy anew.
     *
     * @param transfer what was reserved: as many rows are written, or there is no copy
     * @param rows of a table, as they are sent
     * @param manifest made of the data files: their paths in the copy
     * @param copied called when the rows are written, and the copy is not there yet
     * @return SHA-256 of the manifest
     */
    String write(
            Transfer transfer,
            Function<Transfer.SentTable, Dataset<Row>> rows,
            Function<Map<String, Path>, String> manifest,
            Runnable copied) {
        CopyFormat format = CopyFormat.of(transfer.copy().format());
        Path folder = Path.of(transfer.copy().folder());
        Path work = workplace(format, folder);
        remove(format, folder);
        try {
            Files.createDirectories(work);
            for (Transfer.SentTable table : transfer.contents().tables()) {
                long written = write(format, work.resolve(table.name()), shuffled(rows.apply(table)));
                if (written != table.rows()) {
                    throw differ(table, written);
                }
            }
            CopyFiles.tidy(work);
            copied.run();
            String text = manifest.apply(CopyFiles.named(work));
            Files.writeString(work.resolve("." + MANIFEST), text, StandardCharsets.UTF_8);
            Files.move(work.resolve("." + MANIFEST), work.resolve(MANIFEST), StandardCopyOption.ATOMIC_MOVE);
            if (!work.equals(folder)) {
                Files.move(work, folder, StandardCopyOption.ATOMIC_MOVE);
            }
            return TransferLedger.sha256(folder.resolve(MANIFEST));
        } catch (IOException e) {
            throw Warehouse.notWritable(folder, e);
        }
    }

    /** In a random order: two copies whose rows stand in one order can be joined by their places. */
    private static Dataset<Row> shuffled(Dataset<Row> rows) {
        return rows.orderBy(functions.rand(new SecureRandom().nextLong()));
    }

    private long write(CopyFormat format, Path folder, Dataset<Row> rows) {
        String place = folder.toUri().toString();
        return switch (format) {
            case PARQUET -> {
                rows.write().parquet(place);
                yield spark.read().parquet(place).count();
            }
            case DELTA -> {
                rows.write().format("delta").save(place);
                yield spark.read().format("delta").load(place).count();
            }
            case ICEBERG -> {
                Configuration hadoop = spark.sessionState().newHadoopConf();
                Table table = new HadoopTables(hadoop)
                        .create(
                                SparkSchemaUtil.convert(rows.schema().asNullable()),
                                PartitionSpec.unpartitioned(),
                                Map.of("format-version", "2"),
                                folder.toString());
                SparkInternals.append(spark, new SparkTable(table, false), Optional.empty(), rows);
                table.refresh();
                yield table.currentSnapshot() == null
                        ? 0
                        : Long.parseLong(table.currentSnapshot().summary().getOrDefault("total-records", "0"));
            }
        };
    }

    private static ProblemsException differ(Transfer.SentTable table, long written) {
        return ProblemsException.of(
                Code.COUNTS_DIFFER,
                Place.of(table.name()),
                "Table '" + table.name() + "' of the copy has " + written + " rows, and " + table.rows()
                        + " were reserved",
                "what the ledger says and what is sent must agree",
                "void the transfer with 'weir ledger --void', and report this");
    }
}
