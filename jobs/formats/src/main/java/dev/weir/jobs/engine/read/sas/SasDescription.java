package dev.weir.jobs.engine.read.sas;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the pieces of a SAS file's first pages say of its data set, put together. */
final class SasDescription {
    private static final int ROWS = 0xf7f7f7f7;
    private static final int COLUMNS = 0xf6f6f6f6;
    private static final int COUNTS = 0xfffffc00;
    private static final int TEXTS = 0xfffffffd;
    private static final int NAMES = 0xffffffff;
    private static final int ATTRIBUTES = 0xfffffffc;
    private static final int FORMATS = 0xfffffbfe;
    private static final int ORDER = 0xfffffffe;

    private static final Set<Integer> MARKS = Set.of(ROWS, COLUMNS, COUNTS, TEXTS, NAMES, ATTRIBUTES, FORMATS, ORDER);

    private static final int MOST_TEXT_BYTES = 64 << 20;

    private static final int NAME_BYTES = 8;

    private final PageLayout layout;
    private final List<byte[]> texts = new ArrayList<>();
    private final List<Text> names = new ArrayList<>();
    private final List<Place> places = new ArrayList<>();
    private final List<Text> formats = new ArrayList<>();
    private final List<Text> labels = new ArrayList<>();
    private long textBytes;
    private @Nullable RowCompression compression;
    private long rowBytes = -1;
    private long rows;
    private long mixedRows;
    private long columns = -1;

    /** Where a text stands. */
    private record Text(int block, int from, int length) {}

    /** Where the values of a variable stand. */
    private record Place(long offset, int length, int type) {}

    SasDescription(PageLayout layout) {
        this.layout = layout;
    }

    /** Whether a piece is an observation, and no description. */
    boolean isRow(SasPage page, SasPage.Piece piece) {
        if (compression() == RowCompression.NONE) {
            return false;
        }
        return piece.isPacked()
                || (piece.mayBeRow()
                        && (piece.length() < layout.wordBytes() || !MARKS.contains(mark(page, piece.from()))));
    }

    /** Takes a piece; false where it is no description, but an observation. */
    boolean take(SasPage page, SasPage.Piece piece) throws SasFormatException {
        if (isRow(page, piece)) {
            return false;
        }
        int word = layout.wordBytes();
        require(piece, word);
        switch (mark(page, piece.from())) {
            case ROWS -> rows(page, piece);
            case COLUMNS -> {
                require(piece, 2 * word);
                columns = page.word(piece.from() + word);
                if (columns < 1 || columns > SasTable.MOST_VARIABLES) {
                    throw SasFormatException.damaged("it says that it has " + columns + " variables");
                }
            }
            case TEXTS -> texts(page, piece);
            case NAMES -> names(page, piece);
            case ATTRIBUTES -> attributes(page, piece);
            case FORMATS -> formats(page, piece);
            case COUNTS, ORDER -> {
                // nothing that is needed
            }
            default -> {
                // of a kind that newer programs may have added
            }
        }
        return true;
    }

    /** What a piece begins with, as a number of four bytes; 0 where it is none of a description. */
    private int mark(SasPage page, int from) {
        if (!layout.isWide()) {
            return page.u4(from);
        }
        long mark = page.word(from);
        int high = (int) (mark >>> 32);
        int low = (int) mark;
        if (high == ROWS || high == COLUMNS) {
            return high;
        }
        boolean isMark = high == -1 || ((low == ROWS || low == COLUMNS) && high == 0);
        return isMark ? low : 0;
    }

    private static void require(SasPage.Piece piece, int bytes) throws SasFormatException {
        if (piece.length() < bytes) {
            throw SasFormatException.damaged("a description has " + piece.length() + " bytes");
        }
    }

    private void rows(SasPage page, SasPage.Piece piece) throws SasFormatException {
        int word = layout.wordBytes();
        require(piece, 16 * word);
        rowBytes = page.word(piece.from() + 5 * word);
        rows = page.word(piece.from() + 6 * word);
        mixedRows = page.word(piece.from() + 15 * word);
        if (rows < 0 || mixedRows < 0) {
            throw SasFormatException.damaged("it says that it has fewer than no observations");
        }
    }

    private void texts(SasPage page, SasPage.Piece piece) throws SasFormatException {
        int word = layout.wordBytes();
        require(piece, word + 2);
        int from = piece.from() + word;
        int length = Math.min(page.u2(from), piece.length() - word);
        textBytes += length;
        if (textBytes > MOST_TEXT_BYTES) {
            throw SasFormatException.damaged("its names and labels have more than " + MOST_TEXT_BYTES + " bytes");
        }
        byte[] block = Arrays.copyOfRange(page.bytes(), from, from + length);
        texts.add(block);
        if (compression == null) {
            compression = compression(block);
        }
    }

    /** The first block of texts has the compression of observations, before the name of the program that wrote the file. */
    private static RowCompression compression(byte[] block) {
        int most = Math.min(block.length, 64) - NAME_BYTES;
        for (int i = 0; i <= most; i++) {
            RowCompression found = RowCompression.named(new String(block, i, NAME_BYTES, StandardCharsets.ISO_8859_1));
            if (found != null) {
                return found;
            }
        }
        return RowCompression.NONE;
    }

    private void names(SasPage page, SasPage.Piece piece) throws SasFormatException {
        int word = layout.wordBytes();
        int count = (piece.length() - 2 * word - 12) / NAME_BYTES;
        for (int i = 0; i < count; i++) {
            names.add(text(page, piece.from() + word + NAME_BYTES * (i + 1)));
        }
        limit(names.size());
    }

    private void attributes(SasPage page, SasPage.Piece piece) throws SasFormatException {
        int word = layout.wordBytes();
        int count = (piece.length() - 2 * word - 12) / (word + 8);
        for (int i = 0; i < count; i++) {
            int at = piece.from() + word + 8 + i * (word + 8);
            places.add(new Place(page.word(at), page.u4(at + word), page.bytes()[at + word + 6] & 0xff));
        }
        limit(places.size());
    }

    private void formats(SasPage page, SasPage.Piece piece) throws SasFormatException {
        int word = layout.wordBytes();
        require(piece, 3 * word + 34);
        formats.add(text(page, piece.from() + 3 * word + 22));
        labels.add(text(page, piece.from() + 3 * word + 28));
        limit(formats.size());
    }

    private static void limit(int found) throws SasFormatException {
        if (found > SasTable.MOST_VARIABLES) {
            throw SasFormatException.damaged("it describes more than " + SasTable.MOST_VARIABLES + " variables");
        }
    }

    private static Text text(SasPage page, int at) {
        return new Text(page.u2(at), page.u2(at + 2), page.u2(at + 4));
    }

    RowCompression compression() {
        return compression == null ? RowCompression.NONE : compression;
    }

    long rows() {
        return rows;
    }

    long mixedRows() {
        return mixedRows;
    }

    /** Whether everything is there that observations need. */
    boolean isWhole() {
        return rowBytes >= 0
                && columns >= 0
                && names.size() >= columns
                && places.size() >= columns
                && formats.size() >= columns;
    }

    /** The data set. */
    SasTable table(Charset charset) throws SasFormatException {
        if (!isWhole()) {
            throw SasFormatException.damaged("it does not describe all of its variables before the first observation");
        }
        List<SasVariable> variables = new ArrayList<>();
        for (int i = 0; i < columns; i++) {
            Place place = places.get(i);
            if (place.type() != 1 && place.type() != 2) {
                throw SasFormatException.damaged("variable " + (i + 1) + " holds neither numbers nor texts");
            }
            if (place.offset() < 0 || place.offset() > SasTable.MOST_ROW_BYTES) {
                throw SasFormatException.damaged("variable " + (i + 1) + " does not lie within an observation");
            }
            variables.add(new SasVariable(
                    shown(names.get(i), SasVariable.MOST_NAME_BYTES, charset, i),
                    shown(labels.get(i), SasVariable.MOST_LABEL_BYTES, charset, i),
                    shown(formats.get(i), SasVariable.MOST_NAME_BYTES, charset, i),
                    place.type() == 1,
                    (int) place.offset(),
                    place.length()));
        }
        return SasTable.checked(variables, rowBytes, charset, layout.numbers());
    }

    private String shown(Text text, int most, Charset charset, int variable) throws SasFormatException {
        if (text.length() == 0) {
            return "";
        }
        if (text.length() > most) {
            throw SasFormatException.tooLong(variable + 1);
        }
        byte[] block = text.block() < texts.size() ? texts.get(text.block()) : new byte[0];
        if (text.from() + text.length() > block.length) {
            throw SasFormatException.damaged(
                    "the name, label or format of variable " + (variable + 1) + " lies nowhere");
        }
        return SasColumn.name(block, text.from(), text.length(), charset);
    }
}
