package dev.weir.lineage.sending;

import dev.weir.contracts.Workspace;
import dev.weir.lineage.Runs;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** A process of its own that emits runs, and prints the key of each event once the run may go on. */
public final class SpoolProcess {

    private SpoolProcess() {}

    /** Takes the workspace, the number of runs, whether it is to be killed, and the transport as key=value. */
    public static void main(String[] arguments) throws IOException {
        Map<String, String> transport = new LinkedHashMap<>();
        for (String setting : List.of(arguments).subList(3, arguments.length)) {
            transport.put(setting.substring(0, setting.indexOf('=')), setting.substring(setting.indexOf('=') + 1));
        }
        Workspace workspace = Runs.workspace(Path.of(arguments[0]), transport);
        for (int run = 0; run < Integer.parseInt(arguments[1]); run++) {
            try (Senders senders = Senders.open(
                    workspace, LineageSettings.of(workspace, Map.of()), sentence -> System.err.println(sentence))) {
                String id = UUID.randomUUID().toString();
                for (String type : List.of("START", "RUNNING", "COMPLETE")) {
                    System.out.println(SpoolEvents.emit(senders, id, type));
                    System.out.flush();
                }
            }
        }
        if (Boolean.parseBoolean(arguments[2])) {
            throw new AssertionError("it was to be killed before");
        }
    }

    static Process start(Path root, Map<String, String> transport, int runs, boolean isKilled) throws IOException {
        List<String> words = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                SpoolProcess.class.getName(),
                root.toString(),
                Integer.toString(runs),
                Boolean.toString(isKilled)));
        transport.forEach((key, value) -> words.add(key + "=" + value));
        return new ProcessBuilder(words)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    /** The keys that it has printed, when it has ended. */
    static List<String> emitted(Process process) throws IOException {
        List<String> keys = new ArrayList<>();
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.matches("[0-9a-f-]{36} [A-Z]+ [0-9]+")) { // a killed process may cut its last one
                    keys.add(line);
                }
            }
        }
        return keys;
    }
}
