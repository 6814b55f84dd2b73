package dev.weir.jobs.engine.read.vcf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.jobs.engine.read.RawFolder;
import dev.weir.jobs.engine.read.file.UnreadableSourceException;
import dev.weir.jobs.engine.read.layout.Layout;
import dev.weir.jobs.engine.read.layout.LayoutColumn;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class VcfLayoutTest {
    private static final RawFolder FOLDER = RawFolder.create();

    @AfterAll
    static void removeFolder() {
        FOLDER.close();
    }

    private static Optional<Layout> layout(String text) {
        return new VcfFiles().layout(new Configuration(), FOLDER.file(".vcf", text));
    }

    @Test
    void aHeaderIsAContractsColumns() {
        Layout found = layout(VcfLines.file()).orElseThrow();
        assertThat(found.format()).isEqualTo("vcf");
        assertThat(found.columns())
                .extracting(column ->
                        column.physicalName() + " " + column.type().sparkType().catalogString())
                .containsExactly(
                        "CHROM string",
                        "POS bigint",
                        "ID array<string>",
                        "REF string",
                        "ALT array<string>",
                        "QUAL double",
                        "FILTER array<string>",
                        "INFO/DP bigint",
                        "INFO/AF array<double>",
                        "INFO/NOTE string",
                        "INFO/TAGS array<string>",
                        "INFO/DB boolean",
                        "INFO/RC array<bigint>",
                        "INFO/ONE string",
                        "FORMAT/GT array<string>",
                        "FORMAT/DP array<bigint>",
                        "FORMAT/PL array<array<bigint>>",
                        "FORMAT/AD array<array<bigint>>");
        assertThat(found.columns()).extracting(LayoutColumn::proof).containsOnly(LayoutColumn.Proof.GIVEN);
        assertThat(found.because())
                .contains("left out: SAMPLES, the names of the samples, which may be those of persons");
        assertThat(found.toString()).doesNotContain("WANG");
        assertThat(found.columns())
                .as("what tells of variants, and not how well they were measured")
                .filteredOn(column -> !column.about().equals("GENE"))
                .extracting(LayoutColumn::physicalName)
                .containsExactly("QUAL", "FILTER", "INFO/DP", "FORMAT/DP");
        assertThat(found.columns())
                .filteredOn(column -> !column.about().equals("GENE"))
                .extracting(LayoutColumn::about)
                .containsOnly("HEALTH");
        assertThat(layout(VcfLines.withoutSamples()).orElseThrow().columns())
                .extracting(LayoutColumn::physicalName)
                .doesNotContain("FORMAT/GT");
    }

    @Test
    void howWellAVariantWasMeasuredTellsNothingOfIt() {
        String header = VcfLines.file();
        for (String key : List.of("QD", "BaseQRankSum", "CALLER", "LOWCPLX")) {
            assertThat(about(header.replace("TAGS", key), "INFO/" + key))
                    .as(key)
                    .isEqualTo("HEALTH");
        }
        for (String key : List.of("AC", "DP4", "CSQ_IMPACT", "GENE")) {
            assertThat(about(header.replace("TAGS", key), "INFO/" + key))
                    .as(key)
                    .isEqualTo("GENE");
        }
    }

    private static String about(String text, String column) {
        return layout(text).orElseThrow().columns().stream()
                .filter(each -> each.physicalName().equals(column))
                .findFirst()
                .orElseThrow()
                .about();
    }

    @Test
    void aKeyThatIsAWordForColumnsIsDraftedThoughItIsWrittenAsNamesAre() {
        String genes = VcfLines.file().replace("TAGS", "GENE");
        assertThat(layout(genes).orElseThrow().columns())
                .extracting(LayoutColumn::physicalName)
                .contains("INFO/GENE");
        assertThat(layout(VcfLines.file().replace("TAGS", "WANGWEI"))
                        .orElseThrow()
                        .columns())
                .extracting(LayoutColumn::physicalName)
                .doesNotContain("INFO/WANGWEI");
    }

    @Test
    void whatBeginsAsVcfIsNoOtherFormat() {
        assertThat(layout("a,b\n1,2\n")).isEmpty();
        assertThatThrownBy(() -> layout(VcfLines.file().replace("Type=Flag", "Type=Flags")))
                .isInstanceOf(UnreadableSourceException.class)
                .extracting(e -> ((UnreadableSourceException) e).problem())
                .asString()
                .as("what init says of the file")
                .contains("line 7: the definition ##INFO is malformed: its Type is none of");
    }
}
