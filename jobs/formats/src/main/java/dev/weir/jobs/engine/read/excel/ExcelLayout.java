package dev.weir.jobs.engine.read.excel;

import dev.weir.contracts.format.excel.ExcelDialect;
import dev.weir.contracts.yaml.YamlText;
import dev.weir.jobs.engine.read.HeaderMatch;
import dev.weir.jobs.engine.read.UnknownColumns;
import dev.weir.jobs.engine.read.file.Compression;
import dev.weir.jobs.engine.read.file.SourceFile;
import dev.weir.jobs.engine.read.file.SourceStreams;
import dev.weir.jobs.engine.read.header.FirstLines;
import dev.weir.jobs.engine.read.layout.Layout;
import dev.weir.jobs.engine.read.layout.LayoutColumn;
import dev.weir.jobs.engine.read.text.HeaderFacts;
import dev.weir.jobs.engine.read.text.RecordLimits;
import dev.weir.jobs.engine.read.value.ValueType;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.hadoop.conf.Configuration;

/** Finds out how the sheets of a workbook are written: the rows before the header, and those of the header. */
final class ExcelLayout {

    private final Workbook workbook;
    private final CellValues values;
    private final SheetHead head;
    private final Map<String, String> read = new LinkedHashMap<>();
    private final List<String> because = new ArrayList<>();

    private ExcelLayout(Workbook workbook, CellValues values, SheetHead head) {
        this.workbook = workbook;
        this.values = values;
        this.head = head;
    }

    /**
     * How each visible sheet of a workbook is written, the one with most cells first; where all are hidden, how that one is. Empty where
     * the file is no workbook, nor anything that is taken for one.
     */
    static List<Layout> of(Configuration configuration, SourceFile file) {
        byte[] head = SourceStreams.head(configuration, file, Workbook.MARK_BYTES);
        if (file.compression() != Compression.NONE || !Workbook.mayBe(head)) {
            return List.of();
        }
        try (Workbook workbook = Workbook.open(configuration, file)) {
            return layouts(workbook);
        } catch (IOException e) {
            throw SourceStreams.failure(file, e);
        }
    }

    private static List<Layout> layouts(Workbook workbook) throws IOException {
        CellValues values = new CellValues(workbook);
        List<SheetHead> heads = new ArrayList<>();
        for (Workbook.SheetEntry sheet : workbook.sheets()) {
            if (sheet.isTable()) {
                heads.add(SheetHead.of(workbook, sheet, ExcelDialect.Part.WHOLE, values));
            }
        }
        long visible = heads.stream().filter(head -> !head.sheet().isHidden()).count();
        List<SheetHead> filled = heads.stream()
                .filter(head -> head.width() > 0)
                .sorted(Comparator.comparing((SheetHead head) -> head.sheet().isHidden())
                        .thenComparing(Comparator.comparing(SheetHead::cells).reversed()))
                .toList();
        if (filled.isEmpty()) {
            throw new WorkbookFormatException(
                    "is a workbook without a cell that has something in it.", "Take it away, or fill it.");
        }
        List<SheetHead> shown =
                filled.stream().filter(head -> !head.sheet().isHidden()).toList();
        List<SheetHead> taken = shown.isEmpty() ? filled.subList(0, 1) : shown;
        List<Layout> layouts = new ArrayList<>();
        for (SheetHead head : taken) {
            List<ExcelDialect.Columns> tables = head.tables();
            List<SheetHead> parts = new ArrayList<>();
            for (ExcelDialect.Columns columns : tables) {
                SheetHead beside = tables.size() == 1
                        ? head
                        : SheetHead.of(workbook, head.sheet(), ExcelDialect.Part.of(columns), values);
                List<ExcelDialect.Part> stacked = beside.stacked();
                for (ExcelDialect.Part part : stacked) {
                    parts.add(stacked.size() == 1 ? beside : SheetHead.of(workbook, head.sheet(), part, values));
                }
            }
            for (SheetHead part : parts) {
                ExcelLayout layout = new ExcelLayout(workbook, values, part);
                if (visible != 1 || head.sheet().isHidden()) {
                    layout.read.put("sheet", layout.written(head.sheet()));
                }
                if (tables.size() > 1) {
                    layout.beside(tables.size());
                }
                layout.under();
                if (layouts.isEmpty()) {
                    layout.leaveOut(filled.stream()
                            .filter(each -> !taken.contains(each))
                            .toList());
                }
                layouts.add(layout.layout());
            }
        }
        return layouts;
    }

    private void beside(int tables) {
        ExcelDialect.Columns columns = head.columns();
        String range = CellRange.letters(columns.first()) + ":" + CellRange.letters(columns.last());
        read.put("range", range);
        because.add("range: " + tables + " tables stand beside one another in sheet " + written(head.sheet())
                + "; this one has " + range);
    }

    /** One of several tables that stand one under another. */
    private void under() {
        ExcelDialect.Part part = head.part();
        if (!part.startsAt().isEmpty()) {
            read.put("startsAt", YamlText.quoted(part.startsAt()));
            because.add("startsAt: this table begins in row " + head.firstRow() + " of sheet " + written(head.sheet())
                    + ", below another one: with the row whose first cell says so");
        }
        if (!part.endsBefore().isEmpty()) {
            read.put("endsBefore", YamlText.quoted(part.endsBefore()));
            because.add("endsBefore: another table begins below this one, in sheet " + written(head.sheet()));
        }
    }

    private void leaveOut(List<SheetHead> others) {
        if (!others.isEmpty()) {
            because.add("left out: " + (others.size() == 1 ? "a hidden sheet, " : others.size() + " hidden sheets, ")
                    + others.stream()
                            .map(other -> written(other.sheet()) + " (" + other.cells() + " cells)")
                            .collect(Collectors.joining(", "))
                    + ": one that is data needs a contract with its 'sheet'");
        }
    }

    private Layout layout() throws IOException {
        if (head.padded() > 0) {
            read.put("trim", "true");
            because.add(
                    "trim: blanks stand around " + head.padded()
                            + " of the first texts, and are taken away everywhere: take 'trim' out of the contract where they count");
        }
        int top = head.headerTop();
        int height = top == 0 ? 1 : head.headerRows(top);
        FirstLines lines = FirstLines.of(head.rows(top, height));
        int first = head.rows(top, height).lines().get(lines.first());
        because.addAll(lines.because());
        int rows = first == top ? height : 1;
        skip(first - head.firstRow());
        List<LayoutColumn> columns = withoutLost(head, lines.isHeader() ? named(head, first, rows) : unnamed(head));
        int gap = head.gap();
        if (gap >= 0) {
            because.add("columns: uncertain: column "
                    + CellRange.letters(head.columns().first() + gap) + " of sheet "
                    + written(head.sheet())
                    + " is empty, and others stand behind it. Where these are another table, its rows are"
                    + " taken for those of this one: a contract of each table says which columns are its own, such as 'range: A:"
                    + CellRange.letters(head.columns().first() + gap) + "'");
        }
        int behind = head.behindGap(first + rows);
        if (behind > 0) {
            because.add("records: uncertain: row " + behind + " of sheet " + written(head.sheet())
                    + " stands behind an empty row. Where another table begins there, its rows are taken for records of this one: give"
                    + " it a sheet of its own");
        }
        long merged = head.mergedFrom(lines.isHeader() ? first + rows : first);
        if (merged > 0) {
            because.add("left out: rows with merged cells, of which there are " + merged
                    + " ranges among the records: 'mergedCells: repeat' gives each cell the value of the first");
        }
        return new Layout("xlsx", read, Layout.Records.ALIKE, columns, because);
    }

    /** Numbers whose digits Excel has lost are no values; what else their records have is read. */
    private List<LayoutColumn> withoutLost(SheetHead head, List<LayoutColumn> columns) {
        List<LayoutColumn> sound = new ArrayList<>(columns);
        head.lost().forEach((place, cells) -> {
            if (place < sound.size()) {
                LayoutColumn column = sound.get(place);
                sound.set(place, column.lost());
                because.add("left out: " + cells.cells() + (cells.cells() == 1 ? " number" : " numbers")
                        + " of more than 15 digits in column "
                        + CellRange.letters(head.columns().first() + place)
                        + (column.label().isEmpty() ? "" : " (" + column.label() + ")") + " of sheet "
                        + written(head.sheet()) + ", the first in row " + cells.firstRow()
                        + ": Excel keeps 15 digits of a number, and the others were lost before the file came, so these are"
                        + " NULL: ask for a file in which the column was text before it was typed in");
            }
        });
        return sound;
    }

    private void skip(int rows) {
        if (rows > 0) {
            read.put("skipRows", String.valueOf(rows));
            because.add("skipRows: " + rows + (rows == 1 ? " row stands" : " rows stand")
                    + " before the columns, with fewer cells, and not written as the records are");
        }
    }

    /** A sheet as a contract names it: by its number where the name may be a value, or a number. */
    private String written(Workbook.SheetEntry sheet) {
        String name = sheet.name();
        boolean isName = UnknownColumns.looksLikeName(name);
        return isName ? '"' + name + '"' : String.valueOf(workbook.number(sheet));
    }

    private List<LayoutColumn> unnamed(SheetHead head) {
        read.put("header", "false");
        return IntStream.range(0, head.width()).mapToObj(i -> column("", "")).toList();
    }

    private List<LayoutColumn> named(SheetHead head, int first, int rows) throws IOException {
        int skipped = first - head.firstRow();
        List<String> found = names(head.sheet(), skipped, rows);
        int named = HeaderMatch.named(found);
        List<String> used = found.subList(0, named);
        List<String> labels = IntStream.range(0, Math.max(named, head.width()))
                .mapToObj(i -> i < found.size()
                                && UnknownColumns.looksLikeName(found.get(i).strip())
                        ? found.get(i).strip()
                        : "")
                .toList();
        if (rows > 1) {
            read.put("headerRows", String.valueOf(rows));
            because.add("headerRows: names stand merged over others in " + rows + " rows");
        }
        boolean safe = used.stream().allMatch(UnknownColumns::looksLikeName) && new HashSet<>(used).size() == named;
        if (head.width() > found.size()) {
            read.remove("headerRows");
            read.put("header", "false");
            read.put("skipRows", String.valueOf(skipped + rows));
            because.add("skipRows: the header has " + named + " names and the records have " + head.width()
                    + " cells, so it is passed over, and the columns are found by their places");
            return labels.stream().map(label -> column("", label)).toList();
        } else if (!safe) {
            read.put("byPosition", "true");
            because.add("byPosition: a name of the header is empty, stands twice, has blanks around it, or looks like a"
                    + " value, and is not written here");
            return labels.stream().map(label -> column("", label)).toList();
        }
        return used.stream().map(name -> column(name, name)).toList();
    }

    /** The names as the reader finds them. */
    private List<String> names(Workbook.SheetEntry sheet, int skipped, int rows) throws IOException {
        ExcelDialect dialect = new ExcelDialect(
                new ExcelDialect.Sheet.Numbered(workbook.number(sheet)),
                head.part(),
                new ExcelDialect.Layout(skipped, rows, false),
                List.of(),
                read.containsKey("trim"),
                ExcelDialect.Merged.REFUSED);
        try (SheetRows cells =
                new SheetRows(workbook.part(sheet.part()), workbook.texts(), head.part(), RecordLimits.USUAL)) {
            HeaderFacts facts = new SheetHeader(dialect, values).read(cells);
            return facts.names().isEmpty() ? List.of("") : facts.names();
        }
    }

    private static LayoutColumn column(String physicalName, String label) {
        return new LayoutColumn(physicalName, label, new ValueType.Text(), LayoutColumn.Proof.CELLS);
    }
}
