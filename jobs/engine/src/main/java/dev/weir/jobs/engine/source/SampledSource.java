package dev.weir.jobs.engine.source;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.xxhash64;

import dev.weir.contracts.Code;
import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.Source;
import dev.weir.contracts.Table;
import dev.weir.jobs.engine.database.DatabaseTable;
import dev.weir.jobs.engine.database.UnreadableTableException;
import dev.weir.jobs.engine.read.FormatReaders;
import dev.weir.jobs.engine.read.file.SourceFile;
import dev.weir.jobs.engine.read.file.UnreadableSourceException;
import dev.weir.jobs.engine.read.value.RecordColumns;
import dev.weir.jobs.engine.session.WeirSession;
import dev.weir.quality.ColumnsByName;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * A sample of a source's records, always the same one of the same files: of those that the format's reader takes, the ones whose
 * hash of file and line is least. Of a database's table, whose rows have no order, those whose own hash is least.
 */
public record SampledSource(WeirSession session) {
    private static final long SEED = 20_260_101;

    /**
     * Looks at records of a source's table.
     *
     * @param most how many at most
     * @param look what is asked of them; they are gone afterwards
     * @throws ProblemsException S001 where there is no file or table, S002 where one cannot be read, S004 where a database does not
     *     answer
     */
    public <T> T look(Source source, Table table, int most, Function<Dataset<Row>, T> look) {
        return source.database().isPresent()
                ? inDatabase(source, source.database().get(), table, most, look)
                : look.apply(ofFiles(source, table, most));
    }

    private <T> T inDatabase(
            Source source, Source.InDatabase where, Table table, int most, Function<Dataset<Row>, T> look) {
        try (OpenDatabases databases = new OpenDatabases(session.workspace())) {
            Dataset<Row> rows = DatabaseTable.of(
                            session.spark(),
                            databases.of(where),
                            where,
                            table,
                            SourceSpecs.of(source, table),
                            DatabaseTable.Since.EVER)
                    .rows()
                    .where(col(RecordColumns.UNREADABLE).isNull())
                    .drop(RecordColumns.FILE, RecordColumns.LINE, RecordColumns.UNREADABLE);
            return look.apply(byContent(rows, most));
        } catch (RuntimeException e) {
            throw UnreadableTableException.causing(e)
                    .orElseThrow(() -> e)
                    .toProblems(
                            table.place(),
                            "Source '" + source.contract().id() + "." + table.name() + "' cannot be read");
        }
    }

    private Dataset<Row> ofFiles(Source source, Table table, int most) {
        SparkSession spark = session.spark();
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
            return byPlace(rows.where(col(RecordColumns.UNREADABLE).isNull()), most)
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
    private static Dataset<Row> byPlace(Dataset<Row> rows, int most) {
        return rows.orderBy(
                        xxhash64(col(RecordColumns.FILE), col(RecordColumns.LINE), lit(SEED)),
                        col(RecordColumns.FILE),
                        col(RecordColumns.LINE))
                .limit(most);
    }

    /** The rows whose content has the least hash: a sample that is always the same, wherever the rows come from. */
    public static Dataset<Row> byContent(Dataset<Row> rows, int most) {
        Column[] columns =
                Arrays.stream(rows.columns()).map(ColumnsByName::column).toArray(Column[]::new);
        return rows.orderBy(xxhash64(columns)).limit(most);
    }
}
