package dev.weir.jobs.verb.lineage;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weir.contracts.ExitCode;
import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.json.Json;
import dev.weir.contracts.release.ReleasedTable.AppliedMask;
import dev.weir.jobs.cli.terminal.AlignedColumns;
import dev.weir.jobs.cli.terminal.DisplayText;
import dev.weir.jobs.cli.terminal.Terminal;
import dev.weir.jobs.cli.workspace.WorkspaceCommand;
import dev.weir.jobs.plan.lineage.CategoryReach;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
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
                    "write for example 'weir lineage clinical.encounters' or 'weir lineage --category RID'");
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
                    "The places of a category are those of now",
                    "a category reaches every product, and a release is of one",
                    "leave --at out");
        }
        if (steps < 1) {
            throw ProblemsException.usage(
                    "--steps", "'" + steps + "' is no number of steps", "a way has one or more", "give 1 or more");
        }
        if (category.isEmpty()) {
            column();
        } else {
            category();
        }
        return ExitCode.DONE.status();
    }

    private void column() {
        AskedLineage asked =
                at.isEmpty() ? AskedLineage.of(desk(), name, steps) : AskedLineage.of(desk(), name, at, steps);
        switch (format) {
            case TEXT -> LineageText.print(terminal, asked);
            case JSON -> terminal.json(LineageJson.of(asked).toPrettyString());
            case MERMAID -> terminal.out().print(LineageDiagram.mermaid(asked));
            case DOT -> terminal.out().print(LineageDiagram.dot(asked));
        }
    }

    // --- a category ------------------------------------------------------------------------------------------------

    private void category() {
        if (format != LineageFormat.TEXT && format != LineageFormat.JSON) {
            throw ProblemsException.usage(
                    "--output",
                    "The places of a category are no diagram",
                    "they are a list",
                    "give --output text or --output json");
        }
        CategoryReport report = CategoryReport.of(desk(), category);
        if (format == LineageFormat.JSON) {
            terminal.json(json(report).toPrettyString());
        } else {
            text(report);
        }
    }

    private void text(CategoryReport report) {
        List<List<String>> lines = new ArrayList<>();
        for (CategoryReport.Found found : report.found()) {
            CategoryReach.Place place = found.place();
            lines.add(List.of(
                    place.column().name().toString(),
                    standing(place),
                    why(place),
                    found.isOfProduct() ? in(found) : LineageText.place(place.column())));
        }
        AlignedColumns.printLeft(terminal, lines);
        if (!report.copies().isEmpty()) {
            terminal.result("@|bold Copies at recipients|@, with the masks of the release and of the copy");
            AlignedColumns.printLeft(
                    terminal,
                    report.copies().stream()
                            .map(sent -> List.of(
                                    "  " + sent.column(),
                                    sent.mask(),
                                    sent.recipient().name() + ", "
                                            + sent.recipient().region(),
                                    "of " + sent.release()))
                            .toList());
        }
        report.untraced()
                .forEach(table -> terminal.result("@|yellow Not all followed|@: the query of " + table
                        + ". The category may reach more; 'weir lineage " + table + "' says what was not followed."));
        if (!report.unknown().isEmpty()) {
            terminal.result("@|yellow Not known|@: " + String.join(", ", report.unknown())
                    + ". These releases were made before releases kept their lineage; rows of them are there.");
        }
        terminal.result(summary(report));
    }

    /** Where a product's column is so: by the contracts as they stand, and in which releases. */
    private static String in(CategoryReport.Found found) {
        String releases = found.releases().isEmpty()
                ? ""
                : "release" + (found.releases().size() == 1 ? " " : "s ") + ranges(found.releases());
        if (found.isNow()) {
            return releases.isEmpty() ? "by contract, not released yet" : releases;
        }
        return releases + ", no longer by contract";
    }

    /** {@code 1 to 3, 7}. */
    private static String ranges(List<Long> numbers) {
        List<String> ranges = new ArrayList<>();
        for (int from = 0; from < numbers.size(); ) {
            int to = from;
            while (to + 1 < numbers.size() && numbers.get(to + 1) == numbers.get(to) + 1) {
                to++;
            }
            ranges.add(from == to ? String.valueOf(numbers.get(from)) : numbers.get(from) + " to " + numbers.get(to));
            from = to + 1;
        }
        return String.join(", ", ranges);
    }

    private static String summary(CategoryReport report) {
        if (report.found().isEmpty() && report.copies().isEmpty()) {
            return report.category() + ": no column of this workspace has it, or is made of one that has.";
        }
        return report.category() + ": " + DisplayText.count(count(report, found -> !found.isOfProduct()), "column")
                + " of sources and " + count(report, CategoryReport.Found::isOfProduct) + " of products; of these "
                + count(report, found -> found.isOfProduct() && found.place().isClear()) + " clear, "
                + count(
                        report,
                        found -> found.isOfProduct()
                                && !found.place().isClear()
                                && !found.place().isDropped())
                + " masked, " + count(report, found -> found.place().isDropped())
                + " dropped, by contract or in a release; "
                + DisplayText.count(
                        report.copies().stream()
                                .map(SentColumn::column)
                                .distinct()
                                .count(),
                        "column")
                + " exported.";
    }

    /** Columns, each once: one that is clear in a release and dropped by contract counts as both. */
    private static long count(CategoryReport report, Predicate<CategoryReport.Found> wanted) {
        return report.found().stream()
                .filter(wanted)
                .map(found -> found.place().column().name())
                .distinct()
                .count();
    }

    private static String standing(CategoryReach.Place place) {
        return place.isDropped()
                ? "dropped"
                : place.mask().map(AppliedMask::words).orElse("clear");
    }

    private static String why(CategoryReach.Place place) {
        return switch (place.why()) {
            case DECLARED -> "declared";
            case FEEDS -> "no category is declared, but a column that has it is made of this one alone";
            case MADE_OF -> place.way() + " of one that has it";
        };
    }

    /** {@code schemas/lineage-category.schema.json}. */
    private static ObjectNode json(CategoryReport report) {
        ObjectNode node = Json.object().put("category", report.category());
        node.set("places", Json.objects(report.found(), LineageCommand::place));
        node.set("copies", Json.objects(report.copies(), LineageJson::sent));
        node.set("untraced", Json.texts(report.untraced()));
        node.set("unknown", Json.texts(report.unknown()));
        return node;
    }

    private static ObjectNode place(CategoryReport.Found found) {
        CategoryReach.Place place = found.place();
        ObjectNode node = LineageJson.column(place.column())
                .put("clear", place.isClear())
                .put("dropped", place.isDropped())
                .put("why", Json.word(place.why()))
                .put("way", Json.word(place.way()))
                .put("now", found.isNow());
        ArrayNode releases = node.putArray("releases");
        found.releases().forEach(releases::add);
        return node;
    }
}
