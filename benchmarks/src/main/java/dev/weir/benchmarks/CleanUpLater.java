package dev.weir.benchmarks;

import dev.weir.jobs.cli.terminal.Terminal;
import dev.weir.jobs.verb.upkeep.CleanCommand;
import java.time.Clock;
import java.time.Duration;
import picocli.CommandLine;

/** {@code weir clean PRODUCT --apply} as it would be some time from now. */
public final class CleanUpLater {

    private CleanUpLater() {}

    /** Arguments: the workspace's folder, the product, and how many seconds from now. */
    public static void main(String[] arguments) {
        Clock later = Clock.offset(Clock.systemUTC(), Duration.ofSeconds(Long.parseLong(arguments[2])));
        Terminal terminal = Terminal.ofProcess();
        int status = new CommandLine(new CleanCommand(terminal, later))
                .execute(arguments[1], "--apply", "--by", "benchmark@example.org", "-w", arguments[0]);
        terminal.out().flush();
        System.exit(status);
    }
}
