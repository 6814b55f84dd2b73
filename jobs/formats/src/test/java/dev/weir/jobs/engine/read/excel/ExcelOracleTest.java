package dev.weir.jobs.engine.read.excel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.jobs.engine.read.RawFolder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Random;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.CellStyle;
import org.apache.poi.ss.usermodel.FormulaError;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Workbooks that Apache POI has written, beside what it reads of them. */
class ExcelOracleTest {
    private static final RawFolder FOLDER = RawFolder.create();
    private static final String[] FORMATS = {
        "General",
        "0.00",
        "yyyy-mm-dd",
        "yyyy\"年\"m\"月\"d\"日\"",
        "h:mm:ss",
        "[h]:mm",
        "m/d/yy h:mm",
        "#,##0.00;[Red]-#,##0.00",
        "0%"
    };

    @AfterAll
    static void removeFolder() {
        FOLDER.close();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void everyCellIsTheSame(long seed) throws IOException {
        Random random = new Random(seed);
        try (XSSFWorkbook book = new XSSFWorkbook()) {
            book.getCTWorkbook().getWorkbookPr().setDate1904(random.nextBoolean());
            CellStyle[] styles = new CellStyle[FORMATS.length];
            for (int i = 0; i < styles.length; i++) {
                styles[i] = book.createCellStyle();
                styles[i].setDataFormat(book.createDataFormat().getFormat(FORMATS[i]));
            }
            XSSFSheet sheet = book.createSheet("数据 " + seed);
            for (int r = 0; r < 200; r += 1 + random.nextInt(3)) {
                Row row = sheet.createRow(r);
                for (int c = 0; c < 30; c += 1 + random.nextInt(3)) {
                    fill(row.createCell(c), random, styles);
                }
            }
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            book.write(bytes);
            assertThat(WorkbookOracle.compare(FOLDER.file("a.xlsx", bytes.toByteArray()), sheet, 1))
                    .isGreaterThan(500);
        }
    }

    private static void fill(Cell cell, Random random, CellStyle[] styles) {
        cell.setCellStyle(styles[random.nextInt(styles.length)]);
        switch (random.nextInt(8)) {
            case 0 -> cell.setCellValue("文字 " + random.nextInt(20) + (random.nextBoolean() ? " <&>\n" : ""));
            case 1 -> cell.setCellValue(random.nextInt(60_000));
            case 2 -> cell.setCellValue(random.nextInt(60_000) + random.nextDouble());
            case 3 -> cell.setCellValue(random.nextDouble());
            case 4 -> cell.setCellValue(random.nextBoolean());
            case 5 -> cell.setCellErrorValue(FormulaError.NA.getCode());
            case 6 -> {
                cell.setCellFormula("1+1");
                cell.setCellValue(random.nextInt(100, 2_000));
            }
            default -> cell.setBlank();
        }
    }
}
