package dev.weir.jobs.engine.quarantine;

import dev.weir.contracts.release.RunRecord;
import dev.weir.releases.warehouse.QuarantineName;
import java.util.ArrayList;
import java.util.List;

/**
 * A table of a product, or of one of its sources, of which a run put something aside.
 *
 * @param table its name; {@code contract-id.table} of a source
 * @param name of the table that holds what was put aside
 * @param rows how many the run counted
 */
record QuarantinePart(String table, String name, long rows) {
    /** All of a run, tables first. */
    static List<QuarantinePart> of(RunRecord run) {
        List<QuarantinePart> parts = new ArrayList<>();
        run.tables().forEach(table -> {
            if (table.quarantined() > 0) {
                parts.add(new QuarantinePart(table.table(), table.table(), table.quarantined()));
            }
        });
        run.sources().forEach(source -> {
            if (source.unreadable() > 0) {
                int dot = source.table().lastIndexOf('.');
                parts.add(new QuarantinePart(
                        source.table(),
                        QuarantineName.ofSource(
                                source.table().substring(0, dot), source.table().substring(dot + 1)),
                        source.unreadable()));
            }
        });
        return parts;
    }
}
