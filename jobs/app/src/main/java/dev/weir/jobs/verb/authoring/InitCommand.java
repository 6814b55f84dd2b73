package dev.weir.jobs.verb.authoring;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.Product.Audience;
import dev.weir.contracts.json.Json;
import dev.weir.contracts.settings.DatabaseAddress;
import dev.weir.jobs.cli.terminal.InteractivePrompts;
import dev.weir.jobs.cli.terminal.OutputOption;
import dev.weir.jobs.cli.terminal.RequiresEngine;
import dev.weir.jobs.cli.terminal.Terminal;
import dev.weir.jobs.cli.workspace.Author;
import dev.weir.jobs.cli.workspace.TerminalCaller;
import dev.weir.jobs.desk.Desk;
import dev.weir.jobs.desk.WorkspaceFolder;
import dev.weir.jobs.draft.DraftAnswers;
import dev.weir.jobs.draft.DraftInputs;
import dev.weir.jobs.draft.DraftRequest;
import dev.weir.jobs.draft.DraftResult;
import dev.weir.jobs.draft.Drafting;
import dev.weir.privacy.keys.WorkspaceKey;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@RequiresEngine(with = "--from")
@Command(
        name = "init",
        description = {
            "Make a workspace, and a product of raw files.",
            "Writes weir.yaml, contracts/, quality-rules/, its key and the pair that signs its releases. In a",
            "workspace that is there already, make only what it lacks.",
            "With --from, look at files (delimited text, fixed width, JSON lines, Excel, Parquet, ORC, Avro, VCF, FASTA,",
            "SDF, FHIR, SAS) or a database's tables, and write contracts that a run can use: encoding, delimiter, header,",
            "types proven by all values, keys, references, categories in law. Comments say why. No value of a row is",
            "written anywhere, and no file that is there is touched."
        },
        footerHeading = "%n@|bold Examples|@%n",
        footer = {
            "  weir init my-workspace                                     a workspace, and nothing in it yet",
            "  weir init . --product clinical --from \"raw/**\"             asks for owner, audience, and what is unclear",
            "  weir init . --product clinical --from \"raw/**\" --yes       takes the careful answers",
            "  weir init . --product labs --from raw/labs.csv --yes --about labs.remark=TEXT",
            "  weir init . --product his --from jdbc:postgresql://his.example.org/his \\",
            "      --user weir_reader --password-variable HIS_PASSWORD --table visits --table public.patients",
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

    @Option(
            names = "--from",
            arity = "1..*",
            paramLabel = "FILES",
            description = {
                "Files, folders or patterns such as \"raw/**\", from the folder that you are in;",
                "a new weir.yaml names those that lie outside of the workspace;",
                "or the address of a database, such as jdbc:postgresql://host/database."
            })
    private List<String> from = new ArrayList<>();

    @Option(
            names = "--table",
            paramLabel = "NAME",
            description = "A table or view of the database, with its schema or without; by default all tables.")
    private List<String> tables = new ArrayList<>();

    @Option(names = "--user", paramLabel = "NAME", description = "Who asks the database; a new weir.yaml says so.")
    private @Nullable String user;

    @Option(
            names = "--password-variable",
            paramLabel = "VARIABLE",
            description = "The environment's variable that has the user's password; a new weir.yaml names it.")
    private @Nullable String passwordVariable;

    @Option(names = "--product", paramLabel = "NAME", description = "The product that is made of the files.")
    private @Nullable String product;

    @Option(
            names = "--owner",
            paramLabel = "MAIL",
            description = "Who answers for it; with --yes by default the address that git knows.")
    private @Nullable String owner;

    @Option(
            names = "--audience",
            paramLabel = "AUDIENCE",
            description =
                    "${COMPLETION-CANDIDATES}: who may see it, and so what is masked; with --yes by default enclave.")
    private @Nullable OpenTo audience;

    @Option(
            names = "--about",
            paramLabel = "TABLE.COLUMN[,COLUMN]=CATEGORY",
            description =
                    "What columns are about, such as labs.note=TEXT or labs.unit,method=NONE; 'weir law' lists the"
                            + " categories.")
    private Map<String, String> about = new LinkedHashMap<>();

    @Option(names = "--yes", description = "Ask nothing: take the careful answer where something is not clear.")
    private boolean yes;

    @Mixin
    private OutputOption output = new OutputOption();

    public InitCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    enum OpenTo {
        ENCLAVE,
        CONTROLLED,
        PUBLIC;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @Override
    public Integer call() {
        Path root = folder.toAbsolutePath().normalize();
        if (from.isEmpty()) {
            requireFrom();
            WorkspaceKey key = NewWorkspace.make(root, Optional.ofNullable(profile), System.getenv());
            return output.print(terminal, () -> made(root, key), () -> json(root, key));
        }
        InteractivePrompts questions = yes ? InteractivePrompts.none() : InteractivePrompts.at(terminal);
        questions.require(missing());
        String named = product == null ? questions.ask("The product's name, such as clinical", "") : product;
        String answering =
                owner == null ? questions.ask("Who answers for it (a mail address)", Author.of(root)) : owner;
        Audience open = Audience.valueOf(
                audience == null
                        ? questions
                                .choose("Who may see it", List.of("enclave", "controlled", "public"))
                                .toUpperCase(Locale.ROOT)
                        : audience.name());
        DraftInputs inputs = DraftInputs.of(AddCommand.filesHere(root, from), tables);
        DraftRequest request = new DraftRequest(named, inputs, answering, open, about);
        InitRollback before = InitRollback.of(root);
        WorkspaceKey key;
        DraftResult drafted;
        try {
            key = NewWorkspace.make(
                    root,
                    Optional.ofNullable(profile),
                    System.getenv(),
                    NewSources.of(root, inputs, database(root, inputs)));
            Desk desk = new Desk(
                    new WorkspaceFolder(root, Optional.ofNullable(profile), System.getenv()),
                    Clock.systemUTC(),
                    new TerminalCaller(terminal));
            drafted = Drafting.product(desk, request, yes ? DraftAnswers.CAREFUL : questions);
        } catch (RuntimeException e) {
            before.restore(e);
            throw e;
        }
        return output.print(
                terminal,
                () -> new DraftedText(terminal).print(drafted),
                () -> json(root, key).setAll(DraftedText.json(drafted)));
    }

    /**
     * The database that a new weir.yaml names.
     *
     * @throws ProblemsException C020 where a user or a password is named, and no database, or one that weir.yaml names by itself
     */
    private Optional<NewDatabase> database(Path root, DraftInputs inputs) {
        boolean isNew = !Files.exists(root.resolve("weir.yaml"));
        boolean hasLogin = user != null || passwordVariable != null;
        if (hasLogin && (inputs.addresses().size() != 1 || !isNew)) {
            throw ProblemsException.usage(
                    user == null ? "--password-variable" : "--user",
                    "--user and --password-variable are written into a new weir.yaml",
                    isNew
                            ? "--from names no database, or more than one"
                            : "there is a weir.yaml, and no file that is there is touched",
                    isNew
                            ? "name one database by its address, such as jdbc:postgresql://host/database"
                            : "leave them out, and see that the profile names the database under 'sources.databases'");
        }
        if (inputs.addresses().size() > 1 && isNew) {
            throw ProblemsException.usage(
                    "--from",
                    "--from names more than one database",
                    "a new weir.yaml gets one",
                    "begin with one, add the others to weir.yaml under 'sources.databases', and take 'weir add'");
        }
        return inputs.addresses().stream()
                .filter(address -> isNew)
                .findFirst()
                .map(address -> new NewDatabase(
                        new DatabaseAddress(address),
                        Optional.ofNullable(user),
                        Optional.ofNullable(passwordVariable)));
    }

    /** What is asked for a product means nothing without its files. */
    private void requireFrom() {
        boolean isOfDatabase = user != null || passwordVariable != null || !tables.isEmpty();
        if (product != null || owner != null || audience != null || yes || !about.isEmpty() || isOfDatabase) {
            throw ProblemsException.usage(
                    "--from",
                    "--product, --owner, --audience, --about, --table, --user, --password-variable and --yes belong to --from",
                    "without files or a database there is nothing to make a product of",
                    "add --from with files, a folder or a pattern, such as --from \"raw/**\"");
        }
    }

    /** The answers that the command line does not give, and that --yes does not give. */
    private List<String> missing() {
        List<String> missing = new ArrayList<>();
        if (product == null) {
            missing.add("--product NAME");
        }
        if (!yes) {
            if (owner == null) {
                missing.add("--owner MAIL");
            }
            if (audience == null) {
                missing.add("--audience enclave|controlled|public");
            }
            missing.add("--yes");
        }
        return missing;
    }

    private void made(Path root, WorkspaceKey key) {
        terminal.result("@|green Workspace|@ " + root + ", key " + key.id()
                + ". Back the key up: without it, later pseudonyms differ.");
        terminal.result("Next: 'weir init " + (folder.toString().isEmpty() ? "." : folder)
                + " --product NAME --from \"raw/**\"' writes contracts for your files. By hand: a contract for a source in"
                + " contracts/raw/, one for a table that you release, and a product, as docs/language/index.md shows;"
                + " 'weir validate' says what is missing.");
    }

    private static ObjectNode json(Path root, WorkspaceKey key) {
        return Json.object().put("workspace", root.toString()).put("key", key.id());
    }
}
