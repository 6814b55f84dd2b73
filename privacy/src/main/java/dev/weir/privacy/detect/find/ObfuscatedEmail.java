package dev.weir.privacy.detect.find;

import java.util.regex.Pattern;

/**
 * E-mail addresses as people write them, also past those who gather them: {@code x@qq.com}, {@code x(at)qq.com}, {@code x [at]
 * qq [dot] com}, {@code x @ qq . com}, {@code x%40qq.com}.
 */
public final class ObfuscatedEmail {

    private static final String LOCAL = "[A-Za-z0-9._%+-]{1,64}";
    private static final String BRACKETED_DOT = " ?(?:\\((?i:dot)\\)|\\[(?i:dot)\\]) ?";
    private static final String AT = "(?:@| ?(?:\\((?i:at)\\)|\\[(?i:at)\\]) ?|%40)";
    private static final String DOT = "(?:\\.|" + BRACKETED_DOT + ")";
    private static final String LABEL = "(?:[A-Za-z0-9-]{1,63}|\\p{IsHan}{1,20})";

    /** The last label of a host begins with a letter: {@code 3 @ 2.5} is a price, {@code 2@250.5ml} a dose. {@code 中国} and {@code 公司} are such labels, too. */
    private static final String LAST = "(?:[A-Za-z][A-Za-z0-9-]{0,62}|\\p{IsHan}{2,4})";

    private static final String CLOSE =
            LOCAL + "(?:" + BRACKETED_DOT + LOCAL + "){0,3}" + AT + "(?:" + LABEL + DOT + "){1,8}" + LAST;

    /** Blanks around dots only where they are around the @, too: mostly they part sentences. */
    private static final String SPACED = LOCAL + " @ (?:" + LABEL + " ?\\. ?){1,3}" + LAST;

    private static final String ADDRESS = "(?:" + CLOSE + "|" + SPACED + ")";

    /** Among other text. */
    static final Pattern INSIDE = Pattern.compile("(?<![A-Za-z0-9._%+-])" + ADDRESS);

    private static final Pattern WHOLE = Pattern.compile(ADDRESS);

    private ObfuscatedEmail() {}

    /** Whether a whole text is one. */
    public static boolean isWhole(String text) {
        return mayHold(text) && WHOLE.matcher(text).matches();
    }

    /** Whether a text has what all of them have. */
    public static boolean mayHold(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '@' || (beginsAt(c) && isAt(text, i + 1))) {
                return true;
            }
        }
        return false;
    }

    /** Whether a character begins what stands for an @. */
    static boolean beginsAt(char c) {
        return c == '(' || c == '[' || c == '%';
    }

    private static boolean isAt(String text, int at) {
        return text.regionMatches(true, at, "at", 0, 2) || text.startsWith("40", at);
    }
}
