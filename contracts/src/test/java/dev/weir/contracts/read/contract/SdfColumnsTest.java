package dev.weir.contracts.read.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SdfColumnsTest {

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
        assertThat(column(path, type).told()).singleElement().asString().contains(told);
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
        assertThat(column(path, type).told()).isEmpty();
    }

    @Test
    void aPlaceHasOneColumn() {
        assertThat(column("data/LogP", "string").readTwice())
                .anyMatch(problem -> problem.contains(
                        "column 'a' reads 'data/LogP' of each record; column 'b' reads it, too; keep one"));
    }

    private ColumnOfFormat column(String path, String type) {
        return new ColumnOfFormat(folder, "sdf", path, type);
    }
}
