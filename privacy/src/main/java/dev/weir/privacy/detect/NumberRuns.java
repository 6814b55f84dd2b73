package dev.weir.privacy.detect;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** The long numbers that stand in a text: digits, in groups or not, as many as the shortest number has that tells a person. */
final class NumberRuns {

    private static final int FEWEST_DIGITS = 7;
    private static final Pattern DATE = Pattern.compile(
            "(?:19|20)\\d{2}([-/.])\\d{1,2}\\1\\d{1,2}(?: \\d{1,2})?|\\d{1,2}([-/.])\\d{1,2}\\2(?:19|20)\\d{2}");

    private NumberRuns() {}

    /** Each from its first digit to its last, or to the X of an identity number; days are left out. */
    static List<String> in(String text) {
        List<String> runs = new ArrayList<>();
        int start = -1;
        int end = 0;
        int digits = 0;
        for (int i = 0; i <= text.length(); i++) {
            char c = i < text.length() ? text.charAt(i) : '\n';
            if (c >= '0' && c <= '9') {
                start = digits == 0 ? i : start;
                end = i + 1;
                digits++;
            } else if (digits > 0 && (" -.()/".indexOf(c) < 0 || i - end > 1)) {
                end += (c == 'X' || c == 'x') && i == end ? 1 : 0;
                if (digits >= FEWEST_DIGITS
                        && !DATE.matcher(text.substring(start, end)).matches()) {
                    runs.add(text.substring(start, end));
                }
                digits = 0;
            }
        }
        return runs;
    }

    /** Whether words stand beside the numbers; a code, a path or a hash has none. */
    static boolean areAmongWords(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= 0x80 || (c == ' ' && i > 0 && Character.isLetter(text.charAt(i - 1)))) {
                return true;
            }
        }
        return false;
    }
}
