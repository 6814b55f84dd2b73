package dev.weir.contracts.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.contracts.Problems;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AppendedYamlTest {

    private static final Map<String, String> ITEM = item("new-rule", "2026-12-31", "Because: \"so\" # it is.");

    private static Map<String, String> item(String rule, String until, String because) {
        Map<String, String> item = new LinkedHashMap<>();
        item.put("rule", rule);
        item.put("until", until);
        item.put("because", because);
        return item;
    }

    @Test
    void anItemIsWrittenInTheWayOfTheOthersAndNothingElseChanges() {
        String before = """
            # What we bear.
            $schema: https://weir.dev/schemas/weir-waivers.schema.json
            waivers:
                # the ward
                - rule: enough    # rows
                  until: "2026-05-01"
                  because: >
                    Two
                    lines.

                - until: '2026-05-02' # soon
                  rule: other
            # the end
            """;
        assertThat(YamlEditor.append(before, "waivers", ITEM)).isEqualTo(before.replace("# the end\n", """
                - rule: new-rule
                  until: "2026-12-31"
                  because: "Because: \\"so\\" # it is."
            # the end
            """));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "# nothing yet\n",
                "waivers:",
                "waivers: []",
                "waivers: [ ] # none\n",
                "waivers:\n",
                "waivers: # none\n# end",
                "waivers:\n- rule: one\n  because: 'x'",
                "waivers:\r\n  - rule: one\r\n    because: |\r\n      text\r\n",
                "waivers:\n  -   rule: one\n      because: x\nafter: 1\n",
                "waivers:\n  - { rule: one, because: \"x\" }\nafter: [1, 2]\n",
                "waivers: [ { rule: one }, ]",
                "waivers: [{rule: one},\n  {rule: two}] # both\nafter: 1",
                "before: \"🧪\"\nwaivers: [{rule: \"🧪\"}]\n",
                "waivers:\n  - rule: one\n    because: \"a\n      b\"\n\n\n# tail\n",
                "waivers:\n  - because: |\n      text\n\n  \n",
            })
    void theListHasOneItemMoreAndTheRestStays(String before) {
        assertAppended(before, ITEM);
        String twice = YamlEditor.append(YamlEditor.append(before, "waivers", ITEM), "waivers", ITEM);
        assertThat(items(twice)).hasSize(items(before).size() + 2);
        if (before.contains("\r\n")) {
            assertThat(twice.replace("\r\n", "")).doesNotContain("\n");
        }
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.strings()
                .withChars("ab:#-\"'\\{}[],&*!|>%@`~ \n\t\u0001\u0085\u2028é")
                .withCharRange('一', '丿')
                .ofMaxLength(10);
    }

    @Provide
    Arbitrary<List<Map<String, String>>> items() {
        return Combinators.combine(texts(), texts(), texts())
                .as(AppendedYamlTest::item)
                .list()
                .ofMinSize(1)
                .ofMaxSize(4);
    }

    @Property(tries = 300)
    void whateverIsWrittenIsReadBack(@ForAll("items") List<Map<String, String>> items) {
        String text = "waivers:\n";
        List<Map<String, String>> expected = new ArrayList<>();
        for (Map<String, String> item : items) {
            text = assertAppended(text, item);
            expected.add(item);
        }
        assertThat(items(text)).isEqualTo(expected);
    }

    private static String assertAppended(String before, Map<String, String> item) {
        String after = YamlEditor.append(before, "waivers", item);
        List<Map<String, String>> expected = new ArrayList<>(items(before));
        expected.add(item);
        assertThat(items(after)).as(after).isEqualTo(expected);
        // What was there is there, in its order: the new text holds the old one with something put in.
        int same = 0;
        while (same < before.length() && before.charAt(same) == after.charAt(same)) {
            same++;
        }
        assertThat(after.stripTrailing()).endsWith(before.substring(same).stripTrailing());
        return after;
    }

    private static List<Map<String, String>> items(String text) {
        Problems problems = new Problems();
        List<Map<String, String>> items = new ArrayList<>();
        if (text.lines().allMatch(line -> line.isBlank() || line.startsWith("#"))) {
            return items;
        }
        YamlNode root = YamlReader.read(text, "waivers.yaml", problems)
                .orElseThrow(() -> new AssertionError(problems.list() + text));
        for (YamlMap map : ((YamlMap) root).maps("waivers")) {
            Map<String, String> item = new LinkedHashMap<>();
            map.entries().forEach((key, entry) -> item.put(key, ((YamlScalar) entry.value()).text()));
            items.add(item);
        }
        return items;
    }
}
