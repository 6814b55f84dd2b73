package dev.weir.jobs.engine.read;

import dev.weir.jobs.engine.internals.SparkInternals;
import dev.weir.jobs.engine.read.value.ReadColumn;
import dev.weir.jobs.engine.read.value.RecordColumns;
import java.util.List;
import java.util.OptionalLong;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.util.SerializableConfiguration;

/**
 * Reads files strictly. Every record is one row: the columns of the specification, then {@link RecordColumns}. A
 * value is of its column's type or its record is unreadable, whichever columns a query asks for.
 *
 * <pre>{@code
 * List<SourceFile> files = SourceFiles.list(configuration, "/data/raw", "encounters*.csv");
 * Delimited format = Delimited.csv().withCharset("GB18030");
 * SourceSurvey survey = SourceSurvey.of(spark, files, format);
 * ReadSpec spec = ReadSpec.of(format, List.of(
 *         ReadColumn.of("encounter_id", new ValueType.Text()),
 *         ReadColumn.of("started_at", new ValueType.Instant(ValueType.ISO, "Asia/Shanghai"))));
 * survey.findings(spec.columns());                          // missing, new, reordered columns
 * Dataset<Row> rows = StrictRead.rows(spark, spec, survey); // encounter_id, started_at, _weir_file, _weir_line, …
 * }</pre>
 */
public final class StrictRead {
    private StrictRead() {}

    /**
     * The records of all surveyed files, read when the rows are.
     *
     * @throws IllegalArgumentException if the survey was made for another format
     */
    public static Dataset<Row> rows(SparkSession spark, ReadSpec spec, SourceSurvey survey) {
        return rows(spark, spec, survey, ReadCounter.registered(spark));
    }

    /** As {@link #rows(SparkSession, ReadSpec, SourceSurvey)}; the counter has its counts when all rows were read. */
    public static Dataset<Row> rows(SparkSession spark, ReadSpec spec, SourceSurvey survey, ReadCounter counter) {
        if (!survey.format().equals(spec.format())) {
            throw new IllegalArgumentException(
                    "The files were surveyed in another format than they are to be read in; survey them again.");
        }
        return SparkInternals.rowsOf(
                spark,
                new PartedTable(
                        "weir-source(" + survey.files().size() + " files)",
                        spec.columns(),
                        ReadPartition.of(survey),
                        new ReadPartition.Factory(
                                spec,
                                new SerializableConfiguration(
                                        spark.sessionState().newHadoopConf()),
                                counter),
                        OptionalLong.of(survey.bytes())));
    }

    /** The columns of the rows that a specification gives, hidden ones included. */
    public static StructType schema(ReadSpec spec) {
        return schema(spec.columns());
    }

    public static StructType schema(List<ReadColumn> columns) {
        StructType schema = new StructType();
        for (ReadColumn column : columns) {
            schema = schema.add(column.name(), column.type().sparkType(), true);
        }
        return RecordColumns.appendTo(schema);
    }
}
