package dev.weir.jobs.verb.upkeep;

import dev.weir.contracts.Workspace;
import dev.weir.jobs.desk.Desk;
import dev.weir.jobs.desk.Engine;
import dev.weir.jobs.desk.LookupByName;
import dev.weir.jobs.desk.WeirVersion;
import dev.weir.jobs.engine.compact.Compaction;
import dev.weir.jobs.engine.compact.CompactionResult;
import dev.weir.lineage.RunEvent;
import java.util.Set;

/** Makes a new release of a product's newest one in fewer files, or reports what that would do. */
public final class ReleaseCompaction {

    private ReleaseCompaction() {}

    /** What would become fewer, of these tables or, where none is named, of all. Changes nothing. */
    public static CompactionResult look(Desk desk, String product, Set<String> tables) {
        Workspace read = desk.read(product);
        LookupByName.product(read, product);
        return Engine.reading(
                desk,
                read,
                product,
                session ->
                        new Compaction(session, WeirVersion.number(), event -> {}, desk.clock()).look(product, tables));
    }

    public static CompactionResult apply(Desk desk, String product, Set<String> tables, RunEvent.Listener progress) {
        Workspace read = desk.read(product);
        LookupByName.product(read, product);
        return Engine.writing(
                desk,
                read,
                session -> new Compaction(session, WeirVersion.number(), progress, desk.clock()).of(product, tables));
    }
}
