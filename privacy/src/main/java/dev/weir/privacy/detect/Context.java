package dev.weir.privacy.detect;

import java.util.regex.Pattern;

/** The words just before a place in a text, which say what stands there. */
final class Context {

    /** Far enough for "身份证号码（本人）：", near enough not to reach the field before. */
    private static final int REACH = 18;

    private Context() {}

    /** Whether a pattern is found in the few characters before a place. */
    static boolean before(String text, int at, Pattern words) {
        return words.matcher(text)
                .region(Math.max(0, at - REACH), at)
                .useTransparentBounds(true)
                .find();
    }

    static Pattern words(String alternatives) {
        return Pattern.compile("(?i)(?:" + alternatives + ")");
    }
}
