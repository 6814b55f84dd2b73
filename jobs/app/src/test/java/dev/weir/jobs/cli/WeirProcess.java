package dev.weir.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;

/** The launcher of this checkout in a process of its own, with the build that the tests belong to. */
public final class WeirProcess {
    private static final Path LAUNCHER = Launcher.HOME.resolve("weir");
    private static final long PATIENCE_SECONDS = 300;

    private final List<String> command;
    private final Process process;
    private final Path out;
    private final StringBuilder err = new StringBuilder();
    private final FutureTask<Void> listening = new FutureTask<>(this::listen, null);
    private final List<Wait> waits = new ArrayList<>();

    private record Wait(String text, CompletableFuture<Boolean> said) {}

    /**
     * How it ended.
     *
     * @param out what it wrote to standard output
     * @param err what it wrote to standard error
     */
    public record Ended(int status, String out, String err) {

        /** The same, when the status is the expected one and nobody was shown a stack trace. */
        public Ended with(int expected) {
            assertThat(status)
                    .as("exit status of a process that said:%n%s%n%s", out, err)
                    .isEqualTo(expected);
            assertThat(out).doesNotContain("\tat ");
            assertThat(err).doesNotContain("\tat ").doesNotContain("Exception in thread");
            return this;
        }
    }

    private WeirProcess(List<String> command) throws IOException {
        this(command, Map.of());
    }

    private WeirProcess(List<String> command, Map<String, String> environment) throws IOException {
        this.command = command;
        this.out = Files.createTempFile("weir-out-", ".txt");
        ProcessBuilder builder = new ProcessBuilder(command).redirectOutput(out.toFile());
        builder.environment().put("WEIR_BUILD", "never");
        builder.environment().put("WEIR_JAVA_OPTIONS", Launcher.JAVA_OPTIONS);
        builder.environment().putAll(environment);
        this.process = builder.start();
        process.getOutputStream().close();
        Thread listener = new Thread(listening, "weir-process");
        listener.setDaemon(true);
        listener.start();
    }

    /** Starts {@code weir} with these words. */
    public static WeirProcess start(String... words) throws IOException {
        List<String> command = new ArrayList<>(List.of(LAUNCHER.toString()));
        command.addAll(List.of(words));
        return new WeirProcess(command);
    }

    /** The same, with further variables of the environment. */
    public static WeirProcess start(Map<String, String> environment, String... words) throws IOException {
        List<String> command = new ArrayList<>(List.of(LAUNCHER.toString()));
        command.addAll(List.of(words));
        return new WeirProcess(command, environment);
    }

    /** The same, where no file may become larger than so many KiB. */
    public static WeirProcess startWithFilesUpTo(int kibibytes, String... words) throws IOException {
        List<String> command = new ArrayList<>(
                List.of("bash", "-c", "ulimit -f " + kibibytes + "; exec \"$0\" \"$@\"", LAUNCHER.toString()));
        command.addAll(List.of(words));
        return new WeirProcess(command);
    }

    private void listen() {
        try (BufferedReader lines = process.errorReader(StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                hear(line);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            hearNothingMore();
        }
    }

    private synchronized void hear(String line) {
        err.append(line).append('\n');
        for (Wait wait : waits) {
            if (line.contains(wait.text())) {
                wait.said().complete(true);
            }
        }
    }

    private synchronized String said() {
        return err.toString();
    }

    private synchronized void hearNothingMore() {
        waits.forEach(wait -> wait.said().complete(false));
    }

    /** Waits until it has written a line with this text to standard error. */
    public void awaitLine(String text) throws Exception {
        Wait wait = new Wait(text, new CompletableFuture<>());
        synchronized (this) {
            waits.add(wait);
            if (err.indexOf(text) >= 0 || listening.isDone()) {
                wait.said().complete(err.indexOf(text) >= 0);
            }
        }
        assertThat(wait.said().get(PATIENCE_SECONDS, TimeUnit.SECONDS))
                .as("'%s' among what %s says:%n%s", text, command, said())
                .isTrue();
    }

    /** Ends it as a loss of power does: the Java process itself, which has taken the place of the launcher's. */
    public void kill() throws InterruptedException {
        process.toHandle().destroyForcibly(); // leaves what it has said to be read
        process.waitFor();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** Ends those that it has started, in the same way. */
    public void killDescendants() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
    }

    /** Sends a signal of the operating system, such as {@code TERM}. */
    public void signal(String name) throws IOException, InterruptedException {
        int status = new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                .start()
                .waitFor();
        assertThat(status).as("kill -" + name).isZero();
    }

    public Ended end() throws Exception {
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError(command + " has not ended; it says:\n" + said());
        }
        listening.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        String result = Files.readString(out, StandardCharsets.UTF_8);
        Files.delete(out);
        return new Ended(process.exitValue(), result, said());
    }
}
