package dev.weir.jobs.engine.sink;

import dev.weir.jobs.engine.sink.spec.SinkColumns;
import dev.weir.jobs.engine.sink.spec.SinkSpec;
import java.util.Locale;
import org.apache.spark.sql.types.StructType;

/** Where a row can go beside the product; in the order in which they are committed, each before the product. */
public enum SideOutput {
    /** Records that do not parse: run, file, line and reasons. */
    SOURCE_QUARANTINE,
    /** Rows that a rule takes out, masked, with their reasons. */
    QUARANTINE,
    /**
     * Some of the rows that break a rule that only warns, with those rules; each is in the product as well. Of a table with a mask no
     * value is among them ({@link WarnedRows}).
     */
    WARNED,
    /** Clear columns of every produced row, with its fate, for rules that are answered when all rows are there. */
    ASIDE;

    StructType columns(SinkSpec spec) {
        return switch (this) {
            case SOURCE_QUARANTINE -> SinkColumns.SOURCE_QUARANTINE;
            case QUARANTINE, WARNED -> spec.quarantine();
            case ASIDE -> spec.keptAside();
        };
    }

    /** Part of the names of its files. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
