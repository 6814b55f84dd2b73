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
                named.add(item.bundle()
                        .map(bundle -> ProofFiles.Kind.BUNDLE.file(product, bundle))
                        .orElseGet(() -> ProofFiles.Kind.OBJECT.file(product, item.sha256())));
            }
            String sha256 = log.sha256(product, manifest.number());
            named.add(ProofFiles.Kind.SIGNATURE.file(product, sha256));
            named.add(ProofFiles.Kind.TIMESTAMP.file(product, sha256));
        }
        List<String> remains = new ArrayList<>();
        for (ProofFiles.Kind kind : ProofFiles.Kind.values()) {
            String folder = kind.folder(product);
            log.files().list(folder).stream()
                    .map(file -> folder + "/" + file)
                    .filter(file -> !named.contains(file))
                    .forEach(remains::add);
        }
        return remains;
    }
}
