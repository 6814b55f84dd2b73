package dev.weir.jobs.spark.read;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** What the byte level may rely on in a character set. */
final class Charsets {
    private Charsets() {}

    /** Whether the text's bytes are UTF-8 as they are. */
    static boolean isUtf8(Charset charset) {
        return charset.equals(StandardCharsets.UTF_8);
    }

    /**
     * Whether a byte 0x0A is always a line end, so that a file can be cut there. True of the single-byte sets that extend
     * ASCII, and of those whose second bytes start at 0x30 or above.
     */
    static boolean keepsLineEnds(Charset charset) {
        String name = charset.name().toUpperCase(Locale.ROOT);
        return isUtf8(charset)
                || name.equals("US-ASCII")
                || name.startsWith("ISO-8859-")
                || name.startsWith("WINDOWS-125")
                || name.equals("WINDOWS-31J")
                || name.equals("SHIFT_JIS")
                || name.equals("EUC-JP")
                || name.equals("EUC-KR")
                || name.equals("GBK")
                || name.equals("GB2312")
                || name.equals("GB18030")
                || name.equals("BIG5")
                || name.equals("BIG5-HKSCS");
    }
}
