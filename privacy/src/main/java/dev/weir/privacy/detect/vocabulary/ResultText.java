package dev.weir.privacy.detect.vocabulary;

import java.util.regex.Pattern;

/**
 * What stands in the place of a number: with a comparison or an arrow, a range, a titre, a blood pressure, a number with its unit, plus and minus,
 * weeks and days of a pregnancy.
 * Numbers of more than six digits are none, nor are digits that begin with a zero: telephones and dates have them.
 */
final class ResultText {

    private static final String NUMBER =
            "[+-]?(?:0|[1-9][0-9]{0,5}|[1-9][0-9]{0,2}(?:,[0-9]{3}){1,2})(?:[.,][0-9]{1,6})?(?:[Ee][+-]?[0-9]{1,2})?";
    /** Of two letters and more: one letter behind a number is a part of a code. */
    private static final String UNIT =
            "(?:kg|mg|[µμu]g|ng|pg|m[Ll]|d[Ll]|[µμu][Ll]|cm|mm|mmHg|mmol/[Ll]|[µμu]mol/[Ll]|m[Ll]/min|kPa|bpm|℃|°C|次/分|毫升|公斤)";

    private static final String COMPARED = "(?:[<>≤≥=~≈±]|<=|>=|小于|大于|约)?\\s?" + NUMBER;
    private static final Pattern RESULT = Pattern.compile(COMPARED + "\\s?%?(?:\\s?[↑↓HLhl*]{1,2})?"
            + "|" + COMPARED + "\\s?(?:-{1,2}|~|–|—|to|至|到)\\s?" + COMPARED + "\\s?%?"
            + "|1:[1-9][0-9]{0,5}|[1-9][0-9]{1,2}/[1-9][0-9]{1,2}(?:\\s?mm\\s?Hg)?"
            + "|" + NUMBER + "\\s?" + UNIT + "|(?:0|[1-9][0-9]?)[.,][0-9]{1,3}\\s?[Ll]"
            + "|\\(?[+±-]{1,4}\\)?|[1-4]\\+|(?:[4-9]|[1-3][0-9]|4[0-4])\\+[0-6]|阴性|阳性|弱阳性|强阳性|可疑|正常|异常|未检出|检出");

    /** A month, and not a range that ends with it. */
    private static final Pattern MONTH = Pattern.compile("(?:1[89]|20)[0-9]{2}\\s?[-~–—]\\s?1[0-2]");

    private ResultText() {}

    static boolean isResult(String text) {
        return RESULT.matcher(text).matches() && !MONTH.matcher(text).matches();
    }
}
