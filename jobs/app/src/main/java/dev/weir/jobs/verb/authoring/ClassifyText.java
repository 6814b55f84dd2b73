package dev.weir.jobs.verb.authoring;

import dev.weir.contracts.text.ShownNumber;
import dev.weir.jobs.cli.terminal.Shown;
import dev.weir.jobs.cli.terminal.Terminal;
import dev.weir.jobs.engine.classify.ClassifiedColumn;
import dev.weir.jobs.engine.classify.ClassifiedColumn.Standing;
import dev.weir.jobs.engine.classify.ClassifiedTable;
import dev.weir.privacy.detect.Proposal;
import dev.weir.privacy.detect.model.NameModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What columns seem to hold, for people. */
final class ClassifyText {

    private final Terminal terminal;
    private final boolean wrote;

    ClassifyText(Terminal terminal, boolean wrote) {
        this.terminal = terminal;
        this.wrote = wrote;
    }

    void print(Classified found) {
        List<ClassifiedTable> tables = found.tables();
        List<Classified.Edit> edits = found.edits();
        tables.forEach(this::table);
        found.models().forEach(this::model);
        long added = count(tables, Standing.NEW);
        long open = count(tables, Standing.OPEN);
        if (wrote) {
            terminal.result(
                    edits.isEmpty()
                            ? "No category was added."
                            : "Added " + Shown.count(edits.size(), "category", "categories") + ":");
            edits.forEach(edit -> terminal.out()
                    .println("  " + edit.file() + "  " + edit.table() + "." + edit.column() + ": " + edit.category()));
        } else if (added > 0) {
            terminal.say(Shown.count(added, "column has", "columns have")
                    + " no category and a proposal; --write adds it to the contract.");
        }
        if (open > 0) {
            terminal.say(Shown.count(open, "column has", "columns have")
                    + " no category and nothing was found; where it is about nobody, write classification: NONE.");
        }
    }

    private void model(NameModel model) {
        terminal.result("@|bold " + model.file() + "|@ was asked beside the rules: " + NameModel.engine() + ", SHA-256 "
                + model.sha256() + ", "
                + String.format(Locale.ROOT, "%.2f", model.millisecondsPerThousand())
                + " ms of one thread for 1,000 characters");
    }

    private void table(ClassifiedTable table) {
        terminal.result("@|bold " + table.name() + "|@  " + Shown.number(table.rows()) + " rows looked at");
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
            words.add(ShownNumber.percent(evidence.pattern()) + " " + proposal.subtype());
        }
        if (evidence.checkDigit() >= 0.01) {
            words.add(ShownNumber.percent(evidence.checkDigit()) + " with a right check digit");
        }
        if (evidence.dictionary() >= 0.01) {
            words.add(ShownNumber.percent(evidence.dictionary()) + " names by the dictionary");
        }
        if (evidence.inside() > 0) {
            words.add(ShownNumber.percent(evidence.inside()) + " of long texts hold identifiers");
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
}
