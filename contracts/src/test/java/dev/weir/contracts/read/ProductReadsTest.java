package dev.weir.contracts.read;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.contracts.Contract;
import dev.weir.contracts.Product;
import dev.weir.contracts.Source;
import dev.weir.contracts.Workspace;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Products that read one another by their input ports. */
final class ProductReadsTest {

    private static final String STUDY = "contracts/a-study/study.odps.yaml";
    private static final String CASES = "contracts/a-study/cases.odcs.yaml";
    private static final String QUERY = "contracts/a-study/cases.sql";

    @TempDir
    private Path folder;

    /** Its folder and its id come before those of what it reads. */
    private static Sample study() {
        return Sample.clinical()
                .with(STUDY, product("a_study", "clinical.encounters", "1.2.0", "study.cases"))
                .with(CASES, contract("study.cases", "cases"))
                .with(QUERY, "SELECT patient_id FROM clinical.encounters\n");
    }

    private static String product(String id, String input, String version, String output) {
        return """
                apiVersion: v1.0.0
                kind: DataProduct
                id: %s
                version: 1.0.0
                status: active
                customProperties: [ { property: weirAudience, value: enclave } ]
                inputPorts: [ { name: in, version: %s, contractId: %s } ]
                outputPorts: [ { name: out, version: 1.0.0, contractId: %s } ]
                """.formatted(id, version, input, output);
    }

    private static String contract(String id, String table) {
        return """
                apiVersion: v3.1.0
                kind: DataContract
                id: %s
                version: 1.0.0
                status: active
                schema:
                  - name: %s
                    customProperties: [ { property: weirQuery, value: cases.sql }, { property: weirSubject, value: patient_id } ]
                    properties: [ { name: patient_id, logicalType: string, classification: MRN } ]
                """.formatted(id, table);
    }

    @Test
    void anInputPortNamesAnotherProductsContract() {
        Workspace workspace = study().workspaceIn(folder);
        Product study = workspace.product("a_study").orElseThrow();
        assertThat(study.reads()).singleElement().satisfies(read -> {
            assertThat(read.contract().id()).isEqualTo("clinical.encounters");
            assertThat(read.release().map(Source.InRelease::reference)).contains("clinical");
        });
        assertThat(study.files())
                .extracting(file -> file.path())
                .startsWith(STUDY)
                .contains(
                        "contracts/clinical/clinical.odps.yaml",
                        "contracts/clinical/encounters.odcs.yaml",
                        "contracts/clinical/encounters.sql",
                        "contracts/raw/encounters.odcs.yaml")
                .noneMatch(path -> path.startsWith("quality-rules/clinical"));
        assertThat(workspace.products()).extracting(Product::id).containsExactly("a_study", "clinical");
        assertThat(workspace.sources())
                .extracting(Source::contract)
                .extracting(Contract::id)
                .doesNotContain("clinical.encounters");
    }

    @ParameterizedTest
    @CsvSource({"12, clinical@12", "paper-v1, clinical@paper-v1", "newest, clinical"})
    void aPortPinsARelease(String written, String reference) {
        Sample sample = pinned(written);
        assertThat(sample.workspaceIn(folder)
                        .product("a_study")
                        .orElseThrow()
                        .reads()
                        .get(0)
                        .release())
                .map(Source.InRelease::reference)
                .contains(reference);
    }

    private static Sample pinned(String release) {
        return study().replace(
                        STUDY,
                        "contractId: clinical.encounters }",
                        "contractId: clinical.encounters, customProperties: [ { property: weirRelease, value: "
                                + release + " } ] }");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "1.5", "'@12'", "[12]", "true", "v 1", "''"})
    void aReleaseIsANumberOrATag(String written) {
        assertThat(pinned(written).problemsIn(folder))
                .singleElement()
                .satisfies(problem -> assertThat(problem).startsWith(STUDY).contains("C004 'weirRelease' is "));
    }

    @Test
    void filesHaveNoReleases() {
        assertThat(Sample.clinical()
                        .replace(
                                "contracts/clinical/clinical.odps.yaml",
                                "contractId: raw.encounters }",
                                "contractId: raw.encounters, customProperties: [ { property: weirRelease, value: 3 } ] }")
                        .problemsIn(folder))
                .singleElement()
                .satisfies(problem -> assertThat(problem).contains("C004 'weirRelease' stands at 'raw.encounters'"));
    }

    @Test
    void twoPortsOfOneProductAskForOneRelease() {
        assertThat(study().replace(
                                STUDY,
                                "contractId: clinical.encounters } ]",
                                "contractId: clinical.encounters }, { name: more, version: 1.0.0, contractId: clinical.patients,"
                                        + " customProperties: [ { property: weirRelease, value: 3 } ] } ]")
                        .problemsIn(folder))
                .singleElement()
                .satisfies(problem -> assertThat(problem)
                        .contains("C004 the product 'a_study' reads two releases of 'clinical': newest and 3"));
    }

    @Test
    void withoutAnInputPortNothingIsRead() {
        assertThat(study().replace(STUDY, "clinical.encounters", "raw.encounters")
                        .replace(STUDY, "version: 1.2.0", "version: 1.0.0")
                        .problemsIn(folder))
                .containsExactly(QUERY + ":1:24 C003 the table 'cases' reads 'clinical.encounters'");
    }

    @Test
    void anUnknownContractIsToldOnce() {
        assertThat(study().replace(STUDY, "clinical.encounters", "clinical.encounter")
                        .problemsIn(folder))
                .contains(STUDY + ":7:55 C006 an input port names the contract 'clinical.encounter'");
    }

    @Test
    void aTableThatTheOtherProductDoesNotHave() {
        assertThat(study().with(QUERY, "SELECT patient_id FROM clinical.encounters.visits\n")
                        .problemsIn(folder))
                .containsExactly(QUERY + ":1:24 C006 the table 'cases' reads 'clinical.encounters.visits'");
    }

    @Test
    void aCircleNamesEveryProductOfIt() {
        Sample circle = study().replace(
                        "contracts/clinical/clinical.odps.yaml",
                        "contractId: raw.patients }",
                        "contractId: raw.patients }\n  - { name: third, version: 1.0.0, contractId: third.people }")
                .with("contracts/third/third.odps.yaml", product("third", "study.cases", "1.0.0", "third.people"))
                .with("contracts/third/people.odcs.yaml", contract("third.people", "people"))
                .with("contracts/third/cases.sql", "SELECT patient_id FROM study.cases\n");
        assertThat(circle.problemsIn(folder))
                .singleElement()
                .satisfies(
                        problem -> assertThat(problem)
                                .contains(
                                        "C009 the products read one another in a circle: a_study → clinical → third → a_study"));
    }

    @Test
    void aProductReadsNoReleaseOfItsOwn() {
        assertThat(Sample.clinical()
                        .replace(
                                "contracts/clinical/clinical.odps.yaml",
                                "contractId: raw.patients }",
                                "contractId: raw.patients }\n  - { name: own, version: 1.0.0, contractId: clinical.patients }")
                        .problemsIn(folder))
                .singleElement()
                .satisfies(
                        problem -> assertThat(problem).contains("C009 the product 'clinical' reads its own release"));
    }

    @Test
    void aReaderIsSoundWhereWhatItReadsIs() {
        Sample sample = study().with("contracts/a-study/stray.odcs.yaml", "nonsense: [");
        WorkspaceReader.Outcome stray = sample.readIn(folder);
        assertThat(stray.problems()).isNotEmpty();
        ValidProducts sound = new ValidProducts(folder, Optional.empty(), java.util.Map.of(), Sample.LANGUAGES);
        assertThat(sound.of(stray)).isEqualTo(Set.of("a_study", "clinical"));

        WorkspaceReader.Outcome broken = sample.without("contracts/a-study/stray.odcs.yaml")
                .with("contracts/clinical/encounters.sql", "SELECT\n")
                .readIn(folder);
        assertThat(sound.of(broken)).isEmpty();

        WorkspaceReader.Outcome own = sample.with(
                        "contracts/clinical/encounters.sql",
                        "SELECT Id AS encounter_id, PATIENT AS patient_id, START AS started_at, STOP AS stopped_at,"
                                + " datediff(STOP, START) AS length_of_stay, REASON AS reason FROM raw.encounters\n")
                .with(QUERY, "SELECT patient FROM nowhere\n")
                .readIn(folder);
        assertThat(own.problems()).isNotEmpty();
        assertThat(sound.of(own)).isEqualTo(Set.of("clinical"));
    }

    @Test
    void readingOneTellsNothingOfTheOther() {
        assertThat(List.copyOf(study().workspaceIn(folder)
                        .product("clinical")
                        .orElseThrow()
                        .files()))
                .noneMatch(file -> file.path().startsWith("contracts/a-study"));
    }
}
