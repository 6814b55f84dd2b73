package dev.weir.releases.fault;

/** What befalls a call to storage. */
public enum Fault {
    /** Nothing. */
    NONE,
    /** The process dies before the call; of a file that it was writing, half is there. */
    DIES,
    /** The call succeeds, and the process dies before it hears of it. */
    DIES_AFTER,
    /** The call is refused with an error; of a file that it was writing, half is there. */
    FAILS,
    /** The call succeeds, and an error is told. */
    FAILS_AFTER,
    /** The call succeeds, and the connection is lost before the answer comes. */
    LOST,
    /** The call succeeds, and is made once more, as by a client that has lost the first answer. */
    REPEATED,
    /** The call is not made, and a time-out is told. */
    TIMES_OUT,
    /** The call succeeds after a while. */
    SLOW
}
