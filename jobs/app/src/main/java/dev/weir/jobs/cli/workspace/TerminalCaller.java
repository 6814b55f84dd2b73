package dev.weir.jobs.cli.workspace;

import dev.weir.jobs.cli.terminal.Terminal;
import dev.weir.jobs.desk.Caller;
import dev.weir.jobs.engine.watch.StopSignal;
import dev.weir.jobs.engine.watch.StoppableRuns;
import java.nio.file.Path;

/** A person at a terminal: what libraries say goes to files, so that the terminal shows the verb and no more. */
public record TerminalCaller(Terminal terminal) implements Caller {

    @Override
    public void note(String sentence) {
        terminal.say(sentence);
    }

    @Override
    public void engineBegins(Path workspace) {
        SparkLog.to(workspace);
        StoppableRuns.otherwise(this::stopped);
    }

    @Override
    public void engineBeginsAside() {
        SparkLog.aside();
        StoppableRuns.otherwise(this::stopped);
    }

    private void stopped(StopSignal signal) {
        terminal.say("Stopped by " + signal.word()
                + " before its end. The command can be run again; 'weir doctor' says whether"
                + " anything was left in the middle.");
    }
}
