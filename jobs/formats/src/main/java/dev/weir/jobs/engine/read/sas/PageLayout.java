package dev.weir.jobs.engine.read.sas;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * The pages of a SAS file, by its header. SAS has published no description: source of all that is read of these files is
 * M. Shotwell, "SAS7BDAT Database Binary Format", and what programs agree on that read them.
 *
 * @param isWide whether places and lengths have eight bytes, else four
 * @param encoding the number of the encoding of texts
 * @param headerBytes where the first page begins
 * @param pageBytes how large each is
 * @param pages how many there are
 */
record PageLayout(boolean isWide, ByteOrder order, int encoding, int headerBytes, int pageBytes, long pages) {

    /** How these files begin. */
    private static final byte[] MARK =
            HexFormat.of().parseHex("000000000000000000000000c2ea8160b31411cfbd92080009c7318c181f1011");

    /** What is read of the header. */
    static final int HEAD_BYTES = 288;

    private static final int MOST_HEADER_BYTES = 1 << 20;
    private static final int LEAST_PAGE_BYTES = 512;

    /** SAS's own are of 64 KiB, seldom of 1 MiB: a task holds one in memory. */
    private static final int MOST_PAGE_BYTES = 64 << 20;

    private static final byte YES = '3';

    static boolean begins(byte[] head) {
        return head.length >= MARK.length && Arrays.equals(head, 0, MARK.length, MARK, 0, MARK.length);
    }

    static PageLayout of(byte[] head, long fileBytes) throws SasFormatException {
        boolean isWide = head[32] == YES;
        int shift = head[35] == YES ? 4 : 0;
        if (head[37] != 0 && head[37] != 1) {
            throw SasFormatException.damaged("its header says neither of the orders of bytes");
        }
        ByteOrder order = head[37] == 1 ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
        ByteBuffer fields = ByteBuffer.wrap(head).order(order);
        long headerBytes = Integer.toUnsignedLong(fields.getInt(196 + shift));
        long pageBytes = Integer.toUnsignedLong(fields.getInt(200 + shift));
        long pages = isWide ? fields.getLong(204 + shift) : Integer.toUnsignedLong(fields.getInt(204 + shift));
        if (headerBytes < HEAD_BYTES || headerBytes > MOST_HEADER_BYTES) {
            throw SasFormatException.damaged("its header says that it has " + headerBytes + " bytes itself");
        }
        if (pageBytes < LEAST_PAGE_BYTES || pageBytes > MOST_PAGE_BYTES || pageBytes % 8 != 0) {
            throw SasFormatException.damaged("its header says that a page has " + pageBytes + " bytes");
        }
        if (pages < 0 || pages > (fileBytes - headerBytes) / pageBytes) {
            throw SasFormatException.cut("its header says that it has " + Long.toUnsignedString(pages) + " pages of "
                    + pageBytes + " bytes, which is more than there is");
        }
        if (fileBytes != headerBytes + pages * pageBytes) {
            throw SasFormatException.damaged("bytes stand behind the last of its pages");
        }
        return new PageLayout(isWide, order, head[70] & 0xff, (int) headerBytes, (int) pageBytes, pages);
    }

    /** Of places and lengths. */
    int wordBytes() {
        return isWide ? 8 : 4;
    }

    /** Where a page begins in the file. */
    long place(long page) {
        return headerBytes + page * pageBytes;
    }

    SasNumberForm numbers() {
        return order.equals(ByteOrder.LITTLE_ENDIAN) ? SasNumberForm.IEEE_LITTLE : SasNumberForm.IEEE_BIG;
    }
}
