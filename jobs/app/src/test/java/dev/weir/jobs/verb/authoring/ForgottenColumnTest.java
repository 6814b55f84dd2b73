package dev.weir.jobs.verb.authoring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.jobs.cli.CommandsTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A column whose origin nobody knows is not asked for a category: what it holds in law comes with its origin. */
class ForgottenColumnTest {

    private static final Path CLINICAL = Path.of("../../examples/clinical");
    private static final String SQL = "contracts/clinical/patients.sql";

    @TempDir
    private Path folder;

    /** The category of the column income comes from its source. */
    @BeforeEach
    void inherit() throws IOException {
        for (String part : new String[] {"contracts", "quality-rules"}) {
            try (Stream<Path> files = Files.walk(CLINICAL.resolve(part))) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    Path to = folder.resolve(CLINICAL.relativize(file).toString());
                    Files.createDirectories(to.getParent());
                    Files.copy(file, to);
                }
            }
        }
        Files.copy(CLINICAL.resolve("weir.yaml"), folder.resolve("weir.yaml"));
        Path contract = folder.resolve("contracts/clinical/patients.odcs.yaml");
        Files.writeString(
                contract,
                Files.readString(contract)
                        .replace(
                                "      - name: income\n        logicalType: integer\n        classification: DEMO\n",
                                "      - name: income\n        logicalType: integer\n"));
        assertThat(validated()).isEqualTo("No problems.\n");
    }

    @Test
    void aQueryThatForgetsAColumnIsToldSo() throws IOException {
        write(Files.readString(folder.resolve(SQL)).replace(",\n       p.INCOME    AS income", ""));
        assertThat(validated())
                .contains("the query of table 'patients' gives no column 'income'")
                .doesNotContain("has no category");
    }

    @Test
    void whatIsWrongWithTheQueryIsToldAlone() throws IOException {
        String query = Files.readString(folder.resolve(SQL));
        for (String wrong : new String[] {
            "", "SELECT", query.replace("raw.synthea.patients", "raw.synthea.patient"), query.replace(",\n", "，\n")
        }) {
            write(wrong);
            assertThat(validated()).as(wrong).contains("patients").doesNotContain("has no category");
        }
        Files.delete(folder.resolve(SQL));
        assertThat(validated()).contains("there is no file").doesNotContain("has no category");
    }

    private void write(String query) throws IOException {
        Files.writeString(folder.resolve(SQL), query);
    }

    private String validated() {
        return CommandsTest.weir("validate", "-w", folder.toString()).out();
    }
}
