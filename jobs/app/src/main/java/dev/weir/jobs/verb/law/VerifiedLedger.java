package dev.weir.jobs.verb.law;

import dev.weir.releases.chain.FileChain;
import dev.weir.releases.chain.SignedChain;
import dev.weir.releases.evidence.TrustedKey;
import dev.weir.releases.ledger.TransferLedger;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;

/**
 * What {@code weir ledger --verify} found to be right.
 *
 * @param processor the legal person that sends
 * @param chains each with its head
 * @param copies that were looked at
 * @param keys that were trusted
 * @param named whether the caller named them: else the same hand could have replaced ledger and keys
 */
public record VerifiedLedger(
        String processor, List<Chain> chains, Copies copies, List<TrustedKey> keys, boolean named) {

    public VerifiedLedger {
        chains = List.copyOf(chains);
        keys = List.copyOf(keys);
    }

    /**
     * A chain.
     *
     * @param name such as {@code ledger/reveals}; of the processor's own ledger its year
     * @param year of a ledger
     * @param reading what was found
     */
    public record Chain(String name, OptionalInt year, SignedChain.Reading reading) {
        public int entries() {
            return reading.links().size();
        }

        public Optional<String> last() {
            return reading.head().map(FileChain.Link::sha256);
        }

        static Chain of(int year, TransferLedger.Read read) {
            return new Chain(read.year().processor() + " " + year, OptionalInt.of(year), read.chain());
        }

        static Chain of(String name, SignedChain.Reading reading) {
            return new Chain(name, OptionalInt.empty(), reading);
        }
    }

    /**
     * Copies of completed transfers.
     *
     * @param asMade with every file as it was written
     * @param elsewhere not in their places any more, so they were not checked
     */
    public record Copies(long asMade, long elsewhere) {}

    /** Fingerprints of the keys that signed an entry. */
    public Set<String> signers() {
        Set<String> signers = new TreeSet<>();
        chains.forEach(chain -> signers.addAll(chain.reading().signers()));
        return signers;
    }
}
