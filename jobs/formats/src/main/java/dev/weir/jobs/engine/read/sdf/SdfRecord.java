package dev.weir.jobs.engine.read.sdf;

import dev.weir.jobs.engine.read.lines.RecordLines;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A record: a molecule, and its data items.
 *
 * @param isSigned whether it has the initials of who drew it, in the two columns that are theirs
 * @param atoms how many its molblock has
 * @param bonds how many it has
 */
record SdfRecord(Span title, boolean isSigned, Span comment, Span molblock, int atoms, int bonds, List<Item> items) {

    private static final int INITIALS = 2;

    /** A text, where it lies. */
    record Span(int from, int to) {}

    /** A data item: its value, without the line end of its last line; nothing where it has none. */
    record Item(String name, Span value) {}

    /**
     * The record of some lines, the last of which begins with {@code $$$$}.
     *
     * @param isCut whether they have no such line
     * @throws NotSdfException when they are none
     */
    static SdfRecord of(RecordLines lines, boolean isCut) throws NotSdfException {
        if (isCut) {
            throw new NotSdfException("the file ends before the record does: its last line, $$$$, is missing");
        }
        Span title = headerLine(lines);
        Span program = headerLine(lines);
        boolean isSigned = !lines.isBlank(program.from(), Math.min(program.to(), program.from() + INITIALS));
        Span comment = headerLine(lines);
        Ctab ctab = Ctab.read(lines);
        Span molblock = new Span(title.from(), lines.to());
        List<Item> items = new ArrayList<>();
        Set<String> names = new HashSet<>();
        while (lines.next() && !isEnd(lines)) {
            if (lines.isBlank()) {
                continue;
            }
            String name = itemName(lines);
            if (!names.add(name)) {
                throw NotSdfException.at(lines, "a data item whose name stands before in the same record");
            }
            items.add(new Item(name, value(lines)));
            if (isEnd(lines)) {
                break;
            }
        }
        if (!lines.isBlank(lines.from() + Sdf.END.length(), lines.to())) {
            throw NotSdfException.at(lines, "text behind $$$$");
        }
        return new SdfRecord(
                blankAsEmpty(lines, title),
                isSigned,
                blankAsEmpty(lines, comment),
                molblock,
                ctab.atoms(),
                ctab.bonds(),
                items);
    }

    private static boolean isEnd(RecordLines lines) {
        return lines.startsWith(Sdf.END);
    }

    private static Span headerLine(RecordLines lines) throws NotSdfException {
        Ctab.next(lines);
        return new Span(lines.from(), lines.to());
    }

    private static Span blankAsEmpty(RecordLines lines, Span text) {
        return lines.isBlank(text.from(), text.to()) ? new Span(text.from(), text.from()) : text;
    }

    /** Between angle brackets in a line that begins with another. */
    private static String itemName(RecordLines lines) throws NotSdfException {
        if (!lines.startsWith(">")) {
            throw NotSdfException.at(lines, "a line that belongs to no data item: a blank one ends each");
        }
        String line = lines.text().substring(1);
        int from = line.indexOf('<') + 1;
        int to = line.indexOf('>');
        if (from == 0 || to < from || line.indexOf('<', from) >= 0 || line.indexOf('>', to + 1) >= 0) {
            throw NotSdfException.at(lines, "a data item without one name between angle brackets");
        }
        String name = line.substring(from, to).strip();
        if (name.isEmpty()) {
            throw NotSdfException.at(lines, "a data item whose name is blank");
        }
        return name;
    }

    /** All lines up to a blank one, or to the record's end. */
    private static Span value(RecordLines lines) throws NotSdfException {
        int from = lines.to();
        int to = from;
        boolean hasLine = false;
        while (lines.next() && !isEnd(lines) && !lines.isBlank()) {
            if (lines.startsWith(">") && lines.text().indexOf('<') >= 0) {
                throw NotSdfException.at(lines, "a data item begins before a blank line has ended the one before");
            }
            from = hasLine ? from : lines.from();
            to = lines.to();
            hasLine = true;
        }
        return new Span(from, to);
    }
}
