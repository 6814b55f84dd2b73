package dev.weir.quality.evaluation;

/**
 * The answers of many predicates about one row, packed into numbers: {@value #PER_WORD} to a number, the lower half of whose
 * bits say yes, the upper half that a predicate has no answer: it could not be evaluated, or was not asked.
 */
public final class AnswerBits {

    /** Predicates to a number. */
    public static final int PER_WORD = 32;

    private static final long LOWER = (1L << PER_WORD) - 1;

    private AnswerBits() {}

    public static long yesBit(int predicate) {
        return 1L << (predicate % PER_WORD);
    }

    /** The bit for a predicate that could not be evaluated. */
    public static long notEvaluatedBit(int predicate) {
        return yesBit(predicate) << PER_WORD;
    }

    /** The half of a number for yes, as its lower bits. */
    public static long yes(long word) {
        return word & LOWER;
    }

    /** The half of a number for what could not be evaluated, as its lower bits. */
    public static long notEvaluated(long word) {
        return word >>> PER_WORD;
    }
}
