package dev.weir.jobs.verb.run;

import dev.weir.contracts.release.Outcome;
import dev.weir.contracts.release.RunRecord;
import dev.weir.jobs.cli.terminal.Shown;
import dev.weir.jobs.cli.terminal.Terminal;
import dev.weir.jobs.engine.quarantine.QuarantinedTable;
import dev.weir.jobs.engine.quarantine.Retried;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What would become of the rows that are outside, for people. */
final class RetryText {

    private final Terminal terminal;

    RetryText(Terminal terminal) {
        this.terminal = terminal;
    }

    void print(Retried retried) {
        RunRecord run = retried.open();
        String product = run.run().product();
        boolean released = retried.trial().ending().outcome() == Outcome.RELEASED;
        terminal.result("@|bold " + product + "|@  outside since the run of "
                + Shown.time(run.run().ended()) + ", judged again on the sources as they lie");
        if (retried.parts().isEmpty()) {
            terminal.out().println("  nothing is outside, and nothing would be");
        }
        retried.parts().forEach(this::part);
        long in = retried.in(Retried.By.NEXT);
        terminal.result("\nNothing was written. "
                + (!released
                        ? "@|bold,red " + run(retried) + " would be held|@, so nothing gets in until this is mended:"
                        : in == 0
                                ? "The next run would let none of them in."
                                : "The next 'weir run " + product + "' lets " + Shown.number(in)
                                        + (in == 1 ? " of them in, once." : " of them in, each once.")));
        if (released) {
            byAnother(retried, product);
        } else {
            retried.trial().ending().reasons().forEach(reason -> terminal.out().println("  " + reason));
        }
    }

    /** All files were judged at once: of a table that is loaded in parts the next run brings some rows alone. */
    private static String run(Retried retried) {
        return retried.parts().stream().allMatch(part -> part.by() == Retried.By.NEXT)
                ? "The next run"
                : "A run with --full";
    }

    /** Of tables that are loaded in parts no run makes these rows by itself. */
    private void byAnother(Retried retried, String product) {
        for (Retried.Part part : retried.parts()) {
            if (part.counts().in() == 0 || part.by() == Retried.By.NEXT) {
                continue;
            }
            terminal.out()
                    .println("  " + part.table() + " is loaded in parts: "
                            + (part.by() == Retried.By.FULL
                                    ? "these files were read and are not read again; 'weir run " + product
                                            + " --full' lets "
                                            + Shown.number(part.counts().in()) + " in"
                                    : "'weir run " + product + " --interval …' for the interval that they are of lets "
                                            + Shown.number(part.counts().in()) + " in"));
        }
    }

    private void part(Retried.Part part) {
        Retried.Counts counts = part.counts();
        List<String> words = new ArrayList<>();
        words.add(Shown.number(counts.in()) + " would get in");
        words.add(Shown.number(counts.out()) + " still out");
        words.add(Shown.number(counts.gone()) + " gone");
        if (counts.fresh() > 0) {
            words.add(Shown.number(counts.fresh()) + " newly out");
        }
        terminal.result("\n@|bold " + part.table() + "|@  " + String.join(", ", words));
        examples("would get in", part.in(), counts.in());
        for (QuarantinedTable.Cause cause : part.causes()) {
            terminal.out()
                    .println(String.format(Locale.ROOT, "%,8d  ", cause.rows()) + "still out: " + cause.rule()
                            + cause.column().map(column -> "  (" + column + ")").orElse("")
                            + cause.detail().map(detail -> "  " + detail).orElse(""));
            cause.examples()
                    .forEach(
                            example -> terminal.out().println("            " + QuarantineText.example(example, cause)));
        }
        examples("gone: the source makes no such row any more", part.gone(), counts.gone());
    }

    private void examples(String what, List<QuarantinedTable.Example> examples, long count) {
        if (count > 0) {
            terminal.out().println(String.format(Locale.ROOT, "%,8d  ", count) + what);
            examples.forEach(example -> terminal.out().println("            " + QuarantineText.place(example)));
        }
    }
}
