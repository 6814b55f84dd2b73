package dev.weir.jobs.engine.read.sas;

import dev.weir.jobs.engine.read.file.FilePart;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.fs.FSDataInputStream;

/** A file that SAS itself works on. Each page can be read on its own, once the first ones have said what is in it. */
final class Sas7bdat implements SasFile {
    private final FSDataInputStream stored;
    private final PageLayout layout;
    private final SasDescription description;
    private final SasTable table;

    private Sas7bdat(FSDataInputStream stored, PageLayout layout, SasDescription description, SasTable table) {
        this.stored = stored;
        this.layout = layout;
        this.description = description;
        this.table = table;
    }

    /**
     * Opens a file and reads the description of its data set.
     *
     * @param stored is closed with the file
     * @param encoding as the contract declares; empty where the file's own holds
     */
    static Sas7bdat open(FSDataInputStream stored, long bytes, Optional<String> encoding) throws IOException {
        byte[] head = new byte[PageLayout.HEAD_BYTES];
        readFully(stored, 0, head);
        if (!PageLayout.begins(head)) {
            throw new SasFormatException(
                    "is no SAS data set: it does not begin as one.",
                    "Say 'format: xpt' where it is a transport file; have a packed file unpacked.");
        }
        PageLayout layout = PageLayout.of(head, bytes);
        Charset charset = charset(layout, encoding);
        SasDescription description = new SasDescription(layout);
        byte[] page = new byte[layout.pageBytes()];
        boolean isDescribed = false;
        for (long number = 0; number < layout.pages() && !isDescribed; number++) {
            readFully(stored, layout.place(number), page);
            SasPage read = new SasPage(layout, page, number);
            isDescribed = read.hasPlainRows();
            for (SasPage.Piece piece : read.pieces()) {
                isDescribed |= !description.take(read, piece);
            }
        }
        return new Sas7bdat(stored, layout, description, description.table(charset));
    }

    private static Charset charset(PageLayout layout, Optional<String> encoding) throws SasFormatException {
        if (encoding.isPresent()) {
            return Charset.forName(encoding.get());
        }
        return SasEncoding.of(layout.encoding())
                .orElseThrow(() -> new SasFormatException(
                        "does not say in which encoding its texts are (its header has the number " + layout.encoding()
                                + ").",
                        "Say 'encoding' in weirRead, such as windows-1252 or GB18030."));
    }

    static void readFully(FSDataInputStream stored, long place, byte[] into) throws IOException {
        try {
            stored.seek(place);
            stored.readFully(into);
        } catch (EOFException e) {
            throw SasFormatException.cut("it ends before byte " + (place + into.length));
        }
    }

    @Override
    public SasTable table() {
        return table;
    }

    @Override
    public Extent extent(long partBytes) throws IOException {
        List<FilePart> parts = new ArrayList<>();
        Pages pages = new Pages(0, layout.pages());
        long rows = 0;
        long begun = 0;
        long firstRow = 1;
        for (long number = 0; number < layout.pages(); number++) {
            if ((number - begun) * layout.pageBytes() >= partBytes) {
                parts.add(new FilePart(layout.place(begun), layout.place(number), firstRow));
                begun = number;
                firstRow = rows + 1;
            }
            rows += pages.load(number);
        }
        if (rows != description.rows()) {
            throw SasFormatException.damaged(
                    "its header says that it has " + description.rows() + " observations, and it has " + rows);
        }
        parts.add(new FilePart(layout.place(begun), layout.place(layout.pages()), firstRow));
        return new Extent(rows, parts);
    }

    @Override
    public SasRows rows(FilePart part) {
        return new Pages(
                (part.start() - layout.headerBytes()) / layout.pageBytes(),
                (part.end() - layout.headerBytes()) / layout.pageBytes());
    }

    @Override
    public void close() throws IOException {
        stored.close();
    }

    /** The observations of pages. */
    private final class Pages extends SasRows {
        private final byte[] page;
        private final byte[] unpacked = new byte[table.rowBytes()];
        private final List<SasPage.Piece> pieces = new ArrayList<>();
        private final long end;
        private long next;
        private int plainRows;
        private int plainFrom;
        private int row;
        private int rows;

        Pages(long first, long end) {
            super(new byte[layout.pageBytes()]);
            this.page = bytes;
            this.next = first;
            this.end = end;
        }

        /** Reads a page; how many observations it has. */
        int load(long number) throws IOException {
            readFully(stored, layout.place(number), page);
            SasPage read = new SasPage(layout, page, number);
            pieces.clear();
            for (SasPage.Piece piece : read.pieces()) {
                if (description.isRow(read, piece)) {
                    pieces.add(piece);
                }
            }
            plainRows = read.plainRows(description.mixedRows());
            plainFrom = read.plainRowsFrom();
            if (plainFrom + (long) plainRows * table.rowBytes() > page.length) {
                throw SasFormatException.damaged("the observations of page " + (number + 1) + " do not fit into it");
            }
            row = 0;
            rows = pieces.size() + plainRows;
            return rows;
        }

        @Override
        boolean next() throws IOException {
            while (row == rows) {
                if (next == end) {
                    return false;
                }
                load(next++);
            }
            if (row < pieces.size()) {
                unpack(pieces.get(row));
            } else {
                bytes = page;
                from = plainFrom + (row - pieces.size()) * table.rowBytes();
            }
            row++;
            return true;
        }

        private void unpack(SasPage.Piece piece) throws SasFormatException {
            bytes = page;
            from = piece.from();
            if (piece.length() < unpacked.length) {
                description.compression().expand(page, piece.from(), piece.from() + piece.length(), unpacked);
                bytes = unpacked;
                from = 0;
            } else if (piece.length() > unpacked.length) {
                throw SasFormatException.damaged("a packed observation does not have the bytes of one");
            }
        }
    }
}
