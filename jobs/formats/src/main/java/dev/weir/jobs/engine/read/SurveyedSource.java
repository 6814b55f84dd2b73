package dev.weir.jobs.engine.read;

import dev.weir.jobs.engine.read.text.SurveyedFile;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** A source's files, surveyed and ready to be read. */
public interface SurveyedSource {

    /** What is known of each file, in the order given. */
    List<SurveyedFile> files();

    /** How the files' columns differ from those that are asked for. What only records tell is in it once all rows were read. */
    SourceFindings findings();

    /**
     * The records of all files, each a row: the columns that are asked for, then {@link
     * dev.weir.jobs.engine.read.value.RecordColumns}. They are read when the rows are.
     */
    Dataset<Row> rows();

    /** What reading has counted; ask once all rows were read. */
    Counted counted();

    /**
     * Records before any query filters them.
     *
     * @param unreadable how many of them could not be read; empty where only the rows tell
     * @param badValues for each column that takes bad values as NULL, how many there were; columns without any are left out
     * @param unmet paths that no record has, with the columns that read them
     * @param unread the names of files that have records of which none could be read, where the reader can tell
     */
    record Counted(
            long records,
            OptionalLong unreadable,
            Map<String, Long> badValues,
            Map<String, String> unmet,
            List<String> unread) {
        public Counted {
            unread = List.copyOf(unread);
        }
    }
}
