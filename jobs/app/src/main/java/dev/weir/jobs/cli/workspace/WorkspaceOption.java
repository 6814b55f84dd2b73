package dev.weir.jobs.cli.workspace;

import dev.weir.contracts.Code;
import dev.weir.contracts.Place;
import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.read.settings.InterpolatedValues;
import dev.weir.jobs.cli.terminal.Terminal;
import dev.weir.jobs.desk.Desk;
import dev.weir.jobs.desk.WorkspaceFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which workspace, and which of its profiles. */
public final class WorkspaceOption {

    @Option(
            names = {"-w", "--workspace"},
            paramLabel = "FOLDER",
            description = "The workspace; by default the nearest folder upwards with a weir.yaml.")
    private @Nullable Path folder;

    @Option(
            names = {"-p", "--profile"},
            paramLabel = "NAME",
            description = "A profile of weir.yaml; by default the one it names.")
    private @Nullable String profile;

    /**
     * The workspace's folder, absolute.
     *
     * @throws ProblemsException C021 when there is none
     */
    public Path root() {
        Path start = (folder == null ? Path.of("") : folder).toAbsolutePath().normalize();
        for (Path candidate = start; candidate != null; candidate = folder == null ? candidate.getParent() : null) {
            if (Files.isRegularFile(candidate.resolve("weir.yaml"))) {
                return candidate;
            }
        }
        throw ProblemsException.of(
                Code.NO_WORKSPACE,
                Place.of("weir.yaml"),
                "There is no weir.yaml in " + start + (folder == null ? " or above it" : ""),
                "a workspace is a folder with that file",
                "go to one, name one with --workspace, or make one with 'weir init'");
    }

    /** What the variables of its {@code weir.yaml} hold; nothing where there is no workspace. */
    public InterpolatedValues filled() {
        Path root;
        try {
            root = root();
        } catch (ProblemsException none) {
            root = Path.of("");
        }
        return InterpolatedValues.of(root, System.getenv());
    }

    public WorkspaceFolder named() {
        return new WorkspaceFolder(root(), Optional.ofNullable(profile), System.getenv());
    }

    /** The workspace; empty when none is named and none is near. */
    public Optional<WorkspaceFolder> near() {
        try {
            return Optional.of(named());
        } catch (ProblemsException none) {
            if (folder != null) {
                throw none;
            }
            return Optional.empty();
        }
    }

    /** Where a verb about it is asked for. */
    public Desk desk(Terminal terminal, Clock clock) {
        return new Desk(named(), clock, new TerminalCaller(terminal));
    }

    /** The name of who does something that needs no role: by {@code --by}, else the e-mail address of git there. */
    public String author(@Nullable String by) {
        return by == null || by.isBlank() ? Author.of(root()) : by;
    }

    /**
     * The name of who does something that may need a role: by {@code --by}, else git. A token proves it by itself.
     *
     * @throws ProblemsException C020 when {@code --by} is given where tokens prove identities
     */
    public String actor(@Nullable String by) {
        return stated(by).orElseGet(() -> Author.of(root()));
    }

    /**
     * Who answers for a statement, of which nothing is guessed: by {@code --by}, or the token; empty where neither does.
     *
     * @throws ProblemsException as {@link #actor}
     */
    public Optional<String> stated(@Nullable String by) {
        Optional<String> said = Optional.ofNullable(by).filter(name -> !name.isBlank());
        if (named().settings().roles().oidc().isEmpty()) {
            return said;
        }
        if (said.isPresent()) {
            throw ProblemsException.usage(
                    "--by",
                    "--by says that '" + said.get() + "' does it, and a token says here who does",
                    "weir.yaml names an issuer of tokens (roles.oidc), and no other name counts",
                    "leave --by out");
        }
        return Optional.of(Author.of(root()));
    }
}
