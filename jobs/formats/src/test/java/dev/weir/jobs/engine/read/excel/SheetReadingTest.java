package dev.weir.jobs.engine.read.excel;

import static dev.weir.jobs.engine.read.excel.RawWorkbook.cell;
import static dev.weir.jobs.engine.read.excel.RawWorkbook.empty;
import static dev.weir.jobs.engine.read.excel.RawWorkbook.number;
import static dev.weir.jobs.engine.read.excel.RawWorkbook.row;
import static dev.weir.jobs.engine.read.excel.RawWorkbook.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.contracts.Problems;
import dev.weir.contracts.format.excel.ExcelDialect;
import dev.weir.contracts.format.excel.ExcelFormat;
import dev.weir.contracts.yaml.YamlMap;
import dev.weir.contracts.yaml.YamlReader;
import dev.weir.jobs.engine.read.HostileBytes;
import dev.weir.jobs.engine.read.MissingColumnPolicy;
import dev.weir.jobs.engine.read.RawFolder;
import dev.weir.jobs.engine.read.ReadSpec;
import dev.weir.jobs.engine.read.SourceFindings;
import dev.weir.jobs.engine.read.file.UnreadableSourceException;
import dev.weir.jobs.engine.read.text.HeaderFacts;
import dev.weir.jobs.engine.read.text.RecordLimits;
import dev.weir.jobs.engine.read.value.ReadColumn;
import dev.weir.jobs.engine.read.value.ValueType;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SheetReadingTest {
    private static final RawFolder FOLDER = RawFolder.create();
    private static final ReadColumn A = ReadColumn.of("a", new ValueType.Text());
    private static final ReadColumn B = ReadColumn.of("b", ValueType.Whole.LONG);
    private static final String SECRET = "110101199003074514";

    @AfterAll
    static void removeFolder() {
        FOLDER.close();
    }

    @Test
    void readsCellsByTheirTypes() {
        RawWorkbook book = RawWorkbook.of(
                row(text("text"), text("whole"), text("exact"), text("real"), text("flag")),
                row(text("007"), number("7"), number("1.1000000000000001"), number("1E-3"), cell("b", "1")),
                row(
                        cell("str", "a &lt; b"),
                        number("3.0000000000000000"),
                        number("0.30000000000000004"),
                        number("0.30000000000000004"),
                        cell("b", "0")),
                row(number("45.299999999999997"), text("0042"), text("2.50"), text("1e3"), text("TRUE")),
                row(cell("b", "1"), number("1E+5"), number("-0"), number("5"), number("1")));
        assertThat(rows(
                        book,
                        "",
                        ReadColumn.of("text", new ValueType.Text()),
                        ReadColumn.of("whole", ValueType.Whole.LONG),
                        ReadColumn.of("exact", new ValueType.Exact(6, 2)),
                        ReadColumn.of("real", ValueType.Real.FINITE),
                        ReadColumn.of("flag", ValueType.Flag.WORDS)))
                .containsExactly(
                        "2: 007|7|1.10|0.001|true",
                        "3: a < b|3|0.30|0.30000000000000004|false",
                        "4: 45.3|42|2.50|1000.0|true",
                        "5: unreadable.type(flag)");
    }

    @Test
    void aFlagMayHaveWordsOfItsOwn() {
        RawWorkbook book = RawWorkbook.of(row(text("是否")), row(cell("b", "1")), row(text("否")), row(number("1")));
        assertThat(rows(
                        book,
                        "",
                        new ReadColumn(
                                "f", "是否", new ValueType.Flag("是", "否"), List.of(), ReadColumn.OnBadValue.UNREADABLE)))
                .containsExactly("2: true", "3: false", "4: unreadable.type(f)");
    }

    /** Days by the formats of Excel for China among them; 1 is {@code yyyy-mm-dd}. */
    @Test
    void readsDaysAndTimesByTheFormatsOfTheirCells() {
        RawWorkbook book = RawWorkbook.of(
                        row(text("day"), text("moment"), text("time"), text("text")),
                        row(number("45322", 1), number("45322.5", 3), number("0.75", 4), number("45322", 2)),
                        row(text("2024-01-31"), text("2024-01-31T12:00"), text("18:00"), number("45322.5", 3)),
                        row(number("45322.5", 1), number("45322"), number("1.5", 5), number("0.75", 4)),
                        row(number("45322"), number("45322.999999999", 3), number("0.7500057870", 4), number("45322")))
                .formats("yyyy\\-mm\\-dd", "[$-804]yyyy\"年\"m\"月\"d\"日\";@", "yyyy/m/d h:mm", "h:mm AM/PM", "[h]:mm");
        assertThat(rows(
                        book,
                        "",
                        ReadColumn.of("day", new ValueType.Day(ValueType.ISO)),
                        ReadColumn.of("moment", new ValueType.WallClock(ValueType.ISO)),
                        ReadColumn.of("time", new ValueType.TimeOfDay(ValueType.ISO)),
                        ReadColumn.of("text", new ValueType.Text())))
                .containsExactly(
                        "2: 19753|1706702400000000|18:00:00|2024-01-31",
                        "3: 19753|1706702400000000|18:00:00|2024-01-31T12:00:00",
                        "4: unreadable.type(day) unreadable.type(moment) unreadable.type(time)",
                        "5: unreadable.type(day)");
    }

    /** A stay of 36 hours is no second of January, nor are ten past eight the first of January 1904. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void hoursThatWentByAreNoDay(boolean since1904) {
        RawWorkbook book = RawWorkbook.of(
                        row(text("day"), text("moment"), text("text")),
                        row(number("1.5", 1), number("1.5", 1), number("1.5", 1)),
                        row(number("0.34027777777", 2), number("0.34027777777", 2), number("0.34027777777", 1)),
                        row(number("100.25", 1), number("100.25", 1), number("45678.000011574", 1)))
                .formats("[h]:mm:ss", "hh:mm");
        assertThat(rows(
                        since1904 ? book.since1904() : book,
                        "",
                        ReadColumn.of("day", new ValueType.Day(ValueType.ISO)),
                        ReadColumn.of("moment", new ValueType.WallClock(ValueType.ISO)),
                        ReadColumn.of("text", new ValueType.Text())))
                .containsExactly(
                        "2: unreadable.type(day) unreadable.type(moment)",
                        "3: unreadable.type(day) unreadable.type(moment)",
                        "4: unreadable.type(day) unreadable.type(moment)");
        assertThat(rows(since1904 ? book.since1904() : book, "", ReadColumn.of("text", new ValueType.Text())))
                .containsExactly("2: 36:00:00", "3: 08:10:00", "4: 1096272:00:01");
    }

    @ParameterizedTest
    @CsvSource({
        "false, 1, 1900-01-01",
        "false, 59, 1900-02-28",
        "false, 60, ",
        "false, 61, 1900-03-01",
        "false, 0, ",
        "false, 45322, 2024-01-31",
        "false, 2958465, 9999-12-31",
        "false, 2958466, ",
        "false, -1, ",
        "true, 0, 1904-01-01",
        "true, 43860, 2024-01-31",
        "true, 1, 1904-01-02"
    })
    void countsDaysFromEitherYear(boolean since1904, String serial, String day) {
        RawWorkbook book =
                RawWorkbook.of(row(text("d")), row(number(serial, 1))).formats("yyyy-mm-dd");
        List<String> rows = rows(since1904 ? book.since1904() : book, "", ReadColumn.of("d", new ValueType.Text()));
        assertThat(rows).containsExactly(day == null ? "2: unreadable.type(d)" : "2: " + day);
    }

    @Test
    void whatHasNoValueSaysWhyAndWhere() {
        RawWorkbook book = RawWorkbook.of(
                row(text("a"), text("b")),
                row(cell("e", "#N/A"), cell("e", SECRET)),
                row("<c><f>SUM(A1)</f></c>", "<c t=\"str\"><f>A1</f><v></v></c>"),
                row(number(SECRET), number(SECRET)),
                row("<c t=\"str\"><f>A1</f><v>ok</v></c>", "<c><f>1+1</f><v>2</v></c>"),
                row(text("x"), text(SECRET + "X")));
        assertThat(rows(book, "", A, B))
                .containsExactly(
                        "2: unreadable.type(a) unreadable.type(b)",
                        "3: unreadable.type(a)",
                        "4: unreadable.type(a) unreadable.type(b)",
                        "5: ok|2",
                        "6: unreadable.type(b)");
        assertThat(details(book, "", A, B))
                .containsExactly(
                        "2 a: the error #N/A, in column A of sheet 1",
                        "2 b: an error of a formula, in column B of sheet 1",
                        "3 a: a formula whose result was not saved with it, in column A of sheet 1",
                        "4 a: a number of more than 15 digits, of which Excel keeps 15: its column has to be text before"
                                + " it is typed in, in column A of sheet 1",
                        "4 b: a number of more than 15 digits, of which Excel keeps 15: its column has to be text before"
                                + " it is typed in, in column B of sheet 1",
                        "6 b: not an integer of 64 bits, in column B of sheet 1");
    }

    @Test
    void zerosOfAFormatAreDigitsOfAName() {
        RawWorkbook book = RawWorkbook.of(row(text("a"), text("b")), row(number("42", 1), number("42", 1)))
                .formats("000000");
        assertThat(rows(book, "", A, B)).containsExactly("2: 000042|42");
    }

    @Test
    void emptyRowsAreNoRecordsAndTrailingBlanksNoValues() {
        RawWorkbook book = RawWorkbook.of(
                row(text("a"), text("b"), empty()),
                row(),
                row(empty(), empty(), empty(), empty()),
                row(text("x"), number("1"), empty(), text("")),
                "<row r=\"9\" hidden=\"1\">" + text("y") + "</row>",
                row(text("z"), number("3"), empty(), text(SECRET)));
        assertThat(rows(book, "", A, B)).containsExactly("4: x|1", "9: y|NULL", "10: unreadable.too-many-fields");
        assertThat(details(book, "", A, B))
                .containsExactly("10 null: a value in column D of sheet 1, where there is none of the table");
    }

    @Test
    void passesOverWhatStandsBeforeTheHeader() {
        RawWorkbook book =
                RawWorkbook.of(row(text("登记表")), row(), row(text("a"), text("b")), row(text("x"), number("1")));
        assertThat(rows(book, "skipRows: 2", A, B)).containsExactly("4: x|1");
        assertThat(rows(book, "skipRows: 3, header: false", A, B)).containsExactly("4: x|1");
        assertThat(rows(book, "skipRows: 2, byPosition: true", A, B)).containsExactly("4: x|1");
    }

    @Test
    void tablesOneUnderAnotherAreReadByWhatTheyBeginWith() {
        RawWorkbook book = RawWorkbook.of(
                row(text("a"), text("b")),
                row(text("x"), number("1")),
                row(text("Callbacks")),
                row(text("b"), text("a")),
                row(number("2"), text("y")),
                row(text("a"), number("3")));
        assertThat(rows(book, "endsBefore: Callbacks", A, B)).containsExactly("2: x|1");
        assertThat(rows(book, "startsAt: Callbacks, skipRows: 1", A, B))
                .containsExactly("5: y|2", "6: unreadable.type(b)");
        assertThatThrownBy(() -> rows(book, "startsAt: Returns", A, B))
                .hasMessageContaining("has no row in its sheet that begins with 'Returns'");
        assertThatThrownBy(() -> rows(book, "startsAt: a", A, B))
                .hasMessageContaining("has 2 rows in its sheet that begin with 'a'");
        assertThatThrownBy(() -> rows(book, "endsBefore: Call-backs", A, B))
                .hasMessageContaining("has no row in its sheet that begins with 'Call-backs'");
    }

    @Test
    void aMergedHeaderNamesEachOfItsColumns() {
        RawWorkbook book = new RawWorkbook()
                .mergedSheet(
                        "s",
                        "A1:A2 B1:C1",
                        row(text("编号"), text("血压")),
                        "<row r=\"2\"><c r=\"B2\" t=\"inlineStr\"><is><t>收缩压</t></is></c><c r=\"C2\" t=\"inlineStr\"><is>"
                                + "<t>舒张压</t></is></c></row>",
                        row(text("x"), number("120"), number("80")));
        assertThat(rows(
                        book,
                        "headerRows: 2",
                        named("id", "编号", new ValueType.Text()),
                        named("low", "血压 / 舒张压", ValueType.Whole.LONG),
                        named("high", "血压 / 收缩压", ValueType.Whole.LONG)))
                .containsExactly("3: x|80|120");
    }

    @Test
    void whatMergedCellsMeanHasToBeSaid() {
        RawWorkbook book = new RawWorkbook()
                .mergedSheet(
                        "s",
                        "A2:A3",
                        row(text("a"), text("b")),
                        row(text("x"), number("1")),
                        "<row><c r=\"B3\"><v>2</v></c></row>",
                        row(text("y"), number("3")));
        assertThat(rows(book, "", A, B)).containsExactly("2: x|1", "3: unreadable.merged-cells(a)", "4: y|3");
        assertThat(details(book, "", A, B))
                .containsExactly(
                        "3 a: one of the merged cells A2:A3 of sheet 1: say 'mergedCells: repeat' where its value is"
                                + " meant for each of them");
        assertThat(rows(book, "mergedCells: repeat", A, B)).containsExactly("2: x|1", "3: x|2", "4: y|3");
    }

    /** What the first of merged cells holds is not known where its row is no record: it is no NULL. */
    @Test
    void someColumnsOfASheetAreATable() {
        RawWorkbook beside = new RawWorkbook()
                .mergedSheet(
                        "s",
                        "A3:A4 D3:D4",
                        row(text("a"), text("b"), empty(), text("a"), text("b"), text("c")),
                        row(text("x"), number("1"), empty(), text("y"), number("2")),
                        row(text("x"), number("1"), empty(), text("z"), number("no")),
                        row(empty(), number("1"), empty(), empty(), number("4")),
                        row(text("x"), number("1")),
                        row(empty(), empty(), empty(), text("w"), number("6")));
        assertThat(rows(beside, "range: D:E", A, B))
                .containsExactly("2: y|2", "3: unreadable.type(b)", "4: unreadable.merged-cells(a)", "6: w|6");
        assertThat(details(beside, "range: D:E", A, B))
                .anySatisfy(reason -> assertThat(reason).contains("D3:D4"))
                .anySatisfy(reason -> assertThat(reason).contains("in column E"));
        assertThat(rows(beside, "range: A:B, mergedCells: repeat", A, B))
                .containsExactly("2: x|1", "3: x|1", "4: x|1", "5: x|1");
    }

    @Test
    void mergedCellsWithoutTheirFirstRowAreUnreadable() {
        RawWorkbook below = new RawWorkbook()
                .mergedSheet(
                        "s",
                        "A1:A2",
                        row(text("a"), text("b")),
                        "<row><c r=\"B2\"><v>2</v></c></row>",
                        row(text("y"), number("3")));
        assertThat(rows(below, "mergedCells: repeat", A, B)).containsExactly("2: unreadable.merged-cells(a)", "3: y|3");
        RawWorkbook cut = new RawWorkbook()
                .mergedSheet(
                        "s",
                        "A2:A3",
                        row(text("a"), text("b")),
                        row(text("x".repeat(2_000)), number("1")),
                        "<row><c r=\"B3\"><v>2</v></c></row>",
                        row(text("y"), number("3")));
        assertThat(RawFolder.rows(
                        spec("mergedCells: repeat", new RecordLimits(1_024), A, B),
                        FOLDER.file("a.xlsx", cut.bytes()),
                        1))
                .containsExactly("2: unreadable.too-long", "3: unreadable.merged-cells(a)", "4: y|3");
    }

    /** Names that are merged over all columns, each with a part of its own, would be 16,384 texts of a mebibyte. */
    @Test
    void namesOfAHeaderAreNoLongerThanARecord() {
        StringBuilder second = new StringBuilder("<row>");
        for (int i = 0; i < CellRange.MOST_COLUMNS; i++) {
            second.append(number(String.valueOf(i)));
        }
        RawWorkbook book = new RawWorkbook()
                .mergedSheet(
                        "s",
                        "A1:XFD1",
                        row(text("x".repeat(1_000_000))),
                        second.append("</row>").toString(),
                        row(text("y"), number("3")));
        ReadSpec spec = spec("headerRows: 2", RecordLimits.USUAL, A, B);
        SourceFindings.FileFindings found = RawFolder.survey(FOLDER.file("a.xlsx", book.bytes()), spec.format(), 1)
                .findings(List.of(A, B))
                .files()
                .get(0);
        assertThat(found.header()).isEqualTo(HeaderFacts.Presence.UNREADABLE);
        assertThat(found.hint()).contains("longer than a record may be");
        assertThat(rows(book, "headerRows: 2", A, B))
                .containsExactly("3: unreadable.missing-column(a) unreadable.missing-column(b)");
    }

    @Test
    void takesTheSheetThatIsMeant() {
        RawWorkbook book = new RawWorkbook()
                .sheet("说明", "visible", row(text("see next")))
                .sheet("数据", "visible", row(text("a"), text("b")), row(text("x"), number("1")))
                .sheet("old", "hidden", row(text("a"), text("b")), row(text("h"), number("2")))
                .raw("Chart1", "visible", "chartsheet", "<chartsheet/>");
        assertThat(rows(book, "sheet: 数据", A, B)).containsExactly("2: x|1");
        assertThat(rows(book, "sheet: 2", A, B)).containsExactly("2: x|1");
        assertThat(rows(book, "sheet: old", A, B)).containsExactly("2: h|2");
        assertRefused(book, "sheet: Data", "has no sheet 'Data': it has 4, '说明', '数据', 'old', 'Chart1'");
        assertRefused(book, "sheet: 5", "has no sheet 5: it has 4, '说明', '数据', 'old', 'Chart1'");
        assertRefused(book, "sheet: 4", "has a chart or dialogue where its contract says the sheet is");
        assertRefused(book, "", "has 2 sheets: '说明', '数据'");
        assertRefused(
                new RawWorkbook().sheet(SECRET, "visible").sheet("b", "visible"),
                "",
                "has 2 sheets: their names may be values, and are not shown");
        assertRefused(new RawWorkbook().sheet("a", "hidden"), "", "has no sheet of cells that is not hidden");
    }

    @Test
    void columnsThatAreMissingOrTwiceAreTold() {
        RawWorkbook book = RawWorkbook.of(row(text("a"), text("a"), text("c")), row(text("x"), text("y"), text("z")));
        ReadSpec spec = spec("", RecordLimits.USUAL, A, B);
        SourceFindings.FileFindings found = RawFolder.survey(FOLDER.file("a.xlsx", book.bytes()), spec.format(), 1)
                .findings(List.of(A, B))
                .files()
                .get(0);
        assertThat(found.differences().missing()).containsExactly("a", "b");
        assertThat(found.differences().added()).containsExactly("c");
        assertThat(found.hint()).contains("'a' stands twice in the header");
        assertThat(rows(book, "", A, B))
                .containsExactly("2: unreadable.missing-column(a) unreadable.missing-column(b)");
    }

    @Test
    void textsAreWhatPeopleSee() {
        RawWorkbook book = RawWorkbook.of(
                        row(text("a"), text("b")),
                        row(cell("s", "0")),
                        row(cell("s", "1")),
                        row(text("a_x000D_b_x005F_x000D_")),
                        row(text("  ")))
                .texts(
                        "<r><rPr><b/></rPr><t>bold</t></r><r><t xml:space=\"preserve\"> plain</t></r>",
                        "<t>漢字</t><rPh sb=\"0\" eb=\"2\"><t>かんじ</t></rPh>");
        assertThat(rows(book, "", A, B))
                .containsExactly("2: bold plain|NULL", "3: 漢字|NULL", "4: a\rb_x000D_|NULL", "5:   |NULL");
        assertThat(rows(book, "trim: true, nullValues: [bold plain]", A, B))
                .containsExactly("2: NULL|NULL", "3: 漢字|NULL", "4: a\rb_x000D_|NULL", "5: NULL|NULL");
    }

    /** Each program has prefixes of its own. */
    @Test
    void namesCountWithoutTheirPrefixes() {
        RawWorkbook book = new RawWorkbook().raw("s", "visible", "worksheet", """
                <x:worksheet xmlns:x="http://purl.oclc.org/ooxml/spreadsheetml/main"><x:cols><x:col/></x:cols><x:sheetData>
                <x:row r="1"><x:c r="A1" t="inlineStr"><x:is><x:t>a</x:t></x:is></x:c><x:c r="B1" t="inlineStr"><x:is><x:t>b</x:t></x:is></x:c></x:row>
                <x:row r="3"><x:c r="B3"><x:v>3</x:v></x:c></x:row></x:sheetData></x:worksheet>""");
        assertThat(rows(book, "", A, B)).containsExactly("3: NULL|3");
    }

    @Test
    void readsWideSheets() {
        int width = 2_000;
        ReadColumn[] columns = IntStream.range(0, width)
                .mapToObj(i -> ReadColumn.of("c" + i, ValueType.Whole.LONG))
                .toArray(ReadColumn[]::new);
        RawWorkbook book = RawWorkbook.of(
                row(IntStream.range(0, width).mapToObj(i -> text("c" + i)).toArray(String[]::new)),
                row(IntStream.range(0, width).mapToObj(i -> number("" + i)).toArray(String[]::new)));
        assertThat(rows(book, "", columns))
                .containsExactly("2: "
                        + String.join(
                                "|",
                                IntStream.range(0, width)
                                        .mapToObj(String::valueOf)
                                        .toList()));
    }

    @Test
    void rowsAndCellsThatAreWhereNoneCanBeAreTold() {
        String two = "<row r=\"2\">" + number("1") + "</row>";
        assertRefused(RawWorkbook.of(two, two), "", "row 2 stands twice");
        assertRefused(
                RawWorkbook.of("<row r=\"5\">" + number("1") + "</row>", two),
                "",
                "the rows are not in their order: row 2 stands behind row 5");
        assertRefused(
                RawWorkbook.of("<row r=\"2\"><c r=\"A3\"><v>1</v></c></row>"),
                "",
                "a cell that says it is of another row");
        assertRefused(
                RawWorkbook.of("<row r=\"2\"><c r=\"XFE2\"><v>1</v></c></row>"),
                "",
                "a cell of no column that a sheet has");
        assertRefused(
                RawWorkbook.of("<row r=\"2\"><c r=\"B2\"><v>1</v></c><c r=\"B2\"><v>1</v></c></row>"),
                "",
                "the cells of row 2 are not in their order, or one stands twice");
    }

    @Tag("slow")
    @Test
    void readsAsManyRowsAsASheetMayHaveAndNoMore() {
        StringBuilder all = new StringBuilder(row(text("a"), text("b")));
        for (int i = 2; i <= CellRange.MOST_ROWS; i++) {
            all.append("<row>").append(empty()).append(number("7")).append("</row>");
        }
        List<String> rows = rows(RawWorkbook.of(all.toString()), "", A, B);
        assertThat(rows).hasSize(CellRange.MOST_ROWS - 1).endsWith(CellRange.MOST_ROWS + ": NULL|7");
        assertRefused(
                RawWorkbook.of(all.append(row(text("x"))).toString()),
                "",
                "it has rows behind row 1048576, where every sheet ends");
    }

    @Test
    void aRowOfTooManyBytesIsNotKept() {
        RawWorkbook book = RawWorkbook.of(
                row(text("a"), text("b")),
                row(text("x".repeat(600)), text("x".repeat(600))),
                row(text("y"), number("1")));
        ReadSpec spec = spec("", new RecordLimits(1_024), A, B);
        assertThat(RawFolder.rows(spec, FOLDER.file("a.xlsx", book.bytes()), 1))
                .containsExactly("2: unreadable.too-long", "3: y|1");
    }

    /** Escapes make a text shorter again: one that was cut must not pass for a whole one. */
    @Test
    void aTextThatIsTooLongStaysTooLong() {
        RawWorkbook book = RawWorkbook.of(
                row(text("a"), text("b")), row(text("_x000D_".repeat(CellText.MOST_CHARACTERS / 7 + 1)), number("1")));
        assertThat(rows(book, "", A, B)).containsExactly("2: unreadable.type(a)");
    }

    @Test
    void anyBytesAreReadOrRefused() {
        byte[] book = RawWorkbook.of(row(text("a"), text("b")), row(text("x"), number("1")))
                .bytes();
        HostileBytes.areReadOrRefused(spec("", RecordLimits.USUAL, A, B), "a.xlsx", book, 300);
    }

    /** A store that goes away in the middle of a workbook is no damage of the workbook. */
    @Test
    void bytesThatCannotBeFetchedAreNoDamage() throws IOException {
        byte[] whole = RawWorkbook.of(row(text("a"), text("b")), row(text("x"), number("1")))
                .bytes();
        int failed = 0;
        for (int reads = 0; reads < 100; reads++) {
            StoredChannel stored = new StoredChannel(FailingFile.after(reads, whole), whole.length);
            try (Workbook workbook = new Workbook(stored);
                    SheetRows rows = new SheetRows(
                            workbook.part(workbook.sheet(new ExcelDialect.Sheet.Numbered(1))
                                    .part()),
                            workbook.texts(),
                            ExcelDialect.Part.WHOLE,
                            RecordLimits.USUAL)) {
                while (rows.next()) {
                    assertThat(rows.count()).isPositive();
                }
            } catch (IOException e) {
                assertThat(e).hasMessage(FailingFile.WORDS);
                failed++;
            }
        }
        assertThat(failed).isBetween(5, 99);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5, 10, 40})
    void aFileThatIsCutIsRefused(int parts) {
        byte[] whole = RawWorkbook.of(row(text("a"), text("b")), row(text("x"), number("1")))
                .bytes();
        byte[] cut = Arrays.copyOf(whole, whole.length - whole.length / (parts + 1) - 1);
        assertRefused(cut, "", "is a damaged workbook");
    }

    /** Any byte of the parts may be another: either it is found, or nothing that is read is another. */
    @Test
    void aChangedByteIsFound() {
        byte[] whole = RawWorkbook.of(row(text("a"), text("b")), row(text("x"), number("1")))
                .bytes();
        int found = 0;
        for (int i = 0; i < whole.length; i++) {
            byte[] changed = whole.clone();
            changed[i] ^= 0x15;
            try {
                assertThat(rows(changed, "", A, B)).containsExactly("2: x|1");
            } catch (UnreadableSourceException refused) {
                found++;
            }
        }
        assertThat(found).isGreaterThan(whole.length / 3);
    }

    @Test
    void whatIsNoWorkbookIsRefused() {
        byte[] compound = Arrays.copyOf(new byte[] {(byte) 0xd0, (byte) 0xcf, 0x11, (byte) 0xe0}, 4_096);
        assertRefused(compound, "", "is a workbook of Excel 97 to 2003 (.xls), or is encrypted");
        byte[] name = "EncryptedPackage".getBytes(StandardCharsets.UTF_16LE);
        System.arraycopy(name, 0, compound, 1_024, name.length);
        assertRefused(compound, "", "is encrypted. Save it without a password");
        assertRefused("a,b\n1,2\n".getBytes(StandardCharsets.UTF_8), "", "is no Excel workbook");
        assertRefused(new byte[0], "", "is no Excel workbook");
        RawWorkbook book = RawWorkbook.of(row(text("a")));
        assertRefused(book.part("_rels/.rels", "<Relationships/>"), "", "is a ZIP archive, and no Excel workbook");
        assertRefused(
                book.part(
                        "_rels/.rels",
                        "<Relationships><Relationship Id=\"1\" Type=\"a/officeDocument\""
                                + " Target=\"xl/workbook.bin\"/></Relationships>"),
                "",
                "is a binary workbook (.xlsb)");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<!DOCTYPE w [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><worksheet><sheetData><row><c"
                        + " t=\"inlineStr\"><is><t>&e;</t></is></c></row></sheetData></worksheet>",
                "<!DOCTYPE w [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\">]><worksheet><sheetData><row><c"
                        + " t=\"inlineStr\"><is><t>&b;</t></is></c></row></sheetData></worksheet>",
                "<!DOCTYPE w SYSTEM \"http://127.0.0.1:9/x.dtd\"><worksheet><sheetData/></worksheet>",
                "<worksheet><sheetData><row><c t=\"inlineStr\"><is><t>&e;</t></is></c></row></sheetData></worksheet>"
            })
    void entitiesAreRefused(String sheet) {
        RawWorkbook book = new RawWorkbook().raw("s", "visible", "worksheet", sheet);
        assertThatThrownBy(() -> rows(book, "", A, B))
                .isInstanceOf(UnreadableSourceException.class)
                .hasMessageMatching("(?s).*(document type or an entity|no well-formed XML).*")
                .hasMessageNotContaining("passwd")
                .hasMessageNotContaining("root:");
    }

    @Test
    void aBombIsRefused() {
        String blanks = " ".repeat(1 << 20).repeat(80);
        RawWorkbook book = RawWorkbook.of(row(text("a"), text("b")), blanks, row(text("x"), number("1")));
        assertRefused(book, "", "looks like a ZIP bomb");
        RawWorkbook attribute = RawWorkbook.of("<row spans=\"" + blanks.substring(0, 20 << 20) + "\"></row>");
        assertRefused(attribute, "", "has a name or value without an end");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<row r=\"2\"/><row r=\"1\"/>",
                "<row r=\"1\"><c r=\"B1\"><v>1</v></c><c r=\"A1\"><v>1</v></c></row>",
                "<row r=\"1\"><c r=\"A2\"><v>1</v></c></row>",
                "<row r=\"1\"><c r=\"XFE1\"><v>1</v></c></row>",
                "<row r=\"0\"/>",
                "<row r=\"1048577\"/>",
                "<row><c t=\"x\"><v>1</v></c></row>",
                "<row><c t=\"s\"><v>0</v></c></row>",
                "<row><c t=\"s\"><v>-1</v></c></row>",
                "<row><c><v>1</c></row>"
            })
    void whatTheStandardLacksIsDamage(String rows) {
        assertRefused(RawWorkbook.of(rows), "", "is a damaged workbook");
    }

    @Test
    void aPartThatStandsTwiceIsDamage() {
        byte[] once = RawWorkbook.of(row(text("a"), text("b")))
                .part("xl/worksheets/sheeu1.xml", "<worksheet/>")
                .bytes();
        byte[] name = "xl/worksheets/sheeu1.xml".getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i + name.length <= once.length; i++) {
            if (Arrays.equals(name, 0, name.length, once, i, i + name.length)) {
                once[i + 18] = 't';
            }
        }
        assertRefused(once, "", "stands in it 2 times");
    }

    private static ReadColumn named(String name, String header, ValueType type) {
        return new ReadColumn(name, header, type, List.of(), ReadColumn.OnBadValue.UNREADABLE);
    }

    private static void assertRefused(RawWorkbook book, String keys, String why) {
        assertRefused(book.bytes(), keys, why);
    }

    private static void assertRefused(byte[] book, String keys, String why) {
        assertThatThrownBy(() -> rows(book, keys, A, B))
                .isInstanceOf(UnreadableSourceException.class)
                .hasMessageContaining(why)
                .hasMessageNotContaining(SECRET);
    }

    private static ReadSpec spec(String keys, RecordLimits limits, ReadColumn... columns) {
        Problems problems = new Problems();
        YamlMap read =
                (YamlMap) YamlReader.read("{" + keys + "}", "a.yaml", problems).orElseThrow();
        ExcelDialect dialect = new ExcelFormat().dialect(read, problems);
        assertThat(problems.list()).isEmpty();
        return new ReadSpec(new Worksheets(dialect), List.of(columns), MissingColumnPolicy.UNREADABLE, limits);
    }

    private static List<String> rows(RawWorkbook book, String keys, ReadColumn... columns) {
        return rows(book.bytes(), keys, columns);
    }

    private static List<String> rows(byte[] book, String keys, ReadColumn... columns) {
        return RawFolder.rows(spec(keys, RecordLimits.USUAL, columns), FOLDER.file("a.xlsx", book), 1);
    }

    private static List<String> details(RawWorkbook book, String keys, ReadColumn... columns) {
        return RawFolder.details(spec(keys, RecordLimits.USUAL, columns), FOLDER.file("a.xlsx", book.bytes()));
    }
}
