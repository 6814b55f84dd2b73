package dev.weir.contracts.text;

import java.util.Locale;

/**
 * Texts that may hold anything, for people to look at: what would steer a terminal, or would show a text in another order than
 * it is written in, becomes a visible escape of a backslash, {@code u} and four digits, which is also how JSON writes it. This
 * is the only place where that is done.
 */
public final class SafeText {

    private SafeText() {}

    /** The text without control characters but line feeds and tabs, and without characters that turn the writing direction. */
    public static String of(String text) {
        return escaped(text, false);
    }

    /** The same as one line. */
    public static String line(String text) {
        return escaped(text, true);
    }

    private static String escaped(String text, boolean lineFeeds) {
        StringBuilder plain = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char sign = text.charAt(i);
            if (sign == '\n' && lineFeeds) {
                plain.append("\\n");
            } else if (isSteering(sign)) {
                plain.append(String.format(Locale.ROOT, "\\u%04x", (int) sign));
            } else {
                plain.append(sign);
            }
        }
        return plain.toString();
    }

    /** C0 and C1 but line feed and tab; line and paragraph separators; marks, embeddings, overrides and isolates (UAX #9). */
    private static boolean isSteering(char sign) {
        return (Character.isISOControl(sign) && sign != '\n' && sign != '\t')
                || sign == '\u061c'
                || sign == '\u200e'
                || sign == '\u200f'
                || (sign >= '\u2028' && sign <= '\u202e')
                || (sign >= '\u2066' && sign <= '\u2069');
    }
}
