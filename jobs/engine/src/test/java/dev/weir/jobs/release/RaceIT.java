package dev.weir.jobs.release;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.contracts.release.Manifest;
import dev.weir.releases.history.Linearizability;
import dev.weir.releases.history.LogOperation;
import dev.weir.releases.history.Recorder;
import dev.weir.releases.log.StoredReleaseLog;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Eight processes publish the same product again and again. */
class RaceIT {

    private static final int PROCESSES = 8;
    private static final int ROUNDS = 25;

    @TempDir
    Path folder;

    @Test
    @Tag("slow")
    void eachRoundHasOneWinnerAndTheLogNeitherGapsNorDoubles() throws Exception {
        List<Racer> racers = new ArrayList<>();
        try {
            for (int process = 0; process < PROCESSES; process++) {
                racers.add(Racer.start("racer-" + process));
            }
            for (TestStores store : List.of(TestStores.LOCAL, TestStores.POSTGRESQL)) {
                race(store.address(folder), racers);
            }
        } finally {
            racers.forEach(racer -> racer.process().destroyForcibly());
        }
    }

    private static void race(String address, List<Racer> racers) throws IOException {
        List<LogOperation> history = new ArrayList<>();
        List<String> winners = new ArrayList<>();
        for (int round = 1; round <= ROUNDS; round++) {
            for (Racer racer : racers) {
                racer.tell(address);
            }
            for (Racer racer : racers) {
                assertThat(racer.hear()).isEqualTo("ready");
            }
            for (Racer racer : racers) {
                racer.tell("go");
            }
            List<LogOperation> answers = new ArrayList<>();
            for (Racer racer : racers) {
                answers.addAll(racer.answers());
            }
            List<String> won = answers.stream()
                    .filter(answer -> answer.kind() == LogOperation.Kind.PUBLISHED)
                    .map(LogOperation::run)
                    .toList();
            assertThat(won).as("winners of round " + round).hasSize(1);
            assertThat(answers.stream().filter(answer -> answer.kind() == LogOperation.Kind.REFUSED))
                    .as("losers, told who won")
                    .hasSize(PROCESSES - 1)
                    .allMatch(answer -> answer.run().equals(won.get(0)));
            winners.addAll(won);
            history.addAll(answers);
        }
        StoredReleaseLog log = new StoredReleaseLog(TestStores.at(address));
        assertThat(log.numbers("clinical")).hasSize(ROUNDS);
        for (long number = 1; number <= ROUNDS; number++) {
            Manifest manifest = log.read("clinical", number);
            String run = winners.get((int) number - 1);
            assertThat(manifest.record().run().id()).isEqualTo(run);
            assertThat(manifest.tables().get(0).content()).isEqualTo(Recorder.content(manifest.number(), run));
            if (number > 1) {
                assertThat(manifest.history().previousSha256()).contains(log.sha256("clinical", number - 1));
            }
        }
        assertThat(Linearizability.holds(List.of(), history)).isTrue();
    }

    private record Racer(Process process, BufferedWriter in, BufferedReader out) {

        static Racer start(String name) throws IOException {
            Process process = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-Xmx128m",
                            "-XX:+UseSerialGC",
                            "-XX:TieredStopAtLevel=1",
                            "-cp",
                            System.getProperty("java.class.path"),
                            PublishingProcess.class.getName(),
                            name)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            return new Racer(
                    process, process.outputWriter(StandardCharsets.UTF_8), process.inputReader(StandardCharsets.UTF_8));
        }

        void tell(String line) throws IOException {
            in.write(line + "\n");
            in.flush();
        }

        String hear() throws IOException {
            String line = out.readLine();
            return line == null ? "the process has ended" : line;
        }

        List<LogOperation> answers() throws IOException {
            List<LogOperation> answers = new ArrayList<>();
            for (String line = hear(); !line.equals("done"); line = hear()) {
                answers.add(LogOperation.parse(line));
            }
            return answers;
        }
    }
}
