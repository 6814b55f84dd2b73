package dev.weir.jobs.engine.read.fhir;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** {@code -Dweir.golden=write} writes the table anew, to be read before it is committed. */
class FhirDefinitionsTest {

    private static final Path TABLE = Path.of("../../contracts/src/main/resources/fhir/r4-elements.tsv");

    @Test
    void theTableIsWhatHapiKnows() throws IOException {
        String table = HapiDefinitions.table();
        if ("write".equals(System.getProperty("weir.golden"))) {
            Files.writeString(TABLE, table);
        }
        assertThat(table.lines().filter(line -> line.endsWith("\tR"))).hasSize(146);
        assertThat(Files.readString(TABLE)).isEqualTo(table);
    }
}
