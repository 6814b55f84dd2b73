package dev.weir.jobs.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Runs the launcher as a user does, in a process of its own. */
public final class Launcher {

    public static final Path HOME = Path.of("..", "..").toAbsolutePath().normalize();

    /** For a command on little data: the second compiler takes longer to optimise than it saves. */
    public static final String JAVA_OPTIONS = "-Xmx1g -XX:TieredStopAtLevel=1";

    private Launcher() {}

    /** How a command ended. */
    public record Ended(int status, String out, String err) {}

    public static Ended weir(Path folder, String... arguments) throws IOException, InterruptedException {
        return weir(folder, Map.of(), arguments);
    }

    public static Ended weir(Path folder, Map<String, String> environment, String... arguments)
            throws IOException, InterruptedException {
        return run(folder, environment, HOME.resolve("weir").toString(), arguments);
    }

    public static Ended run(Path folder, Map<String, String> environment, String command, String... arguments)
            throws IOException, InterruptedException {
        List<String> line = new ArrayList<>();
        line.add(command);
        line.addAll(List.of(arguments));
        Path out = Files.createTempFile("weir", ".out");
        Path err = Files.createTempFile("weir", ".err");
        ProcessBuilder builder = new ProcessBuilder(line)
                .directory(folder.toFile())
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        // The build under test is the one that made these tests; the launcher must not start another.
        Map<String, String> all = new LinkedHashMap<>(Map.of("WEIR_BUILD", "never", "WEIR_JAVA_OPTIONS", JAVA_OPTIONS));
        all.putAll(environment);
        builder.environment().putAll(all);
        int status = builder.start().waitFor();
        Ended ended = new Ended(
                status, Files.readString(out, StandardCharsets.UTF_8), Files.readString(err, StandardCharsets.UTF_8));
        Files.delete(out);
        Files.delete(err);
        return ended;
    }
}
