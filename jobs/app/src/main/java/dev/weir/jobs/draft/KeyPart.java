package dev.weir.jobs.draft;

/**
 * A column that may be a part of a key.
 *
 * @param place in its table
 * @param cost how ill it suits a key; 0 is best
 * @param kind what it is called
 */
record KeyPart(int place, String name, int cost, Kind kind) {

    /** From this cost on a column is called nothing that keys are, and may only happen to tell records apart. */
    private static final int BY_CHANCE = 3;

    enum Kind {
        /** As keys are, or it holds record numbers. */
        NUMBER,
        /** It counts within something. */
        COUNTED,
        /** A day or a moment. */
        TIME,
        OTHER
    }

    boolean isNumber() {
        return kind == Kind.NUMBER;
    }

    /** Whether a key with it may hold by chance, whatever the records are. */
    boolean isDoubtful() {
        return cost >= BY_CHANCE;
    }
}
