package dev.weir.jobs.spark.read;

import java.io.Serializable;

/** What the reader of one part of a file met that shows in no row. */
final class ReadTally implements Serializable {
    private long skippedLines;
    private final long[] badValues;

    ReadTally(int columns) {
        this.badValues = new long[columns];
    }

    void skippedLines(long lines) {
        skippedLines += lines;
    }

    void badValue(int column) {
        badValues[column]++;
    }

    long skippedLines() {
        return skippedLines;
    }

    long badValues(int column) {
        return badValues[column];
    }
}
