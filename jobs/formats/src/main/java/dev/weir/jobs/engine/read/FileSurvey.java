package dev.weir.jobs.engine.read;

import dev.weir.jobs.engine.read.file.Charsets;
import dev.weir.jobs.engine.read.file.FileDigest;
import dev.weir.jobs.engine.read.file.FilePart;
import dev.weir.jobs.engine.read.file.FirstBytes;
import dev.weir.jobs.engine.read.file.SourceFile;
import dev.weir.jobs.engine.read.file.SourceStreams;
import dev.weir.jobs.engine.read.file.UnreadableSourceException;
import dev.weir.jobs.engine.read.text.ByteFeed;
import dev.weir.jobs.engine.read.text.EightBytes;
import dev.weir.jobs.engine.read.text.HeaderFacts;
import dev.weir.jobs.engine.read.text.RecordCuts;
import dev.weir.jobs.engine.read.text.SurveyedFile;
import dev.weir.jobs.engine.read.text.Syntax;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.util.Arrays;
import java.util.List;
import org.apache.hadoop.conf.Configuration;

/** Surveys one file: one pass over its stored bytes, and a look at its header. */
public final class FileSurvey {
    private static final int CHUNK = 1 << 20;

    private final Configuration configuration;
    private final TextFormat format;
    private final long partBytes;

    /** @param partBytes how many bytes a part has, but for the last */
    public FileSurvey(Configuration configuration, TextFormat format, long partBytes) {
        this.configuration = configuration;
        this.format = format;
        this.partBytes = partBytes;
    }

    /** The hash of a file's stored bytes, whatever they are, and nothing else. */
    public static String hash(Configuration configuration, SourceFile file) {
        byte[] chunk = new byte[CHUNK];
        try (FileDigest digest = FileDigest.of(0); // nothing goes on beside it
                InputStream in = SourceStreams.stored(configuration, file)) {
            for (int read = in.read(chunk); read >= 0; read = in.read(chunk)) {
                digest.add(chunk, read);
            }
            SourceStreams.checkUnchanged(configuration, file);
            return digest.hex();
        } catch (IOException e) {
            throw SourceStreams.failure(file, e);
        }
    }

    public SurveyedFile survey(SourceFile file) {
        Charset charset = Charset.forName(format.charset());
        boolean splittable = SourceStreams.isSplittable(file, charset);
        RecordCuts cuts = new RecordCuts(format.walk(charset), partBytes);
        FirstBytes.check(file, SourceStreams.head(configuration, file, FirstBytes.LENGTH), charset);
        char hidden = format.hiddenQuote(charset);
        boolean whole = !splittable || !Charsets.keeps(charset, hidden);
        byte[] mark = Charsets.byteOrderMark(charset);
        long before = 0;
        int most = (int) Math.min(CHUNK, file.bytes() + 1); // a small file among thousands needs no more
        byte[] chunk = new byte[most + EightBytes.SLACK];
        String sha256;
        try (FileDigest digest = FileDigest.of(file.bytes());
                InputStream in = SourceStreams.stored(configuration, file)) {
            for (int read = in.readNBytes(chunk, 0, most); read > 0; read = in.readNBytes(chunk, 0, most)) {
                digest.add(chunk, read);
                if (splittable) {
                    boolean marked = before == 0 && read >= mark.length && startsWith(chunk, mark);
                    cuts.pass(marked ? mark.length : 0);
                    cuts.add(chunk, marked ? mark.length : 0, read);
                    whole = whole || (hidden != Syntax.NONE && contains(chunk, read, hidden));
                }
                before += read;
                digest.await();
            }
            sha256 = digest.hex();
        } catch (IOException e) {
            throw SourceStreams.failure(file, e);
        }
        if (before != file.bytes()) {
            throw new UnreadableSourceException(
                    file, "changes while it is surveyed.", "Let whatever writes it finish, then run again.");
        }
        List<FilePart> one = before > 0 ? List.of(new FilePart(0, before, 1)) : List.of();
        return new SurveyedFile(
                file,
                sha256,
                splittable ? cuts.lines() : SurveyedFile.LINES_UNKNOWN,
                header(file, charset),
                whole ? one : cuts.parts());
    }

    private static boolean startsWith(byte[] bytes, byte[] mark) {
        return Arrays.equals(bytes, 0, mark.length, mark, 0, mark.length);
    }

    private static boolean contains(byte[] bytes, int length, char character) {
        for (int i = 0; i < length; i++) {
            if (bytes[i] == character) {
                return true;
            }
        }
        return false;
    }

    private HeaderFacts header(SourceFile file, Charset charset) {
        try {
            return format.header(() -> {
                ByteFeed feed = new ByteFeed(SourceStreams.text(configuration, file, charset));
                feed.skipByteOrderMark();
                return feed;
            });
        } catch (IOException e) {
            throw SourceStreams.failure(file, e);
        }
    }
}
