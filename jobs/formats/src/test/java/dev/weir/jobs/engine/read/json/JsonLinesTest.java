package dev.weir.jobs.engine.read.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.jobs.engine.read.MissingColumnPolicy;
import dev.weir.jobs.engine.read.RawFolder;
import dev.weir.jobs.engine.read.ReadSpec;
import dev.weir.jobs.engine.read.file.SourceFile;
import dev.weir.jobs.engine.read.text.RecordLimits;
import dev.weir.jobs.engine.read.value.ReadColumn;
import dev.weir.jobs.engine.read.value.ReadColumn.OnBadValue;
import dev.weir.jobs.engine.read.value.ValueType;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class JsonLinesTest {
    private static final RawFolder FOLDER = RawFolder.create();
    private static final List<ReadColumn> COLUMNS = List.of(
            ReadColumn.of("id", ValueType.Whole.LONG),
            ReadColumn.of("name", new ValueType.Text()),
            ReadColumn.of("paid", new ValueType.Exact(6, 2)),
            ReadColumn.of("scores", new ValueType.ListOf(ValueType.Real.FINITE)));

    @AfterAll
    static void removeFolder() {
        FOLDER.close();
    }

    @Test
    void readsTypedValuesByKey() {
        String text = """
                {"id":1,"name":"é\\n\\u6c49","paid":1.5,"scores":[1,null,2.5e1]}

                {"name":null}\r
                {"paid":1e1,"more":{"a":[1]},"id":-3}""";
        assertThat(read(text))
                .containsExactly("1: 1|é\n汉|1.50|[1.0,null,25.0]", "3: NULL|NULL|NULL|NULL", "4: -3|NULL|10.00|NULL");
    }

    /** RFC 8259, 2 and 7. */
    @Test
    void carriageReturnsAreBlanksOutsideOfStringsAndNoneWithin() {
        assertThat(read("{\"id\":1,\r\"name\":\"a\"}\r\r\n{\"name\":\"a\r\"}\n{\"name\":\"a\\r\"}\n"))
                .containsExactly("1: 1|a|NULL|NULL", "2: unreadable.not-json", "3: NULL|a\r|NULL|NULL");
    }

    @Test
    void refusesValuesOfAnotherKind() {
        String text = """
                {"id":"1","name":2,"paid":true,"scores":["1"]}
                {"id":1.5,"name":{"a":1},"paid":1.234,"scores":{}}
                {"id":4}
                """;
        assertThat(read(text))
                .containsExactly(
                        "1: unreadable.type(id) unreadable.type(name) unreadable.type(paid) unreadable.type(scores)",
                        "2: unreadable.type(id) unreadable.type(name) unreadable.type(paid) unreadable.type(scores)",
                        "3: 4|NULL|NULL|NULL");
    }

    /** JSON has one kind of number: 1.0 is the integer 1 (JSON Schema 2020-12, Validation, 6.1.1). */
    @Test
    void aNumberWithoutAFractionIsAnInteger() {
        assertThat(read("""
                {"id":1.0}
                {"id":-2.50e1}
                {"id":0.0}
                {"id":1e18}
                {"id":1e19}
                {"id":1e-1}
                {"id":1e999999999}
                {"id":0.10000000000000000000000001e1}
                """))
                .containsExactly(
                        "1: 1|NULL|NULL|NULL",
                        "2: -25|NULL|NULL|NULL",
                        "3: 0|NULL|NULL|NULL",
                        "4: 1000000000000000000|NULL|NULL|NULL",
                        "5: unreadable.type(id)",
                        "6: unreadable.type(id)",
                        "7: unreadable.type(id)",
                        "8: unreadable.type(id)");
    }

    @Test
    void readsWhatIsNestedAsDeepAsItSaysAndNamesTheBound() {
        ReadSpec spec = ReadSpec.of(JsonLines.utf8(), COLUMNS);
        SourceFile file = FOLDER.file(
                ".ndjson",
                "{\"id\":1,\"z\":" + "[".repeat(999) + "]".repeat(999) + "}\n{\"id\":2,\"z\":" + "[".repeat(1000)
                        + "]".repeat(1000) + "}\n{\"id\":3,\"z\":" + "9".repeat(5_000) + "}\n{\"id\":4,\"id\":5}\n");
        assertThat(RawFolder.rows(spec, file, 1 << 20))
                .containsExactly(
                        "1: 1|NULL|NULL|NULL",
                        "2: unreadable.not-json",
                        "3: 3|NULL|NULL|NULL",
                        "4: unreadable.not-json");
        assertThat(RawFolder.rows(
                        ReadSpec.of(JsonLines.utf8(), List.of(ReadColumn.of("id", ValueType.Whole.LONG))), file, 100))
                .hasSize(4);
    }

    @Test
    void refusesWhatIsNoObject() {
        List<String> lines = List.of(
                "[]",
                "{\"id\":1",
                "{\"id\":1}{}",
                "null",
                "{\"id\":1,\"id\":2}",
                "{\"id\":NaN}",
                "{'id':1}",
                "{\"x\":{\"a\":1,\"a\":2}}",
                "{\"id\":01}",
                "{\u0000\"id\":1}");
        List<String> rows = read(String.join("\n", lines) + "\n{\"id\":11}");
        assertThat(rows).hasSize(11).last().isEqualTo("11: 11|NULL|NULL|NULL");
        assertThat(rows.subList(0, 10)).allMatch(row -> row.endsWith(": unreadable.not-json"));
    }

    @Test
    void refusesHalfCharactersAndBytesThatAreNoText() {
        assertThat(read("{\"name\":\"\\ud800\"}\n{\"name\":\"\\ud842\\udfb7\"}\n"))
                .containsExactly("1: unreadable.type(name)", "2: NULL|𠮷|NULL|NULL");
        byte[] bytes = "{\"name\":\"?\"}\n{\"id\":1}\n".getBytes(StandardCharsets.UTF_8);
        bytes[9] = (byte) 0xff;
        assertThat(RawFolder.rows(ReadSpec.of(JsonLines.utf8(), COLUMNS), FOLDER.file(".ndjson", bytes), 100))
                .containsExactly("1: unreadable.encoding", "2: 1|NULL|NULL|NULL");
    }

    @Test
    void passesOverLinesBeyondTheLimit() {
        ReadSpec spec = new ReadSpec(JsonLines.utf8(), COLUMNS, MissingColumnPolicy.UNREADABLE, new RecordLimits(50));
        String text = "{\"id\":1}\n{\"name\":\"" + "x".repeat(1 << 20) + "\"}\n{\"id\":3}\n";
        assertThat(RawFolder.rows(spec, FOLDER.file(".ndjson", text), 1 << 20))
                .containsExactly("1: 1|NULL|NULL|NULL", "2: unreadable.too-long", "3: 3|NULL|NULL|NULL");
    }

    @Test
    void readsTheSameWhereverTheFileIsCut() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 40; i++) {
            text.append(i % 7 == 0 ? "" : "{\"id\":" + i + ",\"name\":\"" + "n\\\"".repeat(i % 5) + "\"}")
                    .append("\n");
        }
        SourceFile file = FOLDER.file(".ndjson", text.toString());
        ReadSpec spec = ReadSpec.of(JsonLines.utf8(), COLUMNS);
        List<String> whole = RawFolder.rows(spec, file, 1 << 20);
        for (int part = 1; part < 60; part++) {
            assertThat(RawFolder.rows(spec, file, part)).isEqualTo(whole);
        }
    }

    @Test
    void takesBadValuesAsNullWhereAsked() {
        ReadColumn lenient = new ReadColumn("id", "key", ValueType.Whole.LONG, List.of(), OnBadValue.NULL_AND_WARN);
        ReadSpec spec = ReadSpec.of(JsonLines.utf8(), List.of(lenient));
        assertThat(RawFolder.rows(spec, FOLDER.file(".ndjson", "{\"key\":\"a\"}\n{\"key\":2}\n"), 100))
                .containsExactly("1: NULL", "2: 2");
    }

    private static final ValueType PERSON = new ValueType.ObjectOf(List.of(
            new ValueType.Field("family", new ValueType.Text()),
            new ValueType.Field("given", new ValueType.ListOf(new ValueType.Text())),
            new ValueType.Field(
                    "period",
                    new ValueType.ObjectOf(List.of(new ValueType.Field("start", new ValueType.Day(ValueType.ISO)))))));

    @Test
    void readsObjectsAndListsOfThem() {
        ReadSpec spec = ReadSpec.of(
                JsonLines.utf8(),
                List.of(ReadColumn.of("who", PERSON), ReadColumn.of("all", new ValueType.ListOf(PERSON))));
        String text = """
                {"who":{"family":"张","given":["三","四"],"period":{"start":"1970-01-03"}},"all":[{"family":"A"},{},null,{"given":[]}]}
                {"who":null,"all":[]}
                {"who":{"family":1}}
                {"who":[{"family":"A"}],"all":{"family":"A"}}
                {"all":[{"period":{"start":"1970-02-30"}}]}
                {"who":"A","all":["A"]}
                {"who":{}}
                """;
        assertThat(RawFolder.rows(spec, FOLDER.file(".ndjson", text), 1 << 20))
                .containsExactly(
                        "1: [张,[三,四],[2]]|[[A,null,null],[null,null,null],null,[null,[],null]]",
                        "2: NULL|[]",
                        "3: unreadable.type(who)",
                        "4: unreadable.type(who) unreadable.type(all)",
                        "5: unreadable.type(all)",
                        "6: unreadable.type(who) unreadable.type(all)",
                        "7: [null,null,null]|NULL");
    }

    @Test
    void findsColumnsAtTheirPaths() {
        ReadSpec spec = ReadSpec.of(
                JsonLines.utf8(),
                List.of(
                        column("id", "id", new ValueType.Text()),
                        column("family", "name[0].family", new ValueType.Text()),
                        column("given", "name[0].given", new ValueType.ListOf(new ValueType.Text())),
                        column("second", "name[1].family", new ValueType.Text()),
                        column("city", "address['home.city'].name", new ValueType.Text())));
        String text = """
                {"id":"1","name":[{"family":"A","given":["B"]},{"family":"C"},{"family":"D"}],"address":{"home.city":{"name":"京"}}}
                {"name":[],"address":{}}
                {"name":null,"address":{"home.city":null},"id":"3"}
                {"name":[null,{"family":"C"}]}
                {"name":{"family":"A"}}
                {"name":["A"]}
                {"name":[{"family":["A"]}],"address":"京"}
                """;
        assertThat(RawFolder.rows(spec, FOLDER.file(".ndjson", text), 1 << 20))
                .containsExactly(
                        "1: 1|A|[B]|C|京",
                        "2: NULL|NULL|NULL|NULL|NULL",
                        "3: 3|NULL|NULL|NULL|NULL",
                        "4: NULL|NULL|NULL|C|NULL",
                        "5: unreadable.type(family) unreadable.type(given) unreadable.type(second)",
                        "6: unreadable.type(family) unreadable.type(given)",
                        "7: unreadable.type(family) unreadable.type(city)");
    }

    @Test
    void refusesTwoColumnsOfOneValue() {
        for (List<String> paths : List.of(
                List.of("a", "a"),
                List.of("a", "a.b"),
                List.of("a.b", "a"),
                List.of("a.b", "a[0]"),
                List.of("$.a", "['a']"))) {
            ReadSpec spec = ReadSpec.of(
                    JsonLines.utf8(),
                    List.of(
                            column("x", paths.get(0), new ValueType.Text()),
                            column("y", paths.get(1), new ValueType.Text())));
            assertThatThrownBy(() -> RawFolder.rows(spec, FOLDER.file(".ndjson", "{}\n"), 100))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    private static ReadColumn column(String name, String path, ValueType type) {
        return new ReadColumn(name, path, type, List.of(), OnBadValue.UNREADABLE);
    }

    private static List<String> read(String text) {
        return RawFolder.rows(ReadSpec.of(JsonLines.utf8(), COLUMNS), FOLDER.file(".ndjson", text), 1 << 20);
    }
}
