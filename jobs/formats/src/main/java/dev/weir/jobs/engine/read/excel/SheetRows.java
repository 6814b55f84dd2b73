package dev.weir.jobs.engine.read.excel;

import dev.weir.contracts.format.excel.ExcelDialect;
import dev.weir.jobs.engine.read.text.RecordLimits;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The rows that have something in a part of a sheet, one after the other, their cells counted from the first of its columns, and
 * what is merged, which a sheet says behind its rows.
 */
final class SheetRows implements Closeable {
    private final PartXml xml;
    private final SharedTexts texts;
    private final ExcelDialect.Part part;
    private final List<Cell> cells = new ArrayList<>();
    private final List<CellRange> merged = new ArrayList<>();
    private final StringBuilder text = new StringBuilder();
    private int count;
    private int row;
    private boolean withinRows;
    private int firstRow;
    private boolean isOver;
    private int starts;
    private int ends;
    private final int mostBytes;
    private long bytes;

    /**
     * @param texts closed with this
     * @param part what lies beside it, above it and below it is passed over
     * @param limits a row of more bytes is not kept
     */
    SheetRows(PartXml xml, SharedTexts texts, ExcelDialect.Part part, RecordLimits limits) throws IOException {
        this.xml = xml;
        this.texts = texts;
        this.part = part;
        this.firstRow = part.startsAt().isEmpty() ? 1 : 0;
        this.mostBytes = limits.recordBytes();
        while (!withinRows && xml.next()) {
            withinRows = xml.begins("sheetData");
        }
        if (!withinRows) {
            throw xml.damaged("there are no rows");
        }
    }

    /** Goes to the next row of the part that has something; at the end of the sheet false. */
    boolean next() throws IOException {
        while (nextOfSheet()) {
            boolean isStart = !part.startsAt().isEmpty() && begins(part.startsAt());
            boolean isEnd = !part.endsBefore().isEmpty() && begins(part.endsBefore());
            starts += isStart ? 1 : 0;
            ends += isEnd ? 1 : 0;
            firstRow = firstRow == 0 && isStart ? row : firstRow;
            isOver |= isEnd;
            if (firstRow > 0 && !isOver) {
                return true;
            }
        }
        return false;
    }

    /** How many rows of the sheet begin as the part does; known once {@link #next} has answered false. */
    int starts() {
        return starts;
    }

    /** How many begin as what stands below the part. */
    int ends() {
        return ends;
    }

    /** The row that the part begins with, from 1; 0 while none is found. */
    int firstRow() {
        return firstRow;
    }

    private boolean begins(String text) {
        Cell first = cells.get(0);
        return first.kind == Cell.Kind.TEXT && first.text().strip().equals(text);
    }

    private boolean nextOfSheet() throws IOException {
        while (withinRows) {
            if (!xml.next()) {
                throw xml.damaged("the rows do not end");
            }
            if (xml.begins("row")) {
                readRow();
                if (count > 0) {
                    return true;
                }
            } else if (xml.isBeginning()) {
                xml.skip();
            } else if (xml.ends("sheetData")) {
                withinRows = false;
                readRest();
            }
        }
        return false;
    }

    /** The number of the row in its sheet, from 1. */
    int row() {
        return row;
    }

    int count() {
        return count;
    }

    /** Whether the row has more bytes than a record may have; its cells are not kept then. */
    boolean isTooLong() {
        return bytes > mostBytes;
    }

    /** The cells of the row in the order of their columns. */
    Cell cell(int i) {
        return cells.get(i);
    }

    /** The ranges of cells that are merged; whole once {@link #next} has answered false. */
    List<CellRange> merged() {
        return merged;
    }

    private void readRow() throws IOException {
        int number = xml.attribute("r") == null ? row + 1 : xml.number("r");
        if (number > CellRange.MOST_ROWS) {
            throw xml.damaged("it has rows behind row " + CellRange.MOST_ROWS + ", where every sheet ends");
        } else if (number == row) {
            throw xml.damaged("row " + row + " stands twice");
        } else if (number < row) {
            throw xml.damaged("the rows are not in their order: row " + number + " stands behind row " + row);
        }
        row = number;
        count = 0;
        bytes = 0;
        int before = -1;
        while (true) {
            if (!xml.next()) {
                throw xml.damaged("a row does not end");
            }
            if (xml.begins("c")) {
                before = readCell(before + 1);
            } else if (xml.isBeginning()) {
                xml.skip();
            } else if (xml.ends("row")) {
                return;
            }
        }
    }

    /** Reads a cell, and answers its column. */
    private int readCell(int next) throws IOException {
        String place = xml.attribute("r");
        int column = place == null ? next : CellRange.column(place);
        if (place != null && CellRange.row(place) != row) {
            throw xml.damaged("row " + row + " has a cell that says it is of another row");
        } else if (column >= CellRange.MOST_COLUMNS || (place != null && column < 0)) {
            throw xml.damaged("row " + row + " has a cell of no column that a sheet has");
        } else if (column < next) {
            throw xml.damaged("the cells of row " + row + " are not in their order, or one stands twice");
        }
        if (!part.columns().has(column)) {
            xml.skip();
            return column;
        }
        if (count == cells.size()) {
            cells.add(new Cell());
        }
        Cell cell = cells.get(count);
        cell.column = column - part.columns().first();
        cell.style = xml.attribute("s") == null ? 0 : xml.number("s");
        String written = xml.attribute("t");
        String type = written == null ? "n" : written;
        text.setLength(0);
        boolean hasFormula = false;
        boolean hasValue = false;
        while (xml.next() && !xml.ends("c")) {
            if (xml.begins("v") && !type.equals("inlineStr")) {
                hasValue = true;
                xml.text(text, CellText.MOST_CHARACTERS);
            } else if (xml.begins("is") && type.equals("inlineStr")) {
                hasValue = true;
                CellText.rich(xml, "is", text);
            } else if (xml.isBeginning()) {
                hasFormula |= xml.begins("f");
                xml.skip();
            }
        }
        boolean isText = type.equals("str") || type.equals("inlineStr");
        if (text.length() == 0) {
            if (!hasFormula || (hasValue && isText)) {
                return column; // nothing in it
            }
            cell.set(Cell.Kind.NO_RESULT, "");
        } else if (text.length() > CellText.MOST_CHARACTERS) {
            cell.set(Cell.Kind.TOO_LONG, "");
        } else {
            set(cell, type);
        }
        bytes += cell.to - cell.from;
        if (isTooLong()) {
            cell.set(Cell.Kind.TOO_LONG, "");
            count = Math.max(1, count); // there is a row
        } else {
            count += cell.isEmpty() ? 0 : 1;
        }
        return column;
    }

    private void set(Cell cell, String type) throws IOException {
        switch (type) {
            case "n" -> cell.set(Cell.Kind.NUMBER, text.toString());
            case "s" -> {
                int index = index();
                int from = texts.start(index);
                cell.set(Cell.Kind.TEXT, texts.bytes(), from, texts.end(index));
            }
            case "str" -> {
                CellText.unescape(text, 0);
                cell.set(Cell.Kind.TEXT, text.toString());
            }
            case "inlineStr" -> cell.set(Cell.Kind.TEXT, text.toString());
            case "b" -> cell.set(Cell.Kind.FLAG, text.toString());
            case "e" -> cell.set(Cell.Kind.ERROR, text.toString());
            case "d" -> cell.set(Cell.Kind.ISO_DAY, text.toString());
            default -> throw xml.damaged("a cell is of a type that the standard lacks");
        }
    }

    private int index() throws IOException {
        int index = PartXml.whole(text.toString().strip());
        if (index < 0) {
            throw xml.damaged("a cell refers to a text by no number");
        }
        return index;
    }

    private void readRest() throws IOException {
        while (xml.next()) {
            if (xml.begins("mergeCell")) {
                CellRange range = CellRange.of(xml.required("ref"));
                if (range == null) {
                    throw xml.damaged("merged cells are no range");
                }
                if (merged.size() == CellRange.MOST_ROWS) {
                    throw xml.damaged("there are more merged cells than rows");
                }
                if (range.isIn(part.columns())) {
                    merged.add(range.in(part.columns()));
                }
            }
        }
    }

    @Override
    public void close() throws IOException {
        try {
            xml.close();
        } finally {
            texts.close();
        }
    }
}
