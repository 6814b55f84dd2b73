package dev.weir.jobs.engine.read.excel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.contracts.format.excel.ExcelDialect;
import dev.weir.jobs.engine.read.MissingColumnPolicy;
import dev.weir.jobs.engine.read.RawFolder;
import dev.weir.jobs.engine.read.ReadSpec;
import dev.weir.jobs.engine.read.file.SourceFile;
import dev.weir.jobs.engine.read.text.RecordLimits;
import dev.weir.jobs.engine.read.value.ReadColumn;
import dev.weir.jobs.engine.read.value.ReadColumn.OnBadValue;
import dev.weir.jobs.engine.read.value.ValueType;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.CellType;
import org.apache.poi.ss.usermodel.DateUtil;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.xssf.usermodel.XSSFCell;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.openxmlformats.schemas.spreadsheetml.x2006.main.CTRst;

/** Every cell of a sheet as Apache POI reads it, beside what Weir reads of the same file. */
final class WorkbookOracle {
    private static final LocalDate DAY_OF_TIMES = LocalDate.of(1899, 12, 31);
    private static final int AFTER_THE_DAY_THAT_NEVER_WAS = 61;
    private static final String NONE = "NULL";
    private static final Pattern HOURS = Pattern.compile("([0-9]{2,}):([0-5][0-9]):([0-5][0-9](?:\\.[0-9]{3})?)");
    private static final long SECONDS_OF_A_DAY = 86_400;
    private static final double MILLISECOND = 0.001;

    private WorkbookOracle() {}

    /** Compares a sheet's cells, and answers how many had something in them. */
    static int compare(SourceFile file, Sheet sheet, int number) {
        int width = 1;
        for (Row row : sheet) {
            width = Math.max(width, row.getLastCellNum());
        }
        List<ReadColumn> columns = IntStream.range(0, width)
                .mapToObj(i -> new ReadColumn(
                        "c" + i, "c" + i, new ValueType.AsWritten(), List.of(), OnBadValue.NULL_AND_WARN))
                .toList();
        ExcelDialect dialect = new ExcelDialect(
                new ExcelDialect.Sheet.Numbered(number),
                ExcelDialect.Part.WHOLE,
                new ExcelDialect.Layout(0, 0, true),
                List.of(),
                false,
                ExcelDialect.Merged.REFUSED);
        boolean isMerged = sheet.getNumMergedRegions() > 0;
        ReadSpec spec = new ReadSpec(
                new Worksheets(
                        isMerged
                                ? new ExcelDialect(
                                        dialect.sheet(),
                                        dialect.part(),
                                        dialect.layout(),
                                        List.of(),
                                        false,
                                        ExcelDialect.Merged.REPEATED)
                                : dialect),
                columns,
                MissingColumnPolicy.NULL,
                RecordLimits.USUAL);
        Map<Long, List<String>> read = new LinkedHashMap<>();
        for (RawFolder.ReadRow row : RawFolder.values(spec, file)) {
            read.put(row.line(), row.values());
        }
        int cells = 0;
        for (Row row : sheet) {
            List<String> values = read.getOrDefault(row.getRowNum() + 1L, Collections.nCopies(width, NONE));
            for (Cell cell : row) {
                if (isMerged && sheet.getMergedRegions().stream().anyMatch(range -> range.isInRange(cell))) {
                    continue;
                }
                String own = values.get(cell.getColumnIndex());
                assertThat(isSame(cell, own))
                        .as(
                                "%s, sheet %d, %s is %s and not %s (%s)",
                                file.name(),
                                number,
                                cell.getAddress(),
                                own,
                                cell,
                                cell.getCellStyle() == null
                                        ? ""
                                        : cell.getCellStyle().getDataFormatString())
                        .isTrue();
                cells += own.equals(NONE) ? 0 : 1;
            }
        }
        return cells;
    }

    private static boolean isSame(Cell cell, String own) {
        CellType type = cell.getCellType() == CellType.FORMULA ? cell.getCachedFormulaResultType() : cell.getCellType();
        return switch (type) {
            case STRING -> own.equals(theirs(cell));
            case BOOLEAN -> own.equals(cell.getBooleanCellValue() ? "TRUE" : "FALSE");
            case NUMERIC -> isSameNumber(cell, own);
            case BLANK, ERROR -> own.equals(NONE);
            default -> throw new AssertionError("A cell of type " + type);
        };
    }

    /** POI leaves out a plain text that stands before runs in the same cell. */
    private static String theirs(Cell cell) {
        CTRst written = ((XSSFCell) cell).getRichStringCellValue().getCTRst();
        boolean both = written.isSetT() && written.sizeOfRArray() > 0;
        String text = both ? written.getT() + cell.getStringCellValue() : cell.getStringCellValue();
        return text.isEmpty() ? NONE : text;
    }

    /** POI takes a format that ends in {@code \\U\\T\\C} for one of numbers. */
    private static boolean isDate(Cell cell) {
        return DateUtil.isCellDateFormatted(cell)
                || (cell.getCellStyle() != null
                        && cell.getCellStyle().getDataFormatString().startsWith("yyyy"));
    }

    private static boolean isSameNumber(Cell cell, String own) {
        double number = cell.getNumericCellValue();
        boolean since1904 = ((XSSFSheet) cell.getSheet()).getWorkbook().isDate1904();
        if (own.equals(NONE)) { // a formula without a result is 0 to POI, and a day may be none
            return (cell.getCellType() == CellType.FORMULA && number == 0)
                    || (isDate(cell) && ((!since1904 && number < AFTER_THE_DAY_THAT_NEVER_WAS) || number < 0));
        }
        if (!isDate(cell)) {
            BigDecimal kept = new BigDecimal(Double.toString(number)).round(new MathContext(15));
            return own.matches("-?[0-9.]+") && new BigDecimal(own).compareTo(kept) == 0;
        }
        if (!since1904 && number > 1 && number < AFTER_THE_DAY_THAT_NEVER_WAS) {
            return true; // POI counts these days from another one
        }
        Matcher hours = HOURS.matcher(own);
        if (cell.getCellStyle().getDataFormatString().matches("(?i).*\\[(h+|m+|s+)].*")) {
            return hours.matches()
                    && Math.abs(Long.parseLong(hours.group(1)) * 3600
                                    + Long.parseLong(hours.group(2)) * 60
                                    + Double.parseDouble(hours.group(3))
                                    - number * SECONDS_OF_A_DAY)
                            <= MILLISECOND;
        }
        LocalDateTime read = own.indexOf('T') > 0
                ? LocalDateTime.parse(own)
                : own.indexOf(':') > 0
                        ? DAY_OF_TIMES.atTime(LocalTime.parse(own))
                        : LocalDate.parse(own).atStartOfDay();
        LocalDateTime theirs = DateUtil.getLocalDateTime(number, since1904);
        boolean isTime = own.indexOf('T') < 0 && own.indexOf(':') > 0;
        return isTime ? theirs.toLocalTime().equals(read.toLocalTime()) : theirs.equals(read);
    }
}
