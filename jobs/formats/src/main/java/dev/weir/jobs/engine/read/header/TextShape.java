package dev.weir.jobs.engine.read.header;

import java.util.regex.Pattern;

/**
 * The form of a text, which tells nothing of its value: {@code a} for letters, {@code 9} for digits, however many, and what stands
 * between them. Several words are as many as two.
 */
final class TextShape {

    /** The form of a single word. */
    private static final String WORD = "a";

    private static final Pattern LETTERS = Pattern.compile("[\\p{L}\\p{M}]+");
    private static final Pattern DIGITS = Pattern.compile("\\p{N}+");
    private static final Pattern WORDS = Pattern.compile("a(?: a)+");

    private TextShape() {}

    static String of(String text) {
        String letters = LETTERS.matcher(text).replaceAll(WORD);
        return WORDS.matcher(DIGITS.matcher(letters).replaceAll("9")).replaceAll("a a");
    }

    /** Whether a form tells nothing: names and values alike may be a word. */
    static boolean isPlain(String shape) {
        return shape.isEmpty() || shape.equals(WORD);
    }
}
