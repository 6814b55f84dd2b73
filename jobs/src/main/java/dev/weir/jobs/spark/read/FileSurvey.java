package dev.weir.jobs.spark.read;

import dev.weir.jobs.spark.read.Delimited.Header;
import dev.weir.jobs.spark.read.HeaderFacts.Presence;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.apache.hadoop.conf.Configuration;

/** Surveys one file: one pass over its stored bytes, and a look at its header. */
final class FileSurvey {
    private static final int CHUNK = 1 << 18;

    private final Configuration configuration;
    private final TextFormat format;
    private final long partBytes;

    /** @param partBytes how many bytes a part has, but for the last */
    FileSurvey(Configuration configuration, TextFormat format, long partBytes) {
        this.configuration = configuration;
        this.format = format;
        this.partBytes = partBytes;
    }

    SurveyedFile survey(SourceFile file) {
        Charset charset = Charset.forName(format.charset());
        boolean splittable = SourceStreams.isSplittable(file, charset);
        MessageDigest digest = sha256();
        LineCount count = format.match(new Counting());
        List<FilePart> parts = new ArrayList<>();
        long before = 0;
        byte[] chunk = new byte[CHUNK + Words.SLACK];
        try (InputStream in = SourceStreams.stored(configuration, file)) {
            long partStart = 0;
            long partLine = 1;
            for (int read = in.read(chunk, 0, CHUNK); read >= 0; read = in.read(chunk, 0, CHUNK)) {
                digest.update(chunk, 0, read);
                int done = 0;
                while (splittable && before + read >= partStart + partBytes) {
                    // lines that begin in the next part follow a line end from one byte before it
                    int cut = (int) (partStart + partBytes - 1 - before);
                    count.add(chunk, done, Math.max(done, cut));
                    done = Math.max(done, cut);
                    parts.add(new FilePart(partStart, partStart + partBytes, partLine));
                    partStart += partBytes;
                    partLine = count.lineEnds() + 2;
                }
                count.add(chunk, done, read);
                before += read;
            }
            if (before > partStart) {
                parts.add(new FilePart(partStart, before, partLine));
            }
        } catch (IOException e) {
            throw SourceStreams.failure(file, e);
        }
        if (before != file.bytes()) {
            throw new UnreadableSourceException(
                    file.path(), "changes while it is surveyed.", "Let whatever writes it finish, then run again.");
        }
        boolean whole = !splittable || count.mayJoinLines();
        return new SurveyedFile(
                file,
                HexFormat.of().formatHex(digest.digest()),
                splittable ? count.lines() : SurveyedFile.LINES_UNKNOWN,
                format.match(new HeaderLook(file, charset)),
                whole && before > 0 ? List.of(new FilePart(0, before, 1)) : parts);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256.", e);
        }
    }

    private static final class Counting implements TextFormat.Cases<LineCount> {
        @Override
        public LineCount delimited(Delimited format) {
            return new LineCount(format.syntax().quote(), format.syntax().escape());
        }

        @Override
        public LineCount jsonLines(JsonLines format) {
            return new LineCount(Syntax.NONE, Syntax.NONE);
        }
    }

    private final class HeaderLook implements TextFormat.Cases<HeaderFacts> {
        private final SourceFile file;
        private final Charset charset;

        HeaderLook(SourceFile file, Charset charset) {
            this.file = file;
            this.charset = charset;
        }

        @Override
        public HeaderFacts jsonLines(JsonLines lines) {
            return new HeaderFacts(List.of(), Presence.NOT_EXPECTED, 1);
        }

        @Override
        public HeaderFacts delimited(Delimited delimited) {
            long firstLine = delimited.skipRows() + 1L;
            if (delimited.header() == Header.ABSENT) {
                return new HeaderFacts(List.of(), Presence.NOT_EXPECTED, firstLine);
            }
            FilePart whole = new FilePart(0, file.bytes(), 1);
            try (ByteFeed feed = new ByteFeed(SourceStreams.text(configuration, file, whole, charset))) {
                feed.skipByteOrderMark();
                return HeaderLine.read(feed, delimited);
            } catch (IOException e) {
                throw SourceStreams.failure(file, e);
            }
        }
    }
}
