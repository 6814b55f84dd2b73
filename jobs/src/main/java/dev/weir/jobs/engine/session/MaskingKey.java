package dev.weir.jobs.engine.session;

import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.release.Manifest;
import dev.weir.privacy.keys.KeyFile;
import dev.weir.privacy.keys.KeyRing;
import dev.weir.privacy.keys.WorkspaceKey;
import dev.weir.releases.log.StoredReleaseLog;
import java.util.Optional;

/** The key that the next release of a product is masked with. */
public final class MaskingKey {

    private MaskingKey() {}

    /**
     * The active one of the workspace's store, which has to be the store of the releases before. Where the product has none, those of
     * other products say which that is.
     *
     * @throws ProblemsException as {@link KeyFile#read} and {@link KeyFile#requireHad}
     */
    public static WorkspaceKey of(WeirSession session, String product) {
        KeyFile file = KeyFile.of(session.workspace());
        KeyRing ring = file.read();
        StoredReleaseLog log = StoredReleaseLog.of(session.workspace());
        Optional<Manifest> before = log.latest(product)
                .or(() -> log.products().stream()
                        .flatMap(other -> log.latest(other).stream())
                        .filter(release -> !release.basis().keys().isEmpty())
                        .findFirst());
        before.ifPresent(release -> file.requireHad(ring, release.basis().keys(), release.reference()));
        return ring.active();
    }
}
