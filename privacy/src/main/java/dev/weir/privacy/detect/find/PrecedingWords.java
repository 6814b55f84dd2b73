package dev.weir.privacy.detect.find;

import java.util.regex.Pattern;

/** The words just before a place in a text, which say what stands there. */
final class PrecedingWords {

    /** Far enough for "身份证号码（本人）：", near enough not to reach the field before. */
    private static final int REACH = 18;

    /** Words in Latin letters take more room: "phone number is now". */
    private static final int LATIN_REACH = 48;

    private PrecedingWords() {}

    /** Whether a pattern is found in the few characters before a place. */
    static boolean before(String text, int at, Pattern words) {
        int from = Math.max(0, at - LATIN_REACH);
        int near = Math.max(0, at - REACH);
        while (near > from && isLatin(text.charAt(near - 1))) {
            near--;
        }
        return words.matcher(text).region(near, at).useTransparentBounds(true).find();
    }

    private static boolean isLatin(char c) {
        return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == ' ' || c == '\'';
    }

    static Pattern words(String alternatives) {
        return Pattern.compile("(?i)(?:" + alternatives + ")");
    }
}
