package dev.weir.jobs.export;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weir.contracts.Code;
import dev.weir.contracts.Place;
import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.json.Json;
import dev.weir.contracts.json.JsonObject;
import dev.weir.privacy.ledger.LedgerTransfer;
import dev.weir.privacy.ledger.Transfer;
import dev.weir.releases.ledger.TransferLedger;
import dev.weir.releases.warehouse.Warehouse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What a recipient reads beside a copy: what it is, from which release, under which decision, and the hash of every file.
 * Its schema is the resource {@code schemas/export-manifest.schema.json}. It tells nothing of other recipients.
 */
final class CopyManifest {

    private static final String SCHEMA = "weir-export-1";
    private static final String FILES = "files";
    private static final String PATH = "path";
    private static final String SHA256 = "sha256";
    private static final String TRANSFER = "transfer";

    private static final String NOTICE =
            "Pseudonymised, encrypted and shifted data are still personal information (PIPL 73). Use them for the"
                    + " purpose named here, keep them as the contract asks, do not try to find the people behind them, and"
                    + " do not pass them on.";

    private CopyManifest() {}

    /** The manifest of a transfer's copy: the same for the same files. */
    static String print(LedgerTransfer reserved, Map<String, Path> files) {
        Transfer transfer = reserved.transfer();
        ObjectNode node = Json.object()
                .put("schema", SCHEMA)
                .put(TRANSFER, reserved.id())
                .put("processor", reserved.reservation().mark().processor())
                .put("reserved-at", reserved.reservation().mark().at().toString())
                .put("software", reserved.reservation().mark().software());
        node.putObject("recipient")
                .put("id", transfer.recipient().id())
                .put("name", transfer.recipient().name())
                .put("region", transfer.recipient().region())
                .put("purpose", transfer.recipient().purpose());
        node.putObject("release")
                .put("product", transfer.contents().release().product())
                .put("number", transfer.contents().release().number())
                .put("manifest-sha256", transfer.contents().release().manifestSha256());
        node.put("format", transfer.copy().format());
        ArrayNode tables = node.putArray("tables");
        transfer.contents().tables().forEach(table -> table(tables.addObject(), table));
        node.put("minors-dropped", transfer.contents().minorsDropped());
        ObjectNode decision = node.putObject("decision")
                .put("rule", transfer.decision().rule())
                .put("article", transfer.decision().article())
                .put("mechanism", transfer.decision().mechanism());
        transfer.decision().held().ifPresent(held -> decision.put("held", held));
        node.put("law-pack", transfer.basis().lawPack())
                .put("law-pack-sha256", transfer.basis().lawPackSha256());
        node.put("notice", NOTICE);
        ArrayNode list = node.putArray(FILES);
        files.forEach((path, file) -> {
            try {
                list.addObject()
                        .put(PATH, path)
                        .put("bytes", Files.size(file))
                        .put(SHA256, TransferLedger.sha256(file));
            } catch (IOException e) {
                throw Warehouse.notWritable(file, e);
            }
        });
        return Json.print(node);
    }

    private static void table(ObjectNode node, Transfer.SentTable table) {
        node.put("name", table.name()).put("rows", table.rows());
        ArrayNode columns = node.putArray("columns");
        for (Transfer.SentColumn column : table.columns()) {
            columns.addObject()
                    .put("name", column.name())
                    .put("type", column.type())
                    .put("category", column.category())
                    .put("mask", column.mask());
        }
    }

    /**
     * Whether the copy in a folder is the one of a transfer, with every file as in its manifest.
     *
     * @return SHA-256 of the manifest
     * @throws ProblemsException C033 when it is another one, or a file of it is not as it was
     */
    static String check(Path folder, String transfer) {
        Path file = folder.resolve(CopyWriter.MANIFEST);
        if (!Files.exists(file)) {
            throw other(file, "it has no " + CopyWriter.MANIFEST);
        }
        try {
            JsonObject json = Json.parse(file.toString(), Files.readString(file, StandardCharsets.UTF_8));
            if (!json.text(TRANSFER).equals(transfer)) {
                throw other(file, "it is the copy of transfer " + json.text(TRANSFER));
            }
            Map<String, String> named = new TreeMap<>();
            json.objects(FILES, each -> named.put(each.text(PATH), each.text(SHA256)));
            for (Map.Entry<String, String> each : named.entrySet()) {
                if (!sameHash(folder.resolve(each.getKey()), each.getValue())) {
                    throw other(file, "'" + each.getKey() + "' is missing, or not as its manifest says");
                }
            }
            Set<String> more = new TreeSet<>(CopyFiles.named(folder).keySet());
            more.removeAll(named.keySet());
            more.remove(CopyWriter.MANIFEST);
            if (!more.isEmpty()) {
                throw other(file, "its manifest does not name " + String.join(", ", more));
            }
            return TransferLedger.sha256(file);
        } catch (IOException e) {
            throw other(file, e.getClass().getSimpleName());
        }
    }

    private static boolean sameHash(Path file, String sha256) {
        try {
            return TransferLedger.sha256(file).equals(sha256);
        } catch (IOException e) {
            return false;
        }
    }

    private static ProblemsException other(Path file, String why) {
        return ProblemsException.of(
                Code.LEDGER,
                Place.of(file.toString()),
                "The copy in '" + file.getParent() + "' is not the one of the transfer",
                why,
                "Move it away, and find out who changed it. 'weir ledger --finish' then writes the copy of an open transfer"
                        + " anew, 'weir export' makes another one.");
    }
}
