package dev.weir.jobs.engine.read.avro;

import static dev.weir.jobs.engine.read.avro.AvroBytesOf.block;
import static dev.weir.jobs.engine.read.avro.AvroBytesOf.join;
import static dev.weir.jobs.engine.read.avro.AvroBytesOf.number;
import static dev.weir.jobs.engine.read.avro.AvroBytesOf.raw;
import static dev.weir.jobs.engine.read.avro.AvroBytesOf.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.jobs.engine.read.HostileBytes;
import dev.weir.jobs.engine.read.RawFolder;
import dev.weir.jobs.engine.read.ReadSpec;
import dev.weir.jobs.engine.read.SourceFindings;
import dev.weir.jobs.engine.read.file.SourceFile;
import dev.weir.jobs.engine.read.file.UnreadableSourceException;
import dev.weir.jobs.engine.read.text.SurveyedFile;
import dev.weir.jobs.engine.read.value.ReadColumn;
import dev.weir.jobs.engine.read.value.ReadColumn.OnBadValue;
import dev.weir.jobs.engine.read.value.ValueType;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AvroTest {

    private static final RawFolder FOLDER = RawFolder.create();

    private static final ValueType TEXT = new ValueType.Text();

    @AfterAll
    static void close() {
        FOLDER.close();
    }

    private static ReadSpec spec(Object... columns) {
        List<ReadColumn> all = new ArrayList<>();
        for (int i = 0; i < columns.length; i += 2) {
            all.add(ReadColumn.of((String) columns[i], (ValueType) columns[i + 1]));
        }
        return ReadSpec.of(new AvroRecords(), all);
    }

    private static String schema(String... fields) {
        return "{\"type\": \"record\", \"name\": \"r\", \"fields\": ["
                + String.join(
                        ", ",
                        Arrays.stream(fields)
                                .map(field -> "{\"name\": \"" + field.replaceFirst(" ", "\", \"type\": ") + "}")
                                .toList())
                + "]}";
    }

    private static List<String> rows(byte[] bytes, ReadSpec spec) {
        return RawFolder.rows(spec, FOLDER.file("a.avro", bytes), 1 << 20);
    }

    private static void refused(byte[] bytes, ReadSpec spec, String why) {
        SourceFile file = FOLDER.file("a.avro", bytes);
        assertThatThrownBy(() -> RawFolder.rows(spec, file, 1 << 20))
                .isInstanceOfSatisfying(UnreadableSourceException.class, e -> {
                    assertThat(e.getMessage()).contains(why).contains("a.avro");
                    assertThat(e.remedy()).isNotBlank();
                });
    }

    private static byte[] written(String schema, Map<String, Object> values) {
        Schema of = new Schema.Parser().parse(schema);
        GenericRecord record = new GenericData.Record(of);
        values.forEach(record::put);
        return AvroBytesOf.records(of, "null", List.of(record));
    }

    private static String logical(String type, String logical) {
        return "{\"type\": \"" + type + "\", \"logicalType\": \"" + logical + "\"}";
    }

    @Test
    void valuesOfAllTypesAreWhatTheyAre() {
        String schema = schema(
                "b \"boolean\"",
                "i \"int\"",
                "n \"long\"",
                "f \"float\"",
                "d \"double\"",
                "t [\"null\", \"string\"]",
                "e {\"type\": \"enum\", \"name\": \"sex\", \"symbols\": [\"F\", \"M\"]}",
                "u {\"type\": \"string\", \"logicalType\": \"uuid\"}",
                "l {\"type\": \"array\", \"items\": [\"null\", \"long\"]}");
        Schema of = new Schema.Parser().parse(schema);
        byte[] bytes = written(
                schema,
                Map.of(
                        "b",
                        true,
                        "i",
                        Integer.MIN_VALUE,
                        "n",
                        Long.MAX_VALUE,
                        "f",
                        0.1f,
                        "d",
                        -1e-300,
                        "t",
                        "张三",
                        "e",
                        new GenericData.EnumSymbol(of.getField("e").schema(), "M"),
                        "u",
                        "123e4567-e89b-12d3-a456-426614174000",
                        "l",
                        Arrays.asList(1L, null, 3L)));
        assertThat(rows(
                        bytes,
                        spec(
                                "b", ValueType.Flag.WORDS,
                                "i", ValueType.Whole.LONG,
                                "n", ValueType.Whole.LONG,
                                "f", ValueType.Real.FINITE,
                                "d", ValueType.Real.FINITE,
                                "t", TEXT,
                                "e", TEXT,
                                "u", TEXT)))
                .containsExactly("1: true|-2147483648|9223372036854775807|0.10000000149011612|-1.0E-300|张三|M|"
                        + "123e4567-e89b-12d3-a456-426614174000");
        assertThat(rows(bytes, spec("l", new ValueType.ListOf(ValueType.Whole.LONG), "i", ValueType.Whole.LONG)))
                .singleElement()
                .asString()
                .endsWith("|-2147483648");
        assertThat(rows(bytes, spec("l", new ValueType.ListOf(new ValueType.Whole(0, 2)))))
                .containsExactly("1: unreadable.type(l)");
        assertThat(rows(
                        written(schema("t [\"null\", \"string\"]", "x \"long\""), Map.of("x", 5L)),
                        spec("x", ValueType.Whole.LONG, "t", TEXT)))
                .containsExactly("1: 5|NULL");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            int  | date                   | 0                | day       | 0
            int  | date                   | -719162          | day       | -719162
            int  | date                   | -719163          | day       | bad
            int  | date                   | 2932897          | day       | bad
            int  | time-millis            | 86399999         | time      | 23:59:59.999000
            int  | time-millis            | 86400000         | time      | bad
            int  | time-millis            | -1               | time      | bad
            long | time-micros            | 30600000000      | time      | 08:30:00
            long | time-micros            | 86400000000      | time      | bad
            long | timestamp-millis       | -1               | instant   | -1000
            long | timestamp-micros       | 253402300799999999 | instant | 253402300799999999
            long | timestamp-micros       | 253402300800000000 | instant | bad
            long | timestamp-millis       | 9223372036854775807 | instant | bad
            long | timestamp-millis       | 0                | clock     | wrong
            long | timestamp-micros       | 5                | integer   | wrong
            long | local-timestamp-millis | 1500             | clock     | 1500000
            long | local-timestamp-micros | -62135596800000000 | clock   | -62135596800000000
            long | local-timestamp-micros | -62135596800000001 | clock   | bad
            long | local-timestamp-micros | 0                | instant   | wrong
            long | local-timestamp-micros | 0                | shanghai  | -28800000000
            long | timestamp-micros       | 0                | shanghai  | 0
            long | nobody-knows-it        | 7                | integer   | 7
            int  | date                   | 7                | integer   | wrong
            """)
    void logicalTypesAreDatesAndTimes(String type, String logical, long value, String wanted, String expected) {
        ValueType column = switch (wanted) {
            case "day" -> new ValueType.Day("dd/MM/yyyy");
            case "time" -> new ValueType.TimeOfDay(ValueType.ISO);
            case "instant" -> new ValueType.Instant("yyyy/MM/dd", "");
            case "shanghai" -> new ValueType.Instant(ValueType.ISO, "Asia/Shanghai");
            case "clock" -> new ValueType.WallClock(ValueType.ISO);
            default -> ValueType.Whole.LONG;
        };
        byte[] bytes = raw(schema("a " + logical(type, logical)), "null", 1, number(value));
        boolean isGood = !expected.equals("bad") && !expected.equals("wrong");
        assertThat(rows(bytes, spec("a", column))).containsExactly(isGood ? "1: " + expected : "1: unreadable.type(a)");
        assertThat(findings(bytes, spec("a", column)).differences().retyped())
                .hasSize(expected.equals("wrong") ? 1 : 0);
    }

    private static SourceFindings.FileFindings findings(byte[] bytes, ReadSpec spec) {
        return RawFolder.survey(FOLDER.file("a.avro", bytes), spec.format(), 1 << 20)
                .findings(spec.columns())
                .files()
                .get(0);
    }

    @Test
    void decimalsLoseNoDigit() {
        String bytes = "a {\"type\": \"bytes\", \"logicalType\": \"decimal\", \"precision\": 20, \"scale\": 3}";
        String fixed = "b {\"type\": \"fixed\", \"name\": \"f\", \"size\": 20, \"logicalType\": \"decimal\","
                + " \"precision\": 38, \"scale\": 2}";
        byte[] digits = new BigInteger("-12345678901234567891").toByteArray();
        byte[] wide = new byte[20];
        Arrays.fill(wide, (byte) -1);
        wide[19] = -5;
        byte[] block = join(number(digits.length), digits, wide);
        byte[] file = raw(schema(bytes, fixed), "null", 1, block);
        assertThat(rows(file, spec("a", new ValueType.Exact(20, 3), "b", new ValueType.Exact(38, 2))))
                .containsExactly("1: -12345678901234567.891|-0.05");
        assertThat(rows(file, spec("a", new ValueType.Exact(20, 2)))).containsExactly("1: unreadable.type(a)");
        assertThat(rows(file, spec("a", ValueType.Real.FINITE))).containsExactly("1: unreadable.type(a)");
        byte[] larger = new BigInteger("1" + "0".repeat(20)).toByteArray();
        assertThat(rows(
                        raw(schema(bytes), "null", 1, join(number(larger.length), larger)),
                        spec("a", new ValueType.Exact(20, 3))))
                .as("more digits than the schema says")
                .containsExactly("1: unreadable.type(a)");
        assertThat(rows(raw(schema(bytes), "null", 1, number(0)), spec("a", new ValueType.Exact(20, 3))))
                .containsExactly("1: unreadable.type(a)");
        assertThat(rows(
                        raw(schema("a {\"type\": \"bytes\", \"logicalType\": \"decimal\"}"), "null", 1, number(0)),
                        spec("a", new ValueType.Exact(20, 3))))
                .as("a decimal without a precision is none")
                .containsExactly("1: unreadable.type(a)");
    }

    @Test
    void nestedRecordsAreReadByTheirPaths() {
        String schema = """
                {"type": "record", "name": "r", "fields": [
                  {"name": "skipped", "type": {"type": "map", "values": {"type": "array", "items": "string"}}},
                  {"name": "patient", "type": ["null", {"type": "record", "name": "p", "fields": [
                    {"name": "id", "type": "string"},
                    {"name": "more", "type": "bytes"},
                    {"name": "address", "type": {"type": "record", "name": "a", "fields": [
                      {"name": "city", "type": ["string", "null"]}]}}]}]},
                  {"name": "last", "type": "long"}]}
                """;
        byte[] map = join(number(-1), number(9), text("key"), number(2), text("x"), text("y"), number(0), number(0));
        byte[] block = join(
                map,
                number(1),
                text("P1"),
                text("??"),
                number(0),
                text("北京"),
                number(7),
                number(0),
                number(0),
                number(8),
                number(0),
                number(1),
                text("P3"),
                text(""),
                number(1),
                number(9));
        byte[] file = raw(schema, "null", 3, block);
        ReadSpec spec = spec("$.patient.address['city']", TEXT, "last", ValueType.Whole.LONG, "patient.id", TEXT);
        assertThat(rows(file, spec)).containsExactly("1: 北京|7|P1", "2: NULL|8|NULL", "3: NULL|9|P3");
        assertThat(findings(file, spec).differences().added()).containsExactlyInAnyOrder("skipped", "patient.more");
        assertThat(rows(file, spec("patient", TEXT)).get(0)).isEqualTo("1: unreadable.missing-column(patient)");
        assertThat(rows(file, spec("skipped", TEXT)).get(0)).isEqualTo("1: unreadable.type(skipped)");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            "string"                                             | integer
            "long"                                               | string
            "double"                                             | integer
            "bytes"                                              | string
            ["null", "int", "string"]                            | integer
            ["int", "string"]                                    | string
            "null"                                               | string
            {"type": "map", "values": "int"}                     | integer
            {"type": "fixed", "name": "f", "size": 3}            | string
            {"type": "array", "items": "string"}                 | string
            """)
    void aTypeThatIsNotTheColumnsIsTold(String stored, String wanted) {
        String schema = schema("a " + stored, "b \"long\"");
        ReadSpec spec = spec("a", wanted.equals("integer") ? ValueType.Whole.LONG : TEXT);
        byte[] bytes = AvroBytesOf.records(new Schema.Parser().parse(schema), "null", List.of());
        assertThat(findings(bytes, spec).differences().retyped()).containsExactly("a");
        assertThat(findings(bytes, spec).differences().added()).containsExactly("b");
    }

    @Test
    void badTextHasItsColumnAndTheNextRecordIsRead() {
        byte[] block = join(number(2), new byte[] {'a', (byte) 0xff}, number(1), text("good"), number(2));
        byte[] file = raw(schema("t \"string\"", "n \"long\""), "null", 2, block);
        assertThat(rows(file, spec("t", TEXT, "n", ValueType.Whole.LONG)))
                .containsExactly("1: unreadable.encoding(t)", "2: good|2");
        ReadColumn lenient =
                new ReadColumn("n", "n", new ValueType.Whole(2, 9), List.of("2"), OnBadValue.NULL_AND_WARN);
        assertThat(rows(file, ReadSpec.of(new AvroRecords(), List.of(lenient)))).containsExactly("1: NULL", "2: NULL");
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "deflate", "snappy", "bzip2", "zstandard"})
    void partsAreTheSameAsTheWhole(String codec) {
        Schema schema = new Schema.Parser().parse(schema("n \"long\"", "t [\"null\", \"string\"]"));
        Random random = new Random(5);
        List<GenericRecord> records = new ArrayList<>();
        List<String> expected = new ArrayList<>();
        for (long i = 0; i < 10_000; i++) {
            String text = random.nextInt(5) == 0 ? null : "text " + random.nextLong();
            GenericRecord record = new GenericData.Record(schema);
            record.put("n", i);
            record.put("t", text);
            records.add(record);
            expected.add((i + 1) + ": " + i + "|" + (text == null ? "NULL" : text));
        }
        byte[] bytes = AvroBytesOf.records(schema, codec, records);
        ReadSpec spec = spec("n", ValueType.Whole.LONG, "t", TEXT);
        SourceFile file = FOLDER.file("a.avro", bytes);
        assertThat(RawFolder.survey(file, spec.format(), 1 << 13).files().get(0).parts())
                .hasSizeGreaterThan(3);
        assertThat(RawFolder.rows(spec, file, 1 << 13)).isEqualTo(expected);
        assertThat(RawFolder.rows(spec, file, Long.MAX_VALUE)).isEqualTo(expected);
        assertThat(RawFolder.survey(file, spec.format(), 1 << 13).files().get(0).lines())
                .isEqualTo(10_000);
    }

    /** A file may end behind its header, and a block may have no records. */
    @ParameterizedTest
    @ValueSource(strings = {"null", "deflate", "snappy", "bzip2", "zstandard"})
    void aFileMayHaveNoBlocksAndABlockNoRecords(String codec) {
        String schema = schema("n \"long\"", "t \"string\"");
        Schema of = new Schema.Parser().parse(schema);
        ReadSpec spec = spec("n", ValueType.Whole.LONG, "t", TEXT);
        byte[] none = AvroBytesOf.records(of, codec, List.of());
        SourceFile file = FOLDER.file("a.avro", none);
        assertThat(RawFolder.survey(file, spec.format(), 1 << 20).files())
                .extracting(SurveyedFile::lines)
                .containsExactly(0L);
        assertThat(rows(none, spec)).isEmpty();
        assertThat(findings(none, spec).isEmpty()).isTrue();
        refused(Arrays.copyOf(none, none.length - 1), spec, "it is cut off");
        assertThat(new AvroFiles()
                        .layout(new Configuration(), file)
                        .orElseThrow()
                        .columns())
                .hasSize(2);
        byte[] record = join(number(7), text("x"));
        assertThat(rows(join(raw(schema, "null", 0, new byte[0]), block(1, record)), spec))
                .as("records come after a block without any")
                .containsExactly("1: 7|x");
    }

    @Test
    void schemasMayDifferFromFileToFile() {
        byte[] earlier = raw(schema("n \"long\"", "t \"string\""), "null", 1, join(number(1), text("a")));
        byte[] later =
                raw(schema("t \"string\"", "n \"int\"", "x \"int\""), "null", 1, join(text("b"), number(2), number(3)));
        byte[] other = raw(schema("n \"string\"", "t \"string\""), "null", 1, join(text("1"), text("c")));
        ReadSpec spec = spec("n", ValueType.Whole.LONG, "t", TEXT);
        assertThat(rows(earlier, spec)).containsExactly("1: 1|a");
        assertThat(rows(later, spec)).containsExactly("1: 2|b");
        assertThat(rows(other, spec)).containsExactly("1: unreadable.type(n)");
        assertThat(findings(earlier, spec).isEmpty()).isTrue();
        assertThat(findings(later, spec).differences().added()).containsExactly("x");
        assertThat(findings(later, spec).differences().reordered()).containsExactly("t", "n");
        assertThat(findings(other, spec).differences().retyped()).containsExactly("n");
    }

    @Test
    void whatIsNoAvroIsRefused() {
        ReadSpec spec = spec("a", TEXT);
        refused(new byte[0], spec, "is no file of Avro");
        refused("a,b\n".getBytes(StandardCharsets.UTF_8), spec, "is no file of Avro");
        refused(raw("\"string\"", "null", 1, text("x")), spec, "holds values of the type string");
        refused(raw("{\"type\": \"nothing\"}", "null", 1, text("x")), spec, "its schema is none of Avro");
        refused(raw("[".repeat(100_000), "null", 1, text("x")), spec, "its schema is none of Avro");
        refused(raw(schema("a \"string\""), "lzo", 1, text("x")), spec, "packed in a way that is not read");
    }

    /** Each says of itself something that is not so, and would take memory or time without end. */
    @Test
    void hostileFilesAreRefused() {
        ReadSpec spec = spec("a", TEXT);
        String one = schema("a \"string\"");
        refused(raw(one, "null", 1, number(Integer.MAX_VALUE)), spec, "a value is longer than its block, in record 1");
        refused(raw(one, "null", 1, number(-1)), spec, "a value is longer than its block");
        refused(raw(one, "null", 2, text("x")), spec, "a value is longer than its block, in record 2");
        refused(raw(one, "null", 1, join(text("x"), text("y"))), spec, "more bytes than its records");
        refused(raw(one, "null", Integer.MAX_VALUE, text("x")), spec, "more records than bytes");
        refused(raw(one, "null", -1, text("x")), spec, "a block says that it has");
        refused(
                raw(schema("z \"null\"", "a \"null\""), "null", 1L << 30, new byte[0]),
                spec,
                "more records than bytes");
        byte[] endless = new byte[11];
        Arrays.fill(endless, (byte) 0xff);
        refused(raw(one, "null", 1, endless), spec, "more than 64 bits");
        refused(
                raw(schema("a [\"null\", \"string\"]"), "null", 1, number(5)),
                spec,
                "none of those that the schema has");
        refused(
                raw(schema("b \"boolean\"", "a \"string\""), "null", 1, new byte[] {7, 0}),
                spec,
                "neither true nor false");
        refused(raw(one, "snappy", 1, new byte[] {1, 2, 3, 4, 5, 6}), spec, "a block cannot be unpacked");
        refused(raw(one, "deflate", 1, new byte[] {1, 2, 3, 4, 5, 6}), spec, "a block cannot be unpacked");
        refused(raw(one, "zstandard", 1, new byte[] {1, 2, 3, 4, 5, 6}), spec, "a block cannot be unpacked");
        refused(raw(one, "bzip2", 1, new byte[] {1, 2, 3, 4, 5, 6}), spec, "a block cannot be unpacked");
        String deep = "{\"type\": \"record\", \"name\": \"r\", \"fields\": [{\"name\": \"a\", \"type\": \"string\"},"
                + " {\"name\": \"next\", \"type\": [\"null\", \"r\"]}]}";
        byte[] chain = new byte[200_000];
        for (int i = 0; i < chain.length; i += 2) {
            chain[i + 1] = 2; // an empty text, and a next one
        }
        refused(raw(deep, "null", 1, chain), spec, "nested deeper");
        byte[] nulls = join(number(1L << 62), number(0), text("x"));
        assertThat(rows(
                        raw(schema("l {\"type\": \"array\", \"items\": \"null\"}", "a \"string\""), "null", 1, nulls),
                        spec))
                .as("values without bytes are passed over at once")
                .containsExactly("1: x");
    }

    @Test
    void aBombIsNotUnpacked() throws Exception {
        java.io.ByteArrayOutputStream packed = new java.io.ByteArrayOutputStream();
        java.util.zip.Deflater deflater = new java.util.zip.Deflater(9, true);
        try (var out = new java.util.zip.DeflaterOutputStream(packed, deflater)) {
            byte[] zeros = new byte[1 << 20];
            for (int i = 0; i < 257; i++) {
                out.write(zeros);
            }
        }
        refused(
                raw(schema("a \"string\""), "deflate", 1, packed.toByteArray()),
                spec("a", TEXT),
                "has a block of more than 268435456 bytes");
    }

    /** However a file is cut or damaged, it is read as it was, or refused by its name, and nothing else comes to pass. */
    @Test
    void cutAndDamagedFilesAreRefused() {
        Schema schema = new Schema.Parser().parse(schema("n \"long\"", "t \"string\""));
        List<GenericRecord> records = IntStream.range(0, 3_000)
                .mapToObj(i -> {
                    GenericRecord record = new GenericData.Record(schema);
                    record.put("n", (long) i);
                    record.put("t", "text " + i);
                    return record;
                })
                .toList();
        byte[] bytes = AvroBytesOf.records(schema, "snappy", records);
        ReadSpec spec = spec("n", ValueType.Whole.LONG, "t", TEXT);
        int header = new String(bytes, StandardCharsets.ISO_8859_1).indexOf("snappy") + 200;
        for (int cut = header; cut < bytes.length; cut += 1 + bytes.length / 200) {
            byte[] part = Arrays.copyOf(bytes, cut);
            try {
                int rows = rows(part, spec).size();
                assertThat(rows).as("a cut between two blocks cannot be seen").isLessThan(3_000);
                assertThat(Arrays.copyOfRange(bytes, cut - 16, cut))
                        .isEqualTo(Arrays.copyOfRange(bytes, bytes.length - 16, bytes.length));
            } catch (UnreadableSourceException e) {
                assertThat(e.getMessage()).contains("a.avro", "it is cut off");
            }
        }
        byte[] marks = bytes.clone();
        marks[marks.length - 3] ^= 1;
        refused(marks, spec, "the file's mark is missing");
        Random random = new Random(3);
        for (int i = 0; i < 200; i++) {
            byte[] damaged = bytes.clone();
            int at = header + random.nextInt(damaged.length - header);
            damaged[at] ^= (byte) (1 << random.nextInt(8));
            assertThatThrownBy(() -> rows(damaged, spec))
                    .as("snappy has checksums")
                    .isInstanceOf(UnreadableSourceException.class)
                    .hasMessageContaining("a.avro");
        }
    }

    /** As Avro's own reader has it, for schemas and values of all kinds. */
    @Test
    void recordsAreThoseOfAvrosOwnReader() throws Exception {
        Schema schema = new Schema.Parser()
                .parse(schema(
                        "m {\"type\": \"map\", \"values\": [\"null\", \"double\"]}",
                        "f {\"type\": \"fixed\", \"name\": \"f\", \"size\": 5}",
                        "l {\"type\": \"array\", \"items\": {\"type\": \"record\", \"name\": \"i\", \"fields\": [{\"name\": \"x\","
                                + " \"type\": [\"int\", \"string\", \"null\"]}]}}",
                        "n \"long\"",
                        "t [\"null\", \"string\"]"));
        Random random = new Random(11);
        List<GenericRecord> records = new ArrayList<>();
        for (int i = 0; i < 2_000; i++) {
            records.add((GenericRecord) new org.apache.avro.util.RandomData(schema, 1, random.nextLong())
                    .iterator()
                    .next());
        }
        byte[] bytes = AvroBytesOf.records(schema, "deflate", records);
        List<String> expected = new ArrayList<>();
        try (var reader = new org.apache.avro.file.DataFileStream<GenericRecord>(
                new java.io.ByteArrayInputStream(bytes), new org.apache.avro.generic.GenericDatumReader<>())) {
            for (GenericRecord record : reader) {
                Object text = record.get("t");
                expected.add((expected.size() + 1) + ": " + record.get("n") + "|" + (text == null ? "NULL" : text));
            }
        }
        assertThat(rows(bytes, spec("n", ValueType.Whole.LONG, "t", TEXT))).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "deflate", "snappy", "bzip2", "zstandard"})
    void anyBytesAreReadOrRefused(String codec) {
        Schema schema = new Schema.Parser()
                .parse(schema("n \"long\"", "t [\"null\", \"string\"]", "l {\"type\": \"array\", \"items\": \"int\"}"));
        GenericRecord record = new GenericData.Record(schema);
        record.put("n", 5L);
        record.put("t", "text");
        record.put("l", List.of(1, 2, 3));
        HostileBytes.areReadOrRefused(
                spec("n", ValueType.Whole.LONG, "t", TEXT, "l", new ValueType.ListOf(ValueType.Whole.LONG)),
                "a.avro",
                AvroBytesOf.records(schema, codec, Collections.nCopies(5, record)),
                300);
    }

    /** As many bytes as the largest array of Java has, wherever a number says how many there are. */
    @Test
    void lengthsAsLargeAsAnArrayAreRefused() {
        long length = Integer.MAX_VALUE - 8;
        String schema = schema("t \"string\"");
        ReadSpec spec = spec("t", TEXT);
        byte[] sound = raw(schema, "null", 1, text("a"));
        refused(raw(schema, "null", 1, join(number(length), text("a"))), spec, "is damaged");
        refused(raw(schema, "null", length, text("a")), spec, "is damaged");
        refused(
                join(Arrays.copyOf(sound, sound.length - 2 - 16 - 2), number(1), number(length), text("a")),
                spec,
                "is damaged");
        refused(join(new byte[] {'O', 'b', 'j', 1}, number(1), number(length)), spec, "is damaged");
        refused(join(new byte[] {'O', 'b', 'j', 1}, number(length)), spec, "is damaged");
        String fixed = schema("t {\"type\": \"fixed\", \"name\": \"f\", \"size\": " + length + "}", "u \"string\"");
        refused(raw(fixed, "null", 1, text("a")), spec("u", TEXT), "is damaged");
        String list = schema("t {\"type\": \"array\", \"items\": \"long\"}");
        refused(
                raw(list, "null", 1, join(number(length), number(1))),
                spec("t", new ValueType.ListOf(ValueType.Whole.LONG)),
                "is damaged");
    }

    @Test
    void aTypeThatIsNotTheColumnsIsNamedWithWhatToDo() {
        byte[] bytes = raw(
                schema("at " + logical("long", "timestamp-nanos"), "list {\"type\": \"array\", \"items\": \"int\"}"),
                "null",
                1,
                join(number(0), number(0)));
        ReadSpec spec = spec("at", new ValueType.WallClock(ValueType.ISO), "list", new ValueType.Text());
        assertThat(RawFolder.details(spec, FOLDER.file("a.avro", bytes)))
                .containsExactly(
                        "1 at: stored as long (timestamp-nanos), and the column is a date and time without a time zone: give the"
                                + " column that type in its contract, or have the file written with the column's",
                        "1 list: stored as array of int, and the column is a text: give the column that type in its contract,"
                                + " or have the file written with the column's");
    }

    @Test
    void aLayoutIsThatOfTheSchema() {
        String schema = schema(
                "patient {\"type\": \"record\", \"name\": \"p\", \"fields\": [{\"name\": \"id\", \"type\": \"string\"}]}",
                "seen_at " + logical("long", "timestamp-micros"),
                "raw \"bytes\"");
        byte[] bytes = raw(schema, "null", 1, join(text("P1"), number(0), number(0)));
        var layout = new AvroFiles()
                .layout(new Configuration(), FOLDER.file("a.avro", bytes))
                .orElseThrow();
        assertThat(layout.columns())
                .extracting(column -> column.physicalName() + " " + column.type())
                .containsExactly("patient.id Text[]", "seen_at Instant[pattern=, defaultZone=]");
        assertThat(layout.remarks())
                .containsExactly("left out: raw, of a type that Weir does not read from Avro: bytes");
        assertThat(new AvroFiles().layout(new Configuration(), FOLDER.file("a.csv", "Object,b\n")))
                .isEmpty();
        assertThat(ByteBuffer.wrap(bytes).getInt()).isEqualTo(0x4f626a01);
    }
}
