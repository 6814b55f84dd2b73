package dev.weir.jobs.verb.authoring;

import dev.weir.jobs.cli.terminal.InteractivePrompts;
import dev.weir.jobs.cli.terminal.RequiresEngine;
import dev.weir.jobs.cli.terminal.Terminal;
import dev.weir.jobs.cli.workspace.PrintingCommand;
import dev.weir.jobs.desk.Desk;
import dev.weir.jobs.draft.DraftAnswers;
import dev.weir.jobs.draft.DraftInputs;
import dev.weir.jobs.draft.DraftResult;
import dev.weir.jobs.draft.Drafting;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@RequiresEngine
@Command(
        name = "add",
        description = {
            "Add tables to a product, from raw files.",
            "Looks at files as 'weir init --from' does, and writes a source and a table for each kind of file that no",
            "source reads yet. Of the files that are there the product's alone is changed: it gets a line for each port."
        },
        footerHeading = "%n@|bold Examples|@%n",
        footer = {
            "  weir add clinical raw/labs.csv             asks what nobody can see in the files",
            "  weir add clinical \"raw/**\" --yes          what is new below raw, with the careful answers",
            "  weir add clinical jdbc:postgresql://his.example.org/his --table visits",
        })
public final class AddCommand extends PrintingCommand {

    @Parameters(index = "0", paramLabel = "PRODUCT", description = "The product.")
    private String product = "";

    @Parameters(
            index = "1..*",
            arity = "1..*",
            paramLabel = "FILES",
            description =
                    "Files, folders or patterns such as \"raw/**\", from the folder that you are in; or a database's address.")
    private List<String> files = new ArrayList<>();

    @Option(
            names = "--table",
            paramLabel = "NAME",
            description = "A table or view of the database, with its schema or without; by default all tables.")
    private List<String> tables = new ArrayList<>();

    @Option(
            names = "--about",
            paramLabel = "TABLE.COLUMN[,COLUMN]=CATEGORY",
            description =
                    "What columns are about, such as labs.note=TEXT or labs.unit,method=NONE; 'weir law' lists the"
                            + " categories.")
    private Map<String, String> about = new LinkedHashMap<>();

    @Option(names = "--yes", description = "Ask nothing: take the careful answer where something is not clear.")
    private boolean yes;

    public AddCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    public Integer call() {
        InteractivePrompts questions = yes ? InteractivePrompts.none() : InteractivePrompts.at(terminal);
        questions.require(yes ? List.of() : List.of("--yes"));
        Desk desk = desk();
        DraftResult drafted = Drafting.added(
                desk,
                product,
                DraftInputs.of(filesHere(desk.folder().root(), files), tables),
                about,
                yes ? DraftAnswers.CAREFUL : questions);
        return print(() -> new DraftedText(terminal).print(drafted), () -> DraftedText.json(drafted));
    }

    /** Files as they are typed, from a workspace's root; whole paths where they lie elsewhere. */
    static List<String> filesHere(Path root, List<String> typed) {
        String here = Path.of("").toAbsolutePath().normalize().toString();
        return typed.stream()
                .map(name -> name.startsWith("/") || name.contains("://") || DraftInputs.isDatabase(name)
                        ? name
                        : here + "/" + name)
                .map(name -> name.startsWith(root + "/")
                        ? name.substring(root.toString().length() + 1)
                        : name)
                .toList();
    }
}
