package dev.weir.jobs.cli.terminal;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.OptionalInt;
import java.util.UUID;
import picocli.CommandLine.Help.Ansi;

/**
 * The output of a driver on a cluster, in files of the workspace: {@code out}, {@code err}, and {@code exit} once it has ended.
 * Spark keeps what a driver prints on the machine that it ran on, and does not report its exit status.
 *
 * @param folder of one driver; the driver makes it
 */
public record DriverFiles(Path folder) {

    static final String OUT = "out";
    static final String ERR = "err";
    private static final String EXIT = "exit";

    /** Those of a driver that is about to be submitted. */
    public static DriverFiles of(Path workspace) {
        return new DriverFiles(
                workspace.resolve("runs/.submitted").resolve(UUID.randomUUID().toString()));
    }

    public Terminal open() throws IOException {
        Files.createDirectories(folder);
        return new Terminal(stream(OUT), stream(ERR), Ansi.OFF, Ansi.OFF, Terminal.Liveness.PLAIN);
    }

    private PrintStream stream(String name) throws IOException {
        return new PrintStream(Files.newOutputStream(folder.resolve(name)), true, StandardCharsets.UTF_8);
    }

    /** The driver has ended, without further output. */
    public void ended(int status) throws IOException {
        Path whole = Files.writeString(folder.resolve(EXIT + ".part"), Integer.toString(status));
        Files.move(whole, folder.resolve(EXIT), StandardCopyOption.ATOMIC_MOVE);
    }

    /** With which status the driver has ended; empty while it has not. */
    OptionalInt status() throws IOException {
        try {
            return OptionalInt.of(
                    Integer.parseInt(Files.readString(folder.resolve(EXIT)).strip()));
        } catch (NoSuchFileException e) {
            return OptionalInt.empty();
        }
    }

    /** Removes them, once they were read. */
    void remove() throws IOException {
        for (String name : List.of(OUT, ERR, EXIT)) {
            Files.deleteIfExists(folder.resolve(name));
        }
        Files.deleteIfExists(folder);
    }
}
