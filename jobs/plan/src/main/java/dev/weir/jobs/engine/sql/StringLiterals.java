package dev.weir.jobs.engine.sql;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Spark's string literals: what stands between the quotes, with its escapes replaced as Spark 3.5 does it. */
final class StringLiterals {

    /** By number of hexadecimal digits 4 or 8, by three octal digits, or any one character. */
    private static final Pattern ESCAPE =
            Pattern.compile("\\\\(?:u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|([01][0-7]{2})|(.))", Pattern.DOTALL);

    private StringLiterals() {}

    /** @param token with its quotes, and the {@code R} of a raw literal */
    static String text(String token) {
        if (token.startsWith("r") || token.startsWith("R")) {
            return token.substring(2, token.length() - 1);
        }
        StringBuilder text = new StringBuilder();
        Matcher escape = ESCAPE.matcher(token).region(1, token.length() - 1);
        int end = 1;
        while (escape.find()) {
            text.append(token, end, escape.start()).append(escaped(escape));
            end = escape.end();
        }
        return text.append(token, end, token.length() - 1).toString();
    }

    private static String escaped(Matcher escape) {
        if (escape.group(1) != null) {
            return String.valueOf((char) Integer.parseInt(escape.group(1), 16));
        }
        if (escape.group(2) != null) {
            return point(Long.parseLong(escape.group(2), 16));
        }
        if (escape.group(3) != null) {
            return String.valueOf((char) Integer.parseInt(escape.group(3), 8));
        }
        String character = escape.group(4);
        return switch (character) {
            case "0" -> "\0";
            case "b" -> "\b";
            case "n" -> "\n";
            case "r" -> "\r";
            case "t" -> "\t";
            case "Z" -> "\u001A";
            case "%", "_" -> "\\" + character; // kept for LIKE
            default -> character;
        };
    }

    /** Spark halves what is above Unicode as if it were in it. */
    private static String point(long point) {
        if (point < Character.MIN_SUPPLEMENTARY_CODE_POINT) {
            return String.valueOf((char) point);
        }
        long above = point - Character.MIN_SUPPLEMENTARY_CODE_POINT;
        return new String(new char[] {(char) (0xD800 + (above >> 10)), (char) (0xDC00 + (above & 0x3FF))});
    }
}
