package dev.weir.jobs.cli;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.releases.evidence.SignedReleases;
import dev.weir.releases.journal.TestJournals;
import dev.weir.releases.warehouse.RunLock;
import dev.weir.releases.warehouse.Warehouse;
import dev.weir.testing.Torture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every command that starts without the engine, through the launcher, beside whatever dead and living runs leave. */
class LightCommandsIT {

    /** Commands of one product's release log: they look at journals. */
    private static final List<List<String>> OF_A_PRODUCT = List.of(
            List.of("releases", "clinical"),
            List.of("show", "clinical@2"),
            List.of("verify", "clinical", "--all"),
            List.of("tag", "clinical"),
            List.of("pin", "clinical"));

    /** The others, each once. */
    private static final List<List<String>> OTHERS = List.of(
            List.of("tag", "clinical@1", "paper-v1"),
            List.of("pin", "clinical@1", "--by", "a study", "--until", "2999-01-01"),
            List.of("evidence", "clinical@1", "--to", "pack.zip"),
            List.of("quality", "clinical"),
            List.of("keys", "list"),
            List.of("law"),
            List.of("ledger"),
            List.of("validate"),
            List.of("plan", "clinical"),
            List.of("reveal", "--list"),
            List.of("explain", "C006"));

    private static final String ENDED = "ended in the middle";

    @TempDir
    private Path folder;

    private Warehouse warehouse;
    private TestJournals journals;

    /** What runs left of the product, of which releases 1 and 2 are in the log. */
    private enum Left {
        NOTHING(""),
        UNDECIDED(ENDED),
        HELD(ENDED),
        BEFORE_ITS_ENTRY(ENDED),
        AFTER_ITS_ENTRY(ENDED),
        BEATEN_BY_ANOTHER(ENDED),
        A_LIVING_RUN(""),
        A_DAMAGED_JOURNAL("cannot be understood"),
        A_JOURNAL_OF_ANOTHER_VERSION("cannot be understood"),
        A_FILE_OF_SOMEBODY_ELSE(""),
        MANY(ENDED);

        private final String told;

        Left(String told) {
            this.told = told;
        }
    }

    @BeforeEach
    void releases() throws IOException {
        new SignedReleases(folder, 2);
        Path example = Launcher.HOME.resolve("examples/clinical");
        Folders.copy(example.resolve("contracts"), folder.resolve("contracts"));
        Folders.copy(example.resolve("quality-rules"), folder.resolve("quality-rules"));
        Files.copy(
                example.resolve("weir.yaml"),
                folder.resolve("weir.yaml"),
                java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        warehouse = new Warehouse(folder.resolve("warehouse"));
        journals = new TestJournals(warehouse);
    }

    private void leave(Left left) throws IOException {
        Path pending = Files.createDirectories(folder.resolve("warehouse/releases/clinical/pending"));
        switch (left) {
            case NOTHING, A_LIVING_RUN -> {}
            case UNDECIDED -> journals.open("a");
            case HELD -> journals.held("a");
            case BEFORE_ITS_ENTRY -> journals.sealed("a", 3);
            case AFTER_ITS_ENTRY -> journals.sealed("run-2", 2);
            case BEATEN_BY_ANOTHER -> journals.sealed("a", 2);
            case A_DAMAGED_JOURNAL -> Files.writeString(pending.resolve("a.json"), "{ \"schema\": \"weir-");
            case A_JOURNAL_OF_ANOTHER_VERSION -> Files.writeString(pending.resolve("a.json"), "{ \"schema\": \"x\" }");
            case A_FILE_OF_SOMEBODY_ELSE -> {
                Files.writeString(pending.resolve("notes.txt"), "mine");
                Files.createDirectory(pending.resolve("folder"));
            }
            case MANY -> {
                journals.open("a");
                journals.held("b");
                journals.sealed("run-1", 1);
            }
        }
    }

    static List<Left> left() {
        return Torture.drawn(List.of(Left.values()));
    }

    @ParameterizedTest
    @MethodSource("left")
    void whatIsInTheLogIsSaidWhateverRunsLeft(Left left) throws Exception {
        leave(left);
        if (left == Left.A_LIVING_RUN) {
            journals.open("a");
            Path lock = folder.resolve("warehouse/releases/clinical/run.lock");
            try (RunLock held = RunLock.tryTake(lock, "run a").orElseThrow()) {
                assertThat(held).isNotNull();
                saysWhatIsInTheLog(left);
            }
        } else {
            saysWhatIsInTheLog(left);
        }
    }

    private void saysWhatIsInTheLog(Left left) throws Exception {
        Map<List<String>, Launcher.Ended> ended = together(OF_A_PRODUCT);
        ended.forEach((command, end) -> {
            assertSound(command, end);
            assertThat(end.err()).as("%s beside %s", command, left).contains(left.told);
            if (left.told.isEmpty()) {
                assertThat(end.err()).as("%s beside %s", command, left).doesNotContain(ENDED, "understood");
            }
        });
        assertThat(requireNonNull(ended.get(OF_A_PRODUCT.get(0))).out())
                .contains("2026-01-31")
                .hasLineCount(3);
        assertThat(requireNonNull(ended.get(OF_A_PRODUCT.get(1))).out()).contains("clinical@2");
        assertThat(requireNonNull(ended.get(OF_A_PRODUCT.get(2))).out())
                .contains("chain")
                .doesNotContain("V001");
    }

    @Tag("slow")
    @Test
    void theOthersDoTheirWorkBesideADeadRun() throws Exception {
        leave(Left.AFTER_ITS_ENTRY);
        assertSound(List.of("keys", "init"), Launcher.weir(folder, "keys", "init", "-w", folder.toString()));
        together(OTHERS).forEach(LightCommandsIT::assertSound);
        assertThat(folder.resolve("pack.zip")).exists();
    }

    private static void assertSound(List<String> command, Launcher.Ended end) {
        assertThat(end.status()).as("%s: %s%s", command, end.out(), end.err()).isZero();
        assertThat(end.out() + end.err())
                .as(String.join(" ", command))
                .doesNotContain("X001", "X002", "\tat ", "NoClassDefFound", "fault of Weir's own");
    }

    /** Two at a time: a command takes half a second of its own. */
    private Map<List<String>, Launcher.Ended> together(List<List<String>> commands) throws Exception {
        ExecutorService two = Executors.newFixedThreadPool(2);
        try {
            Map<List<String>, Future<Launcher.Ended>> running = new LinkedHashMap<>();
            for (List<String> command : commands) {
                List<String> words = new ArrayList<>(command);
                words.add("--workspace");
                words.add(folder.toString());
                if (command.get(0).equals("explain")) {
                    words = command;
                }
                String[] line = words.toArray(String[]::new);
                running.put(command, two.submit(() -> Launcher.weir(folder, line)));
            }
            Map<List<String>, Launcher.Ended> ended = new LinkedHashMap<>();
            for (Map.Entry<List<String>, Future<Launcher.Ended>> each : running.entrySet()) {
                ended.put(each.getKey(), each.getValue().get());
            }
            return ended;
        } finally {
            two.shutdown();
        }
    }
}
