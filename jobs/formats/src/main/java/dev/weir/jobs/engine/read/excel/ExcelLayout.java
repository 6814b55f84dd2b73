package dev.weir.jobs.engine.read.excel;

import dev.weir.contracts.format.excel.ExcelDialect;
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
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.hadoop.conf.Configuration;

/** Finds out how a workbook is written: the sheet with most cells, the rows before its header, and those of the header. */
final class ExcelLayout {

    private final Workbook workbook;
    private final CellValues values;
    private final Map<String, String> read = new LinkedHashMap<>();
    private final List<String> because = new ArrayList<>();

    private ExcelLayout(Workbook workbook) throws IOException {
        this.workbook = workbook;
        this.values = new CellValues(workbook);
    }

    /** How a workbook is written; empty where the file is none, nor anything that is taken for one. */
    static Optional<Layout> of(Configuration configuration, SourceFile file) {
        byte[] head = SourceStreams.head(configuration, file, Workbook.MARK_BYTES);
        if (file.compression() != Compression.NONE || !Workbook.mayBe(head)) {
            return Optional.empty();
        }
        try (Workbook workbook = Workbook.open(configuration, file)) {
            return Optional.of(new ExcelLayout(workbook).layout());
        } catch (IOException e) {
            throw SourceStreams.failure(file, e);
        }
    }

    private Layout layout() throws IOException {
        SheetHead head = chosen();
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
        skip(first - 1);
        List<LayoutColumn> columns = withoutLost(head, lines.isHeader() ? named(head, first, rows) : unnamed(head));
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
                        + " of more than 15 digits in column " + CellRange.letters(place)
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

    /** The sheet with most cells, of those that are not hidden if there is one. */
    private SheetHead chosen() throws IOException {
        List<SheetHead> heads = new ArrayList<>();
        for (Workbook.SheetEntry sheet : workbook.sheets()) {
            if (sheet.isTable()) {
                heads.add(SheetHead.of(workbook, sheet, values));
            }
        }
        SheetHead chosen = heads.stream()
                .filter(head -> head.width() > 0)
                .max(Comparator.comparing((SheetHead head) -> !head.sheet().isHidden())
                        .thenComparing(SheetHead::cells))
                .orElseThrow(() -> new WorkbookFormatException(
                        "is a workbook without a cell that has something in it.", "Take it away, or fill it."));
        long visible = heads.stream().filter(head -> !head.sheet().isHidden()).count();
        if (visible != 1 || chosen.sheet().isHidden()) {
            read.put("sheet", written(chosen.sheet()));
        }
        List<SheetHead> others = heads.stream()
                .filter(head -> !head.sheet().equals(chosen.sheet()) && head.cells() > 0)
                .toList();
        if (!others.isEmpty()) {
            because.add("left out: " + (others.size() == 1 ? "another sheet, " : others.size() + " other sheets, ")
                    + others.stream()
                            .map(head -> written(head.sheet()) + " (" + head.cells() + " cells)")
                            .collect(Collectors.joining(", "))
                    + ": this one has most cells (" + chosen.cells() + "), and each of the others that is data needs a"
                    + " contract with its 'sheet'");
        }
        return chosen;
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
        List<String> found = names(head.sheet(), first - 1, rows);
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
            read.put("skipRows", String.valueOf(first - 1 + rows));
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
                new ExcelDialect.Layout(skipped, rows, false),
                List.of(),
                read.containsKey("trim"),
                ExcelDialect.Merged.REFUSED);
        try (SheetRows cells = new SheetRows(workbook.part(sheet.part()), workbook.texts(), RecordLimits.USUAL)) {
            HeaderFacts facts = new SheetHeader(dialect, values).read(cells);
            return facts.names().isEmpty() ? List.of("") : facts.names();
        }
    }

    private static LayoutColumn column(String physicalName, String label) {
        return new LayoutColumn(physicalName, label, new ValueType.Text(), LayoutColumn.Proof.CELLS);
    }
}
