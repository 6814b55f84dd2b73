package dev.weir.jobs.verb.run;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.weir.jobs.JavaProcess;
import dev.weir.jobs.cli.Launcher;
import dev.weir.jobs.cli.WarmCommands;
import dev.weir.jobs.cli.WeirProcess;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A process that runs one command after another, each with a Spark of its own as the launcher's processes have it: settings,
 * logs and temporary files are those of a user.
 */
final class WarmProcess implements AutoCloseable {

    private final Process process;
    private final BufferedWriter commands;
    private final BufferedReader endings;

    /** @param strays a file for what libraries print beside the commands */
    WarmProcess(Path temporary, Path strays) throws IOException {
        process = JavaProcess.of(
                        List.of(
                                "-Djava.io.tmpdir=" + temporary,
                                // not that of the tests
                                "-Dlog4j2.configurationFile=log4j2.properties",
                                "-Dfile.encoding=UTF-8",
                                "-Dweir.home=" + Launcher.HOME),
                        WarmProcess.class)
                .redirectError(strays.toFile())
                .start();
        commands = process.outputWriter(StandardCharsets.UTF_8);
        endings = process.inputReader(StandardCharsets.UTF_8);
    }

    /** Reads a JSON array of words a line, and answers with a line. */
    public static void main(String[] arguments) throws IOException {
        JsonMapper json = JsonMapper.builder().build();
        PrintStream answers = System.out;
        System.setOut(System.err);
        BufferedReader commands = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (@Nullable String line = commands.readLine(); line != null; line = commands.readLine()) {
            WeirProcess.Ended ended = WarmCommands.weir(json.readValue(line, String[].class));
            answers.write((json.writeValueAsString(ended) + "\n").getBytes(StandardCharsets.UTF_8));
            answers.flush();
        }
    }

    /** Runs {@code weir} with these words. */
    WeirProcess.Ended weir(String... words) throws IOException {
        JsonMapper json = JsonMapper.builder().build();
        commands.write(json.writeValueAsString(words) + "\n");
        commands.flush();
        return json.readValue(endings.readLine(), WeirProcess.Ended.class);
    }

    /** Ends it as a process ends, with what is to be removed then. */
    @Override
    public void close() throws IOException {
        commands.close();
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
