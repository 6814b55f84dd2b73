package dev.weir.jobs.engine.read.file;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;

/** What the byte level may rely on in a character set. */
public final class Charsets {
    /** Second bytes of characters start here. */
    private static final byte ALWAYS_ITSELF = 0x30;

    private static final Set<String> WITH_LINE_ENDS = Set.of(
            "UTF-8",
            "US-ASCII",
            "WINDOWS-31J",
            "SHIFT_JIS",
            "EUC-JP",
            "EUC-KR",
            "GBK",
            "GB2312",
            "GB18030",
            "BIG5",
            "BIG5-HKSCS");

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
        return WITH_LINE_ENDS.contains(name) || name.startsWith("ISO-8859-") || name.startsWith("WINDOWS-125");
    }

    /** Whether a byte, such as that of a line end, a comma or a quote, is always that character where line ends are. */
    private static boolean isItself(byte b) {
        return b >= 0 && b < ALWAYS_ITSELF;
    }

    /**
     * Whether a character of ASCII is found by its byte. In the sets for Chinese and Japanese the bytes of letters, of
     * {@code |} and of <code>\\</code> may be the second of another character.
     */
    public static boolean keeps(Charset charset, char character) {
        String name = charset.name().toUpperCase(Locale.ROOT);
        boolean seconds = name.equals("GBK")
                || name.equals("GB18030")
                || name.startsWith("BIG5")
                || name.equals("SHIFT_JIS")
                || name.equals("WINDOWS-31J");
        return !seconds || isItself((byte) character);
    }

    /** The bytes of U+FEFF, which may stand at the beginning of a file; none where the set lacks it. */
    public static byte[] byteOrderMark(Charset charset) {
        return charset.canEncode() && charset.newEncoder().canEncode('\ufeff')
                ? "\ufeff".getBytes(charset)
                : new byte[0];
    }
}
