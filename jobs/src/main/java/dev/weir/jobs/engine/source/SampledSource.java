package dev.weir.jobs.engine.source;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.xxhash64;

import dev.weir.contracts.Code;
import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.Source;
import dev.weir.contracts.Table;
import dev.weir.jobs.engine.read.FormatReaders;
import dev.weir.jobs.engine.read.file.SourceFile;
import dev.weir.jobs.engine.read.file.UnreadableSourceException;
import dev.weir.jobs.engine.read.value.RecordColumns;
import dev.weir.jobs.engine.session.WeirSession;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * A sample of a source's records, always the same one of the same files: of those that the format's reader takes, the ones whose
 * hash of file and line is least.
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
     * @throws ProblemsException S001 where there is no file, S002 where one cannot be read, C014 where it is in a database
     */
    public Dataset<Row> rows(Source source, Table table, int most) {
        SparkSession spark = session.spark();
        if (source.database().isPresent()) {
            throw ProblemsException.of(
                    Code.UNSUPPORTED,
                    table.place(),
                    "Of source '" + source.contract().id() + "." + table.name() + "' no sample is taken",
                    "it is in a database, and samples are of files",
                    "say in the contract what its columns hold");
        }
        try {
            List<SourceFile> files = new SourceInputs(session).files(source, table);
            if (files.isEmpty()) {
                throw ProblemsException.of(
                        Code.SOURCE_MISSING,
                        table.place(),
                        "No file of source '" + source.contract().id() + "." + table.name() + "' is there",
                        "nothing matches '" + source.files().location() + "' with the table's pattern",
                        "see whether the ETL has delivered, or correct the contract's server");
            }
            Dataset<Row> rows = FormatReaders.installed()
                    .of(source.files().format())
                    .sample(spark, files, SourceSpecs.of(source, table), most);
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

    /** The records whose place in the files has the least hash: a random sample that is always the same. */
    private static Dataset<Row> least(Dataset<Row> rows, int most) {
        return rows.orderBy(
                        xxhash64(col(RecordColumns.FILE), col(RecordColumns.LINE), lit(SEED)),
                        col(RecordColumns.FILE),
                        col(RecordColumns.LINE))
                .limit(most);
    }
}
