package dev.weir.jobs.verb.lineage;

import dev.weir.contracts.Code;
import dev.weir.contracts.Place;
import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.lineage.InputColumn;
import dev.weir.contracts.release.Manifest;
import dev.weir.contracts.release.SourceCount;
import dev.weir.jobs.desk.Desk;
import dev.weir.jobs.desk.ProductLog;
import dev.weir.jobs.desk.ReleaseLookup;
import dev.weir.jobs.engine.report.ReleasedLineage;
import dev.weir.jobs.plan.lineage.LineageGraph;
import dev.weir.jobs.plan.lineage.LineageStep;
import dev.weir.jobs.plan.lineage.WorkspaceColumn;
import dev.weir.releases.evidence.SignedManifest;
import dev.weir.releases.log.ReleaseReference;
import dev.weir.releases.log.StoredReleaseLog;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The ways to and from the columns that were asked about.
 *
 * @param name as it was asked
 * @param columns that it means
 * @param upstream the steps of all ways to them
 * @param downstream the steps of all ways from them
 * @param release whose lineage it is; empty for that of the contracts as they stand
 * @param leftOut products that have problems: what they are made of, and what is made of them, is not here
 */
public record AskedLineage(
        String name,
        LineageGraph graph,
        List<InputColumn> columns,
        NavigableSet<LineageStep> upstream,
        NavigableSet<LineageStep> downstream,
        Optional<String> release,
        List<String> leftOut) {

    public AskedLineage {
        columns = List.copyOf(columns);
        leftOut = List.copyOf(leftOut);
    }

    /**
     * Lineage as the workspace stands now. Reads no data and starts no Spark. Products that have problems are left out.
     *
     * @param name of a column, a table, a product or a source's contract
     * @param steps how many queries a way goes through, at most, in each direction
     * @throws ProblemsException when there is no such name, or the product that it is of has problems
     */
    public static AskedLineage of(Desk desk, String name, int steps) {
        WorkspaceLineage lineage = WorkspaceLineage.ofSound(desk, name.split("\\.", 2)[0]);
        return of(lineage.graph(), name, steps, Optional.empty(), lineage.leftOut());
    }

    /**
     * Lineage of a release of the product that the name begins with, as it was signed. The releases of other products that it read are
     * where its ways end.
     *
     * @param at the number or the tag of the release
     * @throws ProblemsException when there is no such name or release; where it is not as it was signed; where it was made before
     *     releases kept their lineage
     */
    public static AskedLineage of(Desk desk, String name, String at, int steps) {
        String product = name.split("\\.", 2)[0];
        ProductLog opened = desk.known(product);
        SignedManifest signed = ReleaseLookup.signed(
                opened.settings(), ReleaseReference.whole(at.startsWith(product + "@") ? at : product + "@" + at));
        LineageGraph graph = ReleasedLineage.of(opened.log(), signed.manifest())
                .orElseThrow(() -> ProblemsException.of(
                        Code.UNSUPPORTED,
                        Place.of(signed.manifest().reference()),
                        signed.manifest().reference() + " has no column lineage among its evidence",
                        "an earlier version of Weir made it",
                        "leave --at out, which shows what the contracts say now; or run the product again"));
        return of(
                graph.reading(releasesRead(signed.manifest()), graphsRead(opened.log(), signed.manifest())),
                name,
                steps,
                Optional.of(signed.manifest().reference()),
                List.of());
    }

    private static Map<String, String> releasesRead(Manifest manifest) {
        Map<String, String> releases = new HashMap<>();
        for (SourceCount source : manifest.record().sources()) {
            String table = source.table().substring(source.table().lastIndexOf('.'));
            source.release().ifPresent(read -> releases.put(read.product() + table, read.reference()));
        }
        return releases;
    }

    /** Those of the releases that a release was made of, and of what these were made of. */
    private static Collection<LineageGraph> graphsRead(StoredReleaseLog log, Manifest manifest) {
        Map<String, LineageGraph> graphs = new TreeMap<>();
        Set<String> seen = new HashSet<>();
        Deque<Manifest> open = new ArrayDeque<>(List.of(manifest));
        while (!open.isEmpty()) {
            for (SourceCount source : open.remove().record().sources()) {
                source.release()
                        .filter(read -> seen.add(read.reference()))
                        .map(read -> log.legible(read.product(), List.of(read.number())))
                        .ifPresent(read -> read.whole().forEach(made -> {
                            open.add(made);
                            kept(log, made).ifPresent(graph -> graphs.put(made.reference(), graph));
                        }));
            }
        }
        return graphs.values();
    }

    /** Of one that cannot be read no mask is known, and the values count as clear. */
    private static Optional<LineageGraph> kept(StoredReleaseLog log, Manifest read) {
        try {
            return ReleasedLineage.of(log, read);
        } catch (ProblemsException e) {
            return Optional.empty();
        }
    }

    private static AskedLineage of(
            LineageGraph graph, String name, int steps, Optional<String> release, List<String> leftOut) {
        List<InputColumn> columns = NamedColumns.in(graph, name);
        return new AskedLineage(
                name,
                graph,
                columns,
                graph.upstream(columns, steps),
                graph.downstream(columns, steps),
                release,
                leftOut);
    }

    /** Every step, each once. */
    public NavigableSet<LineageStep> steps() {
        NavigableSet<LineageStep> all = new TreeSet<>(upstream);
        all.addAll(downstream);
        return all;
    }

    /** Every column that was asked about or that a step touches, table by table in the order of the contracts. */
    public List<WorkspaceColumn> touched() {
        Set<InputColumn> touched = new TreeSet<>(columns);
        steps().forEach(step -> Stream.of(step.from(), step.to()).forEach(touched::add));
        return graph.columns().filter(column -> touched.contains(column.name())).toList();
    }

    /** The tables of these columns, in order. */
    public List<String> tables() {
        return touched().stream()
                .map(column -> column.name().table())
                .distinct()
                .toList();
    }
}
