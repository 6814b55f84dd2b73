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

class FastaColumnsTest {

    private static final String FILE = "contracts/raw/patients.odcs.yaml";

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ID | string | column 'a' reads 'ID' of each record; no record of FASTA has it; write 'id'",
                "organism | string | no record of FASTA has it; write as 'physicalName' one of id, description, sequence, length",
                "sequence | integer | column 'a' reads 'sequence' as integer; it is a text; type it as string",
                "length | boolean | column 'a' reads 'length' as boolean; it is a whole number; type it as integer",
                "description | array, items: { logicalType: string } | FASTA has no arrays",
            })
    void refusesWhatNoRecordHas(String path, String type, String told) {
        assertThat(told(path, type)).singleElement().asString().contains(told);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "id | string",
                "id | integer",
                "description | string",
                "sequence | string",
                "length | integer",
                "length | number",
            })
    void takesWhatRecordsHave(String path, String type) {
        assertThat(told(path, type)).isEmpty();
    }

    @Test
    void aPlaceHasOneColumn() {
        Sample twice = sample("sequence", "string")
                .replace(
                        FILE,
                        "      - { name: a,",
                        "      - { name: b, physicalName: \"sequence\", logicalType: string }\n      - { name: a,");
        assertThat(all(twice))
                .anyMatch(problem -> problem.contains(
                        "column 'a' reads 'sequence' of each record; column 'b' reads it, too; keep one"));
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
                .replace(FILE, "raw/patients.tsv, format: tsv", "raw/patients, format: fasta")
                .replace(
                        FILE,
                        "      - { name: born_on,",
                        "      - { name: a, physicalName: \"%s\", logicalType: %s }\n      - { name: born_on,"
                                .formatted(path, type));
    }
}
