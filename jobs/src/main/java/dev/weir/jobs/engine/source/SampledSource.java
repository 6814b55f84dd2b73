package dev.weir.jobs.engine.source;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.xxhash64;

import dev.weir.contracts.Code;
import dev.weir.contracts.DataType;
import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.Source;
import dev.weir.contracts.Table;
import dev.weir.jobs.engine.read.ParquetRead;
import dev.weir.jobs.engine.read.ReadSpec;
import dev.weir.jobs.engine.read.SourceSurvey;
import dev.weir.jobs.engine.read.StrictRead;
import dev.weir.jobs.engine.read.file.SourceFile;
import dev.weir.jobs.engine.read.file.UnreadableSourceException;
import dev.weir.jobs.engine.read.value.ReadColumn;
import dev.weir.jobs.engine.read.value.RecordColumns;
import dev.weir.jobs.engine.read.value.ValueType;
import dev.weir.jobs.engine.session.WeirSession;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * A sample of a source's records, always the same one of the same files: parts of files of 64 KiB and more, taken in the order
 * of a hash of their place until there are twice as many lines as are asked for, and of their records those whose hash of file
 * and line is least. Columns of text files are read as the texts they are, whatever the contract says of their type, but for lists and objects.
 */
public final class SampledSource {

    private static final long SEED = 20_260_101;

    private final WeirSession session;

    /** In an open session. */
    public SampledSource(WeirSession session) {
        this.session = session;
    }

    /**
     * Records of a source's table.
     *
     * @param most how many at most
     * @throws ProblemsException S001 where there is no file, S002 where one cannot be read
     */
    public Dataset<Row> rows(Source source, Table table, int most) {
        SparkSession spark = session.spark();
        try {
            List<SourceFile> files = new SourceInputs(spark, session.workspace()).files(source, table);
            if (files.isEmpty()) {
                throw ProblemsException.of(
                        Code.SOURCE_MISSING,
                        table.place(),
                        "No file of source '" + source.contract().id() + "." + table.name() + "' is there",
                        "nothing matches '" + source.location() + "' with the table's pattern",
                        "see whether the ETL has delivered, or correct the contract's server");
            }
            Dataset<Row> rows = source.format() == Source.FileFormat.PARQUET
                    ? ParquetRead.of(spark, files, SourceSpecs.columns(table), ReadSpec.OnMissingColumn.NULL)
                            .rows()
                    : text(spark, source, table, files, most);
            return least(rows.where(col(RecordColumns.UNREADABLE).isNull()), most)
                    .drop(RecordColumns.FILE, RecordColumns.LINE, RecordColumns.UNREADABLE);
        } catch (UnreadableSourceException e) {
            throw ProblemsException.of(
                    Code.SOURCE_UNREADABLE,
                    table.place(),
                    "Source '" + source.contract().id() + "." + table.name() + "' cannot be read",
                    e.why(),
                    e.remedy());
        }
    }

    private static Dataset<Row> text(SparkSession spark, Source source, Table table, List<SourceFile> files, int most) {
        List<ReadColumn> columns = table.columns().stream()
                .map(column -> new ReadColumn(
                        column.name(),
                        column.origin().physicalName(),
                        asWritten(column.type()),
                        column.origin().nullValues(),
                        ReadColumn.OnBadValue.NULL_AND_WARN))
                .toList();
        ReadSpec spec = new ReadSpec(
                SourceSpecs.format(source), columns, ReadSpec.OnMissingColumn.NULL, SourceSpecs.limits(source));
        SourceSurvey survey =
                SourceSurvey.forSample(spark, files, spec.format()).sampled(2L * most);
        return StrictRead.rows(spark, spec, survey);
    }

    private static ValueType asWritten(DataType type) {
        if (type instanceof DataType.Array array) {
            return new ValueType.ListOf(asWritten(array.element()));
        } else if (type instanceof DataType.Structure object) {
            return new ValueType.ObjectOf(object.fields().stream()
                    .map(field -> new ValueType.Field(field.name(), asWritten(field.type())))
                    .toList());
        }
        return new ValueType.AsWritten();
    }

    /** The records whose place in the files has the least hash: a random sample that is always the same. */
    private static Dataset<Row> least(Dataset<Row> rows, int most) {
        return rows.orderBy(
                        xxhash64(col(RecordColumns.FILE), col(RecordColumns.LINE), lit(SEED)),
                        col(RecordColumns.FILE),
                        col(RecordColumns.LINE))
                .limit(most);
    }
}
