package dev.weir.jobs.engine.session;

import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.release.Manifest;
import dev.weir.jobs.plan.Plan;
import dev.weir.privacy.keys.KeyFile;
import dev.weir.privacy.keys.KeyRing;
import dev.weir.privacy.keys.WorkspaceKey;
import dev.weir.releases.log.StoredReleaseLog;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Optional;
import java.util.stream.Stream;

/** The key that the next release of a product is masked with. */
public final class MaskingKey {

    private MaskingKey() {}

    /**
     * The active one of the workspace's store, which has to be the store of the releases before. Where the product has none that
     * were masked by a key, those of other products say which that is.
     *
     * @throws ProblemsException as {@link KeyFile#read} and {@link KeyFile#requireHad}
     */
    public static WorkspaceKey of(WeirSession session, Plan plan) {
        KeyFile file = KeyFile.of(session.workspace());
        KeyRing ring = file.read();
        before(session, plan)
                .ifPresent(release -> file.requireHad(ring, release.basis().keys(), release.reference()));
        return ring.active();
    }

    /**
     * The same for a trial, of which nothing is kept: where there has never been a key, one that is gone with it.
     *
     * @throws ProblemsException as {@link #of}
     */
    public static WorkspaceKey forTrial(WeirSession session, Plan plan, Clock clock) {
        return KeyFile.of(session.workspace()).exists() || before(session, plan).isPresent()
                ? of(session, plan)
                : WorkspaceKey.random(clock, new SecureRandom());
    }

    /**
     * The release that names the store. Where no mask of the plan has a key, no store can be the wrong one, and nothing is read.
     */
    private static Optional<Manifest> before(WeirSession session, Plan plan) {
        if (!plan.isMaskedByKey()) {
            return Optional.empty();
        }
        StoredReleaseLog log = StoredReleaseLog.of(session.workspace());
        return Stream.concat(Stream.of(plan.product().id()), log.products().stream())
                .flatMap(each -> log.latest(each).stream())
                .filter(release -> !release.basis().keys().isEmpty())
                .findFirst();
    }
}
