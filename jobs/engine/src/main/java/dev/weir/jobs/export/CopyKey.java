package dev.weir.jobs.export;

import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.release.Manifest;
import dev.weir.privacy.keys.KeyFile;
import dev.weir.privacy.keys.KeyRing;
import dev.weir.privacy.keys.KeyVersion;
import dev.weir.privacy.keys.WorkspaceKey;
import dev.weir.privacy.ledger.LedgerTransfer;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The version of the workspace's key that a copy is masked with: the one that masked its release, and where no key did, that of
 * the copy of the product that its recipient received last. So a rotation of the key does not part copies that could be joined
 * before, and no recipient gets the same dates under two shifts.
 *
 * @param note for people, where that version is retired and the active one takes its place
 */
record CopyKey(WorkspaceKey key, Optional<String> note) {
    /**
     * That of a copy.
     *
     * @param sent to the recipient, in the order of the ledger
     * @throws ProblemsException with C022 when the store is not the one that masked release and copies
     */
    static CopyKey of(KeyFile file, KeyRing ring, Manifest release, List<LedgerTransfer> sent) {
        file.requireHad(ring, release.basis().keys(), release.reference());
        Optional<LedgerTransfer> last = sent.stream()
                .filter(transfer -> transfer.state() != LedgerTransfer.State.VOIDED)
                .filter(transfer ->
                        transfer.transfer().contents().release().product().equals(release.product()))
                .reduce((one, other) -> other);
        last.ifPresent(transfer ->
                file.requireHad(ring, List.of(transfer.transfer().basis().key()), "transfer " + transfer.id()));
        Optional<String> wanted = Stream.concat(
                        release.basis().keys().stream().limit(1),
                        last.stream()
                                .map(transfer -> transfer.transfer().basis().key()))
                .findFirst();
        return wanted.flatMap(ring::version)
                .flatMap(KeyVersion::key)
                .map(key -> new CopyKey(key, Optional.empty()))
                .orElseGet(() -> new CopyKey(ring.active(), wanted.map(id -> gone(id, release))));
    }

    private static String gone(String id, Manifest release) {
        return "KEY_RETIRED: the key " + id + " that masked " + release.reference()
                + " or an earlier copy is retired; pseudonyms and shifted dates differ from those of earlier copies";
    }
}
