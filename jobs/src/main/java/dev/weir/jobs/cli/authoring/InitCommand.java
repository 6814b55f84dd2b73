package dev.weir.jobs.cli.authoring;

import dev.weir.contracts.ExitCode;
import dev.weir.contracts.json.Json;
import dev.weir.jobs.cli.terminal.OutputOption;
import dev.weir.jobs.cli.terminal.Terminal;
import dev.weir.jobs.desk.authoring.NewWorkspace;
import dev.weir.privacy.keys.WorkspaceKey;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Makes a workspace, or the key of one that has none. */
@Command(
        name = "init",
        description = {
            "Make a workspace.",
            "Writes weir.yaml, contracts/, quality-rules/, its key and the pair that signs its releases. In a",
            "workspace that is there already, make only what it lacks."
        })
public final class InitCommand implements Callable<Integer> {

    private final Terminal terminal;

    @Parameters(index = "0", arity = "0..1", paramLabel = "FOLDER", description = "Where; by default here.")
    private Path folder = Path.of("");

    @Option(
            names = {"-p", "--profile"},
            paramLabel = "NAME",
            description = "The profile whose key store is made; by default the one that weir.yaml names.")
    private @Nullable String profile;

    @Mixin
    private OutputOption output = new OutputOption();

    public InitCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        Path root = folder.toAbsolutePath().normalize();
        WorkspaceKey key = NewWorkspace.make(root, Optional.ofNullable(profile), System.getenv());
        output.print(
                terminal,
                () -> {
                    terminal.result("@|green Workspace|@ " + root + ", key " + key.id()
                            + ". Back the key up: without it, later pseudonyms differ.");
                    terminal.result(
                            "Next: a contract for a source in contracts/raw/, one for a table that you release, and a"
                                    + " product. docs/language.md shows one of each; 'weir validate' says what is missing.");
                },
                () -> Json.object().put("workspace", root.toString()).put("key", key.id()));
        return ExitCode.DONE.status();
    }
}
