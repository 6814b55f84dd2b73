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
import dev.weir.jobs.engine.read.text.HeaderFacts;
import dev.weir.jobs.engine.read.text.SurveyedFile;
import dev.weir.jobs.engine.read.value.ReadColumn;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.execution.datasources.DataSource;
import org.apache.spark.sql.types.StructType;

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

    /** A file with its columns. */
    private record SurveyedParquet(SurveyedFile file, List<StoredColumn> stored) implements Serializable {

        HeaderMatch header(List<ReadColumn> columns) {
            return HeaderMatch.of(file.header(), HeaderMode.BY_NAME, columns);
        }

        ParquetColumns reading(List<ReadColumn> columns, MissingColumnPolicy onMissingColumn) {
            return ParquetColumns.of(columns, header(columns), stored, onMissingColumn);
        }
    }

    /**
     * Surveys files: hashes them in full, and reads their schemas.
     *
     * @throws UnreadableSourceException if a file cannot be read or is no Parquet
     */
    public static ParquetRead of(
            SparkSession spark, List<SourceFile> files, List<ReadColumn> columns, MissingColumnPolicy onMissingColumn) {
        Set<String> asked = columns.stream().map(ReadColumn::header).collect(Collectors.toUnmodifiableSet());
        return new ParquetRead(
                spark,
                List.copyOf(columns),
                onMissingColumn,
                List.copyOf(SourceSurvey.eachOf(
                        spark, files, (configuration, file) -> survey(configuration, file, asked))));
    }

    private static SurveyedParquet survey(Configuration configuration, SourceFile file, Set<String> asked) {
        String sha256 = FileSurvey.hash(configuration, file);
        ParquetFooter footer = ParquetFooter.of(configuration, file);
        footer.requireReadable(file, asked::contains);
        HeaderFacts header = new HeaderFacts(
                footer.columns().stream().map(StoredColumn::name).toList(), HeaderFacts.Presence.FOUND, 1);
        return new SurveyedParquet(
                new SurveyedFile(file, sha256, footer.records(), header, List.of()), footer.columns());
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
        return new Counted(records, OptionalLong.empty(), Map.of(), Map.of(), List.of());
    }

    @Override
    public SourceFindings findings() {
        return new SourceFindings(files.stream()
                .map(surveyed -> {
                    SurveyedFile file = surveyed.file();
                    return HeaderMatch.findings(file.file().name(), file.header(), HeaderMode.BY_NAME, columns)
                            .retyping(surveyed.reading(columns, onMissingColumn).retyped());
                })
                .toList());
    }

    /** The rows of all files; files of one schema and folder are read together. */
    @Override
    public Dataset<Row> rows() {
        Map<List<Object>, List<String>> groups = new LinkedHashMap<>();
        Map<List<Object>, SurveyedParquet> samples = new LinkedHashMap<>();
        for (SurveyedParquet surveyed : files) {
            List<Object> group = List.of(surveyed.stored(), folder(surveyed));
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
        ParquetColumns reading = sample.reading(columns, onMissingColumn);
        SparkSession reader = session(sample, reading.fileSchema());
        Dataset<Row> rows = reader.read()
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
        Dataset<Row> read = rows.select(reading.select(columns, folder(sample), path(paths)));
        // planned here, two names that are one to the other session would be one
        return isAmbiguous(List.of(reading.fileSchema().fieldNames()))
                ? SparkInternals.planned(spark, read)
                : SparkInternals.rowsOf(spark, read.queryExecution().analyzed());
    }

    /** Whether names differ in upper and lower case alone. */
    private static boolean isAmbiguous(List<String> names) {
        return names.stream()
                        .map(name -> name.toLowerCase(Locale.ROOT))
                        .distinct()
                        .count()
                < names.size();
    }

    /**
     * A session that can read the columns. Spark's reader in batches lacks some types and encodings that the one of single records
     * has; and names that differ in upper and lower case alone are one to a session that does not tell them apart.
     */
    private SparkSession session(SurveyedParquet sample, StructType asked) {
        Set<String> read = Set.of(asked.fieldNames());
        boolean byRecord =
                sample.stored().stream().anyMatch(column -> column.byRecord() && read.contains(column.name()));
        if (!byRecord && !isAmbiguous(sample.file().header().names())) {
            return spark;
        }
        SparkSession own = SparkInternals.beside(spark);
        own.conf().set("spark.sql.caseSensitive", "true");
        own.conf().set("spark.sql.parquet.enableVectorizedReader", String.valueOf(!byRecord));
        return own;
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
