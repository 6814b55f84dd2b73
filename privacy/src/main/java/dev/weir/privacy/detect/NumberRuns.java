package dev.weir.privacy.detect;

import dev.weir.privacy.detect.words.GroupedDigits;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** The long numbers that stand in a text: digits, in groups or not, as many as the shortest number has that tells a person. */
final class NumberRuns {

    private static final int FEWEST_DIGITS = 7;

    /** So many digits in a row are a number of their own, whatever stands beside them: 110105194912310021_1. */
    private static final int FEWEST_IN_A_ROW = 11;

    private static final Pattern CHECKED =
            Pattern.compile("[A-Za-z][ -]?\\d{3}[ .]?\\d{3} ?(?:\\([0-9Aa]\\)|\\[[0-9Aa]\\])");

    private static final Pattern DATE = Pattern.compile(
            "(?:19|20)\\d{2}([-/.])\\d{1,2}\\1\\d{1,2}(?: \\d{1,2})?|\\d{1,2}([-/.])\\d{1,2}\\2(?:19|20)\\d{2}");

    private NumberRuns() {}

    /**
     * One number.
     *
     * @param isFraction whether it is what follows the point of another one: of sixteen such digits as machines print them one row in
     *     thirty would be a card
     */
    record Run(String text, boolean isFraction) {}

    /**
     * Each from its first digit to its last, or to the X of an identity number, and long rows of digits within one; days are left
     * out.
     */
    static List<Run> in(String text) {
        List<Run> runs = new ArrayList<>();
        int start = -1;
        int end = 0;
        int digits = 0;
        for (int i = 0; i <= text.length(); i++) {
            char c = i < text.length() ? text.charAt(i) : '\n';
            if (c >= '0' && c <= '9') {
                start = digits == 0 ? i : start;
                end = i + 1;
                digits++;
            } else if (digits > 0 && (!GroupedDigits.isAround(c) || c == '+' || i - end > 1)) {
                end += (c == 'X' || c == 'x') && i == end ? 1 : 0;
                if (digits >= FEWEST_DIGITS
                        && !DATE.matcher(text.substring(start, end)).matches()) {
                    runs.add(new Run(text.substring(start, end), false));
                    rows(text, start, end, runs);
                }
                digits = 0;
            }
        }
        return runs;
    }

    private static void rows(String text, int from, int to, List<Run> runs) {
        int start = from;
        for (int i = from; i <= to; i++) {
            if (i == to || text.charAt(i) < '0' || text.charAt(i) > '9') {
                boolean x = i < to && (text.charAt(i) == 'X' || text.charAt(i) == 'x');
                int end = x ? i + 1 : i;
                if (i - start >= FEWEST_IN_A_ROW && end - start < to - from) {
                    runs.add(new Run(text.substring(start, end), isFraction(text, start, end)));
                }
                start = i + 1;
            }
        }
    }

    /** Whether digits follow the one point of a number. */
    private static boolean isFraction(String text, int start, int end) {
        int whole = start - 1;
        while (whole > 0 && isDigit(text.charAt(whole - 1))) {
            whole--;
        }
        boolean isAfterPoint = whole < start - 1 && text.charAt(start - 1) == '.';
        boolean isAfterAnother = whole > 0 && text.charAt(whole - 1) == '.';
        boolean isBeforeAnother = end + 1 < text.length() && text.charAt(end) == '.' && isDigit(text.charAt(end + 1));
        return isAfterPoint && !isAfterAnother && !isBeforeAnother;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    /** Whether words stand beside the numbers, or labels: the keys of JSON, the marks of XML. A code, a path or a hash has none. */
    static boolean areAmongWords(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean isAmong = c >= 0x80
                    || (c == ' ' && i > 0 && Character.isLetter(text.charAt(i - 1)))
                    || ((c == ':' || c == '=' || c == '>') && endsLabel(text, i));
            if (isAmong) {
                return true;
            }
        }
        return false;
    }

    /** Whether a letter, or one in quotes, stands before a sign; before that of a scheme or a drive of Windows there is no label. */
    private static boolean endsLabel(String text, int sign) {
        int before = sign > 0 && text.charAt(sign - 1) == '"' ? sign - 2 : sign - 1;
        boolean isPlace = sign + 1 < text.length() && (text.charAt(sign + 1) == '/' || text.charAt(sign + 1) == '\\');
        return before >= 0 && !isPlace && Character.isLetter(text.charAt(before));
    }

    /** Whether a digit or an A stands in brackets behind a letter and six digits, as the check digit of Hong Kong does. */
    static boolean haveCheckInBrackets(String text) {
        return (text.indexOf('(') > 0 || text.indexOf('[') > 0)
                && CHECKED.matcher(text).find();
    }
}
