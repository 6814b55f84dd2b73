package dev.weir.jobs.engine.sink;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.expressions.JoinedRow;

/**
 * The rows of a task that break a rule which only warns, as they are written of a table with a mask. Each is released as well. Its
 * released values beside its line would join the two: the line tells the number where people are numbered in the order of the file,
 * and the true date where the file is sorted. So no value of a row is written, and the lines are in the order of the files: in that of
 * the rows they could be counted off against the release. For one thread.
 */
final class WarnedRows {

    private final InternalRow nothing;
    private final List<Found> found = new ArrayList<>();

    /** @param columns how many the table has */
    WarnedRows(int columns) {
        this.nothing = new GenericInternalRow(columns);
    }

    /**
     * Takes a row.
     *
     * @param origin run, file, line and rules, which have no value of the row
     */
    void add(FailingRowExamples.Place place, InternalRow origin) {
        found.add(new Found(place, origin.copy()));
    }

    /** Writes them. */
    void writeTo(TaskOutputs outlets) throws IOException {
        found.sort((one, other) -> FailingRowExamples.Place.ORDER.compare(one.place, other.place));
        for (Found row : found) {
            outlets.write(SideOutput.WARNED, new JoinedRow(nothing, row.origin));
        }
        found.clear();
    }

    private record Found(FailingRowExamples.Place place, InternalRow origin) {}
}
