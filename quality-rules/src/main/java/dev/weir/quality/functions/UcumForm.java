package dev.weir.quality.functions;

/**
 * The form of units by the grammar of the Unified Code for Units of Measure (UCUM 2.1, sections 1 and 2, case sensitive):
 * terms of units with exponents, factors and annotations, joined by {@code .} and {@code /}. Whether a unit is one that
 * UCUM knows is not looked up.
 */
final class UcumForm {

    private final String text;
    private int at;

    private UcumForm(String text) {
        this.text = text;
    }

    static boolean isValid(String text) {
        UcumForm form = new UcumForm(text);
        form.skip('/');
        return form.term() && form.at == text.length();
    }

    private boolean term() {
        do {
            if (!component()) {
                return false;
            }
        } while (skip('.') || skip('/'));
        return true;
    }

    private boolean component() {
        if (skip('(')) {
            return term() && skip(')') && annotated(true);
        }
        int start = at;
        if (digits()) {
            // 10* and 10^ are units of their own, for powers of ten
            if (text.substring(start, at).equals("10") && (skip('*') || skip('^'))) {
                return exponent() && annotated(true);
            }
            return annotated(true);
        }
        boolean unit = false;
        while (letter() || bracketed()) {
            unit = true;
        }
        return (!unit || exponent()) && annotated(unit);
    }

    /** Signs of units; digits end them, as their exponent. */
    private boolean letter() {
        if (at < text.length()) {
            char character = text.charAt(at);
            if ((character >= 'a' && character <= 'z')
                    || (character >= 'A' && character <= 'Z')
                    || character == '%'
                    || character == '\''
                    || character == '_') {
                at++;
                return true;
            }
        }
        return false;
    }

    private boolean bracketed() {
        return enclosed('[', ']');
    }

    /** An annotation, which stands alone only where there is no unit before it. */
    private boolean annotated(boolean unit) {
        return enclosed('{', '}') || unit;
    }

    /** Printable ASCII without blanks between two brackets; at least one sign. */
    private boolean enclosed(char open, char close) {
        if (at >= text.length() || text.charAt(at) != open) {
            return false;
        }
        int end = text.indexOf(close, at);
        if (end <= at + 1) {
            return false;
        }
        for (int i = at + 1; i < end; i++) {
            char character = text.charAt(i);
            if (character <= ' ' || character > '~' || character == open) {
                return false;
            }
        }
        at = end + 1;
        return true;
    }

    /** A signed whole number, or nothing. */
    private boolean exponent() {
        boolean signed = skip('+') || skip('-');
        return digits() || !signed;
    }

    private boolean digits() {
        int start = at;
        while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
            at++;
        }
        return at > start;
    }

    private boolean skip(char character) {
        if (at < text.length() && text.charAt(at) == character) {
            at++;
            return true;
        }
        return false;
    }
}
