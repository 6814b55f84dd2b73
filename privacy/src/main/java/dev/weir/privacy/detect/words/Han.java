package dev.weir.privacy.detect.words;

/** Chinese characters (汉字) of the basic plane. */
public final class Han {

    private Han() {}

    /** Whether a character is one of these. */
    public static boolean is(char c) {
        return (c >= '\u4e00' && c <= '\u9fff') || (c >= '\u3400' && c <= '\u4dbf') || c == '\u3007';
    }

    /** Whether every character is one, and there are some. */
    public static boolean only(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (!is(text.charAt(i))) {
                return false;
            }
        }
        return !text.isEmpty();
    }
}
