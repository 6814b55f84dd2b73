package dev.weir.jobs.cli.workspace;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Who acts, where {@code weir.yaml} names roles. */
public final class ActorOption {

    @Option(
            names = "--by",
            paramLabel = "WHO",
            description =
                    "Who does it, where weir.yaml names roles; by default git's user.email, and without one the name"
                            + " of this user. Left out where a token says it.")
    private @Nullable String by;

    /** As it is said, or git has it. */
    public String in(WorkspaceOption workspace) {
        return workspace.actor(by);
    }
}
