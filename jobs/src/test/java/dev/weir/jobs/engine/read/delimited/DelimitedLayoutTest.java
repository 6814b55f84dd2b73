package dev.weir.jobs.engine.read.delimited;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.jobs.engine.read.file.TextEncoding;
import dev.weir.jobs.engine.read.layout.Layout;
import dev.weir.jobs.engine.read.layout.LayoutColumn;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** How delimited text seems to be written, from its first characters. */
class DelimitedLayoutTest {

    private static final TextEncoding UTF8 = new TextEncoding("UTF-8", "a test");

    private static Layout of(String text) {
        return DelimitedLayout.of("a.csv", text, true, UTF8).orElseThrow();
    }

    @Test
    void theDelimiterThatCutsMostRecordsAlikeIsTaken() {
        assertThat(of("id;weight;height\n1;70,5;1,80\n2;60,1;1,70\n").read())
                .containsExactly(java.util.Map.entry("delimiter", "\";\""));
        assertThat(of("id\tnote\n1\ta, b, c\n2\td\n").format()).isEqualTo("tsv");
        assertThat(of("id|note\n1|\"x\ny\"\n2|z\n").columns()).hasSize(2);
    }

    @Test
    void linesBeforeTheHeaderArePassedOver() {
        assertThat(of("Export of May\n\nid,n,day\n1,2,2024-01-01\n2,3,2024-01-02\n")
                        .read())
                .containsEntry("skipRows", "2");
        assertThat(of("登记表,,\nid,n,day\n1,2,2024-01-01\n2,3,2024-01-02\n").read())
                .containsEntry("skipRows", "1");
    }

    @Test
    void aFirstLineThatMayBeARecordIsOne() {
        Layout people = of("王芳,女,北京\n李伟,男,上海\n张敏,女,广州\n");
        assertThat(people.read()).containsEntry("header", "false");
        assertThat(people.toString()).doesNotContain("王芳", "北京");
        assertThat(of("1,2\n3,4\n").read()).containsEntry("header", "false");
    }

    @Test
    void namesThatMayBeValuesAreNotWritten() {
        Layout pivoted = of("day,110105194912310021,13800138000,n\n2024-01-01,1,2,3\n2024-01-02,2,3,4\n");
        assertThat(pivoted.toString()).doesNotContain("110105194912310021", "13800138000");
        Layout twice = of("id,score,score\n1,2,3\n2,3,4\n");
        assertThat(twice.read()).containsEntry("byPosition", "true");
        assertThat(twice.columns()).extracting(LayoutColumn::physicalName).containsOnly("");
        assertThat(twice.columns()).extracting(LayoutColumn::label).containsExactly("id", "score", "score");
    }

    @Test
    void emptyNamesAtTheEndAreNoColumns() {
        assertThat(of("id,n,,\n1,2,,\n2,3,,\n").columns())
                .extracting(LayoutColumn::physicalName)
                .containsExactly("id", "n");
    }

    @Test
    void quotesThatCloseNothingAreCharacters() {
        assertThat(of("id,size\n1,\"5 inch\" wide\n2,\"6 inch\" wide\n").read()).containsEntry("quote", "\"\"");
    }

    @Test
    void blanksAroundValuesAreCut() {
        assertThat(of("id, n\n1, 2\n2, 3\n").read()).containsEntry("trim", "true");
    }

    @Test
    void whatIsNoDelimitedTextIsNone() {
        assertThat(DelimitedLayout.of("a.csv", "{\"a\":1}\n{\"a\":2}\n", true, UTF8))
                .isEmpty();
        assertThat(DelimitedLayout.of("a.txt", "Dear all,\nthis is\na letter, and more, of it\n", true, UTF8))
                .isEqualTo(Optional.empty());
        assertThat(DelimitedLayout.of("a.csv", "%PDF-1.7\n\u0000\u0001\u0002\u0003\n", true, UTF8))
                .isEmpty();
        assertThat(DelimitedLayout.of("a.csv", "\n \n", true, UTF8)).isEmpty();
    }

    @Test
    void twoThousandColumns() {
        StringBuilder text = new StringBuilder();
        for (int row = 0; row < 3; row++) {
            for (int i = 0; i < 2_000; i++) {
                text.append(i == 0 ? "" : ",").append(row == 0 ? "c" + i % 1000 + (i < 1000 ? "a" : "b") : "1");
            }
            text.append('\n');
        }
        Layout wide = of(text.toString());
        assertThat(wide.columns()).hasSize(2_000);
        assertThat(wide.columns()).extracting(LayoutColumn::physicalName).doesNotContain("");
    }
}
