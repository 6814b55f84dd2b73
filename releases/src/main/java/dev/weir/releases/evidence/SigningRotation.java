package dev.weir.releases.evidence;

import dev.weir.contracts.Code;
import dev.weir.contracts.Place;
import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.Workspace;
import dev.weir.contracts.release.ChainHead;
import dev.weir.contracts.roles.ActAuthorisation;
import dev.weir.contracts.text.Sha256;
import dev.weir.privacy.keys.KeyRetirement;
import dev.weir.privacy.keys.SignedText;
import dev.weir.privacy.keys.SigningKey;
import dev.weir.privacy.keys.SigningKeys;
import dev.weir.privacy.keys.VerifyingKey;
import dev.weir.releases.chain.ChainWitness;
import dev.weir.releases.chain.SignedChain;
import dev.weir.releases.journal.RunStore;
import dev.weir.releases.journal.UnfinishedRuns;
import dev.weir.releases.lease.Lease;
import dev.weir.releases.ledger.TransferLedger;
import dev.weir.releases.log.LogKeys;
import dev.weir.releases.log.ProofFiles;
import dev.weir.releases.log.StoredReleaseLog;
import dev.weir.releases.storage.FileStorage;
import dev.weir.releases.warehouse.Warehouse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Replaces the pair that signs releases, while no run is at work and none is unsettled: so nothing is published later that the
 * old key has signed. The new key's record states up to which releases, and up to
 * which entries of ledger and logs, the old one counts.
 */
public final class SigningRotation {

    private final StoredReleaseLog log;
    private final RunStore runs;
    private final Warehouse warehouse;
    private final SigningKeys pair;
    private final Clock clock;

    SigningRotation(StoredReleaseLog log, RunStore runs, Warehouse warehouse, SigningKeys pair, Clock clock) {
        this.log = log;
        this.runs = runs;
        this.warehouse = warehouse;
        this.pair = pair;
        this.clock = clock;
    }

    /** Of the pair of a workspace. */
    public static SigningRotation of(Workspace workspace, Clock clock) {
        StoredReleaseLog log = StoredReleaseLog.of(workspace);
        return new SigningRotation(
                log, RunStore.of(workspace, log), Warehouse.of(workspace), SigningKeys.of(workspace), clock);
    }

    /**
     * Makes the new pair.
     *
     * @param compromised whether an attacker may have the old private key: then nothing counts that it has signed, or that
     *     those before it have, but what lies in the log now
     * @param last the last release of a product that is vouched for, by product; of others it is the newest
     * @param acting who replaces it, by which role; empty where the workspace names none
     * @return the new key
     * @throws ProblemsException with {@link Code#CONFLICT} when a run is at work or unsettled; with {@link Code#KEY}, also where
     *     no record states until when an earlier key counts, and it is not declared compromised; with
     *     {@link Code#NOT_WRITABLE}; when log or ledger cannot be read
     */
    public SigningKey rotate(
            boolean compromised, Map<String, Long> last, Optional<ActAuthorisation> acting, SecureRandom random) {
        if (!compromised) {
            pair.publics(); // a key of which no record states until when it counts cannot be vouched for
        }
        Set<String> products = new TreeSet<>(log.products());
        products.addAll(runs.products());
        Deque<Lease> held = new ArrayDeque<>();
        try {
            for (String product : products) {
                held.push(runs.leases().take(product, "weir keys rotate"));
                requireSettled(product);
            }
            chains(LogKeys.of(pair)); // what cannot be read shows while the old pair is there
            return pair.rotate(random, new SigningKeys.Ending() {
                @Override
                public KeyRetirement of(VerifyingKey key, Optional<KeyRetirement> before, VerifyingKey next) {
                    KeyRetirement end = before.map(known -> again(key, known, compromised))
                            .orElseGet(() -> end(key, next, compromised, last, acting));
                    held.forEach(Lease::check); // a holder meanwhile may have signed what was not counted
                    return end;
                }

                @Override
                public KeyRetirement closed(KeyRetirement end, VerifyingKey key, List<VerifyingKey> all) {
                    Set<String> signed = end.signed();
                    if (end.compromised() && key.end().isEmpty()) {
                        signed = signed(key, last);
                    }
                    return end.with(new KeyRetirement.Reach(
                            end.releases(),
                            end.reach().chains().or(() -> Optional.of(chains(LogKeys.of(all)))),
                            signed));
                }
            });
        } finally {
            held.forEach(Lease::close);
        }
    }

    private KeyRetirement end(
            VerifyingKey key,
            VerifyingKey next,
            boolean compromised,
            Map<String, Long> last,
            Optional<ActAuthorisation> acting) {
        return new KeyRetirement(
                key.id(),
                next.id(),
                clock.instant().truncatedTo(ChronoUnit.SECONDS),
                compromised,
                new KeyRetirement.Reach(releases(last), Optional.empty(), compromised ? signed(key, last) : Set.of()),
                acting);
    }

    /** The end of a key that was replaced before: a thief of the key of now may have that one as well. */
    private KeyRetirement again(VerifyingKey key, KeyRetirement known, boolean compromised) {
        if (!compromised || known.compromised()) {
            return known;
        }
        Map<String, Long> last = new TreeMap<>();
        log.products()
                .forEach(product -> last.put(
                        product,
                        known.last(product).map(KeyRetirement.Last::number).orElse(0L)));
        return new KeyRetirement(
                key.id(),
                known.next(),
                known.at(),
                true,
                new KeyRetirement.Reach(known.releases(), known.reach().chains(), signed(key, last)),
                known.acting());
    }

    private void requireSettled(String product) {
        Set<String> left = UnfinishedRuns.runs(runs, product);
        if (!left.isEmpty()) {
            throw ProblemsException.of(
                    Code.CONFLICT,
                    Place.of(product),
                    "A run of product '" + product + "' is not settled: "
                            + left.iterator().next(),
                    "it may have signed a release with the key that would be replaced",
                    "run weir doctor --fix, which finishes or undoes it; then rotate again");
        }
    }

    private List<KeyRetirement.Last> releases(Map<String, Long> last) {
        List<KeyRetirement.Last> releases = new ArrayList<>();
        for (String product : log.products()) {
            log.numbers(product)
                    .filter(number -> isVouched(product, number, last))
                    .max()
                    .ifPresent(newest ->
                            releases.add(new KeyRetirement.Last(product, newest, log.sha256(product, newest))));
        }
        return releases;
    }

    private static boolean isVouched(String product, long number, Map<String, Long> last) {
        return number <= last.getOrDefault(product, Long.MAX_VALUE);
    }

    /** The messages in log and warehouse that a key has signed. */
    private Set<String> signed(VerifyingKey key, Map<String, Long> last) {
        Set<String> signed = new TreeSet<>();
        for (String product : log.products()) {
            ProofFiles proof = new ProofFiles(log.files(), product);
            log.numbers(product)
                    .filter(number -> isVouched(product, number, last))
                    .mapToObj(number -> log.bytes(product, number))
                    .filter(manifest -> proof.read(ProofFiles.Kind.SIGNATURE, Sha256.hex(manifest))
                            .filter(signature -> key.verifies(manifest, signature))
                            .isPresent())
                    .map(Sha256::hex)
                    .forEach(signed::add);
            for (String folder : List.of(product + "/tags", product + "/pins", product + "/lost")) {
                for (String name : log.files().list(folder)) {
                    log.files().read(folder + "/" + name).ifPresent(file -> add(signed, file, key));
                }
            }
        }
        entries(signed, key);
        return signed;
    }

    /** How far the chains of the ledger folder go, as these keys tell. */
    private List<ChainHead> chains(LogKeys keys) {
        return SignedChain.names(warehouse, TransferLedger.FOLDER).stream()
                .map(name -> new SignedChain(warehouse, name, Code.LEDGER, keys, ChainWitness.NONE))
                .flatMap(chain -> chain.goesTo().stream())
                .toList();
    }

    /** Entries and heads of the ledger and of the logs beside it. */
    private void entries(Set<String> signed, VerifyingKey key) {
        try {
            for (FileStorage.StoredFile file : warehouse.files().walk(TransferLedger.FOLDER)) {
                if (file.name().endsWith(".json")) {
                    warehouse.files().read(file.name()).ifPresent(content -> add(signed, content, key));
                }
            }
        } catch (IOException e) {
            throw ProblemsException.of(
                    Code.STORE_UNREACHABLE,
                    Place.of("ledger"),
                    "The ledger cannot be read",
                    e.getClass().getSimpleName(),
                    "see to the disk and to this user's rights, then rotate again");
        }
    }

    private static void add(Set<String> signed, byte[] file, VerifyingKey key) {
        SignedText.of(new String(file, StandardCharsets.UTF_8))
                .filter(text -> text.isBy(key))
                .ifPresent(text -> signed.add(Sha256.hex(text.bytes())));
    }
}
