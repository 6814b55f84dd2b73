package dev.weir.contracts.standard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.contracts.Problems;
import dev.weir.contracts.yaml.YamlReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The corners of ODCS that its conditions make; the conformance suite compares with the official schema. */
class OdcsTest {

    private static final Path EVERYTHING = Path.of("src/test/resources/odcs/everything.odcs.yaml");

    private static List<String> problems(String yaml) {
        Problems problems = new Problems();
        Odcs.check(YamlReader.read(yaml, "f.yaml", problems).orElseThrow(), problems);
        return problems.list().stream()
                .map(problem -> problem.code().id() + " " + problem.what())
                .toList();
    }

    @Test
    void acceptsEveryFieldOfTheStandard() throws IOException {
        assertThat(problems(Files.readString(EVERYTHING, StandardCharsets.UTF_8)))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            { name: a, logicalTypeOptions: { minimum: 1 } } | C002 'minimum' is no field of the logicalTypeOptions of a column without a logicalType
            { name: a, logicalType: string, items: {} } | C002 'items' is no field of a column
            { name: a, logicalType: array, items: { properties: [] } } |
            { name: a, logicalType: integer, logicalTypeOptions: { minimum: "1" } } | C004 'minimum' of an integer's logicalTypeOptions is the text '1'
            { name: a, logicalType: integer, logicalTypeOptions: { multipleOf: 0 } } | C004 'multipleOf' of an integer's logicalTypeOptions is the number 0
            { name: a, logicalType: string, logicalTypeOptions: { minLength: 1.0 } } |
            { name: a, logicalType: string, logicalTypeOptions: { minLength: -1 } } | C004 'minLength' of a string's logicalTypeOptions is the number -1
            { name: a, logicalType: object, logicalTypeOptions: { required: [b, b] } } | C004 an item of 'required' of an object's logicalTypeOptions is the text 'b' a second time
            { name: a, relationships: [{ to: b.c, from: a.b }] } | C002 'from' is no field of a column's relationship
            { name: a, relationships: [{ to: b }] } | C004 'to' of a column's relationship is the text 'b'
            { name: a, relationships: [{ to: [] }] } | C004 'to' of a column's relationship is an empty list
            { name: a, quality: [{ metric: rowCount }] } | C003 a quality check says nothing of what its result must be
            { name: a, quality: [{ type: text, mustBe: 0 }] } | C002 'mustBe' is no field of a quality check
            { name: a, quality: [{ type: sql, mustBe: 0 }] } | C003 a quality check of type sql has no 'query'
            { name: a, quality: [{ type: custom, engine: soda, implementation: 5 }] } | C004 'implementation' of a quality check of type custom is the number 5
            { name: a, quality: [{ metric: rowCount, mustBeBetween: [1, 1.0] }] } | C004 an item of 'mustBeBetween' of a quality check of type library is the number 1.0 a second time
            { name: a, tags: text } | C004 'tags' of a column is the text 'text'
            { name: a, description: } | C004 'description' of a column is empty
            { name: a, enum: [] } | C004 'enum' of a column is an empty list
            { name: a, enum: [x] } | C004 an item of 'enum' of a column is the text 'x'
            { name: a, enum: [{ label: x }] } | C003 a value of an enum has no 'value'
            { name: a, enum: [{ value: { b: 1 } }] } | C004 'value' of a value of an enum is an object
            { name: a, synonyms: [{ locale: en }] } | C003 a synonym has no 'synonym'
            { name: a, deprecated: "yes" } | C004 'deprecated' of a column is the text 'yes'
            { name: a, semanticType: metric } | C004 'semanticType' of a column is 'metric'
            { name: a, context: x } | C002 'context' is no field of a column
            { name: a, logicalType: map } | C003 a column has no 'map'
            { name: a, logicalType: map, map: { key: { logicalType: string } } } | C003 a map has no 'value'
            { name: a, logicalType: string, map: { key: {}, value: {} } } | C002 'map' is no field of a column
            { name: a, logicalType: vector, logicalTypeOptions: {} } | C003 a vector's logicalTypeOptions has no 'dimensions'
            { name: a, logicalType: vector, logicalTypeOptions: { dimensions: 0 } } | C004 'dimensions' of a vector's logicalTypeOptions is the number 0
            """)
    void knowsWhatItsConditionsAllow(String column, String problem) {
        String contract = "{ apiVersion: v3.2.0, kind: DataContract, id: a, version: '1', status: s, schema: "
                + "[{ name: t, properties: [" + column + "] }] }";
        assertThat(problems(contract)).isEqualTo(problem == null ? List.of() : List.of(problem));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            { server: s, type: local, path: p, format: csv } |
            { server: s, type: local, path: p } | C003 a server of type local has no 'format'
            { server: s, type: sftp, location: 'http://h' } | C004 'location' of a server of type sftp is the text 'http://h'
            { server: s, type: postgres, host: h, port: 5432.5, database: d, schema: s } | C004 'port' of a server of type postgres is the number 5432.5
            { server: s, type: lokal, path: p } | C004 'type' of a server is 'lokal'
            { server: s, path: p } | C003 a server has no 'type'
            """)
    void knowsEachServersFields(String server, String problem) {
        String contract =
                "{ apiVersion: v3.2.0, kind: DataContract, id: a, version: '1', status: s, servers: [" + server + "] }";
        assertThat(problems(contract)).isEqualTo(problem == null ? List.of() : List.of(problem));
    }
}
