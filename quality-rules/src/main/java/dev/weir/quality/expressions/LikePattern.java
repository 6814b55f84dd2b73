package dev.weir.quality.expressions;

/**
 * A pattern of LIKE as a regular expression that never tries a part twice: the first place where the text between two
 * {@code %} is found is as good as any later one, so nothing is gained by going back to it. Spark's own does go back, and takes
 * hours for {@code '%a%a%a%a%a%b'}.
 */
final class LikePattern {

    private LikePattern() {}

    /** As Spark, this takes no escape without effect. */
    static final class StrayEscape extends Exception {
        private static final long serialVersionUID = 1L;
    }

    /**
     * The expression, for a match of the whole text.
     *
     * @throws StrayEscape where an escape stands before nothing that means anything
     */
    static String regex(String pattern, char escape) throws StrayEscape {
        StringBuilder regex = new StringBuilder("(?s)");
        boolean isFirst = true;
        StringBuilder part = new StringBuilder();
        for (int i = 0; i < pattern.length(); i++) {
            char sign = pattern.charAt(i);
            if (sign == escape) {
                part.append(quoted(escaped(pattern, ++i, escape)));
            } else if (sign == '_') {
                part.append('.');
            } else if (sign == '%') {
                regex.append(isFirst ? part : "(?>.*?" + part + ")");
                part.setLength(0);
                isFirst = false;
            } else {
                part.append(quoted(sign));
            }
        }
        return regex.append(isFirst ? "" : ".*").append(part).toString();
    }

    private static char escaped(String pattern, int at, char escape) throws StrayEscape {
        if (at < pattern.length()) {
            char sign = pattern.charAt(at);
            if (sign == '_' || sign == '%' || sign == escape) {
                return sign;
            }
        }
        throw new StrayEscape();
    }

    private static String quoted(char sign) {
        boolean isPlain = sign > 127 || Character.isLetterOrDigit(sign);
        return isPlain ? String.valueOf(sign) : "\\" + sign;
    }
}
