package dev.weir.contracts.read.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.contracts.Problem;
import dev.weir.contracts.read.Sample;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SdfColumnsTest {

    private static final String FILE = "contracts/raw/patients.odcs.yaml";

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Title | string | column 'a' reads 'Title' of each record; no record of SDF has it; write 'title'",
                "LogP | number | no record of SDF has it; write 'physicalName: data/LogP' where it is a data item, else one of title, comment, molblock, atoms, bonds",
                "data/ | number | column 'a' reads 'data/' of each record; no record of SDF has it",
                "molblock | integer | column 'a' reads 'molblock' as integer; it is a text of several lines; type it as string",
                "atoms | date | column 'a' reads 'atoms' as date; it is a whole number; type it as integer",
                "data/X | array, items: { logicalType: string } | SDF has no arrays",
            })
    void refusesWhatNoRecordHas(String path, String type, String told) {
        assertThat(told(path, type)).singleElement().asString().contains(told);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "title | string",
                "title | integer",
                "comment | string",
                "molblock | string",
                "atoms | integer",
                "bonds | string",
                "data/LogP | number",
                "data/a/b c | date",
            })
    void takesWhatRecordsHave(String path, String type) {
        assertThat(told(path, type)).isEmpty();
    }

    @Test
    void aPlaceHasOneColumn() {
        Sample twice = sample("data/LogP", "string")
                .replace(
                        FILE,
                        "      - { name: a,",
                        "      - { name: b, physicalName: \"data/LogP\", logicalType: string }\n      - { name: a,");
        assertThat(all(twice))
                .anyMatch(problem -> problem.contains(
                        "column 'a' reads 'data/LogP' of each record; column 'b' reads it, too; keep one"));
    }

    /** Of the column alone: the others are those of a table of patients. */
    private List<String> told(String path, String type) {
        return all(sample(path, type)).stream()
                .filter(problem -> problem.contains("column 'a'"))
                .toList();
    }

    private List<String> all(Sample sample) {
        return sample.readIn(folder).problems().stream().map(Problem::toString).toList();
    }

    private static Sample sample(String path, String type) {
        return Sample.clinical()
                .replace(FILE, "raw/patients.tsv, format: tsv", "raw/patients, format: sdf")
                .replace(
                        FILE,
                        "      - { name: born_on,",
                        "      - { name: a, physicalName: \"%s\", logicalType: %s }\n      - { name: born_on,"
                                .formatted(path, type));
    }
}
