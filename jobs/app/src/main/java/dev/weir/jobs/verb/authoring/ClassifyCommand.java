package dev.weir.jobs.verb.authoring;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weir.contracts.json.Json;
import dev.weir.contracts.text.NumberText;
import dev.weir.jobs.cli.terminal.DisplayText;
import dev.weir.jobs.cli.terminal.ProgressListener;
import dev.weir.jobs.cli.terminal.RequiresEngine;
import dev.weir.jobs.cli.terminal.Terminal;
import dev.weir.jobs.cli.workspace.PrintingCommand;
import dev.weir.jobs.engine.classify.ClassifiedColumn;
import dev.weir.jobs.engine.classify.ClassifiedColumn.Standing;
import dev.weir.jobs.engine.classify.ClassifiedTable;
import dev.weir.lineage.RunEvent;
import dev.weir.privacy.detect.Proposal;
import dev.weir.privacy.detect.model.NameModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@RequiresEngine
@Command(
        name = "classify",
        description = {
            "Propose a category for each column, from its name and a sample of its values.",
            "Names are Chinese or English; the sample has up to 10,000 values. The same files always give the same",
            "sample. Values are never shown. A category that a person has set is never changed; where values speak",
            "against it, that is said."
        },
        footerHeading = "%n@|bold Examples|@%n",
        footer = {
            "  weir classify raw.subjects            a source, with what speaks for each category",
            "  weir classify clinical.encounters     a product's table, as its rows would be made, before any mask",
            "  weir classify raw.subjects --write    add the categories to the contract where it has none",
            "  weir classify                         the whole workspace",
        })
public final class ClassifyCommand extends PrintingCommand {

    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "TARGET",
            description = "A source, a product, a contract, or a table of one; by default the whole workspace.")
    private @Nullable String target;

    @Option(
            names = "--write",
            description = "Add the categories to the contracts' columns that have none. Comments and order stay.")
    private boolean write;

    public ClassifyCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    public Integer call() {
        Optional<String> asked = Optional.ofNullable(target);
        RunEvent.Listener progress = ProgressListener.on(terminal);
        ClassificationReport found = write
                ? ClassificationReport.written(desk(), asked, progress)
                : ClassificationReport.of(desk(), asked, progress);
        return print(() -> text(found), () -> json(found));
    }

    private void text(ClassificationReport found) {
        List<ClassifiedTable> tables = found.tables();
        List<ClassificationReport.Edit> edits = found.edits();
        tables.forEach(this::columns);
        found.models().forEach(this::asked);
        long added = count(tables, Standing.NEW);
        long open = count(tables, Standing.OPEN);
        if (write) {
            terminal.result(
                    edits.isEmpty()
                            ? "No category was added."
                            : "Added " + DisplayText.count(edits.size(), "category", "categories") + ":");
            edits.forEach(edit -> terminal.plain(
                    "  " + edit.file() + "  " + edit.table() + "." + edit.column() + ": " + edit.category()));
        } else if (added > 0) {
            terminal.say(DisplayText.count(added, "column has", "columns have")
                    + " no category and a proposal; --write adds it to the contract.");
        }
        if (open > 0) {
            terminal.say(DisplayText.count(open, "column has", "columns have")
                    + " no category and nothing was found; where it is about nobody, write classification: NONE.");
        }
    }

    private void asked(NameModel model) {
        terminal.result("@|bold " + model.file() + "|@ was asked beside the rules: " + NameModel.engine() + ", SHA-256 "
                + model.sha256() + ", "
                + String.format(Locale.ROOT, "%.2f", model.millisecondsPerThousand())
                + " ms of one thread for 1,000 characters");
    }

    private void columns(ClassifiedTable table) {
        terminal.result("@|bold " + table.name() + "|@  " + DisplayText.number(table.rows()) + " rows looked at");
        int width = table.columns().stream()
                .mapToInt(column -> width(column.column().name()))
                .max()
                .orElse(0);
        for (ClassifiedColumn column : table.columns()) {
            terminal.result("  " + padded(column.column().name().replace("|@", "| @"), width) + "  " + verdict(column)
                    + "  " + evidence(column.proposal()));
        }
        terminal.out().println();
    }

    private static String verdict(ClassifiedColumn column) {
        String declared = column.declared().orElse("-");
        String found = column.proposal().category().orElse("-");
        String text = switch (column.standing()) {
            case AGREES, DECLARED -> String.format(Locale.ROOT, "%-8s %-13s", declared, "");
            case NEW -> String.format(Locale.ROOT, "@|green %-8s|@ %-13s", found, "proposed");
            case OPEN -> String.format(Locale.ROOT, "%-8s %-13s", "-", "");
            case CONTRADICTS -> String.format(Locale.ROOT, "@|red %-8s|@ %-13s", declared, "but " + found + "?");
            case DIFFERS -> String.format(Locale.ROOT, "@|yellow %-8s|@ %-13s", declared, "or " + found + "?");
        };
        return text
                + (column.proposal().category().isPresent()
                        ? String.format(Locale.ROOT, " %.2f", column.proposal().confidence())
                        : "     ");
    }

    private static String evidence(Proposal proposal) {
        Proposal.Evidence evidence = proposal.evidence();
        List<String> words = new ArrayList<>();
        evidence.header().ifPresent(category -> words.add("name says " + category));
        if (!proposal.subtype().isEmpty() && evidence.pattern() > 0) {
            words.add(NumberText.percent(evidence.pattern()) + " " + proposal.subtype());
        }
        if (evidence.checkDigit() >= 0.01) {
            words.add(NumberText.percent(evidence.checkDigit()) + " with a right check digit");
        }
        if (evidence.dictionary() >= 0.01) {
            words.add(NumberText.percent(evidence.dictionary()) + " names by the dictionary");
        }
        if (evidence.inside() > 0) {
            words.add(NumberText.percent(evidence.inside()) + " of long texts hold identifiers");
        }
        words.add(evidence.sample() == 0 ? "no values" : String.format(Locale.ROOT, "%,d values", evidence.sample()));
        return String.join(", ", words)
                + (proposal.review() == Proposal.Review.NEEDED ? "; @|yellow please look|@" : "");
    }

    private static long count(List<ClassifiedTable> tables, Standing standing) {
        return tables.stream()
                .flatMap(table -> table.columns().stream())
                .filter(column -> column.standing() == standing)
                .count();
    }

    /** Chinese characters take two places. */
    private static int width(String text) {
        return text.codePoints().map(c -> c >= 0x2e80 ? 2 : 1).sum();
    }

    private static String padded(String text, int width) {
        return text + " ".repeat(Math.max(0, width - width(text)));
    }

    static ObjectNode json(ClassificationReport found) {
        ObjectNode json = Json.object();
        json.set("tables", Json.objects(found.tables(), ClassifyCommand::table));
        json.set(
                "written",
                Json.objects(
                        found.edits(),
                        edit -> Json.object()
                                .put("file", edit.file())
                                .put("table", edit.table())
                                .put("column", edit.column())
                                .put("category", edit.category())));
        json.set("models", Json.objects(found.models(), ClassifyCommand::model));
        return json;
    }

    private static ObjectNode table(ClassifiedTable table) {
        ObjectNode node = Json.object()
                .put("contract", table.contract().id())
                .put("table", table.table().name())
                .put("rows", table.rows());
        node.set("columns", Json.objects(table.columns(), ClassifyCommand::column));
        return node;
    }

    private static ObjectNode model(NameModel model) {
        ObjectNode node = Json.object()
                .put("model", model.file())
                .put("sha256", model.sha256())
                .put("engine", NameModel.engine());
        ObjectNode finds = node.putObject("finds");
        model.finds().forEach(finds::put);
        return node.put("minimum", model.minimum())
                .put("millisecondsPer1000Characters", rounded(model.millisecondsPerThousand()));
    }

    private static ObjectNode column(ClassifiedColumn column) {
        Proposal proposal = column.proposal();
        ObjectNode node = Json.object().put("column", column.column().name());
        column.declared().ifPresent(category -> node.put("declared", category));
        proposal.category().ifPresent(category -> node.put("proposed", category));
        if (!proposal.subtype().isEmpty()) {
            node.put("subtype", proposal.subtype());
        }
        node.put("standing", Json.word(column.standing()))
                .put("confidence", rounded(proposal.confidence()))
                .put("review", proposal.review() == Proposal.Review.NEEDED);
        Proposal.Evidence evidence = proposal.evidence();
        ObjectNode shown = node.putObject("evidence");
        evidence.header().ifPresent(category -> shown.put("header", category));
        shown.put("pattern", rounded(evidence.pattern()))
                .put("checkDigit", rounded(evidence.checkDigit()))
                .put("dictionary", rounded(evidence.dictionary()))
                .put("inside", rounded(evidence.inside()))
                .put("sample", evidence.sample());
        return node;
    }

    private static double rounded(double share) {
        return Math.round(share * 10_000) / 10_000.0;
    }
}
