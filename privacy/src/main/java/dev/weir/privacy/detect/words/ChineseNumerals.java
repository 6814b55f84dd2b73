package dev.weir.privacy.detect.words;

import java.util.stream.IntStream;

/** Numbers that are written or dictated digit by digit in Chinese: 一三八零零, 幺三八, 壹叁捌. */
public final class ChineseNumerals {

    private static final String NUMERALS = "零〇○一二三四五六七八九幺两壹贰叁肆伍陆柒捌玖";
    private static final String DIGITS = "00012345678912123456789";

    /** Fewer in a row are years, amounts and words. */
    private static final int FEWEST = 7;

    private ChineseNumerals() {}

    /** Whether a character is one. */
    public static boolean isNumeral(int point) {
        return NUMERALS.indexOf(point) >= 0;
    }

    /** The characters that are numerals. */
    public static IntStream all() {
        return NUMERALS.chars();
    }

    /** The text with digits in the place of long rows of numerals; places stay the same. */
    public static String asDigits(String text) {
        StringBuilder digits = null;
        int run = 0;
        for (int i = 0; i <= text.length(); i++) {
            if (i < text.length() && NUMERALS.indexOf(text.charAt(i)) >= 0) {
                run++;
                continue;
            }
            if (run >= FEWEST) {
                digits = digits == null ? new StringBuilder(text) : digits;
                for (int at = i - run; at < i; at++) {
                    digits.setCharAt(at, DIGITS.charAt(NUMERALS.indexOf(text.charAt(at))));
                }
            }
            run = 0;
        }
        return digits == null ? text : digits.toString();
    }
}
