package dev.weir.jobs.engine.read.sas;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * A data set, written as SAS writes it. Values are numbers, texts, and of missing ones their letter: a {@code Character}.
 *
 * @param variables in their order
 * @param rows each with a value for each variable
 */
public record SasBytes(Charset charset, List<Variable> variables, List<List<?>> rows) {

    /** @param length 0 of a number */
    public record Variable(String name, String label, String format, int length) {
        int bytes() {
            return length == 0 ? 8 : length;
        }
    }

    /** How a SAS file is written. */
    record Pages(boolean isWide, ByteOrder order, RowCompression compression, int encoding) {
        static final Pages USUAL = new Pages(true, ByteOrder.LITTLE_ENDIAN, RowCompression.NONE, 20);
    }

    static Variable number(String name) {
        return new Variable(name, "", "", 0);
    }

    static Variable number(String name, String label, String format) {
        return new Variable(name, label, format, 0);
    }

    static Variable text(String name, int length) {
        return new Variable(name, "", "", length);
    }

    static SasBytes of(List<Variable> variables, List<List<?>> rows) {
        return new SasBytes(StandardCharsets.UTF_8, variables, rows);
    }

    private int rowBytes() {
        return variables.stream().mapToInt(Variable::bytes).sum();
    }

    // Transport files

    /** A transport file of version 5 with one data set. */
    byte[] xport() {
        return xport("DM");
    }

    byte[] xport(String... members) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        put(out, "HEADER RECORD*******LIBRARY HEADER RECORD!!!!!!!" + "0".repeat(30));
        put(out, "SAS     SAS     SASLIB  9.4     Linux");
        put(out, "01JAN26:00:00:00");
        for (String member : members) {
            member(out, member);
        }
        return out.toByteArray();
    }

    /** A label that stands behind the variables of a transport file of version 8. */
    record Label(int variable, String name, String label) {}

    /** A transport file of version 8 with one data set. */
    byte[] xport8(Label... labels) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        put(out, "HEADER RECORD*******LIBV8   HEADER RECORD!!!!!!!" + "0".repeat(30));
        put(out, "SAS     SAS     SASLIB  9.4     Linux");
        put(out, "01JAN26:00:00:00");
        put(out, "HEADER RECORD*******MEMBV8  HEADER RECORD!!!!!!!000000000000000001600000000140");
        put(out, "HEADER RECORD*******DSCPTV8 HEADER RECORD!!!!!!!" + "0".repeat(30));
        put(out, "SAS     " + String.format(Locale.ROOT, "%-32s", "DM") + "SASDATA 9.4     Linux");
        put(out, "01JAN26:00:00:00");
        put(out, String.format(Locale.ROOT, "HEADER RECORD*******NAMSTV8 HEADER RECORD!!!!!!!%010d", variables.size()));
        fill(out, described());
        put(out, "HEADER RECORD*******LABELV8 HEADER RECORD!!!!!!!" + labels.length);
        ByteArrayOutputStream texts = new ByteArrayOutputStream();
        for (Label each : labels) {
            byte[] name = each.name().getBytes(charset);
            byte[] label = each.label().getBytes(charset);
            texts.writeBytes(ByteBuffer.allocate(6)
                    .putShort((short) each.variable())
                    .putShort((short) name.length)
                    .putShort((short) label.length)
                    .array());
            texts.writeBytes(name);
            texts.writeBytes(label);
        }
        fill(out, texts.toByteArray());
        put(out, "HEADER RECORD*******OBSV8   HEADER RECORD!!!!!!!" + rows.size());
        fill(out, observations());
        return out.toByteArray();
    }

    private void member(ByteArrayOutputStream out, String name) {
        put(out, "HEADER RECORD*******MEMBER  HEADER RECORD!!!!!!!000000000000000001600000000140");
        put(out, "HEADER RECORD*******DSCRPTR HEADER RECORD!!!!!!!" + "0".repeat(30));
        put(out, "SAS     " + String.format(Locale.ROOT, "%-8s", name) + "SASDATA 9.4     Linux");
        put(out, "01JAN26:00:00:00");
        put(
                out,
                String.format(Locale.ROOT, "HEADER RECORD*******NAMESTR HEADER RECORD!!!!!!!%010d", variables.size())
                        + "0".repeat(20));
        fill(out, described());
        put(out, "HEADER RECORD*******OBS     HEADER RECORD!!!!!!!" + "0".repeat(30));
        fill(out, observations());
    }

    private byte[] described() {
        ByteBuffer described = ByteBuffer.allocate(140 * variables.size());
        int offset = 0;
        for (int i = 0; i < variables.size(); i++) {
            Variable each = variables.get(i);
            int at = 140 * i;
            described.putShort(at, (short) (each.length() == 0 ? 1 : 2));
            described.putShort(at + 4, (short) each.bytes());
            described.putShort(at + 6, (short) (i + 1));
            described.put(at + 8, padded(each.name(), 8));
            described.put(at + 16, padded(each.label(), 40));
            described.put(at + 56, padded(each.format(), 8));
            described.putInt(at + 84, offset);
            offset += each.bytes();
        }
        return described.array();
    }

    private byte[] observations() {
        ByteBuffer data = ByteBuffer.allocate(rowBytes() * rows.size());
        for (List<?> row : rows) {
            for (int i = 0; i < variables.size(); i++) {
                Object value = row.get(i);
                if (variables.get(i).length() == 0) {
                    data.putLong(ibm(value));
                } else {
                    data.put(padded((String) value, variables.get(i).length()));
                }
            }
        }
        return data.array();
    }

    /** A number of IBM's, by plain arithmetic. */
    static long ibm(Object value) {
        if (value instanceof Character mark) {
            return (long) mark << 56;
        }
        double number = ((Number) value).doubleValue();
        if (number == 0) {
            return 0;
        }
        double rest = Math.abs(number);
        int exponent = 64;
        for (; rest >= 1; exponent++) {
            rest /= 16;
        }
        for (; rest < 1.0 / 16; exponent--) {
            rest *= 16;
        }
        long fraction = (long) (rest * 0x1p56);
        return (number < 0 ? 1L << 63 : 0) | (long) exponent << 56 | fraction;
    }

    private byte[] padded(String text, int length) {
        byte[] bytes = text.getBytes(charset);
        assertThat(bytes.length).isLessThanOrEqualTo(length);
        byte[] padded = Arrays.copyOf(bytes, length);
        Arrays.fill(padded, bytes.length, length, (byte) ' ');
        return padded;
    }

    private static void put(ByteArrayOutputStream out, String record) {
        fill(out, record.getBytes(StandardCharsets.US_ASCII));
    }

    private static void fill(ByteArrayOutputStream out, byte[] bytes) {
        out.writeBytes(bytes);
        out.writeBytes(" ".repeat((80 - bytes.length % 80) % 80).getBytes(StandardCharsets.US_ASCII));
    }

    // SAS files

    private static final int HEADER_BYTES = 1024;
    private static final int PAGE_BYTES = 4096;

    byte[] sas7bdat() {
        return sas7bdat(Pages.USUAL);
    }

    byte[] sas7bdat(Pages how) {
        List<byte[]> pages = new ArrayList<>();
        List<byte[]> pieces = descriptions(how);
        Page page = new Page(how, 0);
        for (byte[] piece : pieces) {
            page = page.added(pages, piece, 0, 0);
        }
        if (how.compression() == RowCompression.NONE) {
            pages.add(page.bytes());
            int each = (PAGE_BYTES - (how.isWide() ? 40 : 24)) / rowBytes();
            for (int from = 0; from < rows.size(); from += each) {
                List<List<?>> some = rows.subList(from, Math.min(rows.size(), from + each));
                ByteBuffer data = ByteBuffer.allocate(PAGE_BYTES).order(how.order());
                int head = how.isWide() ? 32 : 16;
                data.putShort(head, (short) 0x100).putShort(head + 2, (short) some.size());
                data.position(head + 8);
                some.forEach(row -> data.put(row(row, how.order())));
                pages.add(data.array());
            }
        } else {
            for (List<?> row : rows) {
                byte[] plain = row(row, how.order());
                byte[] packed = Packing.of(how.compression(), plain);
                page = packed.length < plain.length ? page.added(pages, packed, 4, 1) : page.added(pages, plain, 0, 1);
            }
            pages.add(page.bytes());
        }
        ByteBuffer file =
                ByteBuffer.allocate(HEADER_BYTES + pages.size() * PAGE_BYTES).order(how.order());
        byte[] mark = new java.math.BigInteger("c2ea8160b31411cfbd92080009c7318c181f1011", 16).toByteArray();
        file.put(12, mark, mark.length - 20, 20);
        file.put(32, (byte) (how.isWide() ? '3' : '2')).put(35, (byte) '2');
        file.put(37, (byte) (how.order().equals(ByteOrder.LITTLE_ENDIAN) ? 1 : 0))
                .put(39, (byte) '1');
        file.put(70, (byte) how.encoding());
        file.put(84, "SAS FILE".getBytes(StandardCharsets.US_ASCII));
        file.put(92, padded("TEST", 64)).put(156, padded("DATA", 8));
        file.putInt(196, HEADER_BYTES).putInt(200, PAGE_BYTES);
        if (how.isWide()) {
            file.putLong(204, pages.size());
        } else {
            file.putInt(204, pages.size());
        }
        for (int i = 0; i < pages.size(); i++) {
            file.put(HEADER_BYTES + i * PAGE_BYTES, pages.get(i));
        }
        return file.array();
    }

    private List<byte[]> descriptions(Pages how) {
        int word = how.isWide() ? 8 : 4;
        ByteArrayOutputStream texts = new ByteArrayOutputStream();
        String packing = switch (how.compression()) {
            case NONE -> "        ";
            case RLE -> "SASYZCRL";
            case RDC -> "SASYZCR2";
        };
        texts.writeBytes(new byte[12]);
        texts.writeBytes(packing.getBytes(StandardCharsets.US_ASCII));
        texts.writeBytes(new byte[12]);
        List<byte[]> pieces = new ArrayList<>();
        ByteBuffer names = piece(how, 0xffffffff, 2 * word + 12 + 8 * variables.size());
        ByteBuffer attributes = piece(how, 0xfffffffc, 2 * word + 12 + (word + 8) * variables.size());
        List<byte[]> formats = new ArrayList<>();
        int offset = 0;
        for (int i = 0; i < variables.size(); i++) {
            Variable each = variables.get(i);
            int at = word + 8 * (i + 1);
            at(names, at, texts, each.name());
            int place = word + 8 + i * (word + 8);
            if (how.isWide()) {
                attributes.putLong(place, offset);
            } else {
                attributes.putInt(place, offset);
            }
            attributes.putInt(place + word, each.bytes());
            attributes.put(place + word + 6, (byte) (each.length() == 0 ? 1 : 2));
            offset += each.bytes();
            ByteBuffer format = piece(how, 0xfffffbfe, 3 * word + 40);
            at(format, 3 * word + 22, texts, each.format());
            at(format, 3 * word + 28, texts, each.label());
            formats.add(written(format));
        }
        ByteBuffer rowSize = piece(how, 0xf7f7f7f7, how.isWide() ? 808 : 480);
        word(how, rowSize, 5, rowBytes());
        word(how, rowSize, 6, rows.size());
        word(how, rowSize, 9, variables.size());
        word(how, rowSize, 15, 0);
        // where the texts say how observations are packed
        rowSize.putShort(82 * word + 36, (short) 14).putShort(82 * word + 38, (short) 8);
        pieces.add(written(rowSize));
        ByteBuffer columns = piece(how, 0xf6f6f6f6, 3 * word);
        word(how, columns, 1, variables.size());
        pieces.add(written(columns));
        byte[] allTexts = texts.toByteArray();
        ByteBuffer text = piece(how, 0xfffffffd, word + 2 + allTexts.length);
        text.putShort(word, (short) (2 + allTexts.length));
        text.put(word + 2, allTexts);
        pieces.add(written(text));
        pieces.add(written(names));
        pieces.add(written(attributes));
        pieces.addAll(formats);
        return pieces;
    }

    private void at(ByteBuffer piece, int at, ByteArrayOutputStream texts, String text) {
        byte[] bytes = text.getBytes(charset);
        piece.putShort(at, (short) 0).putShort(at + 2, (short) (2 + texts.size()));
        piece.putShort(at + 4, (short) bytes.length);
        texts.writeBytes(bytes);
        texts.writeBytes(new byte[(4 - bytes.length % 4) % 4]);
    }

    private static ByteBuffer piece(Pages how, int mark, int length) {
        ByteBuffer piece = ByteBuffer.allocate(length).order(how.order());
        if (!how.isWide()) {
            return piece.putInt(0, mark);
        }
        boolean isSize = mark == 0xf7f7f7f7 || mark == 0xf6f6f6f6;
        return piece.putLong(0, isSize ? Integer.toUnsignedLong(mark) : mark);
    }

    private static byte[] written(ByteBuffer piece) {
        byte[] bytes = new byte[piece.capacity()];
        piece.get(0, bytes);
        return bytes;
    }

    private static void word(Pages how, ByteBuffer piece, int number, long value) {
        if (how.isWide()) {
            piece.putLong(8 * number, value);
        } else {
            piece.putInt(4 * number, (int) value);
        }
    }

    private byte[] row(List<?> values, ByteOrder order) {
        ByteBuffer row = ByteBuffer.allocate(rowBytes()).order(order);
        for (int i = 0; i < variables.size(); i++) {
            Object value = values.get(i);
            if (variables.get(i).length() > 0) {
                row.put(padded((String) value, variables.get(i).length()));
            } else if (value instanceof Character mark) {
                int tag = mark == '_' ? 0 : mark == '.' ? 1 : mark - 'A' + 2;
                row.putLong(0xffff_0000_0000_0000L | (long) (~tag & 0xff) << 40);
            } else {
                row.putDouble(((Number) value).doubleValue());
            }
        }
        return row.array();
    }

    /** A page of pieces, which stand from its end to its beginning. */
    private static final class Page {
        private final Pages how;
        private final ByteBuffer bytes;
        private int pieces;
        private int free = PAGE_BYTES;

        Page(Pages how, int type) {
            this.how = how;
            this.bytes = ByteBuffer.allocate(PAGE_BYTES).order(how.order());
            bytes.putShort(how.isWide() ? 32 : 16, (short) type);
        }

        /** The page that has the piece: this one, or the next where this one is full. */
        Page added(List<byte[]> full, byte[] piece, int packing, int type) {
            int head = how.isWide() ? 40 : 24;
            int pointer = how.isWide() ? 24 : 12;
            int place = (free - piece.length) / 8 * 8;
            if (place < head + (pieces + 1) * pointer) {
                full.add(bytes());
                assertThat(pieces).as("a piece that fits into no page").isPositive();
                return new Page(how, 0).added(full, piece, packing, type);
            }
            free = place;
            bytes.put(place, piece);
            int at = head + pieces * pointer;
            if (how.isWide()) {
                bytes.putLong(at, place).putLong(at + 8, piece.length);
            } else {
                bytes.putInt(at, place).putInt(at + 4, piece.length);
            }
            bytes.put(at + pointer / 3 * 2, (byte) packing).put(at + pointer / 3 * 2 + 1, (byte) type);
            pieces++;
            return this;
        }

        byte[] bytes() {
            int head = how.isWide() ? 32 : 16;
            bytes.putShort(head + 2, (short) pieces).putShort(head + 4, (short) pieces);
            return bytes.array();
        }
    }
}
