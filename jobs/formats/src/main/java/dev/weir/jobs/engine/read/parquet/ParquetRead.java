package dev.weir.jobs.engine.read.parquet;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;

import dev.weir.jobs.engine.internals.SparkInternals;
import dev.weir.jobs.engine.read.FileSurvey;
import dev.weir.jobs.engine.read.HeaderMatch;
import dev.weir.jobs.engine.read.HeaderMode;
import dev.weir.jobs.engine.read.MissingColumnPolicy;
import dev.weir.jobs.engine.read.SourceFindings;
import dev.weir.jobs.engine.read.SourceSurvey;
import dev.weir.jobs.engine.read.StrictRead;
import dev.weir.jobs.engine.read.SurveyedSource;
import dev.weir.jobs.engine.read.file.SourceFile;
import dev.weir.jobs.engine.read.file.SourceStreams;
import dev.weir.jobs.engine.read.file.UnreadableSourceException;
import dev.weir.jobs.engine.read.text.HeaderFacts;
import dev.weir.jobs.engine.read.text.SurveyedFile;
import dev.weir.jobs.engine.read.value.ReadColumn;
import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.apache.parquet.schema.MessageType;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.execution.datasources.DataSource;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/**
 * Reads Parquet files by Spark's own reader, and strictly: the file's types must be the contract's, or narrower ones of
 * which no value is lost. The rows are those of {@link StrictRead}; a line is a row of the file, from 1.
 */
public final class ParquetRead implements SurveyedSource {
    private final SparkSession spark;
    private final List<ReadColumn> columns;
    private final MissingColumnPolicy onMissingColumn;
    private final List<SurveyedParquet> files;

    private ParquetRead(
            SparkSession spark,
            List<ReadColumn> columns,
            MissingColumnPolicy onMissingColumn,
            List<SurveyedParquet> files) {
        this.spark = spark;
        this.columns = columns;
        this.onMissingColumn = onMissingColumn;
        this.files = files;
    }

    /** A file with the type of each of its columns, null where Spark has none for it. */
    record SurveyedParquet(SurveyedFile file, LinkedHashMap<String, @Nullable StructField> fields)
            implements Serializable {}

    /**
     * Surveys files: hashes them in full, and reads their schemas.
     *
     * @throws UnreadableSourceException if a file cannot be read or is no Parquet
     */
    public static ParquetRead of(
            SparkSession spark, List<SourceFile> files, List<ReadColumn> columns, MissingColumnPolicy onMissingColumn) {
        return new ParquetRead(
                spark,
                List.copyOf(columns),
                onMissingColumn,
                List.copyOf(SourceSurvey.eachOf(spark, files, ParquetRead::survey)));
    }

    private static SurveyedParquet survey(Configuration configuration, SourceFile file) {
        return footer(configuration, file, FileSurvey.hash(configuration, file));
    }

    static SurveyedParquet footer(Configuration configuration, SourceFile file, String sha256) {
        MessageType schema;
        long records;
        try (ParquetFileReader reader =
                ParquetFileReader.open(HadoopInputFile.fromPath(new Path(file.path()), configuration))) {
            schema = reader.getFileMetaData().getSchema();
            records = reader.getRecordCount();
        } catch (IOException | RuntimeException e) {
            throw new UnreadableSourceException(
                    file,
                    "is not a readable Parquet file: its footer cannot be read, or is encrypted.",
                    "Fetch or write it again, or correct the source's format.",
                    e);
        }
        LinkedHashMap<String, @Nullable StructField> fields = new LinkedHashMap<>();
        for (var column : schema.getFields()) {
            fields.put(column.getName(), SparkInternals.fieldOf(column).orElse(null));
        }
        HeaderFacts header = new HeaderFacts(List.copyOf(fields.keySet()), HeaderFacts.Presence.FOUND, 1);
        return new SurveyedParquet(new SurveyedFile(file, sha256, records, header, List.of()), fields);
    }

    @Override
    public List<SurveyedFile> files() {
        return files.stream().map(SurveyedParquet::file).toList();
    }

    /** The files' footers say how many records there are. */
    @Override
    public Counted counted() {
        long records =
                files.stream().mapToLong(surveyed -> surveyed.file().lines()).sum();
        return new Counted(records, OptionalLong.empty(), Map.of(), Map.of());
    }

    @Override
    public SourceFindings findings() {
        return new SourceFindings(files.stream()
                .map(surveyed -> {
                    SurveyedFile file = surveyed.file();
                    return HeaderMatch.findings(file.file().name(), file.header(), HeaderMode.BY_NAME, columns)
                            .retyping(ParquetColumns.of(columns, surveyed.fields(), onMissingColumn)
                                    .retyped());
                })
                .toList());
    }

    /** The rows of all files; files of one schema and folder are read together. */
    @Override
    public Dataset<Row> rows() {
        Map<List<Object>, List<String>> groups = new LinkedHashMap<>();
        Map<List<Object>, SurveyedParquet> samples = new LinkedHashMap<>();
        for (SurveyedParquet surveyed : files) {
            List<Object> group = List.of(new ArrayList<>(surveyed.fields().entrySet()), folder(surveyed));
            groups.computeIfAbsent(group, key -> new ArrayList<>())
                    .add(surveyed.file().file().path());
            samples.putIfAbsent(group, surveyed);
        }
        Dataset<Row> rows = null;
        for (Map.Entry<List<Object>, List<String>> group : groups.entrySet()) {
            SurveyedParquet sample = Objects.requireNonNull(samples.get(group.getKey()));
            Dataset<Row> part = rows(sample, group.getValue());
            rows = rows == null ? part : rows.union(part);
        }
        StructType schema = StrictRead.schema(columns);
        return rows == null ? spark.createDataFrame(List.of(), schema) : rows;
    }

    private Dataset<Row> rows(SurveyedParquet sample, List<String> paths) {
        ParquetColumns reading = ParquetColumns.of(columns, sample.fields(), onMissingColumn);
        Dataset<Row> rows = spark.read()
                .format(SourceParquet.class.getName())
                .schema(reading.fileSchema())
                .option(SourceParquet.FOLDER, folder(sample))
                .option("ignoreCorruptFiles", "false")
                .option("ignoreMissingFiles", "false")
                .option(DataSource.GLOB_PATHS_KEY(), "false")
                .load(paths.toArray(String[]::new));
        // Spark has looked at the files once more: they are to be those that were surveyed
        Set<String> chosen = Set.copyOf(paths);
        Configuration configuration = spark.sessionState().newHadoopConf();
        files.stream()
                .map(surveyed -> surveyed.file().file())
                .filter(file -> chosen.contains(file.path()))
                .forEach(file -> SourceStreams.checkUnchanged(configuration, file));
        return rows.select(reading.select(columns, folder(sample), path(paths)));
    }

    /** The path of a row's file. Spark gives it percent-encoded; decoding takes time, and a plus for a blank. */
    private static Column path(List<String> paths) {
        boolean encoded = paths.stream()
                .anyMatch(path -> new Path(path).toUri().toString().contains("%"));
        return encoded ? expr("url_decode(replace(_metadata.file_path, '+', '%2B'))") : col("_metadata.file_path");
    }

    /** What the path of a file has before its name. */
    private static String folder(SurveyedParquet surveyed) {
        SourceFile file = surveyed.file().file();
        return file.path().substring(0, file.path().length() - file.name().length());
    }
}
