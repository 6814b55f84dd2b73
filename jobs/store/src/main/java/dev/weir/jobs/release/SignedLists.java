package dev.weir.jobs.release;

import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.release.Manifest;
import dev.weir.contracts.release.ReleasedTable;
import dev.weir.releases.evidence.TablesCheck;
import dev.weir.releases.storage.LogFiles;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * Whether a released table names the data files of its signed list, before its rows are read. A table's own metadata decides which
 * files a reader opens, and no key signs it. Each table of a release is compared once: its list is read no second time.
 */
public final class SignedLists {

    private final Optional<Supplier<LogFiles>> log;
    private final Set<String> compared = ConcurrentHashMap.newKeySet();

    private SignedLists(Optional<Supplier<LogFiles>> log) {
        this.log = log;
    }

    /** Those of a release log, opened by the first read. */
    public static SignedLists of(Supplier<LogFiles> log) {
        return new SignedLists(Optional.of(log));
    }

    /** Nothing is compared: for a verification, which reports all differences itself. */
    public static SignedLists none() {
        return new SignedLists(Optional.empty());
    }

    /**
     * Lets a table pass that names exactly the files of its list, and one whose release has no list in its evidence.
     *
     * @param named what the table names now
     * @throws ProblemsException with {@link dev.weir.contracts.Code#EVIDENCE_BROKEN}
     */
    void require(Manifest release, ReleasedTable table, TablesCheck.Part part, TablesCheck.Listing named) {
        String key = release.reference() + " " + part + " " + table.name();
        if (log.isEmpty() || compared.contains(key)) {
            return;
        }
        new TablesCheck(release, log.get().get(), named)
                .doubt(table, part, remedy(release))
                .ifPresent(doubt -> {
                    throw new ProblemsException(List.of(doubt));
                });
        compared.add(key);
    }

    private static String remedy(Manifest release) {
        return "'weir verify " + release.reference()
                + " --deep' names every difference. Restore the table's metadata from a copy,"
                + " and find out who changed it.";
    }
}
