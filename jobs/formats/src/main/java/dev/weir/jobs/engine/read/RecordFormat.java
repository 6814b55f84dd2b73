package dev.weir.jobs.engine.read;

import dev.weir.jobs.engine.read.file.SourceFile;
import dev.weir.jobs.engine.read.text.SurveyedFile;
import dev.weir.jobs.engine.read.value.ReadColumn;
import java.io.IOException;
import java.io.Serializable;
import java.util.List;
import org.apache.hadoop.conf.Configuration;

/** How the records of files are found and read, in parts of files that are read on their own. It travels to the tasks. */
public interface RecordFormat extends Serializable {

    /** What the first record of a file is. Where nothing else is said there is no header. */
    default HeaderMode headerUse() {
        return HeaderMode.ABSENT;
    }

    /**
     * Looks at a file before any record is read.
     *
     * @param partBytes how many bytes a part has, where files can be cut
     * @throws dev.weir.jobs.engine.read.file.UnreadableSourceException if the file cannot be read, or changes
     */
    SurveyedFile survey(Configuration configuration, SourceFile file, long partBytes);

    /** How a file's header differs from the columns that are asked for. */
    default SourceFindings.FileFindings findings(SurveyedFile file, List<ReadColumn> columns) {
        return HeaderMatch.findings(file.file().name(), file.header(), headerUse(), columns);
    }

    /** A reader of a part of a file. */
    RecordReader open(Configuration configuration, FilePiece piece, ReadSpec spec, ReadTally tally) throws IOException;
}
