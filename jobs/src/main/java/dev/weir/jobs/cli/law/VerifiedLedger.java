package dev.weir.jobs.cli.law;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weir.releases.chain.FileChain;
import dev.weir.releases.chain.SignedChain;
import dev.weir.releases.evidence.TrustedKey;
import dev.weir.releases.ledger.TransferLedger;
import java.util.ArrayList;
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
record VerifiedLedger(String processor, List<Chain> chains, Copies copies, List<TrustedKey> keys, boolean named) {

    VerifiedLedger {
        requireNonNull(processor, "processor");
        chains = List.copyOf(chains);
        requireNonNull(copies, "copies");
        keys = List.copyOf(keys);
    }

    /**
     * A chain.
     *
     * @param name such as {@code ledger/reveals}; of the processor's own ledger its year
     * @param year of a ledger
     * @param reading what was found
     */
    record Chain(String name, OptionalInt year, SignedChain.Reading reading) {
        Chain {
            requireNonNull(name, "name");
            requireNonNull(year, "year");
            requireNonNull(reading, "reading");
        }

        int entries() {
            return reading.links().size();
        }

        Optional<String> last() {
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
     * @param elsewhere not in their places any more, so nobody looked at them
     */
    record Copies(long asMade, long elsewhere) {

        String words() {
            return counted(asMade) + (asMade == 1 ? " is in its place" : " are in their places")
                    + ", with every file as it was written"
                    + (elsewhere == 0 ? "" : "; " + counted(elsewhere) + " elsewhere by now, and not looked at");
        }

        private static String counted(long copies) {
            return copies + (copies == 1 ? " copy" : " copies");
        }
    }

    /** For people. */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        for (Chain chain : chains) {
            lines.add("@|green ok|@  " + chain.name() + ": " + chain.entries() + " entries, last "
                    + chain.last().orElse("none"));
            chain.reading()
                    .stamp()
                    .ifPresent(stamp -> lines.add("    the last one was signed by " + stamp.at() + ", says "
                            + stamp.authority() + " (number " + stamp.serial() + ")"));
        }
        if (copies.asMade() + copies.elsewhere() > 0) {
            lines.add("@|green ok|@  " + copies.words());
        }
        Set<String> signers = signers();
        keys.stream()
                .filter(key -> signers.contains(key.fingerprint()))
                .forEach(key -> lines.add("Signed by " + key.fingerprint() + " (" + key.place() + ")"));
        if (chains.isEmpty()) {
            lines.add("There is no entry, and nothing shows that there was one.");
        } else if (named) {
            lines.add("All is as the key that you named signed it.");
        } else {
            lines.add(
                    "All is consistent with the key in this workspace. Whose it is, compare with --fingerprint; what came"
                            + " after the last release, with --head.");
        }
        return lines;
    }

    /** For tools: {@code schemas/ledger.schema.json}. */
    String json() {
        ObjectNode node = JsonNodeFactory.instance.objectNode().put("processor", processor);
        node.put("answer", named ? "signed" : "consistent");
        node.putObject("copies").put("as-made", copies.asMade()).put("elsewhere", copies.elsewhere());
        ArrayNode years = node.putArray("verified");
        ArrayNode others = node.putArray("chains");
        for (Chain chain : chains) {
            ObjectNode each = chain.year().isPresent()
                    ? years.addObject().put("year", chain.year().getAsInt())
                    : others.addObject().put("chain", chain.name());
            each.put("entries", chain.entries());
            chain.last().ifPresent(last -> each.put("last-sha256", last));
            chain.reading()
                    .stamp()
                    .ifPresent(stamp -> each.putObject("time-stamp")
                            .put("at", stamp.at().toString())
                            .put("authority", stamp.authority())
                            .put("serial", stamp.serial().toString()));
        }
        ArrayNode signed = node.putArray("keys");
        signers().forEach(signed::add);
        return node.toPrettyString();
    }

    private Set<String> signers() {
        Set<String> signers = new TreeSet<>();
        chains.forEach(chain -> signers.addAll(chain.reading().signers()));
        return signers;
    }
}
