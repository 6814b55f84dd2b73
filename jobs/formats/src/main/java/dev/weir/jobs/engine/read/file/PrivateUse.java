package dev.weir.jobs.engine.read.file;

import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.util.Locale;

/**
 * Bytes of a national character set that Java reads as characters for private use, U+E000 to U+F8FF: the set leaves open what
 * they are, so no font and no other program shows the same. Some of GBK got a character of Unicode since, as GB 18030 has them.
 */
public final class PrivateUse {
    /** Alone it is no text, and no set has it. */
    private static final char NO_CHARACTER = '\udc00';

    /** Java alone reads A8 92 of GBK as ♁; all others, and GB 18030, as ⊕. */
    private static final char EARTH = '\u2641';

    private static final Charset GB_18030 = Charset.forName("GB18030");

    private final Charset charset;
    private final boolean isUnicode;

    /** @param charset the set that texts are read in; in one of Unicode a private character was written as what it is */
    public PrivateUse(Charset charset) {
        this.charset = charset;
        this.isUnicode = charset.name().toUpperCase(Locale.ROOT).contains("UTF");
    }

    /**
     * Puts the characters that are meant in place of private ones, and halves of a character where that is unknown.
     *
     * @param chars with an array, as they were read
     * @return whether all of them are known
     */
    public boolean settle(CharBuffer chars) {
        boolean known = true;
        for (int i = isUnicode ? chars.limit() : chars.position(); i < chars.limit(); i++) {
            char read = chars.get(i);
            if (isPrivate(read) || (read == EARTH && isGbk(charset))) {
                char meant = meant(read);
                chars.put(i, meant);
                known &= meant != NO_CHARACTER;
            }
        }
        return known;
    }

    /** How many bytes of a set a character was read from. */
    public static int bytes(String character, Charset charset) {
        boolean isOwn = !isGbk(charset) || charset.newEncoder().canEncode(character);
        return character.getBytes(isOwn ? charset : GB_18030).length;
    }

    private char meant(char read) {
        String meant = isGbk(charset) ? new String(String.valueOf(read).getBytes(charset), GB_18030) : "";
        return meant.length() == 1 && !isPrivate(meant.charAt(0)) && meant.charAt(0) != '\ufffd'
                ? meant.charAt(0)
                : NO_CHARACTER;
    }

    private static boolean isGbk(Charset charset) {
        return charset.name().equals("GBK") || charset.name().equals("x-mswin-936");
    }

    private static boolean isPrivate(char character) {
        return character >= '\ue000' && character <= '\uf8ff';
    }
}
