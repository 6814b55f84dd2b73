package dev.weir.jobs.desk.law;

import dev.weir.contracts.Workspace;
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
import dev.weir.privacy.ledger.LedgerTransfer;
import java.time.Clock;
import java.util.function.Function;

/** Ends a transfer whose export died: this is all about the ledger that needs the engine. */
public final class TransferEnding {

    private TransferEnding() {}

    /** Writes the copy of an open transfer, and completes it. */
    public static LedgerTransfer finish(Desk desk, String id, String by, ExportListener listener) {
        return repair(desk, listener, repair -> repair.finish(id, by));
    }

    /** Takes an open transfer out of the count. */
    public static LedgerTransfer voidIt(Desk desk, String id, TransferRepair.Voiding voiding, ExportListener listener) {
        return repair(desk, listener, repair -> repair.voidIt(id, voiding));
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
