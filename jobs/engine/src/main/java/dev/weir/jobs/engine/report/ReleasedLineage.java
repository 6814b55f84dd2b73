package dev.weir.jobs.engine.report;

import dev.weir.contracts.Code;
import dev.weir.contracts.Place;
import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.release.EvidenceItem;
import dev.weir.contracts.release.EvidenceKind;
import dev.weir.contracts.release.Manifest;
import dev.weir.jobs.plan.lineage.LineageGraph;
import dev.weir.jobs.plan.lineage.LineageGraphJson;
import dev.weir.releases.evidence.EarlierFiles;
import dev.weir.releases.log.ProofFiles;
import dev.weir.releases.log.StoredReleaseLog;
import java.util.Optional;

/** What the columns of a release are made of, as its evidence has it. */
public final class ReleasedLineage {

    private ReleasedLineage() {}

    /**
     * The graph of a release; empty where it was made before releases kept one.
     *
     * @throws ProblemsException with {@link Code#EVIDENCE_BROKEN} when the file is missing or is not the one that was signed
     */
    public static Optional<LineageGraph> of(StoredReleaseLog log, Manifest manifest) {
        ProofFiles proof = new ProofFiles(log.files(), manifest.product());
        return item(manifest).map(item -> LineageGraphJson.parse(item.name(), content(proof, manifest, item)));
    }

    /** Its file among the release's evidence: releases with the same hash of it have the same lineage. */
    public static Optional<EvidenceItem> item(Manifest manifest) {
        return manifest.evidence(EvidenceKind.LINEAGE).stream()
                .filter(item -> item.name().equals(LineageGraphJson.NAME))
                .findFirst();
    }

    private static String content(ProofFiles proof, Manifest manifest, EvidenceItem item) {
        return new EarlierFiles(proof)
                .text(item)
                .orElseThrow(() -> ProblemsException.of(
                        Code.EVIDENCE_BROKEN,
                        Place.of(proof.piecePlace(item)),
                        "The column lineage of " + manifest.reference() + " is missing, or not the one that was signed",
                        "its hash stands in the manifest",
                        "bring the release log back from a backup; 'weir verify " + manifest.reference()
                                + "' looks at the rest"));
    }
}
