package dev.weir.jobs.verb.run;

import dev.weir.contracts.Code;
import dev.weir.contracts.ExitCode;
import dev.weir.contracts.Place;
import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.release.Outcome;
import dev.weir.jobs.cli.terminal.ProgressListener;
import dev.weir.jobs.cli.terminal.Terminal;
import dev.weir.jobs.cli.workspace.ProductCommand;
import dev.weir.jobs.engine.quarantine.Retried;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Judges again what is outside. */
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
            throw ProblemsException.of(
                    Code.USAGE,
                    Place.of("--limit"),
                    "'" + limit + "' is no number of rows",
                    "fewer than none cannot be shown",
                    "give 0 or more");
        }
        Retried retried = SecondTry.of(desk(), product, limit, ProgressListener.on(terminal));
        print(() -> new RetryText(terminal).print(retried), () -> RetryJson.of(retried));
        return (retried.trial().ending().outcome() == Outcome.RELEASED ? ExitCode.DONE : ExitCode.QUALITY).status();
    }
}
