package dev.weir.privacy.detect.words;

import java.util.function.IntPredicate;

/**
 * Long numbers as people write them, in groups: {@code 130-9837-0376}, {@code 110105_19491231_002X}, {@code +86 (130) 9837
 * 0376}, {@code 1.3.0.9.8.3.7.0.3.7.6}. What may stand between two groups is said here, for whole values and for numbers among
 * other text.
 */
public final class GroupedDigits {

    /** The marks that part groups, as a class of a pattern. */
    public static final String MARK = "[ ._,/-]";

    /** The same, and what people seldom write there, as a class of a pattern. */
    public static final String ANY_MARK =
            "[ ._,/|:;*~#='\"\\[\\]{}\u00b7\t\n\r\u2018-\u201f\u3001\u3002\u3008-\u3011\u3014-\u301f-]";

    private static final String MARKS = " ._,/-";
    private static final String AROUND = MARKS + "()+";

    /** What parts the digits of a whole value now and then: fields that were run together, lists, cells with a line break. */
    private static final String ODD = "|:;*~#='\"[]{}\u00b7\t\n\r";

    /** The same of Chinese and typographic text: quotes, brackets, commas and stops. */
    private static boolean isOdd(char c) {
        return ODD.indexOf(c) >= 0
                || (c >= '\u2018' && c <= '\u201f')
                || c == '\u3001'
                || c == '\u3002'
                || (c >= '\u3008' && c <= '\u3011')
                || (c >= '\u3014' && c <= '\u301f');
    }

    /** More sizes of groups are not remembered. */
    private static final int SIZES = 10_000;

    private static final int SHORTEST_GROUP = 3;
    private static final int FEWEST_DIGITS = 11;

    /** The digits of a card that say who issued it. */
    private static final int ISSUER = 6;

    private static final int LONGEST = 40;

    private GroupedDigits() {}

    /** Who writes groups like that. */
    public enum Groups {
        NONE,
        /** People, of any number: three digits and more in each, or all of one, or of two; or as mobiles and cards are grouped. */
        USUAL,
        /** One point after six digits and more: an amount, or the number of a card behind its issuer's. */
        POINT,
        /** Amounts, dates, versions; only a check digit and a date of birth tell a person. */
        OTHER
    }

    /**
     * A number without what parts its groups.
     *
     * @param digits and an X at the end; empty where the text is no number in groups
     */
    public record Joined(String digits, Groups groups) {
        private static final Joined NONE = new Joined("", Groups.NONE);
    }

    /** Whether a character may stand between two groups. */
    static boolean isMark(char c) {
        return MARKS.indexOf(c) >= 0;
    }

    /** Whether a character may stand in a number that is written in groups, beside digits. */
    public static boolean isAround(char c) {
        return AROUND.indexOf(c) >= 0;
    }

    /** The text without the marks that part groups. */
    public static String bare(String number) {
        return without(number, c -> isMark((char) c));
    }

    /** The text without anything that parts digits, seldom as it may be. */
    public static String alone(String number) {
        return without(number, c -> isMark((char) c) || isOdd((char) c));
    }

    private static String without(String number, IntPredicate isMark) {
        StringBuilder rest = new StringBuilder(number.length());
        for (int i = 0; i < number.length(); i++) {
            if (!isMark.test(number.charAt(i))) {
                rest.append(number.charAt(i));
            }
        }
        return rest.toString();
    }

    /** The number that a whole text is. */
    public static Joined joined(String text) {
        if (text.length() <= FEWEST_DIGITS || text.length() > LONGEST) {
            return Joined.NONE;
        }
        StringBuilder digits = new StringBuilder(text.length());
        int groups = 0;
        int group = 0;
        int shortest = LONGEST;
        int longest = 0;
        int sizes = 0;
        int end = text.length();
        while (end > 0 && isOdd(text.charAt(end - 1))) {
            end--;
        }
        boolean isOdd = end < text.length();
        for (int i = 0; i < end; i++) {
            char c = text.charAt(i);
            if ((c >= '0' && c <= '9') || ((c == 'X' || c == 'x') && i == end - 1)) {
                digits.append(c);
                group++;
                continue;
            }
            boolean odd = isOdd(c);
            isOdd |= odd;
            if (!odd && (!isAround(c) || (c == '+' && !digits.isEmpty()))) {
                return Joined.NONE;
            } else if (group > 0) {
                boolean isCountry = groups == 0 && isCountry(digits);
                boolean isTrunk =
                        groups == 1 && group == 1 && c == ')' && isCountry(digits.substring(0, digits.length() - 1));
                if (isTrunk && digits.charAt(digits.length() - 1) == '0') {
                    digits.setLength(digits.length() - 1);
                } else if (!isCountry) {
                    shortest = Math.min(shortest, group);
                    longest = Math.max(longest, group);
                    sizes = group < 10 && sizes < SIZES ? sizes * 10 + group : SIZES;
                }
                groups++;
                group = 0;
            }
        }
        if (groups == 0 || digits.length() < FEWEST_DIGITS) {
            return Joined.NONE;
        }
        int point = groups == 1 ? text.indexOf('.') : -1;
        boolean alike = longest <= 2 && shortest == longest && group <= longest && (longest == 2 || hasLarge(digits));
        Groups kind = point >= ISSUER && !isOdd
                ? Groups.POINT
                : isTypical(sizes, group)
                                || (point < 0 && !isOdd && (alike || (shortest >= SHORTEST_GROUP && group > 1)))
                        ? Groups.USUAL
                        : Groups.OTHER;
        return new Joined(digits.toString(), kind);
    }

    /** Whether groups have the sizes that people give to those of mobiles and cards, whatever parts them. */
    private static boolean isTypical(int sizes, int last) {
        return switch (sizes * 10 + last) {
            case 344, 4444, 44441, 44442, 44443 -> true;
            default -> false;
        };
    }

    /** Digits that stand alone are often answers on a scale of one to five. */
    private static boolean hasLarge(CharSequence digits) {
        return digits.chars().anyMatch(c -> c > '5' && c <= '9');
    }

    private static boolean isCountry(CharSequence digits) {
        return digits.length() == 2 && digits.charAt(0) == '8' && digits.charAt(1) == '6';
    }
}
