package dev.weir.jobs.engine.scope;

import dev.weir.contracts.Code;
import dev.weir.contracts.Load;
import dev.weir.contracts.Place;
import dev.weir.contracts.Problems;
import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.release.Manifest;
import dev.weir.contracts.release.ReleasedTable;
import dev.weir.contracts.release.SourceCount;
import dev.weir.jobs.plan.Plan;
import dev.weir.jobs.plan.TablePlan;
import dev.weir.jobs.plan.change.ColumnChange;
import dev.weir.releases.log.ReleaseLog;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Files that tables were made of, and whose rows go: they have changed since, or are gone. No release keeps which row came out
 * of which file. So a table that rows are only added to goes on from the newest release that was not made of any of them. A
 * merged one goes on from none, and neither does one whose columns were renamed or widened since that release, or whose rows of
 * then were let go. All files that were read since are read again.
 *
 * @param files their paths, as manifests have them
 * @param bases by table that was made of some of them, the release that it goes on from; empty where it is made whole
 */
public record ReplacedFiles(Set<String> files, Map<String, Optional<Manifest>> bases) {

    /** Each table goes on from the newest release. */
    public static final ReplacedFiles NONE = new ReplacedFiles(Set.of(), Map.of());

    public ReplacedFiles {
        files = Collections.unmodifiableSet(new LinkedHashSet<>(files));
        bases = Collections.unmodifiableMap(new LinkedHashMap<>(bases));
    }

    /**
     * Those that a run asks for.
     *
     * @param last the newest release
     * @throws ProblemsException with {@link Code#UNKNOWN_NAME} for a file that no table was made of; with {@link Code#LOAD} where
     *     no table reads new files alone
     */
    public static ReplacedFiles of(Plan plan, RunRequest request, Optional<Manifest> last, ReleaseLog log) {
        if (request.replaced().isEmpty()) {
            return NONE;
        }
        Set<String> files = new LinkedHashSet<>(request.replaced());
        require(plan, files, last);
        Map<String, Optional<Manifest>> bases = new LinkedHashMap<>();
        for (TablePlan table : plan.tables()) {
            if (last.stream().anyMatch(release -> isMadeOf(release, table, files))) {
                bases.put(
                        table.name(),
                        table.load() instanceof Load.Incremental
                                ? without(files, table, last.orElseThrow(), log)
                                : Optional.empty());
            }
        }
        return new ReplacedFiles(files, bases);
    }

    private static void require(Plan plan, Set<String> files, Optional<Manifest> last) {
        Problems problems = new Problems();
        String product = plan.product().id();
        Place place = Place.of("--replace");
        Set<String> known = new TreeSet<>();
        plan.tables().stream()
                .flatMap(table -> last.stream().flatMap(release -> madeOf(release, table)))
                .forEach(file -> known.add(file.path()));
        if (known.isEmpty()) {
            problems.add(
                    Code.LOAD,
                    place,
                    last.isEmpty()
                            ? "'" + product + "' has no release yet"
                            : "No table of '" + product + "' reads new files alone",
                    last.isEmpty()
                            ? "no table is made of a file"
                            : "its runs read files as they are now: all, or those of their interval",
                    "leave '--replace' out");
        } else {
            files.stream()
                    .filter(file -> !known.contains(file))
                    .forEach(file -> problems.add(
                            Code.UNKNOWN_NAME,
                            place,
                            "No table of '" + product + "' was made of '" + file + "'",
                            last.orElseThrow().reference() + " lists the files that were read once, " + known.size()
                                    + " in all, and this is none of them",
                            "leave '--replace' out if the file is new: a run reads it; write its path from the"
                                    + " folder of weir.yaml if it was read; files of an interval are read anew by"
                                    + " '--interval'"));
        }
        problems.throwIfAny();
    }

    private static Optional<Manifest> without(Set<String> files, TablePlan table, Manifest newest, ReleaseLog log) {
        Manifest release = newest;
        while (isMadeOf(release, table, files)) {
            OptionalLong base = release.table(table.name()).orElseThrow().load().base();
            if (base.isEmpty()) {
                return Optional.empty();
            }
            release = log.read(newest.product(), base.getAsLong());
        }
        return log.isKept(release.product(), release.number()) && fits(release, newest, table.name())
                ? Optional.of(release)
                : Optional.empty();
    }

    /** Where columns were renamed or widened since, the earlier release's files do not fit into the newest one's place. */
    private static boolean fits(Manifest release, Manifest newest, String table) {
        return ColumnChange.between(
                        release.table(table).orElseThrow().columns(),
                        newest.table(table).orElseThrow().columns())
                .stream()
                .noneMatch(change ->
                        change.sort() == ColumnChange.Sort.RENAMED || change.sort() == ColumnChange.Sort.WIDENED);
    }

    private static boolean isMadeOf(Manifest release, TablePlan table, Set<String> files) {
        return madeOf(release, table).anyMatch(file -> files.contains(file.path()));
    }

    private static Stream<SourceCount.SourceFile> madeOf(Manifest release, TablePlan table) {
        return table.load().newFilesOf().isEmpty()
                ? Stream.empty()
                : release.table(table.name()).stream().map(ReleasedTable::load).flatMap(load -> load.madeOf().stream());
    }

    /** Whether a table does not go on from the newest release. */
    public boolean isOf(String table) {
        return bases.containsKey(table);
    }

    /**
     * What it comes to, for people; a sentence each.
     *
     * @param last the newest release
     */
    public List<String> sentences(Plan plan, Optional<Manifest> last) {
        List<String> sentences = new ArrayList<>();
        bases.forEach((table, base) -> {
            Set<String> own = own(plan.table(table), last);
            sentences.add("'" + table + "' "
                    + base.map(release -> "goes on from " + release.reference() + ", the newest release of it without "
                                    + words(own) + "; all files that were read since are read again.")
                            .orElseGet(() -> "is made whole, without what " + words(own) + " had brought."));
        });
        return sentences;
    }

    /** The files that a table was made of. */
    private Set<String> own(TablePlan table, Optional<Manifest> last) {
        Set<String> own = new LinkedHashSet<>(files);
        own.retainAll(last.stream()
                .flatMap(release -> madeOf(release, table))
                .map(SourceCount.SourceFile::path)
                .collect(Collectors.toSet()));
        return own;
    }

    private static String words(Set<String> files) {
        return "'" + String.join("', '", files) + "'";
    }
}
