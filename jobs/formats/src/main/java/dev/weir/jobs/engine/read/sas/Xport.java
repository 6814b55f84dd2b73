package dev.weir.jobs.engine.read.sas;

import dev.weir.jobs.engine.read.UnknownColumns;
import dev.weir.jobs.engine.read.file.FilePart;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.hadoop.fs.FSDataInputStream;

/**
 * A transport file: records of 80 bytes, of which some are headers. Sources: SAS technical note TS-140 for version 5, and "Record
 * layout of a SAS version 8 or 9 data set in SAS transport (XPORT) format" for version 8.
 */
final class Xport implements SasFile {
    static final int RECORD = 80;

    private static final String HEADER = "HEADER RECORD*******";
    private static final String LIBRARY_5 = HEADER + "LIBRARY HEADER RECORD!!!!!!!";
    private static final String LIBRARY_8 = HEADER + "LIBV8   HEADER RECORD!!!!!!!";
    private static final int COUNT_FROM = 48;

    /** Data sets of one file are so many at most. */
    private static final int MOST_MEMBERS = 10_000;

    private static final int CHUNK = RECORD << 10;

    private final FSDataInputStream stored;
    private final Member member;

    /**
     * A data set of the file.
     *
     * @param start of its observations
     * @param rows how many it declares; negative where it declares none
     * @param end behind its last record
     */
    private record Member(String name, SasTable table, long start, long rows, long end) {}

    private Xport(FSDataInputStream stored, Member member) {
        this.stored = stored;
        this.member = member;
    }

    static boolean begins(byte[] head) {
        String text = new String(head, StandardCharsets.ISO_8859_1);
        return text.startsWith(LIBRARY_5) || text.startsWith(LIBRARY_8);
    }

    /**
     * Opens a file and finds its data set.
     *
     * @param stored is closed with the file
     * @param name of the data set; empty where there is only one
     */
    static Xport open(FSDataInputStream stored, long bytes, Charset charset, Optional<String> name) throws IOException {
        Cursor cursor = new Cursor(stored, bytes, charset);
        String first = cursor.record();
        boolean isNew = first.startsWith(LIBRARY_8);
        if (!isNew && !first.startsWith(LIBRARY_5)) {
            throw new SasFormatException(
                    "is no SAS transport file: it does not begin as one.",
                    "Say 'format: sas7bdat' where SAS works on it; a file of PROC CPORT is of another kind, and has to"
                            + " be written again by the XPORT engine.");
        }
        if (bytes % RECORD != 0) {
            throw SasFormatException.cut("its last record does not have 80 bytes");
        }
        return new Xport(stored, chosen(members(cursor, isNew), name));
    }

    private static List<Member> members(Cursor cursor, boolean isNew) throws IOException {
        cursor.record();
        cursor.record();
        List<Member> members = new ArrayList<>();
        while (cursor.at < cursor.bytes) {
            if (members.size() == MOST_MEMBERS) {
                throw SasFormatException.damaged("it has more than " + MOST_MEMBERS + " data sets");
            }
            members.add(member(cursor, isNew));
        }
        return members;
    }

    private static Member chosen(List<Member> members, Optional<String> name) throws SasFormatException {
        List<String> names = members.stream().map(Member::name).toList();
        String known = names.stream().filter(UnknownColumns::looksLikeName).collect(Collectors.joining(", "));
        if (names.isEmpty()) {
            throw SasFormatException.cut("it has no data set");
        }
        if (name.isEmpty() && names.size() > 1) {
            throw new SasFormatException(
                    "has " + names.size() + " data sets: " + known + ".",
                    "Say in weirRead as 'member' which one is meant.");
        }
        int chosen = name.isEmpty() ? 0 : names.indexOf(name.get());
        if (chosen < 0) {
            throw new SasFormatException(
                    "has no data set '" + name.get() + "'; it has " + known + ".",
                    "Write one of its names as 'member' in weirRead.");
        }
        return members.get(chosen);
    }

    /** The names of all data sets, in the order of the file. */
    static List<String> members(FSDataInputStream stored, long bytes, Charset charset) throws IOException {
        Cursor cursor = new Cursor(stored, bytes, charset);
        boolean isNew = cursor.record().startsWith(LIBRARY_8);
        return members(cursor, isNew).stream().map(Member::name).toList();
    }

    private static String kind(String old, String current, boolean isNew) {
        String name = isNew ? current : old;
        return HEADER + name + " ".repeat(8 - name.length()) + "HEADER RECORD!!!!!!!";
    }

    private static Member member(Cursor cursor, boolean isNew) throws IOException {
        int nameBytes = number(cursor.header(kind("MEMBER", "MEMBV8", isNew)), 74, 78);
        if (nameBytes != 140 && nameBytes != 136) {
            throw SasFormatException.damaged("it describes a variable in neither 140 nor 136 bytes");
        }
        cursor.header(kind("DSCRPTR", "DSCPTV8", isNew));
        String name = cursor.record().substring(8, isNew ? 40 : 16).strip();
        cursor.record();
        int count = number(cursor.header(kind("NAMESTR", "NAMSTV8", isNew)), 52, 58);
        if (count < 1 || count > SasTable.MOST_VARIABLES) {
            throw SasFormatException.damaged("it says that it has " + count + " variables");
        }
        byte[] described = cursor.bytes((long) count * nameBytes);
        List<SasVariable> variables = new ArrayList<>();
        long rowBytes = 0;
        for (int i = 0; i < count; i++) {
            int at = i * nameBytes;
            // values stand in the order of their variables; SAS's own macros for version 8 write places of another file
            if (!isNew && ByteBuffer.wrap(described).getInt(at + 84) != rowBytes) {
                throw SasFormatException.damaged("variable " + (i + 1) + " does not stand behind the one before it");
            }
            SasVariable each = variable(described, at, (int) rowBytes, isNew, cursor);
            variables.add(each);
            rowBytes += each.length();
        }
        String observations = kind("OBS", "OBSV8", isNew);
        String next = cursor.record();
        for (String labels : List.of("LABELV8", "LABELV9")) {
            if (isNew && next.startsWith(kind("", labels, true))) {
                labels(cursor, number(next, COUNT_FROM, RECORD), variables, labels.equals("LABELV9"));
                next = cursor.record();
            }
        }
        if (!next.startsWith(observations)) {
            throw SasFormatException.damaged("no header of observations stands behind the variables");
        }
        long rows = isNew ? number(next, COUNT_FROM, RECORD) : 0;
        SasTable table = SasTable.checked(variables, rowBytes, cursor.charset, SasNumberForm.IBM);
        long start = cursor.at;
        return new Member(name, table, start, rows == 0 ? -1 : rows, cursor.skipTo(kind("MEMBER", "MEMBV8", isNew)));
    }

    private static SasVariable variable(byte[] described, int at, int offset, boolean isNew, Cursor cursor)
            throws SasFormatException {
        int type = ByteBuffer.wrap(described).getShort(at);
        if (type != 1 && type != 2) {
            throw SasFormatException.damaged("a variable holds neither numbers nor texts");
        }
        String name = cursor.text(described, at + 8, 8);
        String longName = isNew ? cursor.text(described, at + 88, 32) : "";
        return new SasVariable(
                longName.isEmpty() ? name : longName,
                cursor.text(described, at + 16, 40),
                cursor.text(described, at + 56, 8),
                type == 1,
                offset,
                ByteBuffer.wrap(described).getShort(at + 4) & 0xffff);
    }

    /** Labels of more than 40 bytes, of version 9 with formats of more than eight. */
    private static void labels(Cursor cursor, int count, List<SasVariable> variables, boolean hasFormats)
            throws IOException {
        if (count > variables.size()) {
            throw SasFormatException.damaged("it has " + count + " labels of " + variables.size() + " variables");
        }
        long from = cursor.at;
        for (int i = 0; i < count; i++) {
            int head = hasFormats ? 10 : 6;
            ByteBuffer lengths = ByteBuffer.wrap(cursor.plain(head));
            int variable = lengths.getShort(0) & 0xffff;
            int name = lengths.getShort(2) & 0xffff;
            int label = lengths.getShort(4) & 0xffff;
            int format = hasFormats ? lengths.getShort(6) & 0xffff : 0;
            int informat = hasFormats ? lengths.getShort(8) & 0xffff : 0;
            if (variable < 1 || variable > variables.size()) {
                throw SasFormatException.damaged("a label is of no variable");
            }
            if (label > SasVariable.MOST_LABEL_BYTES
                    || Math.max(name, Math.max(format, informat)) > SasVariable.MOST_NAME_BYTES) {
                throw SasFormatException.tooLong(variable);
            }
            byte[] texts = cursor.plain(name + label + format + informat);
            SasVariable old = variables.get(variable - 1);
            String longFormat = formatName(cursor.text(texts, name + label, format));
            variables.set(
                    variable - 1,
                    new SasVariable(
                            cursor.text(texts, 0, name),
                            cursor.text(texts, name, label),
                            longFormat.isEmpty() ? old.format() : longFormat,
                            old.isNumeric(),
                            old.offset(),
                            old.length()));
        }
        cursor.at = from + (cursor.at - from + RECORD - 1) / RECORD * RECORD;
    }

    /** A format without its width, as in {@code DATETIME20.3}. */
    private static String formatName(String written) {
        return written.replaceAll("[0-9]*\\.[0-9]*$", "");
    }

    private static int number(String record, int from, int to) throws SasFormatException {
        String written = record.substring(from, to).strip();
        int end = written.indexOf(' ');
        written = end < 0 ? written : written.substring(0, end);
        if (written.length() > 30 || !written.matches("[0-9]*")) {
            throw SasFormatException.damaged("a header has no number where one should be");
        }
        java.math.BigInteger number = new java.math.BigInteger("0" + written);
        if (number.bitLength() > 31) {
            throw SasFormatException.damaged("a header has the number " + number);
        }
        return number.intValue();
    }

    @Override
    public SasTable table() {
        return member.table();
    }

    @Override
    public Extent extent(long partBytes) throws IOException {
        int rowBytes = table().rowBytes();
        long end = member.end();
        long rows = (end - member.start()) / rowBytes;
        long rest = (end - member.start()) % rowBytes;
        if (rest >= RECORD || !isBlank(end - rest, (int) rest)) {
            throw SasFormatException.cut("its last observation has " + rest + " of " + rowBytes + " bytes");
        }
        // the last record is filled up with blanks: as many observations as lie within it whole may be none
        while (rows > 0
                && end - (member.start() + (rows - 1) * rowBytes) < RECORD
                && (member.rows() < 0 || rows > member.rows())
                && isBlank(member.start() + (rows - 1) * rowBytes, rowBytes)) {
            rows--;
        }
        if (member.rows() >= 0 && rows != member.rows()) {
            throw SasFormatException.damaged(
                    "its header says that it has " + member.rows() + " observations, and it has " + rows);
        }
        List<FilePart> parts = new ArrayList<>();
        long each = Math.max(1, partBytes / rowBytes);
        for (long row = 0; row < Math.max(1, rows); row += each) {
            parts.add(new FilePart(
                    member.start() + row * rowBytes, member.start() + Math.min(rows, row + each) * rowBytes, row + 1));
        }
        return new Extent(rows, parts);
    }

    private boolean isBlank(long from, int length) throws IOException {
        byte[] bytes = new byte[length];
        Sas7bdat.readFully(stored, from, bytes);
        for (byte each : bytes) {
            if (each != ' ') {
                return false;
            }
        }
        return true;
    }

    @Override
    public SasRows rows(FilePart part) {
        return new Observations(part);
    }

    @Override
    public void close() throws IOException {
        stored.close();
    }

    /** Observations that stand one behind the other. */
    private final class Observations extends SasRows {
        private final int rowBytes = table().rowBytes();
        private final long end;
        private long at;
        private int limit;

        Observations(FilePart part) {
            super(new byte[Math.max(1, CHUNK / table().rowBytes()) * table().rowBytes()]);
            this.at = part.start();
            this.end = part.end();
            this.from = -rowBytes;
        }

        @Override
        boolean next() throws IOException {
            from += rowBytes;
            if (from >= limit) {
                int length = (int) Math.min(bytes.length, end - at);
                if (length <= 0) {
                    return false;
                }
                try {
                    stored.seek(at);
                    stored.readFully(bytes, 0, length);
                } catch (EOFException e) {
                    throw SasFormatException.cut("it ends before byte " + (at + length));
                }
                at += length;
                from = 0;
                limit = length;
            }
            return true;
        }
    }

    /** A place in the file, from which its records are read. */
    private static final class Cursor {
        private final FSDataInputStream stored;
        private final long bytes;
        private final Charset charset;
        private long at;

        Cursor(FSDataInputStream stored, long bytes, Charset charset) {
            this.stored = stored;
            this.bytes = bytes;
            this.charset = charset;
        }

        byte[] plain(long length) throws IOException {
            if (length > bytes - at) {
                throw SasFormatException.cut("it ends within a header");
            }
            byte[] read = new byte[(int) length];
            Sas7bdat.readFully(stored, at, read);
            at += length;
            return read;
        }

        /** Bytes that are filled up to whole records. */
        byte[] bytes(long length) throws IOException {
            byte[] read = plain(length);
            at += (RECORD - length % RECORD) % RECORD;
            return read;
        }

        String record() throws IOException {
            return new String(plain(RECORD), StandardCharsets.ISO_8859_1);
        }

        String header(String kind) throws IOException {
            String record = record();
            if (!record.startsWith(kind)) {
                throw SasFormatException.damaged("no '"
                        + kind.substring(HEADER.length(), HEADER.length() + 8).strip() + "' header stands at byte "
                        + (at - RECORD));
            }
            return record;
        }

        String text(byte[] from, int start, int length) throws SasFormatException {
            return SasColumn.name(from, start, length, charset);
        }

        /** Goes to the next record that begins so, or to the end of the file; where it begins. */
        long skipTo(String kind) throws IOException {
            byte[] wanted = kind.getBytes(StandardCharsets.ISO_8859_1);
            byte[] chunk = new byte[CHUNK];
            while (at < bytes) {
                int length = (int) Math.min(CHUNK, bytes - at);
                stored.seek(at);
                stored.readFully(chunk, 0, length);
                for (int i = 0; i + RECORD <= length; i += RECORD) {
                    if (Arrays.equals(chunk, i, i + wanted.length, wanted, 0, wanted.length)) {
                        at += i;
                        return at;
                    }
                }
                at += length;
            }
            return bytes;
        }
    }
}
