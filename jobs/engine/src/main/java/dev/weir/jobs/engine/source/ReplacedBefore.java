package dev.weir.jobs.engine.source;

import dev.weir.contracts.release.Manifest;
import dev.weir.contracts.release.ReleasedTable;
import dev.weir.contracts.release.SourceCount;
import dev.weir.jobs.engine.read.file.SourceFile;
import dev.weir.jobs.engine.session.WeirSession;
import dev.weir.jobs.plan.Plan;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Files that an earlier run has replaced, and that are since as it found them. A run that is repeated, such as one that was
 * killed behind its release, has nothing left to do for them.
 */
public final class ReplacedBefore {

    private ReplacedBefore() {}

    /**
     * Those among some files, with the release that replaced them.
     *
     * @param digests by which files are known again
     * @param files their paths, as manifests have them
     * @param last the newest release
     */
    public static Map<String, String> of(
            WeirSession session, Plan plan, SourceDigests digests, List<String> files, Manifest last) {
        SourceInputs inputs = new SourceInputs(session, digests);
        List<SourceFile> there = plan.reads().stream()
                .filter(read -> read.source().database().isEmpty()
                        && read.source().release().isEmpty())
                .flatMap(read -> inputs.files(read.source(), read.table()).stream())
                .filter(file -> files.contains(file.name()))
                .distinct()
                .toList();
        Map<String, SourceCount.SourceFile> known = new HashMap<>();
        last.tables().stream()
                .map(ReleasedTable::load)
                .flatMap(load -> load.madeOf().stream())
                .filter(made -> files.contains(made.path()))
                .forEach(made -> known.put(made.path(), made));
        Set<String> changed = inputs.since(there, known).keySet();
        Set<String> names = there.stream().map(SourceFile::name).collect(Collectors.toSet());
        Map<String, String> before = new LinkedHashMap<>();
        for (String file : files) {
            // it has other bytes, is gone, or is there and not in the release
            boolean isOther = changed.contains(file) || names.contains(file) != known.containsKey(file);
            if (!isOther) {
                replacedBy(session, last, file).ifPresent(release -> before.put(file, release.reference()));
            }
        }
        return before;
    }

    private static Optional<Manifest> replacedBy(WeirSession session, Manifest last, String file) {
        for (Manifest release : session.releaseLog().newestFirst(last.product())) {
            if (release.tables().stream()
                    .anyMatch(table -> table.load().replaced().contains(file))) {
                return Optional.of(release);
            }
        }
        return Optional.empty();
    }
}
