package dev.weir.jobs.engine.source;

import dev.weir.contracts.release.Manifest;
import dev.weir.contracts.release.ReleasedTable;
import dev.weir.contracts.release.SourceCount;
import dev.weir.jobs.engine.read.file.SourceFile;
import dev.weir.jobs.engine.session.WeirSession;
import dev.weir.jobs.plan.Plan;
import dev.weir.jobs.plan.SourceRead;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Files that an earlier run has replaced, and that are since as it found them. A run that is repeated, such as one that was
 * killed behind its release, has nothing left to do for them.
 */
public final class ReplacedBefore {

    private ReplacedBefore() {}

    /**
     * Those among some files, with the release that replaced them.
     *
     * @param files their paths, as manifests have them
     * @param last the newest release
     */
    public static Map<String, String> of(WeirSession session, Plan plan, List<String> files, Manifest last) {
        Map<String, String> before = new LinkedHashMap<>();
        for (String file : files) {
            if (!hasChanged(session, plan, file, last)) {
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

    /** Whether a file is not what the newest release has of it: other bytes, gone, or there and not in it. */
    private static boolean hasChanged(WeirSession session, Plan plan, String file, Manifest last) {
        SourceInputs inputs = new SourceInputs(session);
        Map<String, SourceCount.SourceFile> known = new HashMap<>();
        last.tables().stream()
                .map(ReleasedTable::load)
                .flatMap(load -> load.madeOf().stream())
                .filter(made -> made.path().equals(file))
                .forEach(made -> known.put(file, made));
        List<SourceFile> there = plan.reads().stream()
                .filter(read -> read.source().database().isEmpty()
                        && read.source().release().isEmpty())
                .flatMap(read -> files(inputs, read))
                .filter(found -> found.name().equals(file))
                .distinct()
                .toList();
        return there.isEmpty() != known.isEmpty() || !inputs.since(there, known).isEmpty();
    }

    private static Stream<SourceFile> files(SourceInputs inputs, SourceRead read) {
        return inputs.files(read.source(), read.table()).stream();
    }
}
