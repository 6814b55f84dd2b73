package dev.weir.jobs.verb.law;

import dev.weir.contracts.Workspace;
import dev.weir.contracts.roles.Act;
import dev.weir.jobs.desk.Desk;
import dev.weir.jobs.desk.WeirVersion;
import dev.weir.jobs.engine.session.WeirSession;
import dev.weir.jobs.export.CopyExport;
import dev.weir.jobs.export.ExportListener;
import dev.weir.jobs.export.ExportSite;
import dev.weir.jobs.export.LawGate;
import dev.weir.jobs.export.TransferRepair;
import dev.weir.privacy.keys.KeyFile;
import dev.weir.privacy.law.LawPack;
import dev.weir.privacy.ledger.LedgerEntry;
import dev.weir.privacy.ledger.LedgerTransfer;
import dev.weir.releases.acts.ActDetails;
import dev.weir.releases.acts.Permit;
import java.time.Clock;
import java.util.function.Function;

/** Ends a transfer whose export died: this is all about the ledger that needs the engine. */
public final class TransferEnding {

    private TransferEnding() {}

    /** Writes the copy of an open transfer, and completes it. */
    public static LedgerTransfer finish(Desk desk, String id, String by, ExportListener listener) {
        Permit permit = desk.accessGuard(by).alone(ActDetails.of(Act.EXPORT, "transfer", id));
        return repair(desk, listener, repair -> repair.finish(id, permit.enter(by)));
    }

    /**
     * Takes an open transfer out of the count.
     *
     * @param by the declaring person
     * @param rows {@code NOT_TAKEN} where they state that no rows of it were taken
     */
    public static LedgerTransfer voidIt(
            Desk desk, String id, String reason, String by, LedgerEntry.Voided.Rows rows, ExportListener listener) {
        Permit permit = desk.accessGuard(by).alone(ActDetails.of(Act.CORRECT, "transfer", id));
        return repair(
                desk,
                listener,
                repair -> repair.voidIt(id, new TransferRepair.Voiding(reason, permit.enter(by), rows)));
    }

    private static LedgerTransfer repair(
            Desk desk, ExportListener listener, Function<TransferRepair, LedgerTransfer> ending) {
        Workspace read = desk.read();
        desk.caller().engineBegins(read.root());
        try (WeirSession session = WeirSession.reading(read)) {
            return ending.apply(new TransferRepair(exporter(session, listener)));
        }
    }

    /** By the workspace's law and keys, and the clock of this machine. */
    static CopyExport exporter(WeirSession session, ExportListener listener) {
        Workspace workspace = session.workspace();
        LawPack law = LawPack.of(workspace.law());
        return new CopyExport(
                ExportSite.of(session),
                law,
                KeyFile.of(workspace).read(),
                new LawGate(workspace, law),
                Clock.systemUTC(),
                WeirVersion.number(),
                listener);
    }
}
