package dev.weir.jobs.engine.read.sas;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.jobs.engine.read.RawFolder;
import dev.weir.jobs.engine.read.layout.Layout;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class SasLayoutTest {

    private static final RawFolder FOLDER = RawFolder.create();

    private static final SasBytes DATA = SasBytes.of(
            List.of(
                    SasBytes.text("USUBJID", 10),
                    SasBytes.number("AGE", "Age in years", ""),
                    SasBytes.number("BIRTH", "Date of birth", "DATE"),
                    SasBytes.number("SEEN", "", "DATETIME"),
                    SasBytes.number("CLOCK", "", "TIME")),
            List.of(List.of("P-1", 40, 0, 0, 0)));

    @AfterAll
    static void close() {
        FOLDER.close();
    }

    private static Optional<Layout> layout(byte[] bytes) {
        return new SasFiles().layout(new Configuration(), FOLDER.file("a.sas", bytes));
    }

    private static Layout found(byte[] bytes) {
        return layout(bytes).orElseThrow();
    }

    @Test
    void formatsGiveTypesAndLabelsDescribe() {
        for (byte[] bytes : List.of(DATA.xport(), DATA.sas7bdat())) {
            Layout found = found(bytes);
            assertThat(found.read()).isEmpty();
            assertThat(found.columns())
                    .extracting(column -> column.physicalName() + " "
                            + column.type().getClass().getSimpleName() + " " + column.proof() + " "
                            + column.description())
                    .containsExactly(
                            "USUBJID Text ANY ",
                            "AGE Text CELLS Age in years",
                            "BIRTH Day GIVEN Date of birth",
                            "SEEN WallClock GIVEN ",
                            "CLOCK TimeOfDay GIVEN ");
            assertThat(found.toString()).doesNotContain("P-1");
        }
        assertThat(found(DATA.xport()).format()).isEqualTo("xpt");
        assertThat(found(DATA.sas7bdat()).format()).isEqualTo("sas7bdat");
    }

    @Test
    void theEncodingIsOneInWhichAllTextsAreTexts() {
        List<SasBytes.Variable> variables = List.of(SasBytes.text("T", 10));
        SasBytes chinese = new SasBytes(Charset.forName("GB18030"), variables, List.of(List.of("张三")));
        SasBytes western =
                new SasBytes(StandardCharsets.ISO_8859_1, variables, List.of(List.of("Jos\u00e9"), List.of("\u00e9 ")));
        assertThat(found(chinese.xport()).read()).containsExactly(java.util.Map.entry("encoding", "GB18030"));
        assertThat(found(western.xport()).remarks())
                .anyMatch(remark -> remark.contains("encoding: uncertain: windows-1252"));
        SasBytes.Pages unsaid = new SasBytes.Pages(true, ByteOrder.LITTLE_ENDIAN, RowCompression.NONE, 0);
        assertThat(found(chinese.sas7bdat(unsaid)).read()).containsEntry("encoding", "GB18030");
    }

    /** The byte of the apostrophe and the letter behind it are a character of GB18030, which no text in Latin letters has. */
    @Test
    void marksAmongLatinLettersAreNoChinese() {
        Charset latin = Charset.forName("windows-1252");
        for (String text : List.of(
                "Alzheimer\u2019s disease",
                "\u201cmild\u201d pain",
                "days 3\u20137a",
                "Sj\u00f6gren",
                "Caf\u00e9Bar")) {
            SasBytes file = new SasBytes(
                    latin, List.of(SasBytes.text("T", 30)), java.util.Collections.nCopies(3, List.<Object>of(text)));
            Layout found = found(file.xport());
            assertThat(found.read()).as(text).containsEntry("encoding", "windows-1252");
            assertThat(found.remarks()).as(text).anyMatch(remark -> remark.startsWith("encoding: uncertain: "));
        }
        SasBytes labelled =
                new SasBytes(latin, List.of(SasBytes.number("N", "Alzheimer\u2019s score", "")), List.of(List.of(1)));
        assertThat(found(labelled.xport()).read()).containsEntry("encoding", "windows-1252");
        SasBytes chinese = new SasBytes(
                Charset.forName("GB18030"),
                List.of(SasBytes.text("T", 30)),
                List.of(List.of("朱镕某A喆b"), List.of("体温36.5℃")));
        Layout few = found(chinese.xport());
        assertThat(few.read()).containsEntry("encoding", "GB18030");
        assertThat(few.remarks()).anyMatch(remark -> remark.startsWith("encoding: uncertain: GB18030"));
    }

    @Test
    void ofSeveralDataSetsTheOthersAreNamed() {
        Layout found = found(DATA.xport("DM", "AE"));
        assertThat(found.read()).containsEntry("member", "\"DM\"");
        assertThat(found.remarks()).anyMatch(remark -> remark.contains("left out: 1 other data sets of the file, AE"));
    }

    @Test
    void anythingElseIsNone() {
        assertThat(layout("a,b\n1,2\n".getBytes(StandardCharsets.UTF_8))).isEmpty();
        assertThat(layout(new byte[0])).isEmpty();
    }
}
