package dev.weir.jobs.engine.read.file;

import java.nio.charset.Charset;
import java.util.HexFormat;
import java.util.List;

/** Finds out from the first bytes of a text file that it is not the text that its contract declares. */
public final class FirstBytes {
    /** How many bytes are looked at. */
    public static final int LENGTH = 1 << 16;

    private FirstBytes() {}

    /** How a file begins that is something else, in hex. */
    private record Beginning(String what, String remedy, String bytes) {}

    private static final int LONGEST_BEGINNING = 7;
    private static final String UNPACK = "Have it unpacked, or packed by gzip with a name that ends in .gz.";
    private static final List<Beginning> OTHERS = List.of(
            new Beginning("gzip data", "Say 'compression: gzip', or give it a name that ends in .gz.", "1f8b08"),
            new Beginning(
                    "a ZIP archive, as spreadsheets are",
                    "Say 'format: xlsx' where it is an Excel workbook; have any other archive unpacked.",
                    "504b0304"),
            new Beginning("Zstandard data", UNPACK, "28b52ffd"),
            new Beginning("XZ data", UNPACK, "fd377a585a00"),
            new Beginning("bzip2 data", "Give it a name that ends in .bz2.", "425a6839314159"),
            new Beginning("Parquet", "Say 'format: parquet'.", "50415231"),
            new Beginning("Avro", "Say 'format: avro'.", "4f626a01"));

    /**
     * Refuses a file that would be read as text, and is none in this character set.
     *
     * @throws UnreadableSourceException if it is packed, or looks like UTF-16 or UTF-32, or its lines end in carriage returns alone
     */
    public static void check(SourceFile file, byte[] head, Charset charset) {
        String first = HexFormat.of().formatHex(head, 0, Math.min(head.length, LONGEST_BEGINNING));
        for (Beginning other : OTHERS) {
            if (first.startsWith(other.bytes())) {
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

    /** The set with two or four bytes for a character, where the bytes look like it. */
    static String wide(byte[] head) {
        String four = ofFour(head);
        return four.isEmpty() ? ofTwo(head) : four;
    }

    /** No character of Unicode has a first byte, of the highest place, that is not 0; nearly all that are written have 0 beside it, too. */
    private static String ofFour(byte[] head) {
        int characters = head.length / 4;
        int[] zeros = new int[4];
        for (int i = 0; i < characters * 4; i++) {
            zeros[i % 4] += head[i] == 0 ? 1 : 0;
        }
        boolean isBig = zeros[0] == characters && zeros[1] * 2 > characters;
        boolean isLittle = zeros[3] == characters && zeros[2] * 2 > characters;
        return characters < 2 || isBig == isLittle ? "" : isBig ? "UTF-32BE" : "UTF-32LE";
    }

    private static String ofTwo(byte[] head) {
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
