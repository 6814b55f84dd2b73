package dev.weir.catalogue.datasheet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.catalogue.Exporter;
import dev.weir.catalogue.ExporterContract;
import dev.weir.catalogue.Gap;
import dev.weir.catalogue.Sample;
import dev.weir.contracts.release.Manifest;
import java.util.List;
import org.junit.jupiter.api.Test;

class DatasheetExporterTest extends ExporterContract {

    @Override
    protected Exporter exporter() {
        return new DatasheetExporter();
    }

    @Test
    void eachSentenceHasItsSourceAndEachOtherQuestionIsOpen() {
        String sheet = sheet(Sample.plain().manifest());
        assertThat(sheet)
                .contains(
                        "## Motivation\n\n**What was it made for?**\n\n- Patients of one hospital",
                        "- Outpatient visits before 2019 are incomplete. *(description.limitations)*",
                        "- patients.full\\_name (NAME) is not in it. *(manifest)*",
                        "- patients.patient\\_id holds MRN, released as: pseudonymise. *(manifest)*",
                        "- decisions about single people *(weirCatalogue.uses.discouraged)*",
                        "**Were people asked, and did they consent?**\n\n- *Open: not said.*");
        assertThat(sheet.lines().filter(line -> line.startsWith("- ")))
                .allMatch(line -> line.endsWith(")*") || line.startsWith("- *Open: "));
    }

    /** No number of rows: two releases that differ in one person would show that person. */
    @Test
    void noCountOfRowsIsInIt() {
        assertThat(sheet(Sample.plain().manifest())).doesNotContain("1148", "1083", "1,148", "531");
    }

    @Test
    void openQuestionsAreGapsWithThePlaceToAnswerThem() {
        Manifest empty = Sample.empty();
        List<Gap> gaps = exporter().export(Sample.entry(empty, List.of(empty))).gaps();
        assertThat(gaps)
                .extracting(gap -> gap.property() + " " + gap.cause().words())
                .contains("What was it made for? Write 'description.purpose' into the product's file")
                .contains("Under which licence? Write 'weirCatalogue.licence' into the product's file");
        assertThat(gaps.size()).isEqualTo((int) sheet(empty)
                .lines()
                .filter(line -> line.startsWith("- *Open: "))
                .count());
    }

    @Test
    void whatPeopleWroteIsNoMarkup() {
        assertThat(sheet(Sample.hostile().manifest()))
                .doesNotContain("<script>alert")
                .contains("\\<script\\>");
        assertThat(sheet(Sample.steering().manifest())).doesNotContain("\u202e", "\u001b");
    }

    private String sheet(Manifest manifest) {
        return exporter()
                .export(Sample.entry(manifest, List.of(manifest)))
                .files()
                .get(0)
                .text();
    }
}
