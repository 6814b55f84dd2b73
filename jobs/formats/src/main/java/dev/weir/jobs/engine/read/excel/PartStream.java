package dev.weir.jobs.engine.read.excel;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;

/**
 * The plain bytes of one part of a workbook. It refuses what an archive can do to its reader: bytes that deflate to thousands of
 * times their number, names and attributes without an end, and a part with another checksum.
 */
final class PartStream extends FilterInputStream {

    /** Parts of fewer plain bytes may be packed as well as they can be. */
    private static final long PLAIN_BYTES = 64L << 20;

    /** Beyond them, rows of sheets that people and programs write are packed 10 to 60 times; deflate can do 1032. */
    private static final long MOST_TIMES = 200;

    /** No name, attribute or piece of text of a workbook is as long. */
    private static final long TOKEN_BYTES = 8L << 20;

    private final String name;
    private final StoredChannel stored;
    private final CRC32 checksum = new CRC32();
    private final long packed;
    private final long expected;
    private final long size;
    private long read;
    private long sinceToken;

    /** @param stored what the archive is read from */
    PartStream(InputStream plain, ZipArchiveEntry entry, StoredChannel stored) {
        super(plain);
        this.stored = stored;
        this.name = entry.getName();
        this.packed = entry.getCompressedSize();
        this.expected = entry.getCrc();
        this.size = entry.getSize();
    }

    /** The parser has come to the next piece of the part. */
    void token() {
        sinceToken = 0;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        int got;
        try {
            got = super.read(bytes, offset, length);
        } catch (IOException e) {
            stored.checkRead();
            WorkbookFormatException fault = WorkbookFormatException.damaged("'" + name + "' in it cannot be unpacked");
            fault.addSuppressed(e);
            throw fault;
        }
        if (got < 0) {
            if (read != size || checksum.getValue() != expected) {
                throw WorkbookFormatException.damaged("'" + name + "' in it is not what its checksum says");
            }
            return got;
        }
        checksum.update(bytes, offset, got);
        read += got;
        sinceToken += got;
        if (read > PLAIN_BYTES && read / MOST_TIMES > packed) {
            throw new WorkbookFormatException(
                    "looks like a ZIP bomb: a part of it unpacks to more than " + MOST_TIMES + " times its bytes.",
                    "Have the sheet written as CSV where it is one that people made.");
        }
        if (sinceToken > TOKEN_BYTES) {
            throw WorkbookFormatException.damaged("'" + name + "' in it has a name or value without an end");
        }
        return got;
    }

    /** Parsers close what they have read, and have not read all. */
    @Override
    public void close() {
        // who has opened it releases it
    }

    /** Throws why the file's bytes could not be read, if they could not. */
    void checkRead() throws IOException {
        stored.checkRead();
    }

    void release() throws IOException {
        super.close();
    }

    /** Reads what is left, so that the part is compared with its checksum. */
    void finish() throws IOException {
        byte[] rest = new byte[1 << 13];
        int got = read(rest, 0, rest.length);
        while (got >= 0) {
            token();
            got = read(rest, 0, rest.length);
        }
    }
}
