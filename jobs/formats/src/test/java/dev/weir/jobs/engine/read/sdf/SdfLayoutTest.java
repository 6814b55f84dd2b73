package dev.weir.jobs.engine.read.sdf;

import static dev.weir.jobs.engine.read.sdf.SdfTexts.ETHANOL;
import static dev.weir.jobs.engine.read.sdf.SdfTexts.ETHANOL_3000;
import static dev.weir.jobs.engine.read.sdf.SdfTexts.record;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.jobs.engine.read.FormatReaders;
import dev.weir.jobs.engine.read.RawFolder;
import dev.weir.jobs.engine.read.layout.Layout;
import dev.weir.jobs.engine.read.layout.LayoutColumn;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SdfLayoutTest {
    private static final RawFolder FOLDER = RawFolder.create();

    @AfterAll
    static void removeFolder() {
        FOLDER.close();
    }

    private static Optional<Layout> layout(byte[] bytes) {
        return FormatReaders.installed().layout(new Configuration(), FOLDER.file(".sdf", bytes));
    }

    private static Optional<Layout> layout(String text) {
        return layout(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void theItemsOfAllRecordsAreColumns() {
        Layout found = layout(record(ETHANOL, "ID", "7", "Melting Point", "")
                        + record(ETHANOL.replace("V2000", "V2001"), "NEVER", "1")
                        + record(ETHANOL_3000, "LogP", "-0.31", "13912345678", "LEI")
                        + "cut")
                .orElseThrow();
        assertThat(found.format()).isEqualTo("sdf");
        assertThat(found.read()).isEmpty();
        assertThat(found.columns())
                .extracting(column ->
                        column.physicalName() + " " + column.type().sparkType().catalogString() + " " + column.proof())
                .containsExactly(
                        "title string ANY",
                        "comment string ANY",
                        "molblock string GIVEN",
                        "atoms bigint GIVEN",
                        "bonds bigint GIVEN",
                        "data/ID string ANY",
                        "data/Melting Point string UNSEEN",
                        "data/LogP string ANY");
        assertThat(found.because())
                .contains(
                        "2 records end with $$$$, and 2 more cannot be read",
                        "left out: data items whose names look like values, or more than 2000 of them");
        assertThat(found.toString()).doesNotContain("LEI", "ethanol", "13912345678");
    }

    @Test
    void theEncodingIsThatOfTheItems() {
        String text = record(ETHANOL, "备注", "患者的样本，血液，肝功能").repeat(40);
        Layout found = layout(text.getBytes(Charset.forName("GB18030"))).orElseThrow();
        assertThat(found.read()).containsEntry("encoding", "GB18030");
        assertThat(found.columns()).extracting(LayoutColumn::physicalName).contains("data/备注");
    }

    @Test
    void aFirstRecordThatIsNoneDoesNotHideTheOthers() {
        assertThat(layout(record(ETHANOL.replace("V2000", "")) + record(ETHANOL, "A", "1"))
                        .map(Layout::format))
                .contains("sdf");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a,b\n1,2\n", "$$$$\n", "M  END\n", "a\nb\nc\nd\n", "> <A>\n1\n"})
    void otherTextIsNone(String text) {
        assertThat(layout(text).map(Layout::format)).isNotEqualTo(Optional.of("sdf"));
    }
}
