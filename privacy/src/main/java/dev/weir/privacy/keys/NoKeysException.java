package dev.weir.privacy.keys;

import java.util.Locale;

/** The reason why a file holds no keys, without a word of the file, and without a cause that might quote it. */
final class NoKeysException extends Exception {

    private static final long serialVersionUID = 1L;

    private final String why;
    private final boolean cheap;

    NoKeysException(String why) {
        this(why, false);
    }

    private NoKeysException(String why, boolean cheap) {
        super(why);
        this.why = why;
        this.cheap = cheap;
    }

    /** That a file may be whole, and was closed so that guessing its password is too cheap today. */
    static NoKeysException cheap(int iterations, int least) {
        return new NoKeysException(
                String.format(
                        Locale.ROOT,
                        "an earlier version closed it: its password is derived by %,d iterations, where %,d are asked for",
                        iterations,
                        least),
                true);
    }

    /** Whether closing it anew mends it. */
    boolean isCheap() {
        return cheap;
    }

    String why() {
        return why;
    }
}
