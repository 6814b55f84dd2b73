package dev.weir.jobs.engine.read;

import dev.weir.jobs.engine.read.file.FilePart;
import dev.weir.jobs.engine.read.text.SurveyedFile;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.connector.catalog.SupportsRead;
import org.apache.spark.sql.connector.catalog.TableCapability;
import org.apache.spark.sql.connector.read.Batch;
import org.apache.spark.sql.connector.read.InputPartition;
import org.apache.spark.sql.connector.read.PartitionReaderFactory;
import org.apache.spark.sql.connector.read.Scan;
import org.apache.spark.sql.connector.read.ScanBuilder;
import org.apache.spark.sql.connector.read.Statistics;
import org.apache.spark.sql.connector.read.SupportsReportStatistics;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.util.CaseInsensitiveStringMap;
import org.apache.spark.util.SerializableConfiguration;

/**
 * Surveyed files as a table. Columns are never pruned: all are read to be judged, and a value that is not asked for
 * costs nothing more.
 */
final class StrictTable implements SupportsRead, ScanBuilder, Scan, Batch, SupportsReportStatistics {
    /** What opening a file costs, in bytes that could be read instead. */
    private static final long OPEN_BYTES = 4L << 20;

    /** So many files may each be read by a task of its own; more of them share tasks, or the tasks would cost more than the files. */
    private static final long MOST_APART = 64;

    private final ReadSpec spec;
    private final SourceSurvey survey;
    private final SerializableConfiguration configuration;
    private final ReadCounter counter;
    private final long partitionBytes;

    private StrictTable(
            ReadSpec spec,
            SourceSurvey survey,
            SerializableConfiguration configuration,
            ReadCounter counter,
            long partitionBytes) {
        this.spec = spec;
        this.survey = survey;
        this.configuration = configuration;
        this.counter = counter;
        this.partitionBytes = partitionBytes;
    }

    static StrictTable of(SparkSession spark, ReadSpec spec, SourceSurvey survey, ReadCounter counter) {
        return new StrictTable(
                spec,
                survey,
                new SerializableConfiguration(spark.sessionState().newHadoopConf()),
                counter,
                SourceSurvey.partBytes(bytes(survey)));
    }

    private static long bytes(SourceSurvey survey) {
        return survey.files().stream().mapToLong(file -> file.file().bytes()).sum();
    }

    @Override
    public String name() {
        return "weir-source(" + survey.files().size() + " files)";
    }

    @Override
    @SuppressWarnings("deprecation") // its successor calls this one
    public StructType schema() {
        return StrictRead.schema(spec);
    }

    @Override
    public StructType readSchema() {
        return StrictRead.schema(spec);
    }

    @Override
    public Set<TableCapability> capabilities() {
        return EnumSet.of(TableCapability.BATCH_READ);
    }

    @Override
    public ScanBuilder newScanBuilder(CaseInsensitiveStringMap options) {
        return this;
    }

    @Override
    public Scan build() {
        return this;
    }

    @Override
    public Batch toBatch() {
        return this;
    }

    @Override
    public String description() {
        return name();
    }

    /** The size of the files, so that small sources are broadcast in joins. */
    @Override
    public Statistics estimateStatistics() {
        return new Statistics() {
            @Override
            public OptionalLong sizeInBytes() {
                return OptionalLong.of(bytes(survey));
            }

            @Override
            public OptionalLong numRows() {
                return OptionalLong.empty();
            }
        };
    }

    /** Packs parts in their order, so that every partition has about the same to read. */
    @Override
    public InputPartition[] planInputPartitions() {
        List<InputPartition> partitions = new ArrayList<>();
        List<FilePiece> pieces = new ArrayList<>();
        long open =
                OPEN_BYTES * MOST_APART / Math.max(MOST_APART, survey.files().size());
        long bytes = 0;
        for (SurveyedFile file : survey.files()) {
            for (FilePart part : file.parts()) {
                long cost = part.end() - part.start() + open;
                if (bytes > 0 && bytes + cost > partitionBytes + open) {
                    partitions.add(new ReadPartition(pieces));
                    pieces.clear();
                    bytes = 0;
                }
                pieces.add(new FilePiece(file.file(), file.header(), part));
                bytes += cost;
            }
        }
        if (!pieces.isEmpty()) {
            partitions.add(new ReadPartition(pieces));
        }
        return partitions.toArray(new InputPartition[0]);
    }

    @Override
    public PartitionReaderFactory createReaderFactory() {
        return new ReadPartition.Factory(spec, configuration, counter);
    }
}
