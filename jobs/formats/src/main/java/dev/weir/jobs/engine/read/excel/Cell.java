package dev.weir.jobs.engine.read.excel;

import java.nio.charset.StandardCharsets;

/** A cell that has something in it. It is overwritten by a later row. */
final class Cell {

    /** What a cell holds. */
    enum Kind {
        TEXT,
        NUMBER,
        FLAG,
        /** A day in ISO 8601, which few programs write. */
        ISO_DAY,
        /** Such as {@code #N/A}. */
        ERROR,
        /** A formula whose result was not saved with it. */
        NO_RESULT,
        /** A text of more than a record may have. */
        TOO_LONG
    }

    int column;
    Kind kind = Kind.TEXT;
    int style;

    /** Holds its text in UTF-8, or its number as it is written. */
    byte[] bytes = new byte[0];

    int from;
    int to;

    void set(Kind what, String text) {
        kind = what;
        bytes = text.getBytes(StandardCharsets.UTF_8);
        from = 0;
        to = bytes.length;
    }

    void set(Kind what, byte[] in, int first, int end) {
        kind = what;
        bytes = in;
        from = first;
        to = end;
    }

    /** The same at another place. */
    Cell at(int otherColumn) {
        Cell other = new Cell();
        other.set(kind, bytes, from, to);
        other.style = style;
        other.column = otherColumn;
        return other;
    }

    boolean isEmpty() {
        return from == to && kind == Kind.TEXT;
    }

    String text() {
        return new String(bytes, from, to - from, StandardCharsets.UTF_8);
    }
}
