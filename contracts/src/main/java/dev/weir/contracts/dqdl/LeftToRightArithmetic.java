package dev.weir.contracts.dqdl;

import java.util.Optional;

/**
 * Arithmetic that DQDL reads from left to right where most people read {@code *} and {@code /} first: in {@code a - 2 * b}
 * the difference is multiplied.
 */
public final class LeftToRightArithmetic {

    private LeftToRightArithmetic() {}

    /**
     * A condition of numbers as most people read it, with brackets that say so; empty where DQDL reads it alike.
     *
     * @param condition as written
     */
    public static Optional<String> usual(String condition) {
        return Optional.of(new Scan(condition).bracketed()).filter(usual -> !usual.equals(condition));
    }

    /** Puts brackets round each product that follows a sum, on every level of brackets. */
    private static final class Scan {
        private final String text;
        private int at;

        Scan(String text) {
            this.text = text;
        }

        /** Up to the bracket that closes the level, or the end. */
        String bracketed() {
            StringBuilder done = new StringBuilder();
            StringBuilder term = new StringBuilder();
            boolean afterSum = false;
            boolean product = false;
            while (at < text.length() && text.charAt(at) != ')') {
                char sign = text.charAt(at);
                boolean ends = sign == ',' || sign == ']' || startsWord("and");
                if (ends || ((sign == '+' || sign == '-') && followsValue(term))) {
                    done.append(closed(term, afterSum && product));
                    term.setLength(0);
                    afterSum = !ends;
                    product = false;
                    int length = ends && sign == 'a' ? 3 : 1;
                    done.append(text, at, at + length);
                    at += length;
                } else {
                    product |= sign == '*' || sign == '/';
                    at++;
                    term.append(sign);
                    if (sign == '(') {
                        term.append(bracketed());
                        if (at < text.length()) {
                            term.append(text.charAt(at++));
                        }
                    }
                }
            }
            return done.append(closed(term, afterSum && product)).toString();
        }

        private boolean startsWord(String word) {
            return text.startsWith(word, at)
                    && (at == 0 || Character.isWhitespace(text.charAt(at - 1)))
                    && at + word.length() < text.length()
                    && Character.isWhitespace(text.charAt(at + word.length()));
        }

        /** Or else the sign is that of a number. */
        private static boolean followsValue(StringBuilder term) {
            String before = term.toString().strip();
            return !before.isEmpty()
                    && (before.endsWith(")") || Character.isLetterOrDigit(before.charAt(before.length() - 1)));
        }

        private static String closed(StringBuilder term, boolean product) {
            String written = term.toString();
            if (!product) {
                return written;
            }
            String inner = written.strip();
            int start = written.indexOf(inner);
            return written.substring(0, start) + "(" + inner + ")" + written.substring(start + inner.length());
        }
    }
}
