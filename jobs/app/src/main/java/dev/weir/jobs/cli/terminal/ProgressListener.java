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
public final class ProgressListener implements RunEvent.Listener {

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
        if (event instanceof RunEvent.Started started) {
            terminal.say("@|bold " + started.product().id() + "|@  run " + started.runId());
        } else if (event instanceof RunEvent.StageStarted stage) {
            closeBar();
            running = stage.stage() + " " + stage.subject();
        } else if (event instanceof RunEvent.Tasks tasks) {
            draw(tasks);
        } else if (event instanceof RunEvent.StageEnded stage) {
            closeBar();
            terminal.say("  " + line(stage.time()));
        } else if (event instanceof RunEvent.Ended ended) {
            closeBar();
            // What ended a run in another way is thrown, and reported where the command ends.
            BlockingRules.of(ended.record()).forEach(terminal::problem);
        }
    }

    private void draw(RunEvent.Tasks tasks) {
        if (terminal.live() == Terminal.Liveness.PLAIN || tasks.total() == 0) {
            return;
        }
        if (bar == null) {
            bar = new ProgressBarBuilder()
                    .setTaskName(TerminalSafeStream.line("  " + running))
                    .setInitialMax(tasks.total())
                    .setStyle(ProgressBarStyle.UNICODE_BLOCK)
                    .setConsumer(new ConsoleProgressBarConsumer(terminal.err().raw(), 80))
                    .clearDisplayOnFinish()
                    .hideEta()
                    .build();
        }
        bar.maxHint(tasks.total());
        bar.stepTo(tasks.done());
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

    private void closeBar() {
        if (bar != null) {
            bar.close();
            bar = null;
        }
    }
}
