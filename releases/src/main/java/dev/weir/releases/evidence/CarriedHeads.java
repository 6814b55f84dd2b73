package dev.weir.releases.evidence;

import static java.util.Objects.requireNonNull;

import dev.weir.contracts.Workspace;
import dev.weir.contracts.release.Manifest;
import dev.weir.releases.chain.ChainWitness;
import dev.weir.releases.log.StoredReleaseLog;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** The heads of the ledger's chains that signed manifests carry: each has seen how far a chain went when it was made. */
public final class CarriedHeads implements ChainWitness {

    private final StoredReleaseLog log;
    private final Supplier<Authenticity> authenticity;
    private final Which which;

    private CarriedHeads(StoredReleaseLog log, Supplier<Authenticity> authenticity, Which which) {
        this.log = requireNonNull(log, "log");
        this.authenticity = requireNonNull(authenticity, "authenticity");
        this.which = requireNonNull(which, "which");
    }

    private enum Which {
        NEWEST,
        ALL
    }

    /** Those of the newest release of every product, by the public keys in the workspace. */
    public static CarriedHeads newest(Workspace workspace) {
        StoredReleaseLog log = StoredReleaseLog.of(workspace);
        return new CarriedHeads(log, () -> Authenticity.of(workspace, log), Which.NEWEST);
    }

    /** Those of all releases, by these keys. */
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
        LongStream numbers = log.numbers(product);
        return (which == Which.ALL ? numbers : numbers.max().stream())
                .mapToObj(number -> signed.signed(product, number).manifest())
                .flatMap(CarriedHeads::of);
    }

    /** Those of one manifest. */
    static Stream<Seen> of(Manifest manifest) {
        return manifest.proof().heads().stream().map(head -> new Seen(head, manifest.reference()));
    }
}
