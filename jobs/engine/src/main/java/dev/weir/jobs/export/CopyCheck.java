package dev.weir.jobs.export;

import dev.weir.contracts.Code;
import dev.weir.contracts.Place;
import dev.weir.contracts.Problem;
import dev.weir.contracts.ProblemsException;
import dev.weir.privacy.ledger.LedgerTransfer;
import dev.weir.privacy.ledger.LedgerYear;
import dev.weir.releases.warehouse.Warehouse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Looks at the copies of completed transfers that are still in their places: each has the manifest that the ledger names, every
 * file is as in its manifest, and there is no other. What has been sent and taken away is counted, not looked at.
 */
public final class CopyCheck {

    private final Optional<Path> exports;
    private long asMade;
    private long elsewhere;

    public CopyCheck(Warehouse warehouse) {
        this.exports = warehouse.disk().map(root -> root.resolve("exports"));
    }

    /** What is wrong with the copies of a year. */
    public List<Problem> wrong(LedgerYear year) {
        List<Problem> problems = new ArrayList<>();
        for (LedgerTransfer transfer : year.transfers().values()) {
            if (transfer.state() == LedgerTransfer.State.COMPLETED) {
                Optional<Path> folder = folder(transfer);
                if (folder.isEmpty()) {
                    elsewhere++;
                } else {
                    List<Problem> ofCopy = wrong(folder.get(), transfer);
                    problems.addAll(ofCopy);
                    asMade += ofCopy.isEmpty() ? 1 : 0;
                }
            }
        }
        return List.copyOf(problems);
    }

    /** Copies that were as they were made, of all years that were looked at. */
    public long asMade() {
        return asMade;
    }

    /** Copies that are not in their places. */
    public long elsewhere() {
        return elsewhere;
    }

    /** The ledger's place, or where that is by now, when the warehouse was moved. */
    private Optional<Path> folder(LedgerTransfer transfer) {
        Path written = Path.of(transfer.transfer().copy().folder());
        Optional<Path> moved = exports.map(folder ->
                folder.resolve(transfer.transfer().recipient().id()).resolve(String.valueOf(written.getFileName())));
        return Stream.concat(Stream.of(written), moved.stream())
                .filter(Files::isDirectory)
                .findFirst();
    }

    private static List<Problem> wrong(Path folder, LedgerTransfer transfer) {
        try {
            String manifest = CopyManifest.check(folder, transfer.id());
            return transfer.manifestSha256().equals(Optional.of(manifest))
                    ? List.of()
                    : List.of(new Problem(
                            Code.LEDGER,
                            Place.of(folder.resolve(CopyWriter.MANIFEST).toString()),
                            "The manifest of the copy in '" + folder + "' is not the one that the ledger names",
                            "its SHA-256 is " + manifest,
                            "Restore the copy, or make it anew with 'weir export'; and find out who changed it."));
        } catch (ProblemsException e) {
            return e.problems();
        }
    }
}
