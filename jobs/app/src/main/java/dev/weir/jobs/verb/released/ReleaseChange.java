package dev.weir.jobs.verb.released;

import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.Workspace;
import dev.weir.contracts.diff.ReleaseDiff;
import dev.weir.contracts.release.Manifest;
import dev.weir.jobs.desk.Desk;
import dev.weir.jobs.desk.Engine;
import dev.weir.jobs.engine.diff.ReleaseComparison;
import dev.weir.jobs.engine.report.ReleasedLineage;
import dev.weir.jobs.plan.lineage.LineageChange;
import dev.weir.releases.log.ReleaseReference;
import dev.weir.releases.log.StoredReleaseLog;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What changed from one release to another.
 *
 * @param diff in tables, rules, sources
 * @param lineage in what columns are made of; empty where one of the two was made before releases kept that
 */
public record ReleaseChange(ReleaseDiff diff, Optional<LineageChange> lineage) {

    private record Pair(Manifest before, Manifest after) {}

    /**
     * Tables with equal content hashes are not read, nor are files that both share.
     *
     * @param first the earlier one, such as {@code clinical@11}
     * @param second the later one; without it, the first is compared with the one before it
     * @param key the columns that say which row is which, where they are not the table's primary key
     * @param examples so many rows of each kind
     */
    public static ReleaseChange of(Desk desk, String first, Optional<String> second, List<String> key, int examples) {
        Workspace settings = desk.settings();
        StoredReleaseLog log = StoredReleaseLog.of(settings);
        Pair pair = pair(desk, log, first, second);
        Optional<LineageChange> lineage = ReleasedLineage.of(log, pair.before())
                .flatMap(before ->
                        ReleasedLineage.of(log, pair.after()).map(after -> LineageChange.between(before, after)));
        ReleaseDiff diff = Engine.reading(
                desk,
                settings,
                pair.after().product(),
                session -> new ReleaseComparison(session.releases(), key, examples).of(pair.before(), pair.after()));
        return new ReleaseChange(diff, lineage);
    }

    private static Pair pair(Desk desk, StoredReleaseLog log, String first, Optional<String> second) {
        Manifest named = in(desk, log, first);
        if (second.isPresent()) {
            Manifest other = in(desk, log, second.get());
            if (!other.product().equals(named.product())) {
                throw ProblemsException.usage(
                        other.reference(),
                        named.reference() + " and " + other.reference() + " are of two products",
                        "releases of one product are compared",
                        "name two releases of '" + named.product() + "', or two of '" + other.product() + "'");
            }
            return new Pair(named, other);
        }
        OptionalLong before = log.numbers(named.product())
                .filter(number -> number < named.number())
                .max();
        if (before.isEmpty()) {
            throw ProblemsException.usage(
                    named.reference(),
                    named.reference() + " is the first release",
                    "there is none before it to compare it with",
                    "name two releases");
        }
        return new Pair(log.read(named.product(), before.getAsLong()), named);
    }

    private static Manifest in(Desk desk, StoredReleaseLog log, String release) {
        ReleaseReference reference = ReleaseReference.whole(release);
        desk.requireKnown(log, reference.product());
        return reference.in(log);
    }
}
