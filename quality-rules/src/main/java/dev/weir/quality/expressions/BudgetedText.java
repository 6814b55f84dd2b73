package dev.weir.quality.expressions;

/**
 * A text that counts how often a regular expression looks at one of its characters. Java's engine cannot be interrupted, but
 * it reads through this: after {@value #LEAST} looks, and {@value #PER_CHARACTER} more for each character, it meets an
 * exception. Looks are the same on every machine, as time is not.
 */
public final class BudgetedText implements CharSequence {

    static final long LEAST = 1_000_000;
    static final long PER_CHARACTER = 2_000;

    private final String text;
    private long left;

    /** The text, nothing of which was looked at. */
    public BudgetedText(String text) {
        this.text = text;
        this.left = LEAST + PER_CHARACTER * text.length();
    }

    /** That an expression has looked too often. It costs no stack trace: the caller adds the place. */
    public static final class Exhausted extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Exhausted() {
            super("A regular expression takes too many steps on a value", null, false, false);
        }
    }

    @Override
    public char charAt(int index) {
        if (--left < 0) {
            throw new Exhausted();
        }
        return text.charAt(index);
    }

    @Override
    public int length() {
        return text.length();
    }

    @Override
    public CharSequence subSequence(int start, int end) {
        return text.substring(start, end);
    }

    @Override
    public String toString() {
        return text;
    }
}
