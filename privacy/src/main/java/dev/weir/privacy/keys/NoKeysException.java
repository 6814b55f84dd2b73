package dev.weir.privacy.keys;

/** Says why a file holds no keys, without a word of the file, and without a cause that might quote it. */
final class NoKeysException extends Exception {

    private static final long serialVersionUID = 1L;

    private final String why;

    NoKeysException(String why) {
        super(why);
        this.why = why;
    }

    String why() {
        return why;
    }
}
