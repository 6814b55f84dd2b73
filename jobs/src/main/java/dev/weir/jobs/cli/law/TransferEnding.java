package dev.weir.jobs.cli.law;

import dev.weir.contracts.Workspace;
import dev.weir.jobs.cli.terminal.Terminal;
import dev.weir.jobs.cli.workspace.SparkLog;
import dev.weir.jobs.cli.workspace.WeirVersion;
import dev.weir.jobs.cli.workspace.WorkspaceOption;
import dev.weir.jobs.cli.workspace.Workspaces;
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

/** Ends a transfer whose export died: this is all of {@code weir ledger} that needs the engine. */
final class TransferEnding {

    private TransferEnding() {}

    static void finish(Terminal terminal, WorkspaceOption workspace, String id, String by) {
        Workspace read = Workspaces.read(workspace);
        SparkLog.to(read.root());
        try (WeirSession session = WeirSession.reading(read)) {
            LedgerTransfer finished =
                    new TransferRepair(exporter(session, new ExportProgress(terminal))).finish(id, by);
            terminal.say("@|bold,green Finished " + id + "|@: the copy is in "
                    + finished.transfer().copy().folder());
        }
    }

    static void voidIt(Terminal terminal, WorkspaceOption workspace, String id, TransferRepair.Voiding voiding) {
        Workspace read = Workspaces.read(workspace);
        SparkLog.to(read.root());
        try (WeirSession session = WeirSession.reading(read)) {
            new TransferRepair(exporter(session, new ExportProgress(terminal))).voidIt(id, voiding);
            terminal.say("@|bold Void: " + id + "|@; its people count no more, and the ledger keeps it");
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
