package dev.weir.jobs.cli;

import dev.weir.jobs.cli.terminal.RequiresEngine;
import dev.weir.jobs.cli.terminal.Terminal;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;

/**
 * The list of commands for the launcher, which has to choose a class path before Java runs. A line for each: its name, whether it
 * needs the {@code engine} or is {@code light}, and the options, if any, that alone make it need the engine. The build writes it.
 */
public final class LauncherCommands {

    private LauncherCommands() {}

    /** Writes the list; takes the file's path. */
    public static void main(String[] arguments) throws IOException {
        Path file = Path.of(arguments[0]);
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.write(file, lines());
    }

    static List<String> lines() {
        List<String> lines = new ArrayList<>();
        commands()
                .forEach((name, command) -> lines.add(line(
                        name,
                        Optional.ofNullable(command.getCommandSpec()
                                .userObject()
                                .getClass()
                                .getAnnotation(RequiresEngine.class)))));
        return lines;
    }

    static Map<String, CommandLine> commands() {
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream());
        return new TreeMap<>(
                Weir.ownCommands(new Terminal(nowhere, nowhere, Ansi.OFF, Ansi.OFF, Terminal.Liveness.PLAIN))
                        .getSubcommands());
    }

    private static String line(String name, Optional<RequiresEngine> need) {
        List<String> words = new ArrayList<>(List.of(name, need.isPresent() ? "engine" : "light"));
        need.ifPresent(engine -> words.addAll(List.of(engine.with())));
        return String.join(" ", words);
    }
}
