package dev.weir.contracts.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.contracts.Place;
import dev.weir.contracts.Problem;
import dev.weir.contracts.Problems;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class YamlReaderTest {

    private final Problems problems = new Problems();

    private YamlMap read(String text) {
        return (YamlMap) YamlReader.read(text, "f.yaml", problems).orElseThrow();
    }

    private List<String> refused(String text) {
        assertThat(YamlReader.read(text, "f.yaml", problems)).isEmpty();
        return problems.list().stream().map(Problem::toString).toList();
    }

    @Test
    void givesEveryValueItsPlace() {
        YamlMap root = read("""
                a: 1
                b:
                  - x
                  - { c: "y" }
                """);
        assertThat(root.placeOf("a")).isEqualTo(new Place("f.yaml", 1, 4));
        assertThat(root.placeOfKey("b")).isEqualTo(new Place("f.yaml", 2, 1));
        assertThat(root.maps("b").get(0).placeOf("c")).isEqualTo(new Place("f.yaml", 4, 10));
    }

    /** YAML meets the fault lines later, in words of its own. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "rules:\n  - id: a\n    row：weight > 3\n    severity: warn\n",
                "a: 1\nb: 2\nrow：weight > 3\n",
                "a: 1\nb: 2\nrow：{ c：1 }\n",
            })
    void aFullWidthColonBehindAKeyHasItsOwnMessage(String text) {
        assertThat(refused(text))
                .singleElement()
                .asString()
                .startsWith("f.yaml:3:")
                .contains("a full-width colon (：) stands behind a key", "write a plain colon and a blank behind it");
    }

    @Test
    void aFullWidthColonWithinATextIsNotBlamed() {
        assertThat(refused("because: \"身高：3\"\nb: [1\nc: 2\n"))
                .singleElement()
                .asString()
                .doesNotContain("full-width");
    }

    @Test
    void typesScalarsByTheCoreSchemaOfVersionOnePointTwo() {
        YamlMap root = read("""
                day: 2026-11-20
                norway: no
                yes: on
                octal: 0o17
                hex: 0xff
                leading: 012
                sexagesimal: 12:30:00
                float: 1e3
                infinite: .inf
                nothing: ~
                truth: True
                """);
        assertThat(root.scalar("day").orElseThrow().sort()).isEqualTo(YamlScalar.Sort.TEXT);
        assertThat(root.scalar("norway").orElseThrow().sort()).isEqualTo(YamlScalar.Sort.TEXT);
        assertThat(root.scalar("yes").orElseThrow().sort()).isEqualTo(YamlScalar.Sort.TEXT);
        assertThat(root.scalar("octal").orElseThrow().whole().orElseThrow()).isEqualTo(15);
        assertThat(root.scalar("hex").orElseThrow().whole().orElseThrow()).isEqualTo(255);
        assertThat(root.scalar("leading").orElseThrow().whole().orElseThrow()).isEqualTo(12);
        assertThat(root.scalar("sexagesimal").orElseThrow().sort()).isEqualTo(YamlScalar.Sort.TEXT);
        assertThat(root.scalar("float").orElseThrow().whole().orElseThrow()).isEqualTo(1000);
        assertThat(root.scalar("infinite").orElseThrow().sort()).isEqualTo(YamlScalar.Sort.DECIMAL);
        assertThat(root.scalar("infinite").orElseThrow().number()).isEmpty();
        assertThat(root.scalar("nothing")).isEmpty();
        assertThat(root.isTrue("truth")).isTrue();
    }

    @Test
    void findsPlacesInsideTexts() {
        YamlMap root = read("""
                plain: abc
                quoted: "abc"
                literal: |
                  first
                  second
                folded: >
                  one
                  two
                """);
        assertThat(root.scalar("plain").orElseThrow().at(1, 3)).isEqualTo(new Place("f.yaml", 1, 10));
        assertThat(root.scalar("quoted").orElseThrow().at(1, 1)).isEqualTo(new Place("f.yaml", 2, 10));
        assertThat(root.scalar("literal").orElseThrow().at(2, 4)).isEqualTo(new Place("f.yaml", 5, 6));
        assertThat(root.scalar("folded").orElseThrow().at(2, 1)).isEqualTo(root.placeOf("folded"));
    }

    @Test
    void tellsOfEveryKeyThatStandsTwiceAndKeepsTheFirst() {
        YamlMap root = read("a: 1\nb: { c: 1, c: 2 }\na: 3\n");
        assertThat(root.textOrEmpty("a")).isEmpty();
        assertThat(root.scalar("a").orElseThrow().text()).isEqualTo("1");
        assertThat(problems.list())
                .extracting(problem -> problem.place() + " " + problem.code().id())
                .containsExactly("f.yaml:2:12 C005", "f.yaml:3:1 C005");
    }

    @Test
    void refusesWhatIsNotYaml() {
        assertThat(refused("a: [1, 2\nb: 3\n")).singleElement().asString().startsWith("f.yaml:2:2  C001");
    }

    @Test
    void refusesAnEmptyFile() {
        assertThat(refused("# only a comment\n"))
                .containsExactly(
                        "f.yaml  C001  'f.yaml' is not YAML that can be read; the file is empty; write its content, or delete it");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a: !!python/object:os.system ls\n",
                "a: !!binary aGk=\n",
                "a: !!int abc\n",
                "a: !!str 5\n",
                "a: ! 5\n",
                "a: !own { b: 1 }\n",
                "a: !!set [x]\n",
                "!!map\na: 1\n",
                "%TAG ! tag:example.org,2026:\n---\na: !x 1\n"
            })
    void refusesTags(String text) {
        assertThat(refused(text)).singleElement().asString().contains("C001").contains("tag '");
    }

    @ParameterizedTest
    @ValueSource(ints = {0x85, 0x2028, 0x2029, 0x202e, 0x2066})
    void refusesSignsThatMakeALineLookOtherThanItIsRead(int sign) {
        assertThat(refused("a: 1\n# nothing " + Character.toString(sign) + "b: 2\n"))
                .singleElement()
                .asString()
                .startsWith("f.yaml:2:11  C001")
                .contains(String.format(java.util.Locale.ROOT, "U+%04X", sign));
    }

    @Test
    void refusesMergeKeys() {
        assertThat(refused("a: &a { b: 1 }\nc: { <<: *a, d: 2 }\n"))
                .singleElement()
                .asString()
                .startsWith("f.yaml:2:6  C001")
                .contains("merge");
        assertThat(read("a: '<<'\n").textOrEmpty("a")).isEqualTo("<<");
    }

    @Test
    void refusesWhatHoldsItself() {
        assertThat(refused("a: &a [1, *a]\n")).isNotEmpty();
    }

    @Test
    void refusesSeveralDocuments() {
        assertThat(refused("a: 1\n---\nb: 2\n"))
                .singleElement()
                .asString()
                .contains("C001")
                .contains("document");
    }

    @Test
    void refusesAnchorsThatUnfoldWithoutBounds() {
        StringBuilder bomb = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for (int i = 1; i < 12; i++) {
            String before = "*a" + (i - 1);
            bomb.append("a").append(i).append(": &a").append(i).append(" [");
            bomb.append(String.join(", ", java.util.Collections.nCopies(10, before)))
                    .append("]\n");
        }
        assertThat(refused(bomb.toString()))
                .singleElement()
                .asString()
                .contains("C001")
                .contains("anchors");
    }

    @Test
    void refusesAnAnchorInsideItself() {
        assertThat(refused("a: &a [*a]\n")).singleElement().asString().contains("C001");
    }

    @Test
    void refusesValuesNestedTooDeeplyWithoutExhaustingTheStack() {
        assertThat(refused("a: " + "[".repeat(100_000)))
                .singleElement()
                .asString()
                .contains("C001")
                .contains("deep");
    }

    @Test
    void takesOverWhatAnAnchorNames() {
        YamlMap root = read("base: &b { x: 1, y: 1 }\nuse: *b\n");
        assertThat(root.map("use").orElseThrow().entries().keySet()).containsExactlyInAnyOrder("x", "y");
        assertThat(root.map("use").orElseThrow().scalar("y").orElseThrow().text())
                .isEqualTo("1");
    }

    @Test
    void refusesCharactersThatMayNotStandInYaml() {
        assertThat(refused("a: x\nb: \u0001\n")).singleElement().asString().startsWith("f.yaml:2:4  C001");
    }
}
