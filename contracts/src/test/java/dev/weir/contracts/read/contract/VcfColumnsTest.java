package dev.weir.contracts.read.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VcfColumnsTest {

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "chrom | string | column 'a' reads 'chrom' of each record; no record of VCF has it; write 'physicalName: CHROM'",
                "DP | integer | column 'a' reads 'DP' of each record; no record of VCF has it; write as 'physicalName' one of CHROM, POS, ID, REF, ALT, QUAL, FILTER, SAMPLES, a key of INFO such as INFO/DP",
                "INFO/ | integer | column 'a' reads 'INFO/' of each record; no record of VCF has it",
                "CHROM | integer | column 'a' reads CHROM as integer; it is a text; type it as string",
                "POS | boolean | column 'a' reads POS as boolean; it is a whole number; type it as integer",
                "QUAL | integer | column 'a' reads QUAL as integer; it is a number with a fraction; type it as number",
                "ALT | integer | column 'a' reads ALT as integer; it is a list of texts",
                "SAMPLES | string | column 'a' reads SAMPLES as string; it is the names of all samples; type it as array of string",
                "FORMAT/GT | string | column 'a' reads FORMAT/GT as string; each sample has one value, or one list of them; type it as array",
                "INFO/X | array, items: { logicalType: array, items: { logicalType: string } } | column 'a' reads INFO/X as array<array<string>>; a key of INFO has one list of values",
            })
    void refusesWhatNoRecordHas(String path, String type, String told) {
        assertThat(column(path, type).told()).singleElement().asString().contains(told);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "CHROM | string",
                "POS | integer",
                "QUAL | string",
                "FILTER | string",
                "ALT | array, items: { logicalType: string }",
                "SAMPLES | array, items: { logicalType: string }",
                "INFO/DP | integer",
                "INFO/AF | array, items: { logicalType: number }",
                "INFO/DB | boolean",
                "FORMAT/GT | array, items: { logicalType: string }",
                "FORMAT/AD | array, items: { logicalType: array, items: { logicalType: integer } }",
            })
    void takesWhatRecordsHave(String path, String type) {
        assertThat(column(path, type).told()).isEmpty();
    }

    @Test
    void aPlaceHasOneColumnAndNoObject() {
        assertThat(column("POS", "integer").readTwice())
                .anyMatch(problem ->
                        problem.contains("column 'a' reads 'POS' of each record; column 'b' reads it, too; keep one"));
        assertThat(column("INFO/X", "object, properties: [ { name: c, logicalType: date } ]")
                        .all())
                .anyMatch(problem -> problem.contains("VCF has no objects; make a column of each key"));
    }

    private ColumnOfFormat column(String path, String type) {
        return new ColumnOfFormat(folder, "vcf", path, type);
    }
}
