package dev.weir.jobs.engine.read.excel;

import static dev.weir.jobs.engine.read.excel.RawWorkbook.cell;
import static dev.weir.jobs.engine.read.excel.RawWorkbook.empty;
import static dev.weir.jobs.engine.read.excel.RawWorkbook.number;
import static dev.weir.jobs.engine.read.excel.RawWorkbook.row;
import static dev.weir.jobs.engine.read.excel.RawWorkbook.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.jobs.engine.read.RawFolder;
import dev.weir.jobs.engine.read.file.UnreadableSourceException;
import dev.weir.jobs.engine.read.layout.Layout;
import dev.weir.jobs.engine.read.layout.LayoutColumn;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** How workbooks seem to be written. */
class ExcelLayoutTest {

    private static final RawFolder FOLDER = RawFolder.create();

    @AfterAll
    static void removeFolder() {
        FOLDER.close();
    }

    private static Layout of(RawWorkbook book) {
        return all(book).get(0);
    }

    private static List<Layout> all(RawWorkbook book) {
        return ExcelLayout.of(new Configuration(), FOLDER.file("a.xlsx", book.bytes()));
    }

    private static String record(int i) {
        return row(text("P-000" + i), number(String.valueOf(i)), number("4.5"));
    }

    @Test
    void theHeaderIsFoundBelowTitles() {
        Layout plain = of(RawWorkbook.of(row(text("patient_id"), text("n"), text("value")), record(1), record(2)));
        assertThat(plain.read()).isEmpty();
        assertThat(plain.columns()).extracting(LayoutColumn::physicalName).containsExactly("patient_id", "n", "value");
        Layout titled = of(RawWorkbook.of(
                row(text("Results of May")),
                "<row/>",
                row(text("patient_id"), text("n "), text("value")),
                record(1),
                record(2)));
        assertThat(titled.read()).containsOnly(Map.entry("skipRows", "2"), Map.entry("trim", "true"));
        assertThat(titled.columns()).extracting(LayoutColumn::physicalName).containsExactly("patient_id", "n", "value");
    }

    @Test
    void whatTrimmingChangesIsSaid() {
        assertThat(of(RawWorkbook.of(row(text("patient_id"), text("n"), text("value")), row(text(" P-1"), number("1"))))
                        .remarks())
                .containsExactly("trim: blanks stand around 1 of the first texts, and are taken away everywhere: take"
                        + " 'trim' out of the contract where they count");
    }

    @Test
    void numbersThatHaveLostDigitsAreToldWithTheirColumn() {
        Layout lost = of(RawWorkbook.of(
                row(text("patient_id"), text("身份证号"), text("value")),
                row(text("P-0001"), number("110105199001011234"), number("1.5")),
                row(text("P-0002"), number("1.10105199001012E+17"), number("2.5")),
                row(text("P-0003"), text("11010519900101123X"), number("2.5"))));
        assertThat(lost.columns())
                .extracting(LayoutColumn::proof)
                .containsExactly(LayoutColumn.Proof.CELLS, LayoutColumn.Proof.LOST, LayoutColumn.Proof.CELLS);
        assertThat(lost.remarks())
                .singleElement()
                .asString()
                .startsWith(
                        "left out: 2 numbers of more than 15 digits in column B (身份证号) of sheet \"Sheet1\", the first in"
                                + " row 2: Excel keeps 15 digits of a number")
                .doesNotContain("1101051990");
        Layout whole = of(RawWorkbook.of(
                row(text("patient_id"), text("身份证号"), text("value")),
                row(text("P-0001"), text("110105199001011234"), number("999999999999999"))));
        assertThat(whole.remarks()).isEmpty();
        assertThat(whole.with(lost).map(Layout::columns))
                .as("deliveries of one thing")
                .contains(lost.columns());
        assertThat(lost.with(whole).map(Layout::columns)).contains(lost.columns());
        assertThat(whole.with(of(RawWorkbook.of(row(text("a"), text("b"), text("c")), record(1)))))
                .isEmpty();
    }

    @Test
    void aFirstRecordIsNoHeader() {
        Layout headless = of(RawWorkbook.of(record(1), record(2), record(3)));
        assertThat(headless.read()).containsOnly(Map.entry("header", "false"));
        assertThat(headless.columns()).hasSize(3);
        assertThat(headless.toString()).doesNotContain("P-0001");
    }

    @Test
    void namesMergedOverOthersAreAHeaderOfSeveralRows() {
        RawWorkbook book = new RawWorkbook()
                .mergedSheet(
                        "Sheet1",
                        "A1:C1 A2:A3 B2:C2",
                        row(text("登记表"), empty(), empty()),
                        row(text("患者编号"), text("血压"), empty()),
                        row(empty(), text("收缩压"), text("舒张压")),
                        row(text("P-0001"), number("120"), number("80")),
                        row(text("P-0002"), number("130"), number("85")));
        Layout layout = of(book);
        assertThat(layout.read()).containsOnly(Map.entry("skipRows", "1"), Map.entry("headerRows", "2"));
        assertThat(layout.columns())
                .extracting(LayoutColumn::physicalName)
                .containsExactly("患者编号", "血压 / 收缩压", "血压 / 舒张压");
    }

    @Test
    void everyVisibleSheetIsTakenAndTheHiddenOnesAreNamed() {
        List<Layout> layouts = all(new RawWorkbook()
                .sheet("notes", "visible", row(text("see below")))
                .sheet("labs", "visible", row(text("patient_id"), text("n"), text("value")), record(1), record(2))
                .sheet("110101199003074514", "hidden", record(1), record(2), record(3), record(4)));
        assertThat(layouts).extracting(layout -> layout.read().get("sheet")).containsExactly("\"labs\"", "\"notes\"");
        assertThat(layouts.get(0).remarks())
                .anySatisfy(line -> assertThat(line).contains("a hidden sheet, 3 (12 cells)"));
        assertThat(layouts.toString()).doesNotContain("110101199003074514");
    }

    private static String beside(int i, boolean isBoth) {
        String left = isBoth ? at("A", i, "R2-" + i) + value("B", i) : "";
        return "<row r=\"" + i + "\">" + left + at("D", i, "HK-" + i) + value("E", i) + "</row>";
    }

    private static String value(String column, int row) {
        return number("1.5").replace("<c", "<c r=\"" + column + row + "\"");
    }

    private static String at(String column, int row, String text) {
        return text(text).replace("<c ", "<c r=\"" + column + row + "\" ");
    }

    @Test
    void tablesBesideOneAnotherAreTables() {
        List<String> rows = new ArrayList<>(List.of("<row r=\"1\">" + at("A", 1, "lot") + at("B", 1, "price")
                + at("D", 1, "kit") + at("E", 1, "days") + "</row>"));
        IntStream.range(2, 12).forEach(i -> rows.add(beside(i, i < 7)));
        List<Layout> layouts = all(RawWorkbook.of(rows.toArray(String[]::new)));
        assertThat(layouts).extracting(layout -> layout.read().get("range")).containsExactly("A:C", "D:XFD");
        assertThat(layouts)
                .extracting(layout -> layout.columns().stream()
                        .map(LayoutColumn::physicalName)
                        .toList())
                .containsExactly(List.of("lot", "price"), List.of("kit", "days"));
        assertThat(layouts.get(1).remarks())
                .anySatisfy(line -> assertThat(line).contains("2 tables stand beside one another", "D:XFD"));
    }

    @Test
    void anEmptyColumnWithinATablePartsNothing() {
        List<String> rows = new ArrayList<>(List.of("<row r=\"1\">" + at("A", 1, "lot") + at("B", 1, "price")
                + at("D", 1, "kit") + at("E", 1, "days") + "</row>"));
        IntStream.range(2, 12).forEach(i -> rows.add(beside(i, i != 5)));
        assertThat(all(RawWorkbook.of(rows.toArray(String[]::new))))
                .singleElement()
                .satisfies(layout -> {
                    assertThat(layout.read()).doesNotContainKey("range");
                    assertThat(layout.remarks())
                            .anySatisfy(line ->
                                    assertThat(line).contains("column C of sheet \"Sheet1\" is empty", "range: A:C"));
                });
    }

    private static String line(int row, String... texts) {
        StringBuilder cells = new StringBuilder("<row r=\"" + row + "\">");
        for (int i = 0; i < texts.length; i++) {
            String column = String.valueOf((char) ('A' + i));
            cells.append(
                    texts[i].matches("[0-9.]+")
                            ? number(texts[i]).replace("<c", "<c r=\"" + column + row + "\"")
                            : at(column, row, texts[i]));
        }
        return cells.append("</row>").toString();
    }

    @Test
    void tablesOneUnderAnotherAreTables() {
        List<String> rows = new ArrayList<>(List.of(line(1, "lot", "price")));
        IntStream.range(2, 7).forEach(i -> rows.add(line(i, "R2-" + i, "1.5")));
        rows.add(line(9, "Callbacks"));
        rows.add(line(11, "caller", "reason", "room"));
        IntStream.range(12, 16).forEach(i -> rows.add(line(i, "C-" + i, "7.5", "" + i)));
        rows.add(line(17, "device", "state", "seen", "checked"));
        IntStream.range(18, 22).forEach(i -> rows.add(line(i, "P-" + i, "1.5", "2.5", "7")));
        List<Layout> layouts = all(RawWorkbook.of(rows.toArray(String[]::new)));
        assertThat(layouts)
                .extracting(Layout::read)
                .containsExactly(
                        Map.of("endsBefore", "\"Callbacks\""),
                        Map.of("startsAt", "\"Callbacks\"", "endsBefore", "\"device\"", "skipRows", "2"),
                        Map.of("startsAt", "\"device\""));
        assertThat(layouts)
                .extracting(layout -> layout.columns().stream()
                        .map(LayoutColumn::physicalName)
                        .toList())
                .containsExactly(
                        List.of("lot", "price"),
                        List.of("caller", "reason", "room"),
                        List.of("device", "state", "seen", "checked"));
        assertThat(layouts.get(1).remarks())
                .anySatisfy(line -> assertThat(line).contains("begins in row 9 of sheet \"Sheet1\""))
                .noneSatisfy(line -> assertThat(line).contains("behind an empty row"));
    }

    @Test
    void recordsBehindAnEmptyRowAreNoTable() {
        List<String> rows = new ArrayList<>(List.of(line(1, "lot", "price", "who")));
        IntStream.range(2, 7).forEach(i -> rows.add(line(i, "R2-" + i, "1.5", "ward")));
        IntStream.range(8, 14).forEach(i -> rows.add(line(i, "R2-" + i, "2.5", "ward")));
        IntStream.range(15, 19).forEach(i -> rows.add(line(i, "lot", "price", "who")));
        rows.add(line(20, "Okafor", "pending", "unknown"));
        IntStream.range(21, 25).forEach(i -> rows.add(line(i, "R2-" + i, "2.5", "ward")));
        assertThat(all(RawWorkbook.of(rows.toArray(String[]::new))))
                .singleElement()
                .satisfies(layout -> assertThat(layout.read()).doesNotContainKeys("startsAt", "endsBefore"));
    }

    @Test
    void rowsBehindAnEmptyOneAreSaid() {
        String header = "<row r=\"6\">" + at("A", 6, "sample") + at("B", 6, "unit") + at("C", 6, "result") + "</row>";
        Layout layout = of(RawWorkbook.of(
                row(text("patient_id"), text("n"), text("value")), record(1), record(2), record(3), header));
        assertThat(layout.remarks())
                .anySatisfy(line -> assertThat(line).contains("row 6 of sheet \"Sheet1\" stands behind an empty row"));
        String next = header.replace("6", "5");
        assertThat(of(RawWorkbook.of(
                                row(text("patient_id"), text("n"), text("value")),
                                record(1),
                                record(2),
                                record(3),
                                next))
                        .remarks())
                .noneSatisfy(line -> assertThat(line).contains("empty row"));
    }

    @Test
    void ofHiddenSheetsAloneTheOneWithMostCellsIsTaken() {
        List<Layout> layouts = all(new RawWorkbook()
                .sheet("few", "hidden", record(1))
                .sheet("many", "hidden", row(text("patient_id"), text("n"), text("value")), record(1), record(2)));
        assertThat(layouts).singleElement().satisfies(layout -> {
            assertThat(layout.read()).containsEntry("sheet", "\"many\"");
            assertThat(layout.remarks()).anySatisfy(line -> assertThat(line).contains("\"few\""));
        });
    }

    @Test
    void whatIsMergedAmongRecordsIsSaid() {
        Layout layout = of(new RawWorkbook()
                .mergedSheet(
                        "Sheet1",
                        "A2:A3",
                        row(text("patient_id"), text("n"), text("value")),
                        record(1),
                        row(empty(), number("2"), number("1.5")),
                        record(3)));
        assertThat(layout.read()).isEmpty();
        assertThat(layout.remarks()).anySatisfy(line -> assertThat(line).contains("1 ranges", "mergedCells: repeat"));
    }

    @Test
    void columnsWithoutANameAreFoundByTheirPlaces() {
        Layout layout = of(RawWorkbook.of(row(text("patient_id"), text("n")), record(1), record(2)));
        assertThat(layout.read()).containsOnly(Map.entry("skipRows", "1"), Map.entry("header", "false"));
        assertThat(layout.columns()).extracting(LayoutColumn::label).containsExactly("patient_id", "n", "");
    }

    @Test
    void whatIsNoWorkbookIsNoneOrSaysWhy() {
        assertThat(ExcelLayout.of(
                        new Configuration(), FOLDER.file("a.csv", "a,b\n1,2\n".getBytes(StandardCharsets.UTF_8))))
                .isEmpty();
        assertThatThrownBy(() -> ExcelLayout.of(
                        new Configuration(),
                        FOLDER.file("b.xlsx", "PK\u0003\u0004cut".getBytes(StandardCharsets.UTF_8))))
                .isInstanceOf(UnreadableSourceException.class)
                .hasMessageContaining("damaged");
        assertThatThrownBy(() -> of(RawWorkbook.of(row(empty()))))
                .isInstanceOf(UnreadableSourceException.class)
                .hasMessageContaining("without a cell");
        assertThat(of(RawWorkbook.of(row(text("patient_id"), text("n")), row(text("P-1"), cell("e", "#N/A"))))
                        .columns())
                .hasSize(2);
    }
}
