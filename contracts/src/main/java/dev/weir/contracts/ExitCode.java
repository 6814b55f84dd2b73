package dev.weir.contracts;

/** What a command's exit status tells the calling process. */
public enum ExitCode {
    /** Released, or nothing to do. */
    DONE(0),
    /** A fault of Weir's own. */
    INTERNAL(1),
    /** A contract or the command line is wrong. */
    CONTRACT(2),
    /** A rule that blocks has failed. */
    QUALITY(3),
    /** The law, or a policy made for it, forbids it. */
    COMPLIANCE(4),
    /** Another run came first. */
    CONFLICT(5),
    /** A source or a store cannot be reached or read. */
    STORAGE(6);

    private final int status;

    ExitCode(int status) {
        this.status = status;
    }

    public int status() {
        return status;
    }
}
