package dev.weir.jobs.engine.read.sas;

import dev.weir.jobs.engine.read.file.FilePart;
import java.io.Closeable;
import java.io.IOException;
import java.util.List;

/** An open file with a data set. */
interface SasFile extends Closeable {

    SasTable table();

    /**
     * Looks at the file to its end.
     *
     * @param partBytes how many bytes a part has, about
     * @throws SasFormatException where it is damaged or cut off
     */
    Extent extent(long partBytes) throws IOException;

    /** The observations of a part of those that {@link #extent} has found. */
    SasRows rows(FilePart part) throws IOException;

    /**
     * How many observations there are, and where.
     *
     * @param parts whose lines are the numbers of observations, from 1
     */
    record Extent(long rows, List<FilePart> parts) {
        public Extent {
            parts = List.copyOf(parts);
        }
    }
}
