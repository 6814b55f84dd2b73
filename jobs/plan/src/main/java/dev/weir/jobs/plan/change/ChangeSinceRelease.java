package dev.weir.jobs.plan.change;

import dev.weir.contracts.release.Manifest;
import dev.weir.contracts.text.HashedFile;
import dev.weir.jobs.plan.Plan;
import dev.weir.jobs.plan.ReleasedColumns;
import dev.weir.jobs.plan.TablePlan;
import dev.weir.jobs.plan.lineage.LineageChange;
import dev.weir.jobs.plan.lineage.LineageGraph;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * What has changed in what a product is made by since a release of it.
 *
 * @param release such as {@code clinical@3}
 * @param files that differ, with what happened to each, by path: contracts, queries, rules
 * @param contracts each with what has changed in it
 * @param lineage in what columns are made of; empty where the release was made before releases kept that
 */
public record ChangeSinceRelease(
        String release, Map<String, Fate> files, List<ContractEvolution> contracts, Optional<LineageChange> lineage) {

    /** What happened to a file. */
    public enum Fate {
        CHANGED,
        NEW,
        GONE
    }

    public ChangeSinceRelease {
        files = new TreeMap<>(files);
        contracts = List.copyOf(contracts);
    }

    /**
     * From a release to a plan of the same product.
     *
     * @param before what the release's columns are made of; empty where that is not known
     * @param now what those of the plan are made of; asked for where there is something to compare it with
     */
    public static ChangeSinceRelease of(
            Manifest last, Plan plan, Optional<LineageGraph> before, Supplier<LineageGraph> now) {
        return new ChangeSinceRelease(
                last.reference(),
                files(hashes(last.basis().files()), hashes(plan.product().files())),
                ContractEvolution.since(last, plan),
                before.map(graph -> LineageChange.between(graph, now.get().goingOnFrom(graph, grown(last, plan)))));
    }

    /** The tables that the next run lets grow, by their full names, with the names that columns had by those of today. */
    private static Map<String, Map<String, String>> grown(Manifest last, Plan plan) {
        Map<String, Map<String, String>> grown = new TreeMap<>();
        for (TablePlan table : plan.tables()) {
            if (!table.load().isWhole()) {
                last.table(table.name())
                        .ifPresent(rows -> grown.put(
                                plan.product().id() + "." + table.name(),
                                ColumnChange.renamed(rows.columns(), ReleasedColumns.of(table))));
            }
        }
        return grown;
    }

    private static Map<String, Fate> files(Map<String, String> before, Map<String, String> now) {
        Map<String, Fate> files = new TreeMap<>();
        before.forEach((path, hash) -> {
            String is = now.get(path);
            if (is == null) {
                files.put(path, Fate.GONE);
            } else if (!is.equals(hash)) {
                files.put(path, Fate.CHANGED);
            }
        });
        now.keySet().stream().filter(path -> !before.containsKey(path)).forEach(path -> files.put(path, Fate.NEW));
        return files;
    }

    private static Map<String, String> hashes(List<HashedFile> files) {
        return files.stream().collect(Collectors.toMap(HashedFile::path, HashedFile::sha256));
    }
}
