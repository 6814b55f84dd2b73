package dev.weir.catalogue.datasheet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.catalogue.Exporter;
import dev.weir.catalogue.ExporterContract;
import dev.weir.catalogue.Sample;
import dev.weir.contracts.release.Manifest;
import java.util.List;
import org.junit.jupiter.api.Test;

class CardExporterTest extends ExporterContract {

    @Override
    protected Exporter exporter() {
        return new CardExporter();
    }

    @Test
    void theHeadIsWhatTheHubReads() {
        assertThat(card(Sample.plain().manifest())).startsWith("""
                ---
                pretty_name: "Clinical records, release 2"
                license: cc-by-4.0
                language:
                - "zh"
                tags:
                - "stays"
                ---

                # Clinical records, release 2
                """);
    }

    @Test
    void eachColumnThatIsThereHasALine() {
        assertThat(card(Sample.plain().manifest()))
                .contains("| patient\\_id | string | MRN | pseudonymise | Whose it is (患者编号). |")
                .contains("| value\\_numeric | string (mmol/L) | HEALTH | keep |  |")
                .doesNotContain("| full\\_name |");
    }

    @Test
    void noLineOfATableIsBrokenByWhatPeopleWrote() {
        assertThat(card(Sample.hostile().manifest())
                        .lines()
                        .filter(line -> line.startsWith("| "))
                        .map(line -> line.replaceAll("\\\\\\|", "")
                                .chars()
                                .filter(sign -> sign == '|')
                                .count()))
                .isNotEmpty()
                .containsOnly(6L);
    }

    private String card(Manifest manifest) {
        return exporter()
                .export(Sample.entry(manifest, List.of(manifest)))
                .files()
                .get(0)
                .text();
    }
}
