package dev.weir.jobs.engine.read.file;

import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * Finds out from the bytes of a text in which encoding it seems to be. UTF-8 proves itself: its characters have a form that other
 * text hardly has. Of the Chinese encodings only Big5 has characters whose second byte is a letter of ASCII and which are common
 * ones; others cannot be recognised for sure.
 */
public final class EncodingTally {

    private static final int SAMPLE = 1 << 18;

    /** Fewer characters than that prove little. */
    private static final int FEW = 30;

    /** From that share of common characters on there is no doubt. */
    private static final double COMMON = 0.6;

    /** Of pairs of bytes as many may be no character of a Chinese encoding. */
    private static final double FAULTS = 0.02;

    /** Of the characters of a text in Big5, as many have a letter of ASCII for their second byte; it is rather 40 %. */
    private static final double LOW = 0.1;

    private final String wide;
    private long valid;
    private long invalid;
    private int expected;
    private final ByteArrayOutputStream sample = new ByteArrayOutputStream();

    private EncodingTally(String wide) {
        this.wide = wide;
    }

    /** Of a text that begins with some bytes, which are added by themselves. */
    public static EncodingTally of(byte[] head) {
        return new EncodingTally(FirstBytes.wide(head));
    }

    /** Whether the first bytes have said it. */
    public boolean isKnown() {
        return !wide.isEmpty();
    }

    /** How many characters beyond ASCII there were. */
    long seen() {
        return valid + invalid;
    }

    /** The same bytes, each added as it is read. */
    public InputStream watching(InputStream bytes) {
        return new FilterInputStream(bytes) {
            @Override
            public int read() throws IOException {
                int read = super.read();
                if (read >= 0) {
                    add((byte) read);
                }
                return read;
            }

            @Override
            public int read(byte[] into, int offset, int length) throws IOException {
                int read = super.read(into, offset, length);
                add(into, offset, read);
                return read;
            }
        };
    }

    void add(byte[] bytes, int offset, int length) {
        for (int i = offset; i < offset + length; i++) {
            add(bytes[i]);
        }
    }

    /** Adds a text that stands by itself. */
    public void addLine(byte[] text) {
        add(text, 0, text.length);
        add((byte) '\n');
    }

    private void add(byte b) {
        if (b >= 0 && expected == 0 && sample.size() == 0) {
            return; // the most of most files
        }
        if (sample.size() < SAMPLE) {
            sample.write(b);
        }
        if (expected > 0 && (b & 0xc0) == 0x80) {
            expected--;
            valid += expected == 0 ? 1 : 0;
            return;
        }
        invalid += expected > 0 ? 1 : 0;
        expected = following(b & 0xff);
        invalid += expected < 0 ? 1 : 0;
        expected = Math.max(0, expected);
    }

    private static int following(int b) {
        if (b < 0x80) {
            return 0;
        }
        return b < 0xc2 || b > 0xf4 ? -1 : b < 0xe0 ? 1 : b < 0xf0 ? 2 : 3;
    }

    /** The encoding of what was added. */
    public TextEncoding encoding() {
        if (isKnown()) {
            return new TextEncoding(wide, wide + " by its mark or its zero bytes");
        }
        if (seen() == 0) {
            return new TextEncoding("UTF-8", "nothing beyond ASCII in the whole file");
        }
        if (invalid * 100 <= valid) {
            return new TextEncoding(
                    "UTF-8",
                    invalid == 0
                            ? "UTF-8 by the form of the characters beyond ASCII"
                            : "UTF-8, but for " + invalid + " of " + seen() + " characters");
        }
        return ofBytes(sample.toByteArray());
    }

    /** Of bytes that are no UTF-8 and begin with a character beyond ASCII. */
    private static TextEncoding ofBytes(byte[] sample) {
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
        Pairs pairs = Pairs.of(sample);
        if (alone * 2 > high) {
            return new TextEncoding(
                    "windows-1252",
                    "uncertain: single characters beyond ASCII among Latin letters, which windows-1252 has, and others"
                            + " have too: look at the texts");
        }
        if (pairs.faults > FAULTS * pairs.all) {
            return pairs.letters > COMMON * high
                    ? new TextEncoding(
                            "windows-1251",
                            "uncertain: words of single bytes, as Cyrillic letters are in windows-1251: look at the texts")
                    : new TextEncoding(
                            "windows-1252",
                            "uncertain: bytes of no Chinese encoding, taken for single characters: look at the texts");
        }
        return pairs.isBig5()
                ? new TextEncoding("Big5", said("Big5", pairs.all, (double) pairs.traditional / pairs.all))
                : new TextEncoding("GB18030", said("GB18030", pairs.all, (double) pairs.simplified / pairs.all));
    }

    private static String said(String name, int characters, double share) {
        String common = Math.round(100 * share) + " % of its characters are common ones of " + name;
        if (characters < FEW) {
            return "uncertain: " + common + ", and there are only " + characters + " of them: look at the texts";
        }
        return share < COMMON ? "uncertain: only " + common + ": look at the texts" : common;
    }

    /** Counts of pairs of bytes, of which the first is beyond ASCII. */
    private static final class Pairs {
        private int all;

        /** No character of any Chinese encoding. */
        private int faults;

        /** Common characters, signs and letters of GB 2312. */
        private int simplified;

        /** Common characters and signs of Big5. */
        private int traditional;

        /** Characters of Big5 of which the second byte is one of ASCII. */
        private int low;

        /** Bytes where windows-1251 has the letters. */
        private int letters;

        static Pairs of(byte[] sample) {
            Pairs pairs = new Pairs();
            for (int i = 0; i + 1 < sample.length; i++) {
                if (sample[i] < 0) {
                    pairs.add(sample[i] & 0xff, sample[i + 1] & 0xff);
                    i++;
                }
            }
            return pairs;
        }

        private void add(int lead, int trail) {
            all++;
            letters += (lead >= 0xc0 ? 1 : 0) + (trail >= 0xc0 ? 1 : 0);
            boolean isLow = trail >= 0x40 && trail <= 0x7e;
            // GB 18030 has characters of four bytes, whose second and fourth are digits
            boolean isFour = trail >= '0' && trail <= '9' && lead >= 0x81 && lead <= 0x84;
            faults +=
                    lead == 0x80 || lead == 0xff || (trail < 0x40 && !isFour) || trail == 0x7f || trail == 0xff ? 1 : 0;
            boolean isHigh = trail >= 0xa1;
            simplified += isHigh && ((lead >= 0xb0 && lead <= 0xd7) || (lead >= 0xa1 && lead <= 0xa9)) ? 1 : 0;
            boolean isCommon = lead >= 0xa4 && lead <= 0xc6 && (isHigh || isLow);
            traditional += isCommon || (lead >= 0xa1 && lead <= 0xa3 && (isHigh || isLow)) ? 1 : 0;
            low += isLow && lead >= 0xa1 && lead <= 0xc6 ? 1 : 0;
        }

        /** Where no second byte is one of ASCII, all of it is GB 2312 as well. */
        boolean isBig5() {
            return low > 0 && low >= LOW * all && traditional > simplified;
        }
    }
}
