package dev.weir.jobs.verb.upkeep;

import dev.weir.contracts.Problem;
import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.release.Manifest;
import dev.weir.contracts.release.ReleasedTable;
import dev.weir.jobs.engine.content.DeepEngine;
import dev.weir.jobs.release.Releases;
import dev.weir.privacy.timestamp.TimeStampAuthority;
import dev.weir.releases.evidence.DataFileLocations;
import dev.weir.releases.evidence.DeepCheck;
import dev.weir.releases.evidence.NameCheck;
import dev.weir.releases.evidence.TrustedKey;
import dev.weir.releases.evidence.Verification;
import dev.weir.releases.evidence.VerificationCheck;
import dev.weir.releases.evidence.WorkspaceLedger;
import dev.weir.releases.ledger.TransferLedger;
import dev.weir.releases.log.StoredReleaseLog;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;

/** The proof of releases at the place where a warehouse was moved to: what {@code weir verify --all --deep} asks. */
final class MoveProof {

    private final StoredReleaseLog log;
    private final MoveSide place;
    private final List<TrustedKey> trusted;
    private final List<Problem> broken = new ArrayList<>();

    /**
     * @param log what was signed
     * @param place where files, tables and keys are
     */
    MoveProof(StoredReleaseLog log, MoveSide place) {
        this.log = log;
        this.place = place;
        this.trusted = TrustedKey.ofWorkspace(place.settings());
    }

    /** What was found not to be as it was signed, so far. */
    List<Problem> broken() {
        return List.copyOf(broken);
    }

    /**
     * Looks at every release: manifests, signatures, evidence, each data file's hash, and the sum of all rows as the tables have them.
     *
     * @param releases that are read
     * @param messages a sentence for each
     * @return those of which nothing is broken
     */
    List<MovedWarehouse.ProvedRelease> releases(Releases releases, Consumer<String> messages) {
        List<MovedWarehouse.ProvedRelease> proved = new ArrayList<>();
        DeepEngine engine = new DeepEngine(releases);
        for (String product : log.products()) {
            Verification.Result result = verify(product, DataFileLocations.in(place.warehouse()));
            for (Manifest release : result.releases()) {
                List<VerificationCheck> checks = new DeepCheck(release, log.files(), log.keys(), engine).checks();
                List<Problem> found = checks.stream()
                        .flatMap(check -> check.broken().stream())
                        .toList();
                broken.addAll(found);
                if (found.isEmpty()) {
                    MovedWarehouse.ProvedRelease one = proved(release, checks);
                    proved.add(one);
                    messages.accept("  proved " + one.reference()
                            + (one.expired()
                                    ? ": its rows were let go or declared lost before"
                                    : ": " + one.rows() + " rows in " + one.tables()
                                            + (one.tables() == 1 ? " table" : " tables") + " have their hashes"));
                } else {
                    messages.accept("  " + release.reference() + " is not as it was signed");
                }
            }
        }
        return proved;
    }

    private static MovedWarehouse.ProvedRelease proved(Manifest release, List<VerificationCheck> checks) {
        return new MovedWarehouse.ProvedRelease(
                release.reference(),
                release.tables().size(),
                release.tables().stream().mapToLong(ReleasedTable::rows).sum(),
                checks.stream().anyMatch(VerificationCheck::expired));
    }

    /** Looks at manifests, signatures and evidence as they lie in the log, and at the chain of the transfer ledger. */
    void chains() {
        for (String product : log.products()) {
            verify(product, DataFileLocations.nowhere());
        }
        TransferLedger ledger = WorkspaceLedger.of(place.settings());
        for (int year : ledger.years()) {
            try {
                ledger.read(year);
            } catch (ProblemsException e) {
                broken.addAll(e.problems());
            }
        }
    }

    private Verification.Result verify(String product, DataFileLocations files) {
        Verification.Result result = new Verification(
                        log.files(),
                        product,
                        trusted,
                        files,
                        more -> {},
                        TimeStampAuthority.of(place.settings())
                                .map(TimeStampAuthority::trusted)
                                .orElseGet(List::of))
                .of(new Verification.Asked(List.of(), OptionalLong.empty(), Optional.empty()))
                .and(List.of(NameCheck.of(log, product, trusted)));
        broken.addAll(result.broken());
        return result;
    }
}
