package dev.weir.jobs.cli;

import dev.weir.contracts.Workspace;
import dev.weir.contracts.read.WorkspaceReader;
import dev.weir.jobs.spark.Grammars;

/** Reads the workspace that a command's options name. */
final class Workspaces {

    private Workspaces() {}

    /** The whole of it. */
    static Workspace read(WorkspaceOption option) {
        // The grammars' tables take a tenth of a second to build: the other core does it while the files are read.
        Thread warming = new Thread(Grammars::warm, "grammars");
        warming.setDaemon(true);
        warming.start();
        return WorkspaceReader.read(option.root(), option.profile(), System.getenv(), Grammars.languages());
    }

    /** What {@code weir.yaml} alone says: for commands that look at releases. */
    static Workspace settings(WorkspaceOption option) {
        return WorkspaceReader.readSettings(option.root(), option.profile(), System.getenv());
    }
}
