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

class JsonPathsTest {

    private static final String FILE = "contracts/raw/patients.odcs.yaml";

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "name | name.family | column 'a' reads 'name' of each record|column 'b' is a part of that value",
                "name[0].family | name | column 'b' reads 'name' of each record|column 'a' is a part of that value",
                "id | ['id'] | column 'b' reads 'id' of each record|column 'a' stands there, too",
                "name.x | name[0] | column 'a' reads 'name' of each record|to this column it is an object, and to 'b' an array",
                "id | name[first] | column 'b' stands at 'name[first]', which is no path|neither a key behind a dot",
            })
    void refusesPathsThatDoNotGoTogether(String a, String b, String what, String why) {
        assertThat(problems("ndjson", a, b)).singleElement().asString().contains(what, why);
    }

    @Test
    void takesPathsThatDo() {
        assertThat(problems("ndjson", "name[0].family", "name[1].family")).isEmpty();
        assertThat(problems("avro", "name.given", "name.family")).isEmpty();
        assertThat(problems("avro", "name", "name.family"))
                .singleElement()
                .asString()
                .contains("column 'a' reads 'name' of each record");
        assertThat(problems("avro", "name[0]", "other"))
                .singleElement()
                .asString()
                .contains(
                        "column 'a' reads 'name[0]' of each record", "single places of arrays are not read from Avro");
        assertThat(problems("csv", "name[", "name[0"))
                .as("headers of text are no paths")
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "ndjson, ''",
        "csv, delimited text has no objects",
        "parquet, objects are not read from Parquet files yet",
        "orc, objects are not read from ORC files yet",
        "avro, objects are not read from Avro files as a whole",
    })
    void objectsAreReadFromJsonAlone(String format, String why) {
        Sample nested = sample(format, "a", "b")
                .replace(
                        FILE,
                        "- { name: b, physicalName: \"b\", logicalType: string }",
                        "- { name: b, logicalType: array, items: { logicalType: object, properties: [ { name: c, logicalType: date } ] } }");
        List<String> problems = told(nested);
        if (why.isEmpty()) {
            assertThat(problems).isEmpty();
        } else {
            assertThat(problems).singleElement().asString().contains("array<object<c: date>>", why);
        }
    }

    /** What is said of a field and would not be asked is refused. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{ name: c, logicalType: string, classification: STAFF } | 'classification' stands inside the column 'b'",
                "{ name: c, logicalType: string, customProperties: [{ property: weirMask, value: drop }] } | 'weirMask' stands inside the column 'b'",
                "{ name: c, physicalName: d, logicalType: string } | 'physicalName' stands inside the column 'b'",
                "{ name: c, logicalType: string, customProperties: [{ property: weirNullValues, value: [\"-9\"] }] } | 'weirNullValues' stands inside the column 'b'",
                "{ name: c, logicalType: string }, { name: C, logicalType: string } | the object 'b' has two fields 'C'",
            })
    void fieldsSayOnlyWhatIsAsked(String fields, String what) {
        assertThat(told(sample("ndjson", "a", "b")
                        .replace(
                                FILE,
                                "- { name: b, physicalName: \"b\", logicalType: string }",
                                "- { name: b, logicalType: object, properties: [ " + fields + " ] }")))
                .singleElement()
                .asString()
                .contains(what);
    }

    private List<String> problems(String format, String a, String b) {
        return told(sample(format, a, b));
    }

    private List<String> told(Sample sample) {
        return sample.readIn(folder).problems().stream().map(Problem::toString).toList();
    }

    private static Sample sample(String format, String a, String b) {
        return Sample.clinical()
                .replace(FILE, "raw/patients.tsv, format: tsv", "raw/patients, format: " + format)
                .replace(
                        FILE,
                        "      - { name: born_on,",
                        "      - { name: a, physicalName: \"%s\", logicalType: string }\n      - { name: b, physicalName: \"%s\", logicalType: string }\n      - { name: born_on,"
                                .formatted(a, b));
    }
}
