package dev.weir.contracts.read.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.contracts.DataType;
import dev.weir.contracts.Place;
import dev.weir.contracts.Problems;
import dev.weir.contracts.sql.SqlLiteral;
import dev.weir.contracts.yaml.YamlMap;
import dev.weir.contracts.yaml.YamlReader;
import dev.weir.contracts.yaml.YamlScalar;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class SqlWriterTest {

    private static final ZoneId ZONE = ZoneId.of("Asia/Kathmandu");

    private final Problems problems = new Problems();

    private List<String> predicates(String column) {
        YamlMap node = (YamlMap) YamlReader.read(column, "f.yaml", problems).orElseThrow();
        Optional<DataType> type = new TypeReader(problems).read(node);
        return Constraints.of(node, type.orElseThrow(), ZONE, problems).stream()
                .map(constraint -> constraint.name() + ": " + constraint.predicate())
                .toList();
    }

    @Test
    void constrainsTexts() {
        assertThat(predicates("""
                name: a`b
                logicalType: string
                required: true
                logicalTypeOptions: { minLength: 1, maxLength: 9, pattern: '\\d+''x' }
                """))
                .containsExactly(
                        "required: `a``b` IS NOT NULL",
                        "minLength: char_length(`a``b`) >= 1",
                        "maxLength: char_length(`a``b`) <= 9",
                        "pattern: `a``b` RLIKE '\\\\A(?:\\\\d+\\'x)\\\\z'");
    }

    @Test
    void constrainsWholeNumbers() {
        assertThat(predicates("""
                name: n
                logicalType: integer
                logicalTypeOptions: { minimum: -1, exclusiveMaximum: 2.5, multipleOf: 5, format: u8 }
                """))
                .containsExactly(
                        "minimum: `n` >= -1",
                        "exclusiveMaximum: `n` < 2.5BD",
                        "multipleOf: `n` % 5BD = 0",
                        "format: `n` BETWEEN 0 AND 255");
    }

    @Test
    void letsNeitherNanNorInfinityPastABoundOfDoubles() {
        assertThat(predicates("""
                name: n
                logicalType: number
                logicalTypeOptions: { minimum: 0, maximum: 1e9 }
                """))
                .containsExactly(
                        "minimum: `n` >= 0.0D AND `n` < CAST('Infinity' AS DOUBLE)",
                        "maximum: `n` <= 1.0E9D AND `n` > CAST('-Infinity' AS DOUBLE)");
    }

    @Test
    void constrainsDecimalsExactly() {
        assertThat(predicates("""
                name: n
                logicalType: number
                physicalType: decimal(10,2)
                logicalTypeOptions: { minimum: 0.10, multipleOf: 0.05 }
                """)).containsExactly("minimum: `n` >= 0.1BD", "multipleOf: `n` % 0.05BD = 0");
    }

    @Test
    void constrainsDatesAndTimestampsInTheirZone() {
        assertThat(predicates("""
                name: d
                logicalType: date
                logicalTypeOptions: { format: dd.MM.uuuu, minimum: "2020-01-31", maximum: "31.12.2030" }
                """))
                .containsExactly("minimum: `d` >= DATE '2020-01-31'", "maximum: `d` <= DATE '2030-12-31'");
        assertThat(predicates("""
                name: t
                logicalType: timestamp
                logicalTypeOptions: { timezone: true, defaultTimezone: Asia/Shanghai, minimum: "2020-01-01 08:00:00", maximum: "2020-01-01T08:00:00+01:00" }
                """))
                .containsExactly(
                        "minimum: `t` >= TIMESTAMP_LTZ '2020-01-01 00:00:00.000000+00:00'",
                        "maximum: `t` <= TIMESTAMP_LTZ '2020-01-01 07:00:00.000000+00:00'");
        assertThat(predicates("""
                name: t
                logicalType: timestamp
                logicalTypeOptions: { timezone: true, minimum: "2020-01-01 08:00:00" }
                """))
                .as("in the workspace's zone where the column has none")
                .containsExactly("minimum: `t` >= TIMESTAMP_LTZ '2020-01-01 02:15:00.000000+00:00'");
        assertThat(predicates("""
                name: t
                logicalType: timestamp
                logicalTypeOptions: { minimum: "2020-01-01" }
                """)).containsExactly("minimum: `t` >= TIMESTAMP_NTZ '2020-01-01 00:00:00.000000'");
    }

    /** What reading refuses is no bound either; a fraction of a second is one of the bound's. */
    @Test
    void readsDaysAndTimesAsDataIsRead() {
        assertThat(predicates("""
                name: t
                logicalType: time
                logicalTypeOptions: { minimum: "08:30:00.5", maximum: "17:00" }
                """)).containsExactly("minimum: `t` >= '08:30:00.500000'", "maximum: `t` <= '17:00:00'");
        assertThat(predicates("""
                name: t
                logicalType: timestamp
                logicalTypeOptions: { timezone: true, defaultTimezone: Asia/Shanghai, format: "dd/MM/yyyy HH:mm XXX", minimum: "31/01/2020 08:00 +01:00" }
                """)).containsExactly("minimum: `t` >= TIMESTAMP_LTZ '2020-01-31 07:00:00.000000+00:00'");
        assertThat(predicates("""
                name: d
                logicalType: date
                logicalTypeOptions: { minimum: "0001-01-01", maximum: "9999-12-31" }
                """))
                .containsExactly("minimum: `d` >= DATE '0001-01-01'", "maximum: `d` <= DATE '9999-12-31'");
        assertThat(problems.list()).isEmpty();
        for (String column : List.of(
                "{ name: d, logicalType: date, logicalTypeOptions: { format: dd/MM/yyyy, maximum: 30/02/2024 } }",
                "{ name: d, logicalType: date, logicalTypeOptions: { maximum: '+10000-01-01' } }",
                "{ name: d, logicalType: date, logicalTypeOptions: { minimum: '0000-12-31' } }",
                "{ name: d, logicalType: time, logicalTypeOptions: { format: HH.mm, maximum: '24.00' } }",
                "{ name: d, logicalType: time, logicalTypeOptions: { maximum: '08:00:00.1234567' } }",
                "{ name: d, logicalType: timestamp, logicalTypeOptions: { maximum: '2024-01-01 08:00:00.1234567' } }",
                "{ name: d, logicalType: timestamp, logicalTypeOptions: { format: yyyy/M/d HH:mm, maximum: '2024/2/30 08:00' } }",
                "{ name: d, logicalType: timestamp, logicalTypeOptions: { timezone: true, defaultTimezone: Europe/Berlin, maximum: '2024-03-31 02:30:00' } }")) {
            int before = problems.list().size();
            assertThat(predicates(column)).as(column).isEmpty();
            assertThat(problems.list()).as(column).hasSize(before + 1);
        }
    }

    @Test
    void goesIntoArraysAndObjects() {
        assertThat(predicates("""
                name: lines
                logicalType: array
                logicalTypeOptions: { minItems: 1, uniqueItems: true }
                items:
                  logicalType: object
                  required: true
                  properties:
                    - { name: sku, logicalType: string, required: true, logicalTypeOptions: { maxLength: 3 } }
                """))
                .containsExactly(
                        "minItems: array_size(`lines`) >= 1",
                        "uniqueItems: array_size(array_distinct(`lines`)) = array_size(`lines`)",
                        "items.required: forall(`lines`, element1 -> element1 IS NOT NULL)",
                        "items.sku.required: forall(`lines`, element1 -> element1 IS NULL OR element1.`sku` IS NOT NULL)",
                        "items.sku.maxLength: forall(`lines`, element1 -> char_length(element1.`sku`) <= 3)");
    }

    @Test
    void asksForTheValuesOfAnEnum() {
        assertThat(predicates("""
                name: state
                logicalType: string
                enum: [{ value: open, label: Open }, { value: paid }, { value: null }]
                """)).containsExactly("enum: `state` IN ('open', 'paid')");
        assertThat(predicates("{ name: n, logicalType: integer, enum: [{ value: 1 }, { value: 2 }] }"))
                .containsExactly("enum: `n` IN (1, 2)");
        assertThat(predicates("""
                { name: l, logicalType: array, items: { logicalType: string, enum: [{ value: a }] } }
                """)).containsExactly("items.enum: forall(`l`, element1 -> element1 IN ('a'))");
    }

    @Test
    void asksForTheDimensionsOfAVector() {
        assertThat(predicates("""
                { name: v, logicalType: vector, logicalTypeOptions: { dimensions: 3, elementType: int8 } }
                """))
                .containsExactly("dimensions: array_size(`v`) = 3 AND forall(`v`, number -> number IS NOT NULL)");
    }

    @Property
    void writesTextsThatReadBack(@ForAll String text) {
        String literal = SqlLiteral.text(text);
        assertThat(literal).startsWith("'").endsWith("'");
        assertThat(unescaped(literal.substring(1, literal.length() - 1))).isEqualTo(text);
    }

    /** As Spark reads the escapes that are written here; a bare quote inside would end the literal. */
    private static String unescaped(String inside) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < inside.length(); i++) {
            char character = inside.charAt(i);
            assertThat(character).isNotEqualTo('\'');
            if (character == '\\') {
                i++;
                char escaped = inside.charAt(i);
                text.append(
                        switch (escaped) {
                            case 'n' -> '\n';
                            case 'r' -> '\r';
                            case 't' -> '\t';
                            default -> escaped;
                        });
            } else {
                text.append(character);
            }
        }
        return text.toString();
    }

    @Test
    void hasNoLiteralForAValueOfAnotherType() {
        YamlScalar text = new YamlScalar(
                "x", YamlScalar.Sort.TEXT, Place.of("f.yaml"), new YamlScalar.Inside(1, 1, YamlScalar.Lines.FOLDED));
        assertThat(SqlWriter.literal(new DataType.Int64(), text, ZONE)).isEmpty();
        assertThat(SqlWriter.literal(new DataType.Date(Optional.empty()), text, ZONE))
                .isEmpty();
        assertThat(SqlWriter.literal(new DataType.Bool(), text, ZONE)).isEmpty();
    }
}
