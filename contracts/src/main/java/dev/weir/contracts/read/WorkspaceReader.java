package dev.weir.contracts.read;

import dev.weir.contracts.Code;
import dev.weir.contracts.Place;
import dev.weir.contracts.Problem;
import dev.weir.contracts.Problems;
import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.Workspace;
import dev.weir.contracts.read.base.LanguageParsers;
import dev.weir.contracts.read.base.PersonalText;
import dev.weir.contracts.read.base.ReadContext;
import dev.weir.contracts.read.base.WorkspaceFiles;
import dev.weir.contracts.read.settings.WorkspaceFile;
import dev.weir.contracts.sql.SqlFacts;
import dev.weir.contracts.sql.SqlOrigins;
import dev.weir.contracts.sql.SqlParser;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads a workspace's folder. Nothing outside it is looked at, nothing is run, and no source file is opened. */
public final class WorkspaceReader {

    /** {@code weir.yaml} holds no SQL and no DQDL. */
    private static final LanguageParsers NONE = new LanguageParsers(
            new SqlParser() {
                @Override
                public SqlFacts query(String sql) {
                    throw new IllegalStateException("weir.yaml holds no query");
                }

                @Override
                public SqlOrigins origins(String sql, SqlOrigins.Tables tables) {
                    throw new IllegalStateException("weir.yaml holds no query");
                }

                @Override
                public SqlFacts expression(String sql) {
                    throw new IllegalStateException("weir.yaml holds no expression");
                }
            },
            text -> {
                throw new IllegalStateException("weir.yaml holds no check");
            },
            new PersonalText() {
                @Override
                public Optional<String> inLine(String line) {
                    return Optional.empty(); // asked when the whole workspace is read
                }

                @Override
                public Optional<String> asValue(String value) {
                    return Optional.empty();
                }
            });

    private WorkspaceReader() {}

    /**
     * What was read.
     *
     * @param workspace as far as it could be read; empty when there is no {@code weir.yaml} that can be
     * @param problems everything that people have to put right, by file and line; when there are any, parts of the
     *     workspace may be missing or made up, and it may be shown but not run
     */
    public record Outcome(Optional<Workspace> workspace, List<Problem> problems) {
        public Outcome {
            problems = List.copyOf(problems);
        }
    }

    /**
     * Reads a workspace.
     *
     * @param root its folder
     * @param profile the profile of {@code weir.yaml} to use; its {@code default} when empty
     * @param environment the variables that {@code ${NAME}} in the profile stands for
     * @param languages read what people write inside YAML
     * @throws ProblemsException with every problem, when there is any
     */
    public static Workspace read(
            Path root, Optional<String> profile, Map<String, String> environment, LanguageParsers languages) {
        Outcome outcome = readWhatCanBe(root, profile, environment, languages);
        ProblemsException.throwIfAny(outcome.problems());
        return outcome.workspace().orElseThrow();
    }

    /** Reads a workspace as far as that can be done; the parameters are those of {@link #read}. */
    public static Outcome readWhatCanBe(
            Path root, Optional<String> profile, Map<String, String> environment, LanguageParsers languages) {
        return readEdited(root, profile, environment, languages, Map.of());
    }

    /**
     * Reads a workspace as if some of its files were other ones; the other parameters are those of {@link #read}.
     *
     * @param edits by path from the workspace's root, the text that is read in the place of what lies there, if anything does
     */
    public static Outcome readEdited(
            Path root,
            Optional<String> profile,
            Map<String, String> environment,
            LanguageParsers languages,
            Map<String, String> edits) {
        Path folder = root.toAbsolutePath().normalize();
        Problems problems = new Problems();
        ReadContext reading =
                new ReadContext(new WorkspaceFiles(folder, edits, languages.personal(), problems), problems, languages);
        Optional<WorkspaceFile.Header> header = header(folder, reading, profile, environment);
        if (header.isEmpty()) {
            return new Outcome(Optional.empty(), problems.list());
        }
        Workspace workspace = new WorkspaceAssembly(reading, header.get()).workspace(folder);
        return new Outcome(Optional.of(workspace), problems.list());
    }

    /**
     * Reads a workspace that is these files and no others, as they stood when a release was made; the other parameters are
     * those of {@link #read}.
     *
     * @param root where sources, warehouse and keys lie
     * @param files by path from the workspace's root, {@code weir.yaml} among them
     * @throws ProblemsException with every problem, when there is any
     */
    public static Workspace readRecorded(
            Path root,
            Optional<String> profile,
            Map<String, String> environment,
            LanguageParsers languages,
            Map<String, String> files) {
        Outcome outcome = ofFiles(root, profile, environment, languages, files);
        ProblemsException.throwIfAny(outcome.problems());
        return outcome.workspace().orElseThrow();
    }

    /** As {@link #readRecorded}, as far as that can be done. */
    static Outcome ofFiles(
            Path root,
            Optional<String> profile,
            Map<String, String> environment,
            LanguageParsers languages,
            Map<String, String> files) {
        Path folder = root.toAbsolutePath().normalize();
        Problems problems = new Problems();
        ReadContext reading =
                new ReadContext(WorkspaceFiles.of(files, folder, languages.personal(), problems), problems, languages);
        Optional<Workspace> workspace = header(folder, reading, profile, environment)
                .map(header -> new WorkspaceAssembly(reading, header).workspace(folder));
        return new Outcome(workspace, problems.list());
    }

    /**
     * Reads {@code weir.yaml} alone: where things are, for commands that look at what was released before. The workspace
     * that is answered has no sources and no products; the other parameters are those of {@link #read}.
     *
     * @throws ProblemsException with every problem of that file
     */
    public static Workspace readSettings(Path root, Optional<String> profile, Map<String, String> environment) {
        Path folder = root.toAbsolutePath().normalize();
        Problems problems = new Problems();
        ReadContext reading =
                new ReadContext(new WorkspaceFiles(folder, Map.of(), NONE.personal(), problems), problems, NONE);
        Optional<WorkspaceFile.Header> header = header(folder, reading, profile, environment);
        problems.throwIfAny();
        WorkspaceFile.Header found = header.orElseThrow();
        return new Workspace(
                folder,
                found.settings().withoutModels(),
                found.profile(),
                found.law(),
                List.of(),
                List.of(),
                List.of());
    }

    private static Optional<WorkspaceFile.Header> header(
            Path folder, ReadContext reading, Optional<String> profile, Map<String, String> environment) {
        if (!reading.folder().has(WorkspaceFile.PATH)) {
            reading.problems()
                    .add(
                            Code.NO_WORKSPACE,
                            Place.of(WorkspaceFile.PATH),
                            "'" + folder + "' is no workspace",
                            "it has no weir.yaml",
                            "go to a workspace's folder, name it with --workspace, or make one with 'weir init'");
            return Optional.empty();
        }
        return reading.folder()
                .document(WorkspaceFile.PATH)
                .map(document -> WorkspaceFile.read(document.root(), profile, environment, reading));
    }
}
