package dev.weir.releases.evidence;

import dev.weir.contracts.Problem;
import dev.weir.contracts.Workspace;
import dev.weir.contracts.release.Manifest;
import dev.weir.releases.chain.ChainWitness;
import dev.weir.releases.log.StoredReleaseLog;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** The heads of the ledger's chains that signed manifests carry: each has seen how far a chain went when it was made. */
public final class CarriedHeads implements ChainWitness {

    private final StoredReleaseLog log;
    private final Supplier<Authenticity> authenticity;
    private final Which which;

    private CarriedHeads(StoredReleaseLog log, Supplier<Authenticity> authenticity, Which which) {
        this.log = log;
        this.authenticity = authenticity;
        this.which = which;
    }

    private enum Which {
        NEWEST,
        ALL
    }

    /** Those of the newest release of every product, by the public keys that lie in the workspace. */
    public static CarriedHeads newest(Workspace workspace) {
        StoredReleaseLog log = StoredReleaseLog.of(workspace);
        return new CarriedHeads(
                log, () -> Authenticity.of(workspace, log, TrustedKey.uncheckedIn(workspace)), Which.NEWEST);
    }

    /** Those of all releases that can be believed, by these keys; {@link #wrong} lists the others. */
    public static CarriedHeads all(Workspace workspace, List<TrustedKey> keys) {
        StoredReleaseLog log = StoredReleaseLog.of(workspace);
        return new CarriedHeads(log, () -> Authenticity.of(workspace, log, keys), Which.ALL);
    }

    @Override
    public List<Seen> heads() {
        Authenticity signed = authenticity.get();
        return log.products().stream().flatMap(product -> of(product, signed)).toList();
    }

    private Stream<Seen> of(String product, Authenticity signed) {
        if (which == Which.ALL) {
            return signed.believed(product).flatMap(CarriedHeads::of);
        }
        return log.numbers(product).max().stream()
                .mapToObj(number -> signed.signed(product, number).manifest())
                .flatMap(CarriedHeads::of);
    }

    /** What is wrong with the log of releases: what it lacks or cannot be believed may have carried a head. */
    public List<Problem> wrong() {
        Authenticity signed = authenticity.get();
        return log.products().stream()
                .flatMap(product -> signed.wrong(product).stream())
                .toList();
    }

    /** Those of one manifest. */
    static Stream<Seen> of(Manifest manifest) {
        return manifest.proof().heads().stream().map(head -> new Seen(head, manifest.reference()));
    }
}
