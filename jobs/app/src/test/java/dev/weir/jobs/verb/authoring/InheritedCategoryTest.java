package dev.weir.jobs.verb.authoring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.jobs.cli.CommandsTest;
import dev.weir.jobs.cli.Folders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A column that is a source's and nothing more has its category, however the query is written; any other says its own. */
class InheritedCategoryTest {

    private static final Path CLINICAL = Path.of("../../examples/clinical");
    private static final String FROM = "raw.synthea.patients p";

    @TempDir
    private Path folder;

    private Path sql;
    private String query;

    @BeforeEach
    void income() throws IOException {
        Folders.copy(CLINICAL.resolve("contracts"), folder.resolve("contracts"));
        Folders.copy(CLINICAL.resolve("quality-rules"), folder.resolve("quality-rules"));
        Files.copy(CLINICAL.resolve("weir.yaml"), folder.resolve("weir.yaml"));
        Path contract = folder.resolve("contracts/clinical/patients.odcs.yaml");
        String stated = "      - name: income\n        logicalType: integer\n";
        Files.writeString(
                contract, Files.readString(contract).replace(stated + "        classification: DEMO\n", stated));
        sql = folder.resolve("contracts/clinical/patients.sql");
        query = Files.readString(sql).strip().replaceFirst(";$", "");
        assertThat(query).contains(FROM);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "%s",
                "WITH q AS (%s) SELECT * FROM q",
                "SELECT q.* FROM (%s) AS q",
                "(%1$s) UNION ALL (%1$s)",
            })
    void itComesThroughWhatWrapsAQuery(String wrapping) throws IOException {
        Files.writeString(sql, wrapping.formatted(query));
        assertThat(validated()).isEqualTo("No problems.\n");
    }

    @Test
    void itComesOutOfWhatTheQueryReads() throws IOException {
        Files.writeString(sql, query.replace(FROM, "(SELECT * FROM raw.synthea.patients) p"));
        assertThat(validated()).isEqualTo("No problems.\n");
        Files.writeString(sql, "WITH s AS (SELECT * FROM raw.synthea.patients)\n" + query.replace(FROM, "s p"));
        assertThat(validated()).isEqualTo("No problems.\n");
    }

    /** COUNTY has another category than INCOME. */
    @ParameterizedTest
    @ValueSource(strings = {"p.INCOME + 1", "coalesce(p.INCOME, 0)", "CAST(p.COUNTY AS INT)", "NULL"})
    void itDoesNotComeWithAnythingElse(String item) throws IOException {
        String other = query.replaceFirst("p\\.INCOME\\s+AS", item + " AS");
        assertThat(other).isNotEqualTo(query);
        for (String wrapping : new String[] {"%s", "WITH q AS (%s) SELECT * FROM q", query + "\nUNION ALL\n%s"}) {
            Files.writeString(sql, wrapping.formatted(other));
            assertThat(validated()).as(wrapping).contains("income").contains("category");
        }
    }

    @Test
    void itDoesNotComeOfTwoSources() throws IOException {
        Files.writeString(sql, query + "\nUNION ALL\n" + query.replaceFirst("p\\.INCOME", "p.COUNTY"));
        assertThat(validated()).contains("income").contains("category");
    }

    private String validated() {
        return CommandsTest.weir("validate", "-w", folder.toString()).out();
    }
}
