package dev.weir.jobs.engine.read.orc;

import dev.weir.jobs.engine.read.FilePiece;
import dev.weir.jobs.engine.read.FileSurvey;
import dev.weir.jobs.engine.read.HeaderMode;
import dev.weir.jobs.engine.read.ReadSpec;
import dev.weir.jobs.engine.read.ReadTally;
import dev.weir.jobs.engine.read.RecordFormat;
import dev.weir.jobs.engine.read.RecordReader;
import dev.weir.jobs.engine.read.SourceFindings.FileFindings;
import dev.weir.jobs.engine.read.file.FilePart;
import dev.weir.jobs.engine.read.file.SourceFile;
import dev.weir.jobs.engine.read.file.SourceStreams;
import dev.weir.jobs.engine.read.file.UnreadableSourceException;
import dev.weir.jobs.engine.read.text.SurveyedFile;
import dev.weir.jobs.engine.read.value.ReadColumn;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.AccessDeniedException;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.orc.OrcConf;
import org.apache.orc.OrcFile;
import org.apache.orc.OrcProto;
import org.apache.orc.Reader;
import org.apache.orc.StripeInformation;
import org.apache.orc.TypeDescription;
import org.jspecify.annotations.Nullable;

/**
 * Files of ORC, of which a part is a run of whole stripes; a line is the number of a record, from 1.
 *
 * <p>They are read by ORC's own library, which Spark's reader is made of, and not by Spark's reader: that one does not number
 * records, and shows timestamps in the time zone of the machine that it runs on.
 */
record OrcRecords() implements RecordFormat {

    @Override
    public HeaderMode headerUse() {
        return HeaderMode.BY_NAME;
    }

    @Override
    public SurveyedFile survey(Configuration configuration, SourceFile file, long partBytes) {
        String sha256 = FileSurvey.hash(configuration, file);
        try (Reader reader = open(configuration, file)) {
            List<FilePart> parts = parts(reader, file, partBytes);
            TypeDescription schema = reader.getSchema();
            SourceStreams.checkUnchanged(configuration, file);
            return new SurveyedFile(
                    file,
                    sha256,
                    reader.getNumberOfRows(),
                    OrcTypes.fields(schema).header(schema.toString()),
                    parts);
        } catch (IOException e) {
            throw failure(file, e);
        }
    }

    @Override
    public FileFindings findings(SurveyedFile file, List<ReadColumn> columns) {
        TypeDescription schema =
                TypeDescription.fromString(file.header().declared().get(0));
        return OrcTypes.fields(schema).findings(file, columns);
    }

    @Override
    public RecordReader open(Configuration configuration, FilePiece piece, ReadSpec spec, ReadTally tally) {
        Reader reader = open(configuration, piece.file());
        try {
            return SourceStreams.over(reader, opened -> new OrcReader(configuration, opened, piece, spec, tally));
        } catch (IOException | RuntimeException e) {
            throw failure(piece.file(), e);
        }
    }

    /** Opens a file, whose tail has to be sound. */
    static Reader open(Configuration configuration, SourceFile file) {
        SourceStreams.checkUnchanged(configuration, file);
        if (file.bytes() == 0) {
            throw noOrc(file, null);
        }
        Reader reader;
        try {
            reader = reader(configuration, file);
            if (!reader.writerUsedProlepticGregorian() && isOfNoJulianCalendar(reader)) {
                reader.close();
                Configuration proleptic = new Configuration(configuration);
                OrcConf.PROLEPTIC_GREGORIAN_DEFAULT.setBoolean(proleptic, true);
                reader = reader(proleptic, file);
            }
        } catch (FileNotFoundException | AccessDeniedException e) {
            throw SourceStreams.failure(file, e);
        } catch (IOException | RuntimeException e) {
            throw isInterrupted(e) ? failure(file, e) : noOrc(file, e);
        }
        if (reader.getEncryptionVariants().length > 0) {
            throw new UnreadableSourceException(
                    file,
                    "has encrypted columns, of which a reader without the key sees masks and no values.",
                    "Have it written without them.");
        }
        if (reader.getSchema().getCategory() != TypeDescription.Category.STRUCT) {
            throw new UnreadableSourceException(
                    file,
                    "holds values of the type "
                            + reader.getSchema().getCategory().getName() + ", and no records with columns.",
                    "Have each value written as a column of a record.");
        }
        return reader;
    }

    private static Reader reader(Configuration configuration, SourceFile file) throws IOException {
        return OrcFile.createReader(
                new Path(file.path()),
                OrcFile.readerOptions(configuration)
                        .maxLength(file.bytes())
                        .useUTCTimestamp(true)
                        .convertToProlepticGregorian(true));
    }

    /**
     * Whether a file does not name its calendar and is by another writer than ORC's Java library. Only that one ever counted days
     * before 15 October 1582 by the Julian calendar, as Java's old dates do.
     */
    private static boolean isOfNoJulianCalendar(Reader reader) {
        OrcProto.Footer footer = reader.getFileTail().getFooter();
        return !footer.hasCalendar() && footer.getWriter() != OrcFile.WriterImplementation.ORC_JAVA.getId();
    }

    private static UnreadableSourceException noOrc(SourceFile file, @Nullable Exception cause) {
        return new UnreadableSourceException(
                file,
                "is not a readable ORC file: its end, which says what it holds, cannot be read.",
                "Fetch or write it again, or correct the source's format.",
                cause);
    }

    /**
     * Runs of whole stripes, which have to lie in the file one behind the other and hold as many records as the file declares.
     */
    private static List<FilePart> parts(Reader reader, SourceFile file, long partBytes) {
        List<FilePart> parts = new ArrayList<>();
        long records = 0;
        long start = -1;
        long first = 1;
        long end = 0;
        for (StripeInformation stripe : reader.getStripes()) {
            boolean isSound = stripe.getOffset() >= end
                    && stripe.getLength() >= 0
                    && stripe.getLength() <= file.bytes() - stripe.getOffset()
                    && stripe.getNumberOfRows() >= 0;
            if (!isSound) {
                throw damaged(file, "a stripe does not lie in it", null);
            }
            if (start >= 0 && stripe.getOffset() - start >= partBytes) {
                parts.add(new FilePart(start, stripe.getOffset(), first));
                start = -1;
            }
            if (start < 0) {
                start = stripe.getOffset();
                first = records + 1;
            }
            end = stripe.getOffset() + stripe.getLength();
            records += stripe.getNumberOfRows();
        }
        if (start >= 0) {
            parts.add(new FilePart(start, file.bytes(), first));
        }
        if (records != reader.getNumberOfRows()) {
            throw damaged(file, "its stripes do not have as many records as it says", null);
        }
        return parts;
    }

    static UnreadableSourceException damaged(SourceFile file, String why, @Nullable Exception cause) {
        return new UnreadableSourceException(file, "is damaged: " + why + ".", "Fetch or write it again.", cause);
    }

    static boolean isInterrupted(Exception cause) {
        return cause instanceof InterruptedIOException || cause instanceof ClosedByInterruptException;
    }

    /** What opening or closing a file ended in, as a problem for people. */
    static RuntimeException failure(SourceFile file, Exception cause) {
        if (isInterrupted(cause)) {
            return new IllegalStateException("Reading was interrupted", cause);
        }
        if (cause instanceof RuntimeException known
                && UnreadableSourceException.causing(cause).isPresent()) {
            return known;
        }
        return cause instanceof IOException io
                ? SourceStreams.failure(file, io)
                : damaged(file, "it holds what no reader of ORC knows", cause);
    }
}
