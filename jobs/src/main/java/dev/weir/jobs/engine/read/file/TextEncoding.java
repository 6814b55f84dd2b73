package dev.weir.jobs.engine.read.file;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import org.apache.hadoop.conf.Configuration;

/**
 * In which encoding a file seems to be written. UTF-8 proves itself: its characters have a form that other text hardly has. The
 * Chinese encodings are told apart by where their common characters lie.
 *
 * @param charset a Java charset name
 * @param because a sentence without its full stop
 */
public record TextEncoding(String charset, String because) {

    private static final int CHUNK = 1 << 16;

    /** So many characters beyond ASCII are enough. */
    private static final long ENOUGH = 20_000;

    private static final int SAMPLE = 1 << 18;

    /** Reads a file until it is sure: all of it, where it has hardly a character beyond ASCII. */
    public static TextEncoding of(Configuration configuration, SourceFile file) {
        byte[] head = SourceStreams.head(configuration, file, FirstBytes.LENGTH);
        String wide = FirstBytes.wide(head);
        if (!wide.isEmpty()) {
            return new TextEncoding(wide, wide + " by its mark or its zero bytes");
        }
        Utf8 utf8 = new Utf8();
        try (InputStream plain = SourceStreams.plain(configuration, file)) {
            byte[] chunk = new byte[CHUNK];
            for (int read = plain.read(chunk); read >= 0 && utf8.seen() < ENOUGH; read = plain.read(chunk)) {
                utf8.add(chunk, read);
            }
        } catch (IOException e) {
            throw SourceStreams.failure(file, e);
        }
        if (utf8.seen() == 0) {
            return new TextEncoding("UTF-8", "nothing beyond ASCII in the whole file");
        }
        if (utf8.invalid * 100 <= utf8.valid) {
            return new TextEncoding(
                    "UTF-8",
                    utf8.invalid == 0
                            ? "UTF-8 by the form of the characters beyond ASCII"
                            : "UTF-8, but for " + utf8.invalid + " of " + utf8.seen() + " characters");
        }
        return ofBytes(utf8.sample.toByteArray());
    }

    /** Of bytes that are no UTF-8 and begin with a character beyond ASCII. */
    static TextEncoding ofBytes(byte[] sample) {
        int alone = 0;
        int high = 0;
        for (int i = 0; i < sample.length; i++) {
            if (sample[i] < 0) {
                high++;
                boolean before = i > 0 && sample[i - 1] < 0;
                boolean behind = i + 1 < sample.length && sample[i + 1] < 0;
                alone += before || behind ? 0 : 1;
            }
        }
        double chinese = commonShare(sample, 0xb0, 0xd7, 0xa1);
        double traditional = commonShare(sample, 0xa4, 0xc6, 0x40);
        if (alone * 2 > high) {
            return new TextEncoding("windows-1252", "single characters beyond ASCII among Latin letters: look at it");
        }
        return chinese >= 0.6 || chinese >= traditional
                ? new TextEncoding("GB18030", percent(chinese) + " of its characters are common ones of GB18030")
                : new TextEncoding("Big5", percent(traditional) + " of its characters are common ones of Big5");
    }

    private static String percent(double share) {
        return Math.round(100 * share) + " %";
    }

    /** Of the characters of two bytes, those whose first byte lies within bounds and whose second is not below one. */
    private static double commonShare(byte[] sample, int from, int to, int second) {
        int pairs = 0;
        int common = 0;
        for (int i = 0; i + 1 < sample.length; i++) {
            if (sample[i] < 0) {
                int lead = sample[i] & 0xff;
                int trail = sample[i + 1] & 0xff;
                boolean punctuation = lead >= 0xa1 && lead <= 0xa3 && trail >= second;
                pairs++;
                common += punctuation || (lead >= from && lead <= to && trail >= second) ? 1 : 0;
                i++;
            }
        }
        return pairs == 0 ? 0 : (double) common / pairs;
    }

    /** Counts what has the form of UTF-8 beyond ASCII, and what has not. */
    private static final class Utf8 {
        private long valid;
        private long invalid;
        private int expected;
        private final ByteArrayOutputStream sample = new ByteArrayOutputStream();

        long seen() {
            return valid + invalid;
        }

        void add(byte[] bytes, int length) {
            for (int i = 0; i < length; i++) {
                byte b = bytes[i];
                if ((b < 0 || sample.size() > 0) && sample.size() < SAMPLE) {
                    sample.write(b);
                }
                if (expected > 0 && (b & 0xc0) == 0x80) {
                    expected--;
                    valid += expected == 0 ? 1 : 0;
                    continue;
                }
                invalid += expected > 0 ? 1 : 0;
                expected = following(b & 0xff);
                invalid += expected < 0 ? 1 : 0;
                expected = Math.max(0, expected);
            }
        }

        private static int following(int b) {
            if (b < 0x80) {
                return 0;
            }
            return b < 0xc2 || b > 0xf4 ? -1 : b < 0xe0 ? 1 : b < 0xf0 ? 2 : 3;
        }
    }
}
