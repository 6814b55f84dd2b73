package dev.weir.jobs.cli.terminal;

import dev.weir.contracts.release.StageTime;
import dev.weir.lineage.RunEvent;
import java.util.Locale;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/** Tells each stage with its time and rows; on a terminal, Spark's tasks as a bar that moves. */
public final class ProgressListener implements RunEvent.Listener, RunEvent.Cases {

    private final Terminal terminal;
    private @Nullable ProgressBar bar;
    private String running = "";

    private ProgressListener(Terminal terminal) {
        this.terminal = terminal;
    }

    /** On a terminal: sentences for people, or events for tools where it is made of them. */
    public static RunEvent.Listener on(Terminal terminal) {
        return terminal.err().raw() instanceof EventStream events
                ? new EventProgress(events)
                : new ProgressListener(terminal);
    }

    @Override
    public void on(RunEvent event) {
        event.match(this);
    }

    @Override
    public void started(RunEvent.Started event) {
        terminal.say("@|bold " + event.product().id() + "|@  run " + event.runId());
    }

    @Override
    public void stageStarted(RunEvent.StageStarted event) {
        closeBar();
        running = event.stage() + " " + event.subject();
    }

    @Override
    public void tasks(RunEvent.Tasks event) {
        if (terminal.live() == Terminal.Liveness.PLAIN || event.total() == 0) {
            return;
        }
        if (bar == null) {
            bar = new ProgressBarBuilder()
                    .setTaskName(TerminalSafeStream.line("  " + running))
                    .setInitialMax(event.total())
                    .setStyle(ProgressBarStyle.UNICODE_BLOCK)
                    .setConsumer(new ConsoleProgressBarConsumer(terminal.err().raw(), 80))
                    .clearDisplayOnFinish()
                    .hideEta()
                    .build();
        }
        bar.maxHint(event.total());
        bar.stepTo(event.done());
    }

    @Override
    public void stageEnded(RunEvent.StageEnded event) {
        closeBar();
        terminal.say("  " + line(event.time()));
    }

    /** A stage with its rows and its time, or a sentence. */
    static String line(StageTime time) {
        if (time.isSentence()) {
            return String.format(Locale.ROOT, "%-9s %s", time.stage(), time.subject());
        }
        return String.format(
                Locale.ROOT,
                "%-9s %-34s %12s %8.1f s",
                time.stage(),
                time.subject(),
                time.rows() < 0 ? "" : String.format(Locale.ROOT, "%,d rows", time.rows()),
                time.millis() / 1000.0);
    }

    @Override
    public void ended(RunEvent.Ended event) {
        closeBar();
        // What ended a run in another way is thrown, and reported where the command ends.
        BlockingRules.of(event.record()).forEach(terminal::problem);
    }

    private void closeBar() {
        if (bar != null) {
            bar.close();
            bar = null;
        }
    }
}
