package dev.weir.jobs.engine.landed;

import static java.util.Objects.requireNonNull;

import dev.weir.jobs.engine.custody.FileKey;
import dev.weir.jobs.engine.files.WrittenParquet;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.execution.datasources.FileIndex;
import org.apache.spark.sql.execution.datasources.FileStatusWithMetadata;
import org.apache.spark.sql.execution.datasources.PartitionDirectory;
import org.apache.spark.sql.execution.datasources.PartitionedFile;
import org.apache.spark.sql.types.StructType;
import scala.collection.JavaConverters;
import scala.collection.Seq;
import scala.collection.immutable.HashMap;
import scala.collection.immutable.Map;

/** Landed files, each with its key, which Spark hands on with the file to the task that reads it, and to no other. */
final class LandedIndex implements FileIndex {

    private static final String KEY = "weir.key";

    /** Of a local disk; it cuts nothing, since the session has the size of a file's pieces. */
    private static final long BLOCK = 32L << 20;

    private final Path folder;
    private final List<WrittenParquet> files;

    LandedIndex(Path folder, List<WrittenParquet> files) {
        this.folder = folder;
        this.files = files;
    }

    /** The key of a file that such an index has handed on. */
    static FileKey key(PartitionedFile file) {
        return (FileKey) file.otherConstantMetadataColumnValues().apply(KEY);
    }

    private Path path(WrittenParquet file) {
        return new Path(folder, file.name());
    }

    @Override
    public Seq<Path> rootPaths() {
        return seq(files.stream().map(this::path).toList());
    }

    @Override
    public Seq<PartitionDirectory> listFiles(Seq<Expression> partitionFilters, Seq<Expression> dataFilters) {
        List<FileStatusWithMetadata> found = new ArrayList<>();
        for (WrittenParquet file : files) {
            Map<String, Object> metadata =
                    new HashMap<String, Object>().updated(KEY, requireNonNull(file.key(), "key"));
            found.add(new FileStatusWithMetadata(
                    new FileStatus(file.size(), false, 1, BLOCK, file.modified(), path(file)), metadata));
        }
        return seq(List.of(new PartitionDirectory(InternalRow.empty(), seq(found))));
    }

    @Override
    public String[] inputFiles() {
        return files.stream().map(file -> path(file).toString()).toArray(String[]::new);
    }

    @Override
    public void refresh() {}

    @Override
    public long sizeInBytes() {
        return files.stream().mapToLong(WrittenParquet::size).sum();
    }

    @Override
    public StructType partitionSchema() {
        return new StructType();
    }

    private static <T> Seq<T> seq(List<T> list) {
        return JavaConverters.asScalaBuffer(list).toSeq();
    }

    /** Spark asks whether two parts of a plan read the same. */
    @Override
    public boolean equals(Object other) {
        return other instanceof LandedIndex index && index.folder.equals(folder) && index.files.equals(files);
    }

    @Override
    public int hashCode() {
        return Objects.hash(folder, files);
    }

    @Override
    public String toString() {
        return "landed files in " + folder;
    }
}
