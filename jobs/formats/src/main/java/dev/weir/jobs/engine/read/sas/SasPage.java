package dev.weir.jobs.engine.read.sas;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** A page of a SAS file: pieces that describe the data set, observations, or both. */
final class SasPage {
    private static final int KIND = 0x0f00;
    private static final int DATA = 0x0100;
    private static final int MIXED = 0x0200;
    private static final int AMENDMENT = 0x0400;
    /** A list of packed pages, which repeats what the pages say. */
    private static final int INDEX = 0x9000;

    private static final int DELETED = 0x0080;

    private static final int CUT_PIECE = 1;
    private static final int PACKED = 4;

    private final PageLayout layout;
    private final ByteBuffer bytes;
    private final int kind;
    private final int blocks;
    private final int described;
    private int rowsFrom;
    private final List<Piece> pieces = new ArrayList<>();

    /**
     * A piece of a page.
     *
     * @param mayBeRow whether it is no description where it does not begin as one
     */
    record Piece(int from, int length, boolean isPacked, boolean mayBeRow) {}

    SasPage(PageLayout layout, byte[] page, long number) throws SasFormatException {
        this.layout = layout;
        this.bytes = ByteBuffer.wrap(page).order(layout.order());
        int head = layout.isWide() ? 32 : 16;
        int type = u2(head);
        this.kind = (type & INDEX) == INDEX ? INDEX : type & KIND;
        this.blocks = u2(head + 2);
        int count = u2(head + 4);
        this.described = count;
        if ((type & DELETED) != 0 && kind != INDEX) {
            throw new SasFormatException(
                    "has observations that were deleted and are still there, marked on page " + (number + 1) + ".",
                    "Have SAS copy it, such as by 'data copy; set original; run;', and read the copy.");
        }
        if (kind != 0 && kind != DATA && kind != MIXED && kind != AMENDMENT && kind != INDEX) {
            throw SasFormatException.damaged("page " + (number + 1) + " is of no known kind");
        }
        if (kind != INDEX) {
            readPieces(head + 8, count, number);
        }
    }

    private void readPieces(int from, int count, long number) throws SasFormatException {
        int word = layout.wordBytes();
        int pointer = 3 * word;
        if ((long) from + (long) count * pointer > layout.pageBytes()) {
            throw SasFormatException.damaged("page " + (number + 1) + " says that it has " + count + " pieces");
        }
        for (int i = 0; i < count; i++) {
            int at = from + i * pointer;
            long place = word(at);
            long length = word(at + word);
            int packing = bytes.get(at + 2 * word) & 0xff;
            int type = bytes.get(at + 2 * word + 1) & 0xff;
            if (length == 0 || packing == CUT_PIECE) {
                continue;
            }
            if (place < 0 || length < 0 || place > layout.pageBytes() || length > layout.pageBytes() - place) {
                throw SasFormatException.damaged(
                        "piece " + (i + 1) + " of page " + (number + 1) + " does not lie within it");
            }
            if (packing != 0 && packing != PACKED) {
                throw SasFormatException.damaged(
                        "piece " + (i + 1) + " of page " + (number + 1) + " is packed in no known way");
            }
            pieces.add(new Piece((int) place, (int) length, packing == PACKED, type == 1));
        }
        rowsFrom = from + count * pointer;
    }

    List<Piece> pieces() {
        return pieces;
    }

    /** Whether observations stand in it one behind the other. */
    boolean hasPlainRows() {
        return kind == DATA || kind == MIXED;
    }

    /** How many there are of them, by what is known of the file. */
    int plainRows(long mixedRows) {
        int all = Math.max(0, blocks - described);
        return kind == DATA ? blocks : kind == MIXED ? (int) Math.min(all, mixedRows) : 0;
    }

    /** Where the first of them begins. Eight bytes are filled up, unless the program that wrote the page is no SAS. */
    int plainRowsFrom() {
        boolean isOdd = rowsFrom % 8 == 4 && rowsFrom + 4 <= layout.pageBytes();
        int filler = isOdd ? bytes.getInt(rowsFrom) : -1;
        return isOdd && kind == MIXED && (filler == 0 || filler == 0x20202020) ? rowsFrom + 4 : rowsFrom;
    }

    byte[] bytes() {
        return bytes.array();
    }

    int u2(int at) {
        return bytes.getShort(at) & 0xffff;
    }

    int u4(int at) {
        return bytes.getInt(at);
    }

    /** A place or length. */
    long word(int at) {
        return layout.isWide() ? bytes.getLong(at) : Integer.toUnsignedLong(bytes.getInt(at));
    }
}
