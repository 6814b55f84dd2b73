package dev.weir.privacy.detect.words;

/** Surnames that are a measure or a time where a number stands before them: 5时许, 近一周未服. */
public final class Measures {

    private static final String MEASURES = "时周分次日节";
    private static final String NUMBERS = "0123456789一二三四五六七八九十百半每近上下本几数";

    private Measures() {}

    /** Whether a character stands for a measure. */
    public static boolean is(String text, int at) {
        return at > 0
                && at < text.length()
                && MEASURES.indexOf(text.charAt(at)) >= 0
                && NUMBERS.indexOf(text.charAt(at - 1)) >= 0;
    }
}
