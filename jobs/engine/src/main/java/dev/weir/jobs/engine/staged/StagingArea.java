package dev.weir.jobs.engine.staged;

import dev.weir.contracts.TableFormat;
import dev.weir.jobs.engine.sink.spec.SinkSpec;
import dev.weir.jobs.release.table.ChangeBase;
import dev.weir.jobs.release.table.StagedRows;
import dev.weir.jobs.release.table.StagedTable;
import dev.weir.releases.journal.LoadMode;
import java.util.Optional;
import org.apache.spark.sql.types.StructType;

/** Where the steps of a run put what they make: the warehouse of a release, or a place that dies with a trial. */
public interface StagingArea {

    /** Opens a table for the run's rows; {@code namespace} is the product's id, or that of its quarantine. */
    StagedRows open(TableFormat format, String namespace, String name, StructType schema, LoadMode load);

    /**
     * Opens a table of the product on top of what the last release has, or as the whole of it without a base. Empty where
     * a trial takes everything at once: there a table is what the run makes.
     */
    Optional<StagedTable> load(
            TableFormat format, String namespace, String name, StructType schema, Optional<ChangeBase> base);

    /** What the sink does with a table's rows here, beyond its plan. */
    SinkSpec fitted(SinkSpec spec);

    /** Whether what is found dies with it: the sources lie beside it, and no reader of a release sees it. */
    default boolean isTrial() {
        return false;
    }

    /** A folder, by its path or URI, for files that are encrypted and die with the run; not there before it is needed. */
    String landing();
}
