package dev.weir.jobs.engine.history;

import dev.weir.contracts.Rule;
import dev.weir.contracts.release.Manifest;
import dev.weir.contracts.release.TableLoad;
import dev.weir.jobs.engine.session.WeirSession;
import dev.weir.jobs.engine.source.NewFilesCheck;
import dev.weir.jobs.release.catalogue.Catalogue;
import dev.weir.quality.drift.CountedRelease;
import dev.weir.quality.drift.ReferenceReleases;
import dev.weir.quality.history.PastRelease;
import dev.weir.quality.history.StateRows;
import dev.weir.releases.log.ReleaseLog;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/**
 * What the releases of a product have left. Each release is read once at most, and only on demand. For one thread.
 */
public final class ProductHistory {

    private final WeirSession session;
    private final String product;
    private final ReleaseLog log;
    private final Baselines baselines;
    private final Map<Long, Optional<PastRelease>> read = new HashMap<>();

    /** Of a product of the session's workspace. */
    public ProductHistory(WeirSession session, String product) {
        this(session, Baselines.of(session.releaseLog(), product));
    }

    /** Of a product of the session's workspace, for a run that learns from these releases. */
    public ProductHistory(WeirSession session, Baselines baselines) {
        this.session = session;
        this.product = baselines.product();
        this.log = baselines.log();
        this.baselines = baselines;
    }

    /**
     * The releases that baselines learn from: published ones but for those that another release has repaired.
     *
     * @param count how many at most, of the newest
     * @return their numbers, rising
     */
    public List<Long> baselines(int count) {
        List<Long> numbers = baselines.numbers();
        return numbers.subList(Math.max(0, numbers.size() - count), numbers.size());
    }

    /** The states of the newest releases that baselines learn from, the oldest first; fewer where there are fewer. */
    public List<PastRelease> last(int count) {
        return releases(baselines(count));
    }

    /** The states of the newest releases, repaired ones too, the oldest first. */
    public List<PastRelease> newest(int count) {
        List<Long> numbers = log.numbers(product).boxed().toList();
        return releases(numbers.subList(Math.max(0, numbers.size() - count), numbers.size()));
    }

    /** The states of these releases, in this order; those that have left none are not among them. */
    public List<PastRelease> releases(List<Long> numbers) {
        List<Long> missing =
                numbers.stream().filter(number -> !read.containsKey(number)).toList();
        if (!missing.isEmpty()) {
            missing.forEach(number -> read.put(number, Optional.empty()));
            for (PastRelease release : StateRows.releases(rows(missing))) {
                read.put(release.number(), Optional.of(release));
            }
        }
        List<PastRelease> found = new ArrayList<>();
        numbers.forEach(number -> read.getOrDefault(number, Optional.empty()).ifPresent(found::add));
        return found;
    }

    /**
     * What a drift rule compares a table with: empty before the first release. A release for which no file of the table came is
     * none to compare with, nor is one that made what the run makes again, unless the rule names it.
     *
     * @param made the interval that the run makes
     */
    public ReferenceReleases reference(Rule.Baseline against, String table, Optional<TableLoad.Span> made) {
        if (against instanceof Rule.Baseline.Release named) {
            return new ReferenceReleases(releases(List.of(named.number())));
        }
        int count = against instanceof Rule.Baseline.Window window ? window.releases() : 1;
        return new ReferenceReleases(brought(baselines.numbers(), count, table, made));
    }

    /**
     * The newest of these releases for which files of a table came, so many at most, the oldest first. An interval counts once,
     * as it was made last, and so does what was compacted.
     *
     * @param made the interval that is compared with them, and that none of them is of
     */
    public List<PastRelease> brought(List<Long> numbers, int count, String table, Optional<TableLoad.Span> made) {
        List<Long> chosen = new ArrayList<>();
        Set<List<Instant>> intervals =
                new HashSet<>(made.map(TableLoad.Span::bounds).stream().toList());
        for (int i = numbers.size() - 1; i >= 0 && chosen.size() < count; i--) {
            Manifest release = log.read(product, numbers.get(i));
            boolean counts = release.history().compactionOf().isEmpty()
                    && release.table(table)
                            .map(released -> NewFilesCheck.came(log, product, released)
                                    && released.load()
                                            .interval()
                                            .map(interval -> intervals.add(interval.bounds()))
                                            .orElse(true))
                            .orElse(true);
            if (counts) {
                chosen.add(0, numbers.get(i));
            }
        }
        return releases(chosen);
    }

    /** How many rows releases brought to a table, in their order. Those without the table, or a file for it, are left out. */
    public List<CountedRelease> counted(List<PastRelease> releases, String table) {
        List<CountedRelease> counted = new ArrayList<>();
        for (PastRelease release : releases) {
            release.table(table)
                    .ifPresent(kept -> log.read(product, release.number())
                            .table(table)
                            .filter(released -> kept.rows() > 0 || NewFilesCheck.came(log, product, released))
                            .map(released -> CountedRelease.of(
                                    released.load(),
                                    release.releasedAt(),
                                    session.workspace().settings().zone(),
                                    kept.rows()))
                            .ifPresent(counted::add));
        }
        return counted;
    }

    /** Whether the product was ever released. */
    public boolean hasReleases() {
        return log.latest(product).isPresent();
    }

    private List<Row> rows(List<Long> releases) {
        String table = Catalogue.table(HistoryTable.namespace(product), HistoryTable.NAME);
        if (!session.spark().catalog().tableExists(table)) {
            return Collections.emptyList();
        }
        Dataset<Row> states = session.spark().table(table);
        return states.where(functions.col("release").isin(releases.toArray())).collectAsList();
    }
}
