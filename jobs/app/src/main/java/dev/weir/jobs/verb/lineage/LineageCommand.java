package dev.weir.jobs.verb.lineage;

import dev.weir.contracts.ExitCode;
import dev.weir.contracts.ProblemsException;
import dev.weir.jobs.cli.terminal.DamagedLogFiles;
import dev.weir.jobs.cli.terminal.Terminal;
import dev.weir.jobs.cli.workspace.WorkspaceCommand;
import dev.weir.jobs.desk.Desk;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "lineage",
        description = {
            "Show what a column is made of, and what is made of it.",
            "The ways lead through all products of the workspace, down to the columns of files and databases, with",
            "the mask that hides values on the way. What decides which rows there are (a join, a filter, a group)",
            "stands once for the table. With --category, every place that values of a category reach, copies",
            "included. Reads no data, and starts no Spark."
        },
        footerHeading = "%n@|bold Examples|@%n",
        footer = {
            "  weir lineage clinical.encounters.stopped_at              the whole way of a column, both ways",
            "  weir lineage clinical.encounters                         a line for each column",
            "  weir lineage clinical --output mermaid > lineage.mmd     a diagram for a wiki; dot for Graphviz",
            "  weir lineage clinical --output html > lineage.html       one page: a picture to follow, and every step",
            "  weir lineage clinical.encounters --at 12                 as it was when release 12 was signed",
            "  weir lineage --category RID                              where identity numbers are, clear or masked",
            "  weir lineage replay                                      send the lineage events that wait",
        })
public final class LineageCommand extends WorkspaceCommand {

    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "NAME",
            description = "A column, a table, a product or a source's contract.")
    private String name = "";

    @Option(
            names = "--category",
            paramLabel = "CODE",
            description = "Of the law pack, such as RID: every place that it reaches.")
    private String category = "";

    @Option(
            names = "--steps",
            paramLabel = "N",
            description = "How many queries a way goes through, at most; all by default.")
    private int steps = Integer.MAX_VALUE;

    @Option(
            names = "--at",
            paramLabel = "RELEASE",
            description =
                    "Of a release of the product, by its number or tag, as it was signed; else as contracts stand now.")
    private String at = "";

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            description = "${COMPLETION-CANDIDATES}; default: text.")
    private LineageFormat format = LineageFormat.TEXT;

    public LineageCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    public Integer call() {
        if (name.isEmpty() == category.isEmpty()) {
            throw ProblemsException.usage(
                    "weir lineage",
                    name.isEmpty() ? "No column is named" : "'" + name + "' stands beside '--category'",
                    "lineage is that of a column, a table or a product, or that of a category",
                    "write for example 'weir lineage clinical.encounters' or 'weir lineage --category RID'; 'weir lineage replay' sends"
                            + " events that wait");
        }
        if (name.contains("@") && at.isEmpty()) {
            at = name.substring(name.indexOf('@') + 1);
            name = name.substring(0, name.indexOf('@'));
        }
        if (!category.isEmpty() && steps != Integer.MAX_VALUE) {
            throw ProblemsException.usage(
                    "--steps",
                    "'--steps' stands beside '--category'",
                    "a category is followed to all that it reaches",
                    "leave one of them out");
        }
        if (!at.isEmpty() && name.isEmpty()) {
            throw ProblemsException.usage(
                    "--at",
                    "'--at' stands beside '--category'",
                    "a category is looked for in every release",
                    "leave one of them out");
        }
        if (steps < 1) {
            throw ProblemsException.usage(
                    "--steps", "'" + steps + "' is no number of steps", "a way has one or more", "give 1 or more");
        }
        if (!category.isEmpty()) {
            return category();
        }
        column();
        return ExitCode.DONE.status();
    }

    private void column() {
        Desk desk = desk();
        AskedLineage asked = at.isEmpty() ? AskedLineage.of(desk, name, steps) : AskedLineage.of(desk, name, at, steps);
        asked.leftOut()
                .forEach(product -> desk.caller()
                        .note("Product '" + product + "' has problems and is left out: what it is made of, and what is"
                                + " made of it, is not shown. 'weir validate' says more."));
        switch (format) {
            case TEXT -> LineageText.print(terminal, asked);
            case JSON -> terminal.json(LineageJson.of(asked).toPrettyString());
            case MERMAID -> terminal.out().print(LineageDiagram.mermaid(asked));
            case DOT -> terminal.out().print(LineageDiagram.dot(asked));
            case HTML -> terminal.out().print(LineagePage.html(asked));
        }
    }

    private int category() {
        if (format != LineageFormat.TEXT && format != LineageFormat.JSON) {
            throw ProblemsException.usage(
                    "--output",
                    "The places of a category are no diagram",
                    "they are a list",
                    "give --output text or --output json");
        }
        CategoryReport report = CategoryReport.of(desk(), category);
        if (format == LineageFormat.JSON) {
            terminal.json(CategoryText.json(report).toPrettyString());
        } else {
            CategoryText.print(terminal, report);
        }
        return DamagedLogFiles.print(terminal, report.damaged());
    }
}
