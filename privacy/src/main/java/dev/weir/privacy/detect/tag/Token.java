package dev.weir.privacy.detect.tag;

import java.util.ArrayList;
import java.util.List;

/**
 * The least piece of a text that is tagged: one Han character, a row of letters, a row of digits, or a sign. Blanks are none.
 *
 * @param start its first character, counted in UTF-16 units
 * @param end the one after its last
 * @param kind what it is made of
 * @param spaced whether a blank stands before it
 */
record Token(int start, int end, Kind kind, boolean spaced) {

    enum Kind {
        HAN,
        LETTERS,
        DIGITS,
        SIGN
    }

    /** Whether it is made of letters or Han characters. */
    boolean isWord() {
        return kind == Kind.HAN || kind == Kind.LETTERS;
    }

    static List<Token> of(String text) {
        List<Token> tokens = new ArrayList<>(text.length());
        boolean spaced = false;
        for (int start = 0; start < text.length(); ) {
            if (Character.isWhitespace(text.charAt(start))) {
                spaced = true;
                start++;
                continue;
            }
            Kind kind = kind(text.codePointAt(start));
            int end = end(text, start, kind);
            tokens.add(new Token(start, end, kind, spaced));
            spaced = false;
            start = end;
        }
        return tokens;
    }

    private static Kind kind(int point) {
        if (Character.isIdeographic(point)) {
            return Kind.HAN;
        }
        return Character.isLetter(point) ? Kind.LETTERS : Character.isDigit(point) ? Kind.DIGITS : Kind.SIGN;
    }

    private static int end(String text, int start, Kind kind) {
        int end = text.offsetByCodePoints(start, 1);
        if (kind == Kind.LETTERS || kind == Kind.DIGITS) {
            while (end < text.length() && goesOn(text, end, kind)) {
                end++;
            }
        }
        return end;
    }

    /** An apostrophe between letters belongs to them, O'Brien, but for that of an owner: Brien's. */
    private static boolean goesOn(String text, int at, Kind kind) {
        char c = text.charAt(at);
        return is(c, kind) || (kind == Kind.LETTERS && (c == '\'' || c == '\u2019') && joins(text, at + 1));
    }

    private static boolean joins(String text, int at) {
        return isLetter(text, at) && (text.charAt(at) != 's' || isLetter(text, at + 1));
    }

    private static boolean isLetter(String text, int at) {
        return at < text.length() && is(text.charAt(at), Kind.LETTERS);
    }

    private static boolean is(char c, Kind kind) {
        return !Character.isSurrogate(c) && !Character.isWhitespace(c) && kind(c) == kind;
    }
}
