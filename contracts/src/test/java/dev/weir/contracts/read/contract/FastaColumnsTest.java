package dev.weir.contracts.read.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FastaColumnsTest {

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
        assertThat(column(path, type).told()).singleElement().asString().contains(told);
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
        assertThat(column(path, type).told()).isEmpty();
    }

    @Test
    void aPlaceHasOneColumn() {
        assertThat(column("sequence", "string").readTwice())
                .anyMatch(problem -> problem.contains(
                        "column 'a' reads 'sequence' of each record; column 'b' reads it, too; keep one"));
    }

    private ColumnOfFormat column(String path, String type) {
        return new ColumnOfFormat(folder, "fasta", path, type);
    }
}
