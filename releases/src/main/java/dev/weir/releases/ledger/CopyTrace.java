package dev.weir.releases.ledger;

import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.json.Json;
import dev.weir.contracts.json.JsonObject;
import dev.weir.contracts.text.Sha256;
import dev.weir.privacy.ledger.LedgerTransfer;
import dev.weir.releases.chain.FileChain;
import dev.weir.releases.storage.FileStorage;
import dev.weir.releases.warehouse.Warehouse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A copy that lies in the warehouse, by its {@code export.json}: it shows that a transfer was entered, whatever the ledger
 * has by now.
 *
 * @param file {@code export.json}
 * @param sha256 of its bytes
 * @param claim its claim of the transfer; empty when it cannot be read
 */
record CopyTrace(String file, String sha256, Optional<Claim> claim) {

    /** The folder of copies in the warehouse. */
    private static final String EXPORTS = "exports";

    private static final String MANIFEST = "export.json";

    /**
     * Of which transfer a copy is.
     *
     * @param transfer the id of its reservation
     * @param processor the legal person that sent
     * @param reserved when
     */
    record Claim(String transfer, String processor, Instant reserved) {}

    /** Of copies elsewhere, in the folder of their processor in the ledger. */
    static final String KEPT = "copies";

    /** All copies in the warehouse's own folder, and those of which a trace was kept; what is being written does not show. */
    static List<CopyTrace> in(Warehouse warehouse) {
        List<CopyTrace> traces = new ArrayList<>();
        FileStorage ledger = warehouse.files().folder(TransferLedger.FOLDER);
        for (String processor : folders(ledger, "")) {
            for (String trace : TransferLedger.files(ledger, processor + "/" + KEPT)) {
                read(ledger, processor + "/" + KEPT + "/" + trace).ifPresent(traces::add);
            }
        }
        FileStorage exports = warehouse.files().folder(EXPORTS);
        for (String recipient : folders(exports, "")) {
            for (String copy : folders(exports, recipient)) {
                read(exports, recipient + "/" + copy + "/" + MANIFEST).ifPresent(traces::add);
            }
        }
        return List.copyOf(traces);
    }

    /** Whether it may be of a year of a processor: by its own claim, or that is unknown. */
    boolean isOf(String ofProcessor, int year) {
        return claim.map(said ->
                        said.processor().equals(ofProcessor) && said.transfer().startsWith(year + "-"))
                .orElse(true);
    }

    /** Whether an entry tells of it: reserved in that moment, and not void; completed, with exactly this manifest. */
    boolean fits(Optional<LedgerTransfer> transfer) {
        return transfer.isPresent()
                && claim.filter(said -> said.reserved()
                                .equals(transfer.get().reservation().mark().at()))
                        .isPresent()
                && switch (transfer.get().state()) {
                    case OPEN -> true;
                    case COMPLETED -> transfer.get().manifestSha256().equals(Optional.of(sha256));
                    case VOIDED -> false;
                };
    }

    private static Optional<CopyTrace> read(FileStorage exports, String name) {
        String file = exports.place(name);
        try {
            return exports.read(name).map(content -> new CopyTrace(file, Sha256.hex(content), claim(file, content)));
        } catch (IOException e) {
            throw FileChain.unreadable(file, e);
        }
    }

    private static Optional<Claim> claim(String file, byte[] content) {
        try {
            JsonObject json = Json.parse(file, new String(content, StandardCharsets.UTF_8));
            return Optional.of(new Claim(json.text("transfer"), json.text("processor"), json.instant("reserved-at")));
        } catch (ProblemsException e) {
            return Optional.empty();
        }
    }

    private static List<String> folders(FileStorage exports, String folder) {
        try {
            return exports.folders(folder).stream()
                    .filter(name -> !name.startsWith("."))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw FileChain.unreadable(exports.place(folder), e);
        }
    }
}
