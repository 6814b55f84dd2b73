package dev.weir.jobs.cli;

import dev.weir.contracts.Workspace;
import dev.weir.contracts.read.WorkspaceReader;
import dev.weir.jobs.spark.SparkSqlGrammar;

/** Reads the workspace that a command's options name. */
final class Workspaces {

    private Workspaces() {}

    static Workspace read(WorkspaceOption option) {
        return WorkspaceReader.read(option.root(), option.profile(), System.getenv(), new SparkSqlGrammar());
    }
}
