package dev.weir.jobs.cli;

import dev.weir.jobs.cli.terminal.Terminal;
import picocli.CommandLine;

/** A command that stands in no list: found by this port, under the name that it has in its annotation. */
public interface AddedCommand {

    /** The command, which speaks on this terminal. */
    CommandLine on(Terminal terminal);
}
