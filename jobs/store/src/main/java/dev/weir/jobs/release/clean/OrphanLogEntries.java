package dev.weir.jobs.release.clean;

import dev.weir.contracts.release.EvidenceItem;
import dev.weir.contracts.release.Manifest;
import dev.weir.releases.log.ProofFiles;
import dev.weir.releases.log.StoredReleaseLog;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What runs put into the log beside a manifest that never came: evidence and signatures that no manifest names. */
record OrphanLogEntries(StoredReleaseLog log, String product) {
    /**
     * Their names. The caller holds the product's run lock: no run is about to publish what names them.
     *
     * @param manifests of all releases, of expired ones too: evidence stays as long as the manifest does
     */
    List<String> list(List<Manifest> manifests) {
        Set<String> named = new HashSet<>();
        for (Manifest manifest : manifests) {
            for (EvidenceItem item : manifest.proof().evidence()) {
                named.add(item.bundle().map(bundle -> bundle + ".zip").orElseGet(item::sha256));
            }
            String sha256 = log.sha256(product, manifest.number());
            named.addAll(List.of(sha256 + ".sig", sha256 + ".tst"));
        }
        List<String> remains = new ArrayList<>();
        for (String kind :
                List.of(ProofFiles.OBJECTS, ProofFiles.BUNDLES, ProofFiles.SIGNATURES, ProofFiles.TIMESTAMPS)) {
            String folder = "/" + kind;
            log.files().list(product + folder).stream()
                    .filter(file -> !named.contains(file))
                    .forEach(file -> remains.add(product + folder + "/" + file));
        }
        return remains;
    }
}
