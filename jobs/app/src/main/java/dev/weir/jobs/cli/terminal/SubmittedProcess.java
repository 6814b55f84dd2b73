package dev.weir.jobs.cli.terminal;

import dev.weir.contracts.Code;
import dev.weir.contracts.Place;
import dev.weir.contracts.ProblemsException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;

/** The process of {@code spark-submit}: until its end, or that of the driver which it has asked a cluster for. */
public final class SubmittedProcess {

    private static final long BETWEEN_LOOKS_MILLIS = 200;

    /** A shared disk shows a file of another machine a moment later. */
    private static final long LATE_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final List<String> words;
    private final Map<String, String> environment;
    private final Terminal terminal;

    /**
     * Starts nothing yet.
     *
     * @param words the command line of {@code spark-submit}
     * @param environment what it gets beside this process's own
     */
    public SubmittedProcess(List<String> words, Map<String, String> environment, Terminal terminal) {
        this.words = words;
        this.environment = environment;
        this.terminal = terminal;
    }

    /**
     * The driver is that process.
     *
     * @return the driver's exit status
     */
    public int asDriver() {
        Process process = start();
        Thread stopping = new Thread(() -> stop(process), "stopping the driver");
        Runtime.getRuntime().addShutdownHook(stopping);
        return process.onExit().join().exitValue();
    }

    /** A signal to this process is one to the driver, which undoes its work first. */
    private static void stop(Process process) {
        process.destroy();
        process.onExit().join();
    }

    /**
     * The driver runs elsewhere.
     *
     * @return the driver's exit status
     * @throws ProblemsException S009 when it left none
     */
    public int following(DriverFiles driver) {
        Process process = start();
        Thread leaving = new Thread(process::destroy, "leaving the driver alone");
        Runtime.getRuntime().addShutdownHook(leaving);
        Path folder = driver.folder();
        Echo out = new Echo(folder.resolve(DriverFiles.OUT), terminal.data());
        Echo err = new Echo(folder.resolve(DriverFiles.ERR), terminal.err().raw());
        try {
            long late = 0;
            while (true) {
                OptionalInt status = driver.status();
                out.repeat();
                err.repeat();
                if (status.isPresent()) {
                    process.destroy(); // it has nothing more to tell
                    driver.remove();
                    return status.getAsInt();
                }
                if (!process.isAlive()) {
                    late = late == 0 ? System.nanoTime() : late;
                    if (System.nanoTime() - late > LATE_NANOS) {
                        throw lost(folder, process.exitValue());
                    }
                }
                Thread.sleep(BETWEEN_LOOKS_MILLIS);
            }
        } catch (IOException e) {
            throw ProblemsException.of(
                    Code.CLUSTER,
                    Place.of(folder.toString()),
                    "What the driver says cannot be read",
                    e.toString(),
                    "give this user the right to read there; the driver goes on, and 'weir releases' shows what it released");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the driver was at work", e);
        }
    }

    private static ProblemsException lost(Path folder, int status) {
        return ProblemsException.of(
                Code.CLUSTER,
                Place.of(folder.toString()),
                "The driver left no ending",
                "spark-submit ended with " + status
                        + ": the cluster did not start the driver, the driver does not see this"
                        + " workspace at the same path, or it was killed",
                "look at the driver on Spark's pages; the next run finishes or undoes what it left");
    }

    private Process start() {
        ProcessBuilder builder = new ProcessBuilder(words).inheritIO();
        builder.environment().putAll(environment);
        try {
            return builder.start();
        } catch (IOException e) {
            throw ProblemsException.of(
                    Code.CLUSTER,
                    Place.of(words.get(0)),
                    "spark-submit cannot be started",
                    e.toString(),
                    "let SPARK_HOME name a Spark 3.5, or unset it");
        }
    }

    /** A file that grows, and where it is said again. */
    private static final class Echo {
        private final Path file;
        private final OutputStream to;
        private long said;

        Echo(Path file, OutputStream to) {
            this.file = file;
            this.to = to;
        }

        void repeat() throws IOException {
            try (SeekableByteChannel channel = Files.newByteChannel(file)) {
                if (channel.size() > said) {
                    channel.position(said);
                    InputStream in = Channels.newInputStream(channel);
                    said += in.transferTo(to);
                    to.flush();
                }
            } catch (NoSuchFileException notYet) {
                said = 0;
            }
        }
    }
}
