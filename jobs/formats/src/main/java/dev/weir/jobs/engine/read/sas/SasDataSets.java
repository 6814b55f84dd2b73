package dev.weir.jobs.engine.read.sas;

import dev.weir.contracts.format.sas.SasDialect;
import dev.weir.jobs.engine.read.FilePiece;
import dev.weir.jobs.engine.read.FileSurvey;
import dev.weir.jobs.engine.read.HeaderMode;
import dev.weir.jobs.engine.read.ReadSpec;
import dev.weir.jobs.engine.read.ReadTally;
import dev.weir.jobs.engine.read.RecordFormat;
import dev.weir.jobs.engine.read.RecordReader;
import dev.weir.jobs.engine.read.file.SourceFile;
import dev.weir.jobs.engine.read.file.SourceStreams;
import dev.weir.jobs.engine.read.text.HeaderFacts;
import dev.weir.jobs.engine.read.text.SurveyedFile;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;

/**
 * Data sets of SAS. A line is the number of an observation, from 1.
 *
 * @param container what kind of file they lie in
 * @param encoding empty where the file declares it, or the usual one is meant
 * @param member empty where there is only one
 * @param nullValues texts that mean NULL in every column
 */
record SasDataSets(SasDialect.Container container, String encoding, String member, List<String> nullValues)
        implements RecordFormat {

    SasDataSets(SasDialect dialect) {
        this(
                dialect.container(),
                dialect.encoding().orElse(""),
                dialect.member().orElse(""),
                List.copyOf(dialect.nullValues()));
    }

    /** As the contract declares it; it does not travel. */
    private SasDialect dialect() {
        return new SasDialect(container, said(encoding), said(member), nullValues);
    }

    private static Optional<String> said(String text) {
        return text.isEmpty() ? Optional.empty() : Optional.of(text);
    }

    @Override
    public HeaderMode headerUse() {
        return HeaderMode.BY_NAME;
    }

    /** Looks at all of the file, so what is damaged is found before anything is read of any file. */
    @Override
    public SurveyedFile survey(Configuration configuration, SourceFile file, long partBytes) {
        String sha256 = FileSurvey.hash(configuration, file);
        try (SasFile opened = open(configuration, file, dialect())) {
            SasFile.Extent extent = opened.extent(partBytes);
            SourceStreams.checkUnchanged(configuration, file);
            return new SurveyedFile(
                    file,
                    sha256,
                    extent.rows(),
                    new HeaderFacts(opened.table().names(), HeaderFacts.Presence.FOUND, 1),
                    extent.parts());
        } catch (IOException e) {
            throw SourceStreams.failure(file, e);
        }
    }

    @Override
    public RecordReader open(Configuration configuration, FilePiece piece, ReadSpec spec, ReadTally tally) {
        return SourceStreams.opened(
                configuration,
                piece.file(),
                stored -> new SasReader(open(stored, piece.file(), dialect()), piece, spec, tally, nullValues));
    }

    /** Opens a file, which is closed by the caller. */
    static SasFile open(Configuration configuration, SourceFile file, SasDialect dialect) throws IOException {
        return SourceStreams.over(SourceStreams.stored(configuration, file), stored -> open(stored, file, dialect));
    }

    private static SasFile open(FSDataInputStream stored, SourceFile file, SasDialect dialect) throws IOException {
        return switch (dialect.container()) {
            case SAS7BDAT -> Sas7bdat.open(stored, file.bytes(), dialect.encoding());
            case XPORT ->
                Xport.open(
                        stored,
                        file.bytes(),
                        dialect.encoding().map(Charset::forName).orElse(StandardCharsets.UTF_8),
                        dialect.member());
        };
    }
}
