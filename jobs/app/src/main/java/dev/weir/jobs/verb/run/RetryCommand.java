package dev.weir.jobs.verb.run;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weir.contracts.ExitCode;
import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.json.Json;
import dev.weir.contracts.release.Outcome;
import dev.weir.contracts.release.RunRecord;
import dev.weir.jobs.cli.terminal.DisplayText;
import dev.weir.jobs.cli.terminal.ProgressListener;
import dev.weir.jobs.cli.terminal.Terminal;
import dev.weir.jobs.cli.workspace.ProductCommand;
import dev.weir.jobs.engine.quarantine.QuarantinedTable;
import dev.weir.jobs.engine.quarantine.RetryResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "retry",
        description = {
            "Judge again what the last run left outside, after a fix in rules or source: which rows would get in now,",
            "which are still out and why, which are gone. Writes nothing: the next 'weir run' lets each in once. Of a"
                    + " table",
            "that is loaded in parts, 'weir run --full' does.",
            "Ends with 0 when a run would release, with 3 when it would not."
        })
public final class RetryCommand extends ProductCommand {

    @Option(
            names = "--limit",
            paramLabel = "N",
            description = "Rows shown of each class and cause; default: ${DEFAULT-VALUE}.")
    private int limit = 3;

    public RetryCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    public Integer call() {
        if (limit < 0) {
            throw ProblemsException.usage(
                    "--limit",
                    "'" + limit + "' is no number of rows",
                    "fewer than none cannot be shown",
                    "give 0 or more");
        }
        RetryResult retried = QuarantineRetry.of(desk(), product, limit, ProgressListener.on(terminal));
        print(() -> text(retried), () -> json(retried));
        return (retried.trial().ending().outcome() == Outcome.RELEASED ? ExitCode.DONE : ExitCode.QUALITY).status();
    }

    private void text(RetryResult retried) {
        RunRecord run = retried.open();
        String product = run.run().product();
        boolean released = retried.trial().ending().outcome() == Outcome.RELEASED;
        terminal.result("@|bold " + product + "|@  outside since the run of "
                + DisplayText.time(run.run().ended()) + ", judged again on the sources as they lie");
        if (retried.parts().isEmpty()) {
            terminal.plain("  nothing is outside, and nothing would be");
        }
        retried.parts().forEach(this::table);
        long in = retried.in(RetryResult.By.NEXT);
        terminal.result("\nNothing was written. "
                + (!released
                        ? "@|bold,red " + run(retried) + " would be held|@, so nothing gets in until this is mended:"
                        : in == 0
                                ? "The next run would let none of them in."
                                : "The next 'weir run " + product + "' lets " + DisplayText.number(in)
                                        + (in == 1 ? " of them in, once." : " of them in, each once.")));
        if (released) {
            byAnother(retried, product);
        } else {
            retried.trial().ending().reasons().forEach(reason -> terminal.plain("  " + reason));
        }
    }

    /** All files were judged at once: of a table that is loaded in parts the next run brings some rows alone. */
    private static String run(RetryResult retried) {
        return retried.parts().stream().allMatch(part -> part.by() == RetryResult.By.NEXT)
                ? "The next run"
                : "A run with --full";
    }

    /** Of tables that are loaded in parts no run makes these rows by itself. */
    private void byAnother(RetryResult retried, String product) {
        for (RetryResult.Part part : retried.parts()) {
            if (part.counts().in() == 0 || part.by() == RetryResult.By.NEXT) {
                continue;
            }
            terminal.plain("  " + part.table() + " is loaded in parts: "
                    + (part.by() == RetryResult.By.FULL
                            ? "these files were read and are not read again; 'weir run " + product
                                    + " --full' lets "
                                    + DisplayText.number(part.counts().in()) + " in"
                            : "'weir run " + product
                                    + " --interval …' for the interval that they are of lets "
                                    + DisplayText.number(part.counts().in()) + " in"));
        }
    }

    private void table(RetryResult.Part part) {
        RetryResult.Counts counts = part.counts();
        List<String> words = new ArrayList<>();
        words.add(DisplayText.number(counts.in()) + " would get in");
        words.add(DisplayText.number(counts.out()) + " still out");
        words.add(DisplayText.number(counts.gone()) + " gone");
        if (counts.fresh() > 0) {
            words.add(DisplayText.number(counts.fresh()) + " newly out");
        }
        terminal.result("\n@|bold " + part.table() + "|@  " + String.join(", ", words));
        examples("would get in", part.in(), counts.in());
        for (QuarantinedTable.Cause cause : part.causes()) {
            terminal.plain(String.format(Locale.ROOT, "%,8d  ", cause.rows()) + "still out: "
                    + QuarantineCommand.words(cause));
            cause.examples()
                    .forEach(example -> terminal.plain("            " + QuarantineCommand.line(example, cause)));
        }
        examples("gone: the source makes no such row any more", part.gone(), counts.gone());
    }

    private void examples(String what, List<QuarantinedTable.Example> examples, long count) {
        if (count > 0) {
            terminal.plain(String.format(Locale.ROOT, "%,8d  ", count) + what);
            examples.forEach(example -> terminal.plain("            " + QuarantineCommand.place(example)));
        }
    }

    /** {@code schemas/retry.schema.json}. */
    private static ObjectNode json(RetryResult retried) {
        ObjectNode node = Json.object()
                .put("product", retried.open().run().product())
                .put("run", retried.open().run().id())
                .put("would-release", retried.trial().ending().outcome() == Outcome.RELEASED);
        node.set("reasons", Json.texts(retried.trial().ending().reasons()));
        node.set("tables", Json.objects(retried.parts(), RetryCommand::part));
        return node;
    }

    private static ObjectNode part(RetryResult.Part part) {
        ObjectNode table = Json.object()
                .put("table", part.table())
                .put("by", part.by().word())
                .put("would-get-in", part.counts().in())
                .put("still-out", part.counts().out())
                .put("gone", part.counts().gone())
                .put("newly-out", part.counts().fresh());
        table.set("getting-in", Json.objects(part.in(), QuarantineCommand::example));
        table.set("causes", Json.objects(part.causes(), QuarantineCommand::cause));
        table.set("not-there", Json.objects(part.gone(), QuarantineCommand::example));
        return table;
    }
}
