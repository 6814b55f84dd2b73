package dev.weir.jobs.engine.read.text;

/** Goes through text and finds where its records end, keeping nothing of it. */
public interface RecordWalk {

    /**
     * Goes on to the end of the record; the array must have room for a word behind the bytes.
     *
     * @return behind its last line end, or {@link ByteFeed#NO_LINE_END} if these bytes do not tell where it ends
     */
    int toRecordEnd(byte[] bytes, int from, int to);

    /** Goes over all the bytes; the array must have room for a word behind them. */
    void over(byte[] bytes, int from, int to);

    /** How many line ends were passed. */
    long lineEnds();

    /** Whether from here on the end of a record is unknown. */
    default boolean isTorn() {
        return false;
    }
}
