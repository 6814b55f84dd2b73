package dev.weir.jobs.engine.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.weir.contracts.Code;
import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.release.Manifest;
import dev.weir.contracts.release.ReleasedTable.ReleasedColumn;
import dev.weir.jobs.SparkFixture;
import dev.weir.jobs.engine.mask.Initials;
import dev.weir.jobs.engine.scope.RunRequest;
import dev.weir.jobs.engine.session.WeirSession;
import dev.weir.privacy.mask.Mask;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A product with a mask that Weir does not have: {@link Initials}, found by its line in {@code META-INF/services}. */
@ExtendWith(SparkFixture.class)
class OwnMaskIT {

    @TempDir
    private Path folder;

    private ClinicFiles files;

    @BeforeEach
    void samples() throws IOException {
        files = ClinicFiles.in(folder)
                .deliver("patients", ClinicFiles.PATIENTS + "p1,,Li Wei,30\np2,,Anna Maria Schmidt,40\np3,,,50\n");
    }

    @Test
    void isReleased() throws Exception {
        mask("{ method: initials, most: 2 }");
        WeirSession session = WeirSession.open(files.read());
        Manifest manifest = new ProductRun(session, "1.0.0", event -> {})
                .run("clinic", RunRequest.usual())
                .manifest()
                .orElseThrow();
        List<String> released = session.releases().read(manifest, "patients").select("sex").collectAsList().stream()
                .map(Row::mkString)
                .toList();
        assertThat(released).containsExactlyInAnyOrder("L.W.", "A.M.", "null");
        ReleasedColumn column = manifest.tables().stream()
                .flatMap(table -> table.columns().stream())
                .filter(found -> found.name().equals("sex"))
                .findFirst()
                .orElseThrow();
        assertThat(column.mask().method()).isEqualTo("initials");
        assertThat(column.mask().parameters()).isEqualTo(Map.of("most", "2"));
        assertThat(Mask.of(column)).contains(new Initials(2));
    }

    @Test
    void itsMistakesAreTold() throws IOException {
        mask("initial");
        ProblemsException refused = catchThrowableOfType(ProblemsException.class, files::read);
        assertThat(refused.problems()).singleElement().satisfies(problem -> {
            assertThat(problem.code()).isEqualTo(Code.INVALID_MASK);
            assertThat(problem.remedy()).contains("initials");
        });
    }

    private void mask(String written) throws IOException {
        Path contract = folder.resolve("contracts/clinic/patients.odcs.yaml");
        Files.writeString(
                contract,
                Files.readString(contract)
                        .replace(
                                "name: sex, logicalType: string, classification: NONE",
                                "name: sex, logicalType: string, classification: NAME, customProperties: [{ property:"
                                        + " weirMask, value: " + written + " }]"));
    }
}
