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
import org.junit.jupiter.params.provider.ValueSource;

class FixedColumnsTest {

    private static final String FILE = "contracts/raw/patients.odcs.yaml";

    @TempDir
    private Path folder;

    @Test
    void takesColumnsSideBySide() {
        assertThat(problems("", "1-8", "9-16", "17")).isEmpty();
        assertThat(problems("", "17", "9-16", "1-8")).as("in any order").isEmpty();
        assertThat(problems("lineWidth: 20", "1-8", "10-16", "20")).isEmpty();
    }

    @Test
    void refusesColumnsThatOverlapWithBothPlaces() {
        assertThat(problems("", "1-8", "8-16", "17"))
                .singleElement()
                .asString()
                .contains(
                        "column 'b' reads 8-16 of each line",
                        "column 'a' at " + FILE + ":",
                        "reads 1-8, so both read 8");
        assertThat(problems("", "1-8", "9-16", "4-12")).hasSize(2);
        assertThat(problems("", "1-8", "1-8", "9")).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "0-3", "5-4", "1-", "-3", "1 - 3", "01-03", "1-9999999999"})
    void refusesWhatIsNoPlace(String written) {
        assertThat(problems("", written, "9-16", "17"))
                .singleElement()
                .asString()
                .contains("column 'a' stands at '" + written + "', which is no place of a line");
    }

    @Test
    void refusesAColumnBehindTheEndOfTheLine() {
        assertThat(problems("lineWidth: 16", "1-8", "9-16", "17"))
                .singleElement()
                .asString()
                .contains("column 'c' reads 17 of each line", "a line ends at 16");
    }

    @ParameterizedTest
    @CsvSource({
        "UTF-16, true",
        "ISO-2022-JP, true",
        "UTF-16LE, false",
        "GB18030, false",
        "GBK, false",
        "Shift_JIS, false",
        "windows-1252, false",
    })
    void countsBytesOnlyWhereCharactersHaveTheirOwn(String encoding, boolean isRefused) {
        List<String> told = problems("encoding: " + encoding + ", positions: bytes", "1-8", "9-16", "17");
        assertThat(told).hasSize(isRefused ? 1 : 0).allMatch(each -> each.contains("'positions' counts bytes of"));
    }

    private List<String> problems(String read, String a, String b, String c) {
        String columns = "";
        for (String[] each : new String[][] {{"a", a}, {"b", b}, {"c", c}}) {
            columns += "      - { name: " + each[0] + ", physicalName: \"" + each[1] + "\", logicalType: string }\n";
        }
        return Sample.clinical()
                .replace(
                        FILE,
                        "raw/patients.tsv, format: tsv",
                        "raw/patients, format: fixed, customProperties: [{ property: weirRead, value: { " + read
                                + " } }]")
                .replace(FILE, "      - { name: born_on,", columns + "      - { name: born_on,")
                .readIn(folder)
                .problems()
                .stream()
                .map(Problem::toString)
                .filter(problem -> columnsOf(problem))
                .toList();
    }

    /** The sample's own columns stand at no places, which is told, too. */
    private static boolean columnsOf(String problem) {
        return problem.contains("'a'")
                || problem.contains("'b'")
                || problem.contains("'c'")
                || problem.contains("positions");
    }
}
