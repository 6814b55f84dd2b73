package dev.weir.catalogue.croissant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.weir.catalogue.CatalogueEntry;
import dev.weir.catalogue.CatalogueExport;
import dev.weir.catalogue.Exporter;
import dev.weir.catalogue.ExporterContract;
import dev.weir.catalogue.Gap;
import dev.weir.catalogue.Sample;
import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.release.Manifest;
import dev.weir.contracts.text.Sha256;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CroissantExporterTest extends ExporterContract {

    @TempDir
    Path folder;

    @Override
    protected Exporter exporter() {
        return new CroissantExporter();
    }

    @Test
    void eachColumnIsAFieldByTheIriThatAllExportsHaveForIt() throws IOException {
        CatalogueEntry entry = Sample.served(Sample.plain().manifest());
        JsonNode document = document(entry);

        assertThat(document.path("@id").asText()).isEqualTo("https://data.example.org/clinical/2/");
        JsonNode patients = document.path("recordSet").get(0);
        List<String> ids = new ArrayList<>();
        patients.path("field").forEach(field -> ids.add(field.path("@id").asText()));
        assertThat(ids)
                .containsExactly(
                        "https://data.example.org/clinical/2/patients#patient_id",
                        "https://data.example.org/clinical/2/patients#reason",
                        "https://data.example.org/clinical/2/patients#value_numeric");
        assertThat(patients.findValuesAsText("examples")).isEmpty();
        assertThat(document.toString()).doesNotContain("/data/weir-demo").doesNotContain("full_name (");
    }

    @Test
    void aReleaseSaysWhatWasDoneToItsPeoplesColumns() throws IOException {
        JsonNode document = document(Sample.served(Sample.plain().manifest()));
        assertThat(document.path("rai:personalSensitiveInformation").toString())
                .contains("patients.patient_id: MRN, pseudonymise", "patients.value_numeric: HEALTH, keep")
                .doesNotContain("full_name");
        assertThat(document.path("rai:dataLimitations").toString()).contains("Outpatient visits before 2019");
        assertThat(document.path("license").asText()).isEqualTo("https://creativecommons.org/licenses/by/4.0/");
    }

    /** A sign that a pattern takes for others stands for itself, so that no file of another release is read. */
    @Test
    void filesAreNamedOneByOne() throws IOException {
        JsonNode document = document(Sample.served(Sample.plain().manifest()));
        assertThat(document.findValuesAsText("includes").toString() + document.findValues("includes"))
                .contains("patients/data/part [[]1].parquet")
                .doesNotContain("/*");
        assertThat(document.findValuesAsText("contentUrl")).contains("patients/data/part [1].parquet");
    }

    @Test
    void filesThatAreNotTheTableAreNotDescribed() {
        Manifest manifest = Sample.plain().manifest();
        CatalogueExport gone = exporter().export(Sample.entry(manifest, List.of(manifest), Optional.of(Instant.EPOCH)));
        assertThat(gone.files()).isEmpty();
        assertThat(gone.gaps()).extracting(gap -> gap.cause().words()).contains("The rows of this release have gone");
    }

    @Test
    void whatNobodyWroteIsAGap() {
        Manifest empty = Sample.empty();
        assertThat(exporter().export(Sample.entry(empty, List.of(empty))).gaps())
                .extracting(Gap::property)
                .contains("license", "creator", "citeAs", "rai:dataLimitations", "rai:dataBiases");
    }

    @Test
    void aDescriptionFindsFilesThatChangedWentOrHaveNoHash() throws IOException {
        Path document = written("one", "two");
        assertThat(DescribedFiles.of(document)).isEqualTo(new DescribedFiles(2, List.of()));

        Files.writeString(folder.resolve("a/part-2.parquet"), "twO");
        Files.delete(folder.resolve("a/part-1.parquet"));
        DescribedFiles damaged = DescribedFiles.of(document);
        assertThat(damaged.checked()).isZero();
        assertThat(damaged.problems().toString()).contains("is not there", "has been changed");

        Files.writeString(document, Files.readString(document).replace("\"sha256\"", "\"md5\""));
        assertThat(DescribedFiles.of(document).problems().toString()).contains("has no SHA-256");
        Files.writeString(
                document,
                Files.readString(document).replace("\"includes\": [", "\"includes\": [ \"a/other.parquet\","));
        assertThat(DescribedFiles.of(document).problems().toString()).contains("a/other.parquet");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "{}", "[]", "{\"distribution\": []}", "not JSON"})
    void whatIsNoDescriptionProvesNothing(String text) throws IOException {
        Path file = Files.writeString(folder.resolve("x.json"), text);
        assertThatThrownBy(() -> DescribedFiles.of(file)).isInstanceOf(ProblemsException.class);
    }

    private Path written(String... contents) throws IOException {
        Files.createDirectories(folder.resolve("a"));
        StringBuilder files = new StringBuilder();
        StringBuilder paths = new StringBuilder();
        for (int i = 1; i <= contents.length; i++) {
            String path = "a/part-" + i + ".parquet";
            Files.writeString(folder.resolve(path), contents[i - 1]);
            files.append("{\"contentUrl\": \"" + path + "\", \"sha256\": \""
                    + Sha256.hex(contents[i - 1].getBytes(StandardCharsets.UTF_8)) + "\"},");
            paths.append(i > 1 ? "," : "").append("\"" + path + "\"");
        }
        return Files.writeString(
                folder.resolve("1.croissant.json"),
                "{\"distribution\": [" + files + "{\"includes\": [" + paths + "]}]}");
    }

    private JsonNode document(CatalogueEntry entry) throws IOException {
        String text = exporter().export(entry).files().get(0).text();
        return JsonMapper.builder().build().readTree(text);
    }
}
