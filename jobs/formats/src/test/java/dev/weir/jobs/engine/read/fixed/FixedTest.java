package dev.weir.jobs.engine.read.fixed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.contracts.Problems;
import dev.weir.contracts.format.fixed.FixedDialect;
import dev.weir.contracts.format.fixed.FixedFormat;
import dev.weir.contracts.yaml.YamlMap;
import dev.weir.contracts.yaml.YamlReader;
import dev.weir.jobs.engine.read.RawFolder;
import dev.weir.jobs.engine.read.ReadSpec;
import dev.weir.jobs.engine.read.file.UnreadableSourceException;
import dev.weir.jobs.engine.read.value.ReadColumn;
import dev.weir.jobs.engine.read.value.ReadColumn.OnBadValue;
import dev.weir.jobs.engine.read.value.ValueType;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FixedTest {

    private static final RawFolder FOLDER = RawFolder.create();

    private static final ReadColumn ID = column("id", "1-4", ValueType.Whole.LONG);
    private static final ReadColumn NAME = column("name", "5-10", new ValueType.Text());
    private static final ReadColumn DAY = column("day", "12-19", new ValueType.Day("yyyyMMdd"));

    @AfterAll
    static void close() {
        FOLDER.close();
    }

    private static ReadColumn column(String name, String places, ValueType type) {
        return new ReadColumn(name, places, type, List.of("NA"), OnBadValue.UNREADABLE);
    }

    private static ReadSpec spec(String read, ReadColumn... columns) {
        Problems problems = new Problems();
        YamlMap written =
                (YamlMap) YamlReader.read("{" + read + "}", "a.yaml", problems).orElseThrow();
        FixedDialect dialect = new FixedFormat().dialect(written, problems);
        assertThat(problems.list()).isEmpty();
        return ReadSpec.of(FixedText.of(dialect), List.of(columns));
    }

    private static List<String> rows(String read, byte[] bytes, ReadColumn... columns) {
        return RawFolder.rows(spec(read, columns), FOLDER.file("a.txt", bytes), 1 << 20);
    }

    private static List<String> rows(String read, String text, ReadColumn... columns) {
        return rows(read, text.getBytes(StandardCharsets.UTF_8), columns);
    }

    private static List<String> details(String read, byte[] bytes, ReadColumn... columns) {
        return RawFolder.details(spec(read, columns), FOLDER.file("a.txt", bytes));
    }

    @Test
    void valuesAreWhatStandsAtTheirPlaces() {
        assertThat(rows("", """
                0001Wang   20260101
                  -2 Li 4  20260228
                3   NA             \s
                   4张三丰    20261231
                """.replace(" \n", "\n"), ID, NAME, DAY))
                .containsExactly("1: 1|Wang|20454", "2: -2|Li 4|20512", "3: 3|NULL|NULL", "4: 4|张三丰|20818");
    }

    @Test
    void columnsMayStandInAnyOrderAndEndWithAReturn() {
        assertThat(rows("", "   1Wang   20260101\r\n   2Li     20260102\r\n", DAY, ID))
                .containsExactly("1: 20454|1", "2: 20455|2");
    }

    @Test
    void refusesCarriageReturnsThatEndNoLine() {
        String text = "   1Wang   20260101\r\r\n   2Li     20260102\r\n   3L\r     20260102\n";
        assertThat(rows("", text, ID, NAME, DAY))
                .containsExactly("1: unreadable.carriage-return", "2: 2|Li|20455", "3: unreadable.carriage-return");
        assertThat(rows("shortLines: true", text, ID, NAME, DAY))
                .containsExactly("1: unreadable.carriage-return", "2: 2|Li|20455", "3: unreadable.carriage-return");
        assertThat(details("", text.getBytes(StandardCharsets.UTF_8), ID, NAME, DAY))
                .containsExactly(
                        "1 null: a carriage return elsewhere than directly before a line feed",
                        "3 null: a carriage return elsewhere than directly before a line feed");
    }

    /** Java reads FE 9F of GBK as a private character, and GB 18030 has U+4DAE there. */
    @Test
    void aCharacterOfGbkTakesTheBytesThatItWasReadFrom() {
        Charset charset = Charset.forName("GB18030");
        assertThat(rows("encoding: GBK, positions: bytes", "   1\u4dae张   20260101\n".getBytes(charset), ID, NAME, DAY))
                .containsExactly("1: 1|\u4dae张|20454");
    }

    @Test
    void aLineOfAnotherWidthIsUnreadable() {
        byte[] text = "   1Wang   20260101\n   2Li     2026010\n   3Li     202601011\n\n   4Li\n   5Li     20260102"
                .getBytes(StandardCharsets.UTF_8);
        assertThat(rows("", text, ID, NAME, DAY))
                .containsExactly(
                        "1: 1|Wang|20454",
                        "2: unreadable.wrong-width",
                        "3: unreadable.wrong-width",
                        "5: unreadable.wrong-width",
                        "6: 5|Li|20455");
        assertThat(details("", text, ID, NAME, DAY))
                .containsExactly(
                        "2 null: expected 19 characters, found 18",
                        "3 null: expected 19 characters, found 20",
                        "5 null: expected 19 characters, found 6");
    }

    @Test
    void aLineMayEndEarlyWhereTheContractSaysSo() {
        assertThat(rows("shortLines: true", "   1Wang   20260101\n   2Li\n   3\n   4Li     202601011\n", ID, NAME, DAY))
                .containsExactly("1: 1|Wang|20454", "2: 2|Li|NULL", "3: 3|NULL|NULL", "4: unreadable.wrong-width");
    }

    @Test
    void aLineIsAsWideAsTheContractSays() {
        assertThat(rows("lineWidth: 12", "   1Wang  ab\n   2Li    \n", ID, NAME))
                .containsExactly("1: 1|Wang", "2: unreadable.wrong-width");
    }

    @Test
    void whatStandsBetweenColumnsIsUnreadableWhereTheContractSaysSo() {
        String text = "   1Wang   20260101\n   2Li    x20260102\n";
        assertThat(rows("", text, ID, NAME, DAY)).containsExactly("1: 1|Wang|20454", "2: 2|Li|20455");
        assertThat(rows("gaps: blank", text, ID, NAME, DAY))
                .containsExactly("1: 1|Wang|20454", "2: unreadable.not-blank");
        assertThat(details("gaps: blank", text.getBytes(StandardCharsets.UTF_8), ID, NAME, DAY))
                .containsExactly("2 null: something stands at 11, where no column is");
    }

    @Test
    void paddingIsWhatTheContractSays() {
        assertThat(rows("padding: \"*\"", "***1**Wang\n****Li****\n", ID, NAME))
                .containsExactly("1: 1|Wang", "2: NULL|Li");
        assertThat(rows("padding: \" \u3000\"", " 　 1张三　　　 \n", ID, NAME)).containsExactly("1: 1|张三");
        assertThat(rows("", "   1张三　　　 \n", ID, NAME)).containsExactly("1: 1|张三　　　");
        assertThat(rows("padding: \"0\"", "00011000  \n", ID, column("code", "5-10", new ValueType.Text())))
                .as("padding is cut at both ends, where the contract asks for it")
                .containsExactly("1: 1|1000  ");
    }

    @Test
    void linesBeforeTheRecordsArePassedOver() {
        assertThat(rows("skipRows: 2", "FILE 2026\n\n   1Wang   20260101\n", ID, NAME, DAY))
                .containsExactly("3: 1|Wang|20454");
    }

    /** As programs on mainframes do it: two bytes for a Chinese character. */
    @Test
    void placesCountBytesWhereTheContractSaysSo() throws IOException {
        Charset charset = Charset.forName("GB18030");
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (String line : List.of(
                "   1张三丰 20260101", "   2Wang   20260102", "   3张三xy 20260103", "   4\ud840\udc00zz 20260104")) {
            bytes.write((line + "\n").getBytes(charset));
        }
        String[] expected = {"1: 1|张三丰|20454", "2: 2|Wang|20455", "3: 3|张三xy|20456", "4: 4|\ud840\udc00zz|20457"};
        assertThat(rows("encoding: GB18030, positions: bytes", bytes.toByteArray(), ID, NAME, DAY))
                .containsExactly(expected);
        assertThat(rows("encoding: GB18030", bytes.toByteArray(), ID, NAME, DAY).get(0))
                .isEqualTo("1: unreadable.wrong-width");
        assertThat(details("encoding: GB18030, positions: bytes", "123张三三三三三三三\n".getBytes(charset), ID, NAME))
                .containsExactly("1 null: expected 10 bytes, found 19");
        assertThat(details("encoding: GB18030, positions: bytes", "123张三三a\n".getBytes(charset), ID, NAME))
                .as("half a character stands in each")
                .containsExactly(
                        "1 id: a character lies across the border of its places",
                        "1 name: a character lies across the border of its places");
    }

    @ParameterizedTest
    @ValueSource(strings = {"characters", "bytes"})
    void badBytesHaveTheirColumn(String positions) throws IOException {
        Charset charset = Charset.forName("GBK");
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write("   1张三".getBytes(charset));
        bytes.write(0xff);
        bytes.write("xyz\n   2ab    \n".getBytes(charset));
        assertThat(details("encoding: GBK, positions: " + positions, bytes.toByteArray(), ID, NAME))
                .containsExactly("1 name: bytes that are no text in the file's encoding");
        assertThat(rows("", new byte[] {' ', (byte) 0xc3, ' ', '1', 'a', 'b', 'c', 'd', 'e', 'f', '\n'}, ID, NAME))
                .containsExactly("1: unreadable.encoding(id)");
        assertThat(details(
                        "lineWidth: 12",
                        new byte[] {' ', ' ', ' ', '1', 'a', 'b', 'c', 'd', 'e', 'f', (byte) 0xff, ' ', '\n'},
                        ID,
                        NAME))
                .containsExactly("1 null: bytes that are no text in the file's encoding, at place 11");
    }

    @Test
    void wrongValuesHaveTheirColumn() {
        assertThat(rows("", "  x1Wang   20260231\n", ID, NAME, DAY))
                .containsExactly("1: unreadable.type(id) unreadable.type(day)");
        ReadColumn lenient = new ReadColumn("id", "1-4", ValueType.Whole.LONG, List.of(), OnBadValue.NULL_AND_WARN);
        assertThat(rows("", "  x1Wang  \n", lenient, NAME)).containsExactly("1: NULL|Wang");
    }

    @Test
    void cutAndPackedFilesAreWhatTheyAre() throws IOException {
        assertThat(rows("", "   1Wang   20260101\n   2Wang   202", ID, NAME, DAY))
                .containsExactly("1: 1|Wang|20454", "2: unreadable.wrong-width");
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(packed)) {
            out.write("   1Wang  \n".getBytes(StandardCharsets.UTF_8));
        }
        byte[] bytes = packed.toByteArray();
        assertThat(RawFolder.rows(spec("", ID, NAME), FOLDER.file("a.gz", bytes), 1 << 20))
                .containsExactly("1: 1|Wang");
        byte[] cut = java.util.Arrays.copyOf(bytes, bytes.length - 5);
        assertThatThrownBy(() -> RawFolder.rows(spec("", ID, NAME), FOLDER.file("a.gz", cut), 1 << 20))
                .isInstanceOf(UnreadableSourceException.class)
                .hasMessageContaining("is cut off");
    }

    @Test
    void aLineThatIsTooLongTakesNoMoreMemory() {
        assertThat(rows("", "x".repeat(5_000_000) + "\n   1Wang  \n", ID, NAME))
                .containsExactly("1: unreadable.too-long", "2: 1|Wang");
    }

    /** However a file is cut into parts, the same records come, those of an oracle that knows nothing of bytes. */
    @Test
    void partsAreTheSameAsTheWhole() {
        Random random = new Random(7);
        Charset charset = Charset.forName("GB18030");
        StringBuilder text = new StringBuilder();
        List<String> expected = new ArrayList<>();
        for (int i = 1; i <= 2_000; i++) {
            String name = List.of("Wang", "张三", "欧阳修平安", "", "a b c").get(random.nextInt(5));
            String id = String.format("%4d", random.nextInt(9_999));
            text.append(id).append(name).append(" ".repeat(6 - name.length())).append('\n');
            expected.add(i + ": " + Integer.parseInt(id.strip()) + "|" + (name.isEmpty() ? "NULL" : name));
        }
        byte[] bytes = text.toString().getBytes(charset);
        for (long part : new long[] {64, 1_000, 1 << 20}) {
            assertThat(RawFolder.rows(spec("encoding: GB18030", ID, NAME), FOLDER.file("a.txt", bytes), part))
                    .isEqualTo(expected);
        }
    }
}
