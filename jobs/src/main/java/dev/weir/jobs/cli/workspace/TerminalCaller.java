package dev.weir.jobs.cli.workspace;

import dev.weir.jobs.cli.terminal.Terminal;
import dev.weir.jobs.desk.Caller;
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
    }

    @Override
    public void engineBeginsAside() {
        CheckLog.begin();
    }
}
