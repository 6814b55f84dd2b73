package dev.weir.privacy.detect;

/** Texts with their full-width forms made half-width, character by character, so that places stay what they are. */
final class Folding {

    private Folding() {}

    /** The same text, as long, with {@code １２３} as {@code 123} and {@code （） ：} as {@code () :}. */
    static String halfWidth(String text) {
        int at = 0;
        while (at < text.length() && folded(text.charAt(at)) == text.charAt(at)) {
            at++;
        }
        if (at == text.length()) {
            return text;
        }
        char[] characters = text.toCharArray();
        for (int i = at; i < characters.length; i++) {
            characters[i] = folded(characters[i]);
        }
        return new String(characters);
    }

    private static char folded(char c) {
        if (c >= '\uff01' && c <= '\uff5e') {
            return (char) (c - 0xfee0);
        }
        return switch (c) {
            case '\u3000', '\u00a0', '\u2007', '\u202f' -> ' ';
            case '\u2010', '\u2011', '\u2012', '\u2013', '\u2014', '\u2212' -> '-';
            case '\u2022', '\u30fb', '\u2027' -> '\u00b7';
            default -> c;
        };
    }
}
