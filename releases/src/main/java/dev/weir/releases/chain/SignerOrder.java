package dev.weir.releases.chain;

import dev.weir.contracts.release.ChainHead;
import dev.weir.privacy.keys.KeyRetirement;
import dev.weir.privacy.keys.VerifyingKey;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Who may sign the next entry of a chain. Keys follow one another: a key that another one has followed signs no
 * more. The entries themselves show which came first, and so do the records of rotation, which also say how many entries there
 * were when a key was replaced.
 */
final class SignerOrder {

    private final String chain;
    private final List<VerifyingKey> signers = new ArrayList<>();

    SignerOrder(String chain) {
        this.chain = chain;
    }

    /** Why a key may not sign the entry of that number; empty where it may. */
    Optional<String> refusal(long number, VerifyingKey signer) {
        return last().filter(last -> !last.equals(signer) && (signers.contains(signer) || follows(last, signer)))
                .map(last -> "the key " + last.id() + " came after " + signer.id()
                        + ", which signed it, and has signed an entry before it")
                .or(() -> signer.end()
                        .filter(end -> end.reach().chains().isPresent() && number > entries(end))
                        .map(end -> "it is signed by " + signer.id() + ", which was replaced by " + end.next() + " on "
                                + end.at() + "; the chain had " + entries(end) + " entries then"));
    }

    /** Why a key may not sign a head that names the entry of that number; empty where it may. */
    Optional<String> refusalOfHead(long entry, VerifyingKey signer) {
        if (entry < 1 || entry > signers.size()) {
            return Optional.empty(); // the head is missed, or names what is broken
        }
        VerifyingKey of = signers.get(Math.toIntExact(entry) - 1);
        return of.equals(signer) || !(isEarlier(signer, of) || follows(of, signer))
                ? Optional.empty()
                : Optional.of("the key " + of.id() + ", which signed the entry that it names, came after " + signer.id()
                        + ", which signed it");
    }

    /** An entry comes behind the others. */
    void add(VerifyingKey signer) {
        signers.add(signer);
    }

    /** Fingerprints of the keys, the first first. */
    Set<String> ids() {
        Set<String> ids = new LinkedHashSet<>();
        signers.forEach(signer -> ids.add(signer.id()));
        return ids;
    }

    private Optional<VerifyingKey> last() {
        return signers.isEmpty() ? Optional.empty() : Optional.of(signers.get(signers.size() - 1));
    }

    /** Whether a key signs entries before the first of another one. */
    private boolean isEarlier(VerifyingKey key, VerifyingKey other) {
        int first = signers.indexOf(key);
        return first >= 0 && first < signers.indexOf(other);
    }

    private static boolean follows(VerifyingKey later, VerifyingKey earlier) {
        return earlier.record()
                .filter(rotations -> rotations.follows(later.id(), earlier.id()))
                .isPresent();
    }

    private long entries(KeyRetirement end) {
        return end.reach().head(chain).map(ChainHead::entries).orElse(0L);
    }
}
