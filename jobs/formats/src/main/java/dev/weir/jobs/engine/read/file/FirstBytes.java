package dev.weir.jobs.engine.read.file;

import java.nio.charset.Charset;
import java.util.List;

/** Finds out from the first bytes of a text file that it is not the text that its contract declares. */
public final class FirstBytes {
    /** How many bytes are looked at. */
    public static final int LENGTH = 1 << 16;

    private FirstBytes() {}

    /** How a file begins that is something else. */
    private record Beginning(String what, String remedy, List<Integer> bytes) {
        Beginning(String what, String remedy, Integer... bytes) {
            this(what, remedy, List.of(bytes));
        }

        boolean fits(byte[] head) {
            boolean fits = head.length >= bytes.size();
            for (int i = 0; fits && i < bytes.size(); i++) {
                fits = (head[i] & 0xff) == bytes.get(i);
            }
            return fits;
        }
    }

    private static final String UNPACK = "Have it unpacked, or packed by gzip with a name that ends in .gz.";

    private static final Beginning[] OTHERS = {
        new Beginning("gzip data", "Say 'compression: gzip', or give it a name that ends in .gz.", 0x1f, 0x8b, 0x08),
        new Beginning(
                "a ZIP archive, as spreadsheets are",
                "Say 'format: xlsx' where it is an Excel workbook; have any other archive unpacked.",
                0x50,
                0x4b,
                3,
                4),
        new Beginning("Zstandard data", UNPACK, 0x28, 0xb5, 0x2f, 0xfd),
        new Beginning("XZ data", UNPACK, 0xfd, 0x37, 0x7a, 0x58, 0x5a, 0),
        new Beginning("bzip2 data", "Give it a name that ends in .bz2.", 0x42, 0x5a, 0x68, 0x39, 0x31, 0x41, 0x59),
        new Beginning("Parquet", "Say 'format: parquet'.", 0x50, 0x41, 0x52, 0x31),
        new Beginning("Avro", "Say 'format: avro'.", 0x4f, 0x62, 0x6a, 1)
    };

    /**
     * Refuses a file that would be read as text, and is none in this character set.
     *
     * @throws UnreadableSourceException if it is packed, or looks like UTF-16, or its lines end in carriage returns alone
     */
    public static void check(SourceFile file, byte[] head, Charset charset) {
        for (Beginning other : OTHERS) {
            if (other.fits(head)) {
                throw new UnreadableSourceException(
                        file, "is no text: it looks like " + other.what() + ".", other.remedy());
            }
        }
        if (!Charsets.keepsLineEnds(charset)) {
            return;
        }
        String wide = wide(head);
        if (!wide.isEmpty()) {
            throw new UnreadableSourceException(
                    file,
                    "looks like " + wide + ", and its contract says " + charset.name() + ".",
                    "Say 'encoding: " + wide + "' in weirRead.");
        }
        if (hasReturnsAlone(head)) {
            throw new UnreadableSourceException(
                    file,
                    "has lines that end in carriage returns alone, so it would be read as one line.",
                    "Have its lines end in line feeds, with or without carriage returns.");
        }
    }

    /** The set with two bytes for a character, where the bytes look like it. */
    static String wide(byte[] head) {
        if (head.length >= 2 && head[0] == (byte) 0xff && head[1] == (byte) 0xfe) {
            return "UTF-16LE";
        }
        if (head.length >= 2 && head[0] == (byte) 0xfe && head[1] == (byte) 0xff) {
            return "UTF-16BE";
        }
        int[] zeros = new int[2];
        for (int i = 0; i < head.length; i++) {
            zeros[i % 2] += head[i] == 0 ? 1 : 0;
        }
        // in text of Chinese with digits and delimiters, at least these have a zero byte, all on one side
        boolean many = Math.max(zeros[0], zeros[1]) > Math.max(1, head.length / 16);
        boolean oneSided = Math.min(zeros[0], zeros[1]) * 8 <= Math.max(zeros[0], zeros[1]);
        return !many || !oneSided ? "" : zeros[0] > zeros[1] ? "UTF-16BE" : "UTF-16LE";
    }

    private static boolean hasReturnsAlone(byte[] head) {
        int returns = 0;
        for (byte b : head) {
            if (b == '\n') {
                return false;
            }
            returns += b == '\r' ? 1 : 0;
        }
        return returns > 1;
    }
}
