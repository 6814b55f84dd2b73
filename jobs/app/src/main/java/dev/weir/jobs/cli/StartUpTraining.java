package dev.weir.jobs.cli;

import dev.weir.jobs.cli.terminal.FilteredStderr;
import dev.weir.jobs.cli.terminal.FixedLocaleAndZone;
import dev.weir.jobs.cli.terminal.Terminal;

/** Runs commands one after the other in one process. The class data sharing archive for starts is made of what they load. */
public final class StartUpTraining {

    private StartUpTraining() {}

    /** @param commands a line of each for each of its words */
    public static void main(String[] commands) {
        FixedLocaleAndZone.begin();
        FilteredStderr.install();
        for (String command : commands) {
            Weir.execute(Terminal.ofProcess(), command.lines().toList());
        }
    }
}
