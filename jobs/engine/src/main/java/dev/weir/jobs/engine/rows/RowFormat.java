package dev.weir.jobs.engine.rows;

import java.util.Locale;

/** How rows are written. */
public enum RowFormat {
    /** CSV with a header, as RFC 4180 has it, but for line ends, which are line feeds; NULL is an empty field. */
    CSV,
    /** One JSON object a line. */
    JSON,
    /** One Parquet file. */
    PARQUET,
    /** Arrow's IPC stream. */
    ARROW;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
