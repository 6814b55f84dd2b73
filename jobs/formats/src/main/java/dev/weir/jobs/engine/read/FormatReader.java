package dev.weir.jobs.engine.read;

import dev.weir.jobs.engine.read.file.SourceFile;
import dev.weir.jobs.engine.read.layout.Layout;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Reads source files of some formats: the engine's half of a {@link dev.weir.contracts.format.SourceFormat}.
 * {@link FormatReaders} finds each by {@link java.util.ServiceLoader}.
 */
public interface FormatReader {

    /** The formats that it reads, by their names in contracts. */
    Set<String> formats();

    /**
     * Looks at files before any record is read.
     *
     * @throws dev.weir.jobs.engine.read.file.UnreadableSourceException if a file cannot be read, or changes
     */
    SurveyedSource survey(SparkSession spark, List<SourceFile> files, ReadRequest request);

    /**
     * Some of the records, as a survey's rows have them: always the same ones of the same files. Columns may be the texts that
     * they are in the files.
     *
     * @param most how many are enough; more may come
     * @throws dev.weir.jobs.engine.read.file.UnreadableSourceException if a file cannot be read, or changes
     */
    Dataset<Row> sample(SparkSession spark, List<SourceFile> files, ReadRequest request, int most);

    /**
     * How a file seems to be written, where it seems to be of one of the formats. It is asked in a task, without a contract, and
     * may read all of the file but keeps none of it.
     *
     * @return empty where it is something else, or the format does not recognise its files
     * @throws dev.weir.jobs.engine.read.file.UnreadableSourceException if the file cannot be read, or changes
     */
    default Optional<Layout> layout(Configuration configuration, SourceFile file) {
        return Optional.empty();
    }

    /**
     * How each table of a file seems to be written: of most formats a file has one, of a workbook each sheet.
     *
     * @return empty as {@link #layout} is
     * @throws dev.weir.jobs.engine.read.file.UnreadableSourceException if the file cannot be read, or changes
     */
    default List<Layout> layouts(Configuration configuration, SourceFile file) {
        return layout(configuration, file).stream().toList();
    }

    /** Whether its files are such as another format would recognise, too: it is asked for their layout before that one. */
    default boolean isNarrow() {
        return false;
    }
}
