package dev.weir.jobs.verb.lineage;

import dev.weir.contracts.Problem;
import dev.weir.contracts.release.EvidenceItem;
import dev.weir.contracts.release.Manifest;
import dev.weir.jobs.desk.MissingManifests;
import dev.weir.jobs.engine.report.ReleasedLineage;
import dev.weir.jobs.plan.lineage.LineageGraph;
import dev.weir.releases.log.Expiry;
import dev.weir.releases.log.PartialRead;
import dev.weir.releases.log.Pin;
import dev.weir.releases.log.Pins;
import dev.weir.releases.log.StoredReleaseLog;
import dev.weir.releases.log.Tag;
import dev.weir.releases.log.Tags;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the columns of all releases are made of, as each was signed. Releases with the same lineage share one graph. */
final class ReleasedGraphs {

    /**
     * The lineage of some releases of a product, of which the file is the same.
     *
     * @param numbers rising
     * @param kept those of them whose rows are there
     */
    record Shared(String product, LineageGraph graph, List<Long> numbers, List<Long> kept) {}

    private final List<Shared> graphs = new ArrayList<>();
    private final Map<String, LineageGraph> newest = new HashMap<>();
    private final List<String> without = new ArrayList<>();
    private final List<Problem> damaged = new ArrayList<>();

    private ReleasedGraphs() {}

    /** Reads every manifest of the log, and each lineage once. A manifest that is damaged, or was lost, hides no other. */
    static ReleasedGraphs of(StoredReleaseLog log) {
        ReleasedGraphs all = new ReleasedGraphs();
        log.products().forEach(product -> all.add(log, product));
        return all;
    }

    private void add(StoredReleaseLog log, String product) {
        Map<String, Shared> byFile = new LinkedHashMap<>();
        PartialRead<Manifest> manifests =
                log.legible(product, log.numbers(product).sorted().boxed().toList());
        PartialRead<Tag> tags = new Tags(log).legible(product);
        PartialRead<Pin> pins = new Pins(log).legible(product);
        damaged.addAll(manifests.damaged());
        damaged.addAll(MissingManifests.of(log, product, tags.whole(), pins.whole()));
        manifests.whole().forEach(manifest -> {
            long number = manifest.number();
            boolean isKept = Expiry.of(log, product, number).isEmpty();
            Optional<String> file = ReleasedLineage.item(manifest).map(EvidenceItem::sha256);
            if (file.isEmpty()) {
                if (isKept) {
                    without.add(manifest.reference());
                }
                return;
            }
            Shared shared = byFile.computeIfAbsent(
                    file.get(),
                    first -> new Shared(
                            product,
                            ReleasedLineage.of(log, manifest).orElseThrow(),
                            new ArrayList<>(),
                            new ArrayList<>()));
            shared.numbers().add(number);
            if (isKept) {
                shared.kept().add(number);
            }
            newest.put(product, shared.graph());
        });
        graphs.addAll(byFile.values());
    }

    /** Each lineage that a release was signed with. */
    List<Shared> shared() {
        return graphs;
    }

    /** Releases whose rows are there and which were made before releases kept their lineage. */
    List<String> without() {
        return without;
    }

    /** Manifests that are damaged, or that were lost: what their releases have is not known. */
    List<Problem> damaged() {
        return damaged;
    }

    /** A lineage in the midst of the newest ones of all other products. */
    LineageGraph amongNewest(Shared one) {
        List<LineageGraph> world = new ArrayList<>(List.of(one.graph()));
        newest.forEach((product, graph) -> {
            if (!product.equals(one.product())) {
                world.add(graph);
            }
        });
        return LineageGraph.of(world);
    }
}
