package dev.weir.jobs.cli.authoring;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.weir.contracts.Code;
import dev.weir.contracts.ExitCode;
import dev.weir.contracts.Place;
import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.Workspace;
import dev.weir.contracts.read.WorkspaceReader;
import dev.weir.jobs.cli.terminal.OutputOption;
import dev.weir.jobs.cli.terminal.Terminal;
import dev.weir.privacy.keys.KeyFile;
import dev.weir.privacy.keys.KeyRing;
import dev.weir.privacy.keys.SigningKeys;
import dev.weir.privacy.keys.WorkspaceKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
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

    private static final String SETTINGS = """
        # The workspace: where things are. Paths are relative to this file.
        workspace: %s
        default: laptop
        profiles:
          laptop:
            warehouse: warehouse
            catalogue: { type: sqlite }
            lineage: { transport: { type: file, location: lineage/events.ndjson } }
            keys: { store: keys/weir.key }
        law:
          pack: cn-2026-01
          # Who answers for the data in law; 'weir gate' denies while any of this is unknown.
          # processor: { id: centre, name: A centre, region: CN-BJ, criticalInfrastructure: false, foreignControlled: false,
          #   stateOrgan: false, freeTradeZone: none }
        """;

    private static final String IGNORED = """
        keys/
        warehouse/
        runs/
        lineage/
        site/
        """;

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
        WorkspaceKey key = make(root, Optional.ofNullable(profile));
        switch (output.format()) {
            case TEXT -> {
                terminal.result("@|green Workspace|@ " + root + ", key " + key.id()
                        + ". Back the key up: without it, later pseudonyms differ.");
                terminal.result(
                        "Next: a contract for a source in contracts/raw/, one for a table that you release, and a"
                                + " product. docs/language.md shows one of each; 'weir validate' says what is missing.");
            }
            case JSON ->
                terminal.json(JsonNodeFactory.instance
                        .objectNode()
                        .put("workspace", root.toString())
                        .put("key", key.id())
                        .toPrettyString());
        }
        return ExitCode.DONE.status();
    }

    /** Makes what the workspace lacks, and answers its key. */
    public static WorkspaceKey make(Path root, Optional<String> profile) {
        try {
            Files.createDirectories(root.resolve("contracts/raw"));
            Files.createDirectories(root.resolve("quality-rules"));
            Path settings = root.resolve("weir.yaml");
            if (!Files.exists(settings)) {
                Files.writeString(settings, SETTINGS.formatted(root.getFileName()), StandardCharsets.UTF_8);
            }
            Path ignored = root.resolve(".gitignore");
            if (!Files.exists(ignored)) {
                Files.writeString(ignored, IGNORED, StandardCharsets.UTF_8);
            }
        } catch (IOException e) {
            throw new ProblemsException(
                    java.util.List.of(new dev.weir.contracts.Problem(
                            Code.NOT_WRITABLE,
                            Place.of(root.toString()),
                            "The workspace cannot be written",
                            e.getClass().getSimpleName() + ": " + e.getMessage(),
                            "choose a folder that you may write to, or free some space")),
                    e);
        }
        Workspace read = WorkspaceReader.readSettings(root, profile, System.getenv());
        KeyFile keys = KeyFile.of(read);
        KeyRing ring = keys.exists() ? keys.read() : keys.create(Clock.systemUTC(), new SecureRandom());
        SigningKeys.of(root, read.profile().signing(), read.profile().keys()).readOrMake(new SecureRandom());
        return ring.active();
    }
}
