package dev.weir.jobs.release;

import dev.weir.jobs.release.delta.DeltaFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.connector.catalog.SupportsWrite;
import org.apache.spark.sql.connector.catalog.TableCapability;
import org.apache.spark.sql.connector.write.LogicalWriteInfo;
import org.apache.spark.sql.connector.write.WriteBuilder;
import org.apache.spark.sql.delta.actions.AddFile;
import org.apache.spark.sql.types.StructType;
import scala.Option;

/** Data files made by Spark's own Parquet writer; a test hands the rows to the target itself. */
final class TestDeltaFiles implements DeltaFiles {

    @Override
    public SupportsWrite open(String location, String run, StructType schema, Consumer<List<AddFile>> written) {
        return new Target(Path.of(location), run, schema, written);
    }

    /** Where a test's rows go. */
    record Target(Path folder, String run, StructType staged, Consumer<List<AddFile>> written)
            implements SupportsWrite {

        void write(Dataset<Row> rows) {
            try {
                Path made = Files.createTempDirectory("weir-delta-");
                rows.coalesce(1).write().mode("overwrite").parquet(made.toString());
                Files.createDirectories(folder);
                try (Stream<Path> files = Files.list(made)) {
                    Path part = files.filter(file -> file.toString().endsWith(".parquet"))
                            .findFirst()
                            .orElseThrow();
                    Path kept = free();
                    Files.move(part, kept);
                    written.accept(List.of(new AddFile(
                            kept.getFileName().toString(),
                            new scala.collection.immutable.HashMap<>(),
                            Files.size(kept),
                            Files.getLastModifiedTime(kept).toMillis(),
                            true,
                            "{\"numRecords\":" + rows.count() + "}",
                            new scala.collection.immutable.HashMap<>(),
                            null,
                            Option.empty(),
                            Option.empty(),
                            Option.empty())));
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private Path free() {
            int part = 0;
            while (Files.exists(folder.resolve("part-0000" + part + "-" + run + ".parquet"))) {
                part++;
            }
            return folder.resolve("part-0000" + part + "-" + run + ".parquet");
        }

        @Override
        public String name() {
            return folder.toString();
        }

        @Override
        @SuppressWarnings("deprecation") // what Spark 3.5 asks for
        public StructType schema() {
            return staged;
        }

        @Override
        public Set<TableCapability> capabilities() {
            return EnumSet.of(TableCapability.BATCH_WRITE);
        }

        @Override
        public WriteBuilder newWriteBuilder(LogicalWriteInfo info) {
            throw new UnsupportedOperationException("A test writes the rows itself, as " + Map.of("run", run));
        }
    }
}
