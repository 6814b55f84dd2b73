package dev.weir.jobs.verb.law;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weir.contracts.json.Json;
import dev.weir.jobs.cli.terminal.Terminal;
import dev.weir.jobs.verb.law.VerifiedLedger.Chain;
import java.util.List;
import java.util.Set;

/** A ledger that was checked, for people and tools. */
final class VerifiedLedgerText {

    private VerifiedLedgerText() {}

    static void print(Terminal terminal, VerifiedLedger ledger) {
        for (Chain chain : ledger.chains()) {
            terminal.result("@|green ok|@  " + chain.name() + ": " + chain.entries() + " entries, last "
                    + chain.last().orElse("none"));
            chain.reading()
                    .stamp()
                    .ifPresent(stamp -> terminal.result("    the last one was signed by " + stamp.at() + ", says "
                            + stamp.authority() + " (number " + stamp.serial() + ")"));
        }
        VerifiedLedger.Copies copies = ledger.copies();
        if (copies.asMade() + copies.elsewhere() > 0) {
            terminal.result("@|green ok|@  " + words(copies));
        }
        Set<String> signers = ledger.signers();
        ledger.keys().stream()
                .filter(key -> signers.contains(key.fingerprint()))
                .forEach(key -> terminal.result("Signed by " + key.fingerprint() + " (" + key.place() + ")"));
        if (ledger.chains().isEmpty()) {
            terminal.result("There is no entry, and nothing shows that there was one.");
        } else if (ledger.named()) {
            terminal.result("All is as the key that you named signed it.");
        } else {
            terminal.result(
                    "All is consistent with the key in this workspace. Whose it is, compare with --fingerprint; what came"
                            + " after the last release, with --head.");
        }
    }

    private static String words(VerifiedLedger.Copies copies) {
        return counted(copies.asMade()) + (copies.asMade() == 1 ? " is in its place" : " are in their places")
                + ", with every file as it was written"
                + (copies.elsewhere() == 0
                        ? ""
                        : "; " + counted(copies.elsewhere()) + " elsewhere by now, and not looked at");
    }

    private static String counted(long copies) {
        return copies + (copies == 1 ? " copy" : " copies");
    }

    /** {@code schemas/ledger.schema.json}. */
    static ObjectNode json(VerifiedLedger ledger) {
        ObjectNode node = Json.object()
                .put("processor", ledger.processor())
                .put("answer", ledger.named() ? "signed" : "consistent");
        node.putObject("copies")
                .put("as-made", ledger.copies().asMade())
                .put("elsewhere", ledger.copies().elsewhere());
        ArrayNode years = node.putArray("verified");
        ArrayNode others = node.putArray("chains");
        for (Chain chain : ledger.chains()) {
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
        node.set("keys", Json.texts(List.copyOf(ledger.signers())));
        return node;
    }
}
