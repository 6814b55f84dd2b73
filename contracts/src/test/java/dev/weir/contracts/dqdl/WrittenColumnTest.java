package dev.weir.contracts.dqdl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.contracts.dqdl.DqdlFacts.OtherTable;
import dev.weir.contracts.dqdl.DqdlFacts.Word;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.NotEmpty;
import org.junit.jupiter.api.Test;

class WrittenColumnTest {

    @Test
    void meansAColumnInAnyCase() {
        List<String> columns = List.of("a", "Phone No.", "x`y", "`z`");
        assertThat(WrittenColumn.among(columns, "A")).contains("a");
        assertThat(WrittenColumn.among(columns, "phone no.")).contains("Phone No.");
        assertThat(WrittenColumn.among(columns, "`Phone No.`")).contains("Phone No.");
        assertThat(WrittenColumn.among(columns, "x`y")).contains("x`y");
        assertThat(WrittenColumn.among(columns, "`x``y`")).contains("x`y");
        assertThat(WrittenColumn.among(columns, "`z`")).contains("`z`");
        assertThat(WrittenColumn.among(columns, "```z```")).contains("`z`");
        assertThat(WrittenColumn.among(columns, "`x`y`")).isEmpty();
        assertThat(WrittenColumn.among(columns, "z")).isEmpty();
    }

    @Property
    void aQuotedNameIsReadBack(@ForAll @NotEmpty String name, @ForAll @NotEmpty String other) {
        String quoted = quoted(name) + " -> " + quoted(other) + " , " + quoted(other);
        List<String> parts = WrittenColumn.parts(quoted, ",");
        assertThat(parts).hasSize(2);
        assertThat(WrittenColumn.plain(parts.get(1))).isEqualTo(other);
        assertThat(WrittenColumn.parts(parts.get(0), "->"))
                .map(WrittenColumn::plain)
                .containsExactly(name, other);
    }

    @Test
    void listsKeepQuotedNamesWhole() {
        Word own = new Word("`a,b`, c", 1, 1);
        Word other = new Word("others.{`d.{e}`,f}", 1, 9);
        RuleParameters reference = RuleParameters.REFERENCE;
        assertThat(reference.columns(List.of(own, other))).map(Word::text).containsExactly("`a,b`", "c");
        assertThat(reference.others(List.of(own, other)))
                .containsExactly(new OtherTable(new Word("others", 1, 9), List.of("`d.{e}`", "f")));
        assertThat(reference.renamed(List.of(own, other), name -> "<" + name + ">", name -> "[" + name + "]"))
                .containsExactly("<`a,b`>,<c>", "others.{[`d.{e}`],[f]}");

        List<Word> sums = List.of(new Word("sum(`a.b`)", 1, 1), new Word("avg(raw.t.`c.d`)", 1, 1));
        assertThat(RuleParameters.AGGREGATES.columns(sums)).map(Word::text).containsExactly("`a.b`");
        assertThat(RuleParameters.AGGREGATES.others(sums).get(0).table().text()).isEqualTo("raw.t");
        assertThat(RuleParameters.AGGREGATES.others(sums).get(0).columns()).containsExactly("`c.d`");

        List<Word> mapping = List.of(new Word("others", 1, 1), new Word("`a->b`->`c,d`,e", 1, 1));
        assertThat(RuleParameters.MAPPING.columns(mapping)).map(Word::text).containsExactly("`a->b`", "e");
        assertThat(RuleParameters.MAPPING.others(mapping).get(0).columns()).containsExactly("`c,d`", "e");
    }

    private static String quoted(String name) {
        return "`" + name.replace("`", "``") + "`";
    }
}
