package dev.weir.jobs.engine.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.weir.contracts.Code;
import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.release.EvidenceItem;
import dev.weir.contracts.release.EvidenceKind;
import dev.weir.contracts.release.Manifest;
import dev.weir.contracts.release.StageTime;
import dev.weir.jobs.SparkFixture;
import dev.weir.jobs.engine.classify.Classification;
import dev.weir.jobs.engine.classify.ClassifiedColumn;
import dev.weir.jobs.engine.scope.RunRequest;
import dev.weir.jobs.engine.session.WeirSession;
import dev.weir.jobs.engine.upkeep.Checkup;
import dev.weir.privacy.law.LawPack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A category that a workspace's overlay adds, with the form of its values. */
@ExtendWith(SparkFixture.class)
class OwnCategoryIT {

    private static final String CATEGORY = "BIOBANK";

    @TempDir
    private Path folder;

    private ClinicFiles files;

    @BeforeEach
    void samples() throws IOException {
        files = ClinicFiles.in(folder)
                .deliver("patients", ClinicFiles.PATIENTS + "p1,,BX-100200,30\np2,,BX-100201,40\np3,,none,50\n")
                .deliver(
                        "visits",
                        ClinicFiles.VISITS + "v1,p1,2026-01-02,,QA-123456,5.00\nv2,p1,2026-01-02,,QA-123457,5.00\n"
                                + "v3,p2,2026-01-02,,QA-123458,5.00\nv4,p2,2026-01-02,,QA-123456,5.00\n");
        files.write("law/clinic.yaml", """
            base: cn-2026-01
            categories:
              - code: BIOBANK
                name: Number of a sample
                term: 样本编号
                scope: column
                sensitivity: personal
                level: 3
                articles: [PIPL 4]
                masks: { enclave: { method: encrypt, format: kept }, controlled: pseudonymise, public: drop, export: drop }
                note: ""
                form: "[A-Z]{2}-[0-9]{6}"
                because: Samples are known to the ward by their numbers.
            """);
        replace("weir.yaml", "pack: cn-2026-01", "pack: cn-2026-01\n  overlay: law/clinic.yaml");
    }

    @Test
    void itsValuesInAColumnThatSaysNothingOfThemStopTheRun() throws Exception {
        ProblemsException stopped = catchThrowableOfType(ProblemsException.class, this::run);
        assertThat(stopped).isNotNull();
        assertThat(stopped.problems()).singleElement().satisfies(problem -> {
            assertThat(problem.code()).isEqualTo(Code.UNDECLARED_PERSONAL_DATA);
            assertThat(problem.what())
                    .contains("'visits.kind' holds values of the form of BIOBANK ([A-Z]{2}-[0-9]{6}): 4 of 4 values");
            assertThat(problem.remedy()).contains("write classification: BIOBANK");
        });
    }

    @Test
    void itsValuesAreEncryptedAndMadeUpInTheirForm() throws Exception {
        replace(
                "contracts/clinic/visits.odcs.yaml",
                "name: kind, logicalType: string, classification: NONE",
                "name: kind, logicalType: string, classification: BIOBANK");
        replace(
                "contracts/clinic/patients.odcs.yaml",
                "name: sex, logicalType: string, classification: NONE",
                "name: sex, logicalType: string, classification: BIOBANK, customProperties: [{ property: weirMask, value:"
                        + " surrogate }]");
        WeirSession session = WeirSession.open(files.read());
        Manifest manifest = new ProductRun(session, "1.0.0", event -> {})
                .run("clinic", RunRequest.usual())
                .manifest()
                .orElseThrow();
        List<String> encrypted = texts(session, manifest, "visits", "kind");
        assertThat(encrypted)
                .hasSize(4)
                .allMatch(value -> value.matches("QA-[0-9]{6}"))
                .doesNotContain("QA-123456", "QA-123457", "QA-123458");
        assertThat(encrypted.stream().distinct()).hasSize(3);
        assertThat(texts(session, manifest, "patients", "sex"))
                .filteredOn(value -> value.matches("BX-[0-9]{6}"))
                .hasSize(2)
                .doesNotContain("BX-100200", "BX-100201");
        assertThat(texts(session, manifest, "patients", "sex")).contains("[BIOBANK]");
        assertThat(manifest.evidence(EvidenceKind.LAW))
                .extracting(EvidenceItem::name)
                .containsExactly("law/cn-2026-01.yaml", "law/clinic.yaml");
        assertThat(new Checkup(session).findings()).isEmpty();
        assertThat(manifest.record().run().times())
                .filteredOn(time -> time.stage().equals("review"))
                .extracting(StageTime::subject)
                .isEmpty();
    }

    @Test
    void aColumnOfThemIsClassified() {
        WeirSession session = WeirSession.open(files.read());
        List<ClassifiedColumn> columns = new Classification(
                        session, LawPack.of(session.workspace().law()))
                        .source(
                                session.workspace().sources().get(0),
                                table -> table.name().equals("visits"))
                        .stream()
                        .flatMap(table -> table.columns().stream())
                        .toList();
        assertThat(columns)
                .filteredOn(column ->
                        column.proposal().category().filter(CATEGORY::equals).isPresent())
                .singleElement()
                .satisfies(column -> assertThat(column.column().name()).isEqualTo("kind"));
    }

    private static List<String> texts(WeirSession session, Manifest manifest, String table, String column) {
        return session.releases().read(manifest, table).select(column).collectAsList().stream()
                .map(Row::mkString)
                .toList();
    }

    private void run() {
        new ProductRun(WeirSession.open(files.read()), "1.0.0", event -> {}).run("clinic", RunRequest.usual());
    }

    private void replace(String file, String before, String after) throws IOException {
        String text = Files.readString(folder.resolve(file));
        assertThat(text).contains(before);
        files.write(file, text.replace(before, after));
    }
}
