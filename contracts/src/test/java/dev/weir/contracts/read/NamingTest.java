package dev.weir.contracts.read;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.contracts.Code;
import dev.weir.contracts.Problem;
import dev.weir.contracts.Product;
import dev.weir.contracts.Workspace;
import dev.weir.contracts.naming.CitedTerm;
import dev.weir.contracts.text.HashedFile;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How a workspace names columns, and the terms that they cite. */
final class NamingTest {

    private static final String NAMING = "contracts/naming.yaml";
    private static final String ENCOUNTERS = "contracts/clinical/encounters.odcs.yaml";
    private static final String COLUMN = "- name: length_of_stay\n";

    @TempDir
    private Path folder;

    private static Sample sample(String naming) {
        return Sample.clinical().with(NAMING, naming);
    }

    private static Sample citing(String url, String type) {
        return sample("""
                terms:
                  - { id: length-of-stay, name: length of stay, definition: Days in hospital. }
                  - { id: stay-code, name: stay, definition: A stay., sameAs: "https://example.org/stay" }
                """)
                .replace(
                        ENCOUNTERS,
                        COLUMN,
                        COLUMN + "        authoritativeDefinitions: [ { url: \"" + url + "\", type: " + type
                                + ", description: LOS } ]\n");
    }

    private List<Problem> departures(String naming) {
        Workspace workspace = sample(naming).workspaceIn(folder);
        return new NamingCheck(workspace.settings().naming())
                .departures(workspace.product("clinical").orElseThrow());
    }

    @ParameterizedTest
    @CsvSource({
        "length_of_stay, los, call it 'los'",
        "lengthOfStay, los, call it 'los'",
        "of, in, call it 'length_in_stay'",
    })
    void aWordThatIsNotApprovedIsNamedWithTheApprovedForm(String insteadOf, String word, String remedy) {
        assertThat(departures("""
                terms:
                  - { id: t, name: A term, definition: It., words: [%s], insteadOf: [%s] }
                """.formatted(word, insteadOf)))
                .filteredOn(problem -> problem.what().contains("length_of_stay"))
                .singleElement()
                .satisfies(problem -> {
                    assertThat(problem.place().file()).isEqualTo(ENCOUNTERS);
                    assertThat(problem.remedy()).isEqualTo(remedy);
                });
    }

    /** Half a word is another word. */
    @Test
    void aWordWithinAnotherIsNoDeparture() {
        assertThat(departures("terms: [ { id: t, name: A, definition: It., insteadOf: [ength, gth_o, tay] } ]"))
                .isEmpty();
    }

    @Test
    void aClassWordHasItsTypeAndItsUnit() {
        assertThat(departures("classWords: [ { word: stay, type: date } ]"))
                .singleElement()
                .satisfies(problem -> assertThat(problem.why()).contains("has the type date, and this one is a"));
        assertThat(departures("classWords: [ { word: stay, unit: min } ]"))
                .singleElement()
                .satisfies(
                        problem -> assertThat(problem.why()).contains("has the unit min, and this one has the unit d"));
        assertThat(departures("classWords: [ { word: stay, type: integer }, { word: ay, type: date } ]"))
                .isEmpty();
    }

    @Test
    void whatIsEnforcedIsAProblem() {
        assertThat(sample("""
                classWords: [ { word: stay, type: date } ]
                enforce: true
                """).readIn(folder).problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.code()).isEqualTo(Code.NAMING));
    }

    @Test
    void aColumnCitesTermsOfTheGlossaryAndOfTheWeb() {
        assertThat(terms(citing("naming.yaml#length-of-stay", "glossary")))
                .containsExactly(new CitedTerm("length of stay", "Days in hospital.", "#length-of-stay"));
        assertThat(terms(citing("naming.yaml#stay-code", "businessDefinition")))
                .containsExactly(new CitedTerm("stay", "A stay.", "https://example.org/stay"));
        assertThat(terms(citing("https://loinc.org/78033-8", "businessDefinition")))
                .containsExactly(new CitedTerm("LOS", "", "https://loinc.org/78033-8"));
        assertThat(terms(citing("https://example.org/video", "videoTutorial"))).isEmpty();
    }

    private List<CitedTerm> terms(Sample sample) {
        Product product = sample.workspaceIn(folder).product("clinical").orElseThrow();
        assertThat(product.files())
                .extracting(HashedFile::path)
                .first()
                .isEqualTo("contracts/clinical/clinical.odps.yaml");
        List<CitedTerm> terms = product.table("encounters")
                .orElseThrow()
                .column("length_of_stay")
                .orElseThrow()
                .meaning()
                .terms();
        assertThat(product.files().stream().map(HashedFile::path).anyMatch(NAMING::equals))
                .isEqualTo(!terms.isEmpty());
        return terms;
    }

    @Test
    void aTermThatIsNotThereIsAProblem() {
        assertThat(citing("naming.yaml#length-of-sty", "glossary")
                        .readIn(folder)
                        .problems())
                .singleElement()
                .satisfies(problem -> {
                    assertThat(problem.code()).isEqualTo(Code.UNKNOWN_NAME);
                    assertThat(problem.remedy()).contains("length-of-stay");
                });
    }
}
