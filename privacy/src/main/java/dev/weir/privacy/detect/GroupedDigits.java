package dev.weir.privacy.detect;

/**
 * Long numbers as people write them, in groups: {@code 130-9837-0376}, {@code 110105 19491231 002X}, {@code +86 (130) 9837
 * 0376}, {@code +86(0)13098370376}. Dates, amounts, versions and addresses of networks have groups too short for it.
 */
final class GroupedDigits {

    private static final int SHORTEST_GROUP = 3;
    private static final int FEWEST_DIGITS = 11;
    private static final int LONGEST = 40;

    private GroupedDigits() {}

    /** The number without its separators and its plus; empty where the text is no number in groups. */
    static String joined(String text) {
        if (text.length() <= FEWEST_DIGITS || text.length() > LONGEST) {
            return "";
        }
        StringBuilder digits = new StringBuilder(text.length());
        int groups = 0;
        int group = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if ((c >= '0' && c <= '9') || ((c == 'X' || c == 'x') && i == text.length() - 1)) {
                digits.append(c);
                group++;
            } else if (" -.()+/".indexOf(c) < 0 || (c == '+' && !digits.isEmpty())) {
                return "";
            } else if (group > 0) {
                boolean isCountry = groups == 0 && isCountry(digits);
                boolean isTrunk =
                        groups == 1 && group == 1 && c == ')' && isCountry(digits.substring(0, digits.length() - 1));
                if (isTrunk && digits.charAt(digits.length() - 1) == '0') {
                    digits.setLength(digits.length() - 1);
                } else if (group < SHORTEST_GROUP && !isCountry) {
                    return "";
                }
                groups++;
                group = 0;
            }
        }
        boolean amount = groups == 1 && text.indexOf('.') > 0;
        return groups == 0 || amount || digits.length() < FEWEST_DIGITS ? "" : digits.toString();
    }

    private static boolean isCountry(CharSequence digits) {
        return digits.length() == 2 && digits.charAt(0) == '8' && digits.charAt(1) == '6';
    }
}
