package dev.weir.contracts.standard;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weir.contracts.Problem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Our verdict on a document is that of the standard's own JSON schema: on other people's files, and on mutations. */
@Tag("conformance")
class StandardsConformanceTest {

    private static final int LARGEST_MUTATED = 12_000;
    private static final int MUTATIONS_PER_FILE = 60;
    private static final long SEED = 20_261_120;

    private final Path folder = Path.of(System.getProperty("weir.conformance", ""));

    @Test
    void agreesWithTheOdcsSchemaOnEveryContract() throws IOException {
        OfficialSchema odcs = odcs();
        List<String> differences = new ArrayList<>();
        int agreed = 0;
        for (Case known : cases()) {
            boolean ours = odcs.problems(Files.readString(known.file(), StandardCharsets.UTF_8))
                    .isEmpty();
            boolean theirs = odcs.accepts(OfficialSchema.json(known.file()));
            if (ours == theirs && ours == known.valid()) {
                agreed++;
            } else {
                differences.add(known.file() + ": schema " + theirs + ", listed " + known.valid() + ", ours " + ours);
            }
        }
        assertThat(differences).isEmpty();
        assertThat(agreed).as("contracts compared").isGreaterThan(100);
        System.getLogger("conformance").log(System.Logger.Level.INFO, "ODCS contracts agreed: " + agreed);
    }

    @Tag("slow")
    @Test
    void agreesWithTheOdcsSchemaOnMutations() throws IOException {
        List<Path> files = new ArrayList<>();
        for (Case known : cases()) {
            if (Files.size(known.file()) <= LARGEST_MUTATED) {
                files.add(known.file());
            }
        }
        try (Stream<Path> own = Files.list(Path.of("src/test/resources/odcs"))) {
            own.sorted().forEach(file -> files.addAll(Collections.nCopies(20, file)));
        }
        // what is read follows v3.2.0, which takes more than a schema before it
        boolean isOlder = String.valueOf(newestOdcs().getFileName()).compareTo("odcs-json-schema-v3.2.0.json") < 0;
        mutate(odcs(), files, 2_000, isOlder);
    }

    @Test
    void agreesWithTheOdpsSchemaOnItsExamplesAndMutations() throws IOException {
        OfficialSchema odps =
                new OfficialSchema(folder.resolve("standards/odps/odps-json-schema-v1.0.0.json"), Odps::check);
        List<Path> files;
        try (Stream<Path> examples = Files.list(folder.resolve("standards/odps/examples"))) {
            files = examples.sorted().toList();
        }
        for (Path file : files) {
            assertThat(odps.problems(Files.readString(file, StandardCharsets.UTF_8)))
                    .as(file.toString())
                    .isEmpty();
            assertThat(odps.accepts(OfficialSchema.json(file))).isTrue();
        }
        List<Path> many = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            many.addAll(files);
        }
        mutate(odps, many, 1_000, false);
    }

    /** @param takesMore whether what the schema refuses may be read: it is not compared then */
    private static void mutate(OfficialSchema official, List<Path> files, int fewest, boolean takesMore)
            throws IOException {
        Mutations mutations = new Mutations(SEED, official.keys(), official.words());
        List<String> differences = new ArrayList<>();
        int agreed = 0;
        int valid = 0;
        for (Path file : files) {
            JsonNode document = OfficialSchema.json(file);
            for (int i = 0; i < MUTATIONS_PER_FILE; i++) {
                JsonNode mutation = mutations.of(document);
                List<Problem> problems = official.problems(mutation);
                boolean theirs = official.accepts(mutation);
                if (problems.isEmpty() == theirs) {
                    agreed++;
                    valid += theirs ? 1 : 0;
                } else if ((theirs || !takesMore) && differences.size() < 20) {
                    differences.add("schema " + theirs + ", ours " + problems + " on " + mutation);
                }
            }
        }
        assertThat(differences).isEmpty();
        assertThat(agreed).as("mutations compared").isGreaterThanOrEqualTo(fewest);
        assertThat(valid).as("mutations that are still valid").isBetween(agreed / 50, agreed / 2);
        System.getLogger("conformance")
                .log(System.Logger.Level.INFO, "mutations agreed: " + agreed + ", of them valid: " + valid);
    }

    private OfficialSchema odcs() throws IOException {
        return new OfficialSchema(newestOdcs(), Odcs::check);
    }

    /** The newest that lies there. */
    private Path newestOdcs() throws IOException {
        try (Stream<Path> all = Files.list(folder.resolve("standards/odcs"))) {
            return all.filter(file -> String.valueOf(file.getFileName()).startsWith("odcs-json-schema-v"))
                    .max(Comparator.naturalOrder())
                    .orElseThrow();
        }
    }

    private record Case(Path file, boolean valid) {}

    /** The contracts that a validator judges; one takes a validator longer than anybody waits. */
    private List<Case> cases() throws IOException {
        Path contracts = folder.resolve("data/contracts-odcs");
        List<Case> cases = new ArrayList<>();
        for (String line : Files.readAllLines(contracts.resolve("VALIDITY.tsv"), StandardCharsets.UTF_8)) {
            String[] cells = line.split("\t", -1);
            if (cells[3].equals("valid") || cells[3].equals("invalid")) {
                cases.add(new Case(contracts.resolve(cells[0]), cells[3].equals("valid")));
            }
        }
        return cases;
    }
}
