package dev.weir.jobs.engine.read.vcf;

import dev.weir.contracts.format.vcf.VcfPath;
import dev.weir.jobs.engine.read.MissingColumnPolicy;
import dev.weir.jobs.engine.read.ReadPart;
import dev.weir.jobs.engine.read.lines.LineReader;
import dev.weir.jobs.engine.read.text.HeaderFacts;
import dev.weir.jobs.engine.read.value.ReadColumn;
import dev.weir.jobs.engine.read.value.Unreadable;
import dev.weir.jobs.engine.read.value.ValueType;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.catalyst.util.GenericArrayData;
import org.apache.spark.unsafe.types.UTF8String;
import org.jspecify.annotations.Nullable;

/** Reads the lines of VCF. A line that is no record, as the specification and the file's header have it, is refused whatever the columns read. */
final class VcfReader extends LineReader {

    /** Fields before the samples, FORMAT included. */
    private static final int FIXED = 9;

    private static final int CHROM = 0;
    private static final int POS = 1;
    private static final int ID = 2;
    private static final int REF = 3;
    private static final int ALT = 4;
    private static final int QUAL = 5;
    private static final int FILTER = 6;
    private static final int INFO = 7;
    private static final int FORMAT = 8;

    private final List<Refusal> refusals = new ArrayList<>();
    private final Map<VcfPath.Room, List<VcfColumn>> plain = new EnumMap<>(VcfPath.Room.class);
    private final VcfVersion version;
    private final VcfOrder order;
    private final int fields;
    private final @Nullable GenericArrayData samples;
    private final InfoField info;
    private final SampleFields sampleFields;
    private final int[] starts = new int[FIXED];
    private final int[] ends = new int[FIXED];

    /** What is wrong with the header of the file; null where nothing is. */
    private final @Nullable String faultOfHeader;

    /** Why no record of the file can be read. */
    private record Refusal(Unreadable why, int column, String detail) {}

    VcfReader(ReadPart part) {
        super(part);
        HeaderFacts facts = part.header();
        boolean isSound = facts.presence() == HeaderFacts.Presence.FOUND;
        VcfHeader header = isSound ? VcfHeader.of(facts) : VcfHeader.NONE;
        this.version = header.version();
        this.faultOfHeader = isSound ? null : "the file's header cannot be read: " + facts.reason();
        this.info = new InfoField(header, row, tally, this::badValue);
        this.sampleFields = new SampleFields(header, row, tally, this::badValue);
        List<ReadColumn> columns = part.spec().columns();
        for (int i = 0; isSound && i < columns.size(); i++) {
            add(
                    i,
                    columns.get(i),
                    new VcfFit(header, columns.get(i)),
                    part.spec().onMissingColumn());
        }
        this.order = VcfOrder.at(part.firstLine(), facts);
        this.fields =
                header.samples().isEmpty() ? INFO + 1 : FIXED + header.samples().size();
        this.samples = plain.containsKey(VcfPath.Room.SAMPLES)
                ? new GenericArrayData(
                        header.samples().stream().map(UTF8String::fromString).toArray())
                : null;
    }

    private void add(int index, ReadColumn column, VcfFit fit, MissingColumnPolicy onMissing) {
        VcfPath path = fit.path().orElse(null);
        String missing = fit.missing().orElse(null);
        String conflict = fit.conflict().orElse(null);
        if (missing != null && onMissing.refuses(column)) {
            refusals.add(new Refusal(Unreadable.MISSING_COLUMN, index, missing));
        } else if (conflict != null) {
            refusals.add(new Refusal(Unreadable.TYPE, index, conflict));
        }
        if (path == null || conflict != null) {
            return;
        }
        VcfKey key = fit.header().key(path).orElse(VcfKey.UNDECLARED);
        VcfColumn reader = new VcfColumn(index, column, path, key, fit.header().version(), tally);
        if (path.room() == VcfPath.Room.INFO) {
            info.add(path, reader);
        } else if (path.room() != VcfPath.Room.FORMAT) {
            plain.computeIfAbsent(path.room(), first -> new ArrayList<>()).add(reader);
        } else if (column.type() instanceof ValueType.ListOf list) {
            sampleFields.add(path, reader, list.element());
        }
    }

    @Override
    protected void read(byte[] bytes, int from, int to) {
        refusals.forEach(each -> unreadable(each.why(), each.column(), each.detail()));
        if (refusals.isEmpty()) {
            String fault = faultOfHeader == null ? readLine(bytes, from, to) : faultOfHeader;
            if (fault != null) {
                refuse(Unreadable.NOT_VCF, fault);
            }
        }
    }

    /** What is wrong with the line; null where nothing is, or it has been said. */
    private @Nullable String readLine(byte[] bytes, int from, int to) {
        if (bytes[from] == '#') {
            return "a line of a header among the records";
        }
        if (version.endsInLineEnd() && isCut()) {
            return "the file's last line, which has no end and may be cut within a value: fetch the file again, or end the"
                    + " line where it is whole";
        }
        String place = order.next(bytes, from, to);
        int found = VcfForms.count('\t', bytes, from, to) + 1;
        if (found != fields) {
            refuse(
                    found < fields ? Unreadable.TOO_FEW_FIELDS : Unreadable.TOO_MANY_FIELDS,
                    found + (found == 1 ? " field" : " fields") + " where the header has " + fields);
            return null;
        }
        int start = from;
        for (int i = 0; i < Math.min(FIXED, fields); i++) {
            starts[i] = start;
            ends[i] = VcfForms.until('\t', bytes, start, to);
            start = ends[i] + 1;
        }
        String fault = faultOfPlain(bytes);
        if (fault != null || place != null) {
            return fault != null ? fault : place;
        }
        int alternates = VcfForms.isMissing(bytes, starts[ALT], ends[ALT])
                ? 0
                : VcfForms.count(',', bytes, starts[ALT], ends[ALT]) + 1;
        plain.forEach((room, columns) -> columns.forEach(column -> setPlain(room, column, bytes)));
        fault = info.read(bytes, starts[INFO], ends[INFO], alternates);
        return fault == null && fields > FORMAT
                ? sampleFields.read(bytes, starts[FORMAT], ends[FORMAT], to, alternates)
                : fault;
    }

    private void setPlain(VcfPath.Room room, VcfColumn column, byte[] bytes) {
        column.met();
        if (room == VcfPath.Room.SAMPLES) {
            if (samples != null) {
                row.setObject(column.index(), samples);
            }
            return;
        }
        int field = field(room);
        if (!column.read(bytes, starts[field], ends[field], row, column.index())) {
            badValue(column.index(), column.expectation());
        }
    }

    private static int field(VcfPath.Room room) {
        return switch (room) {
            case CHROM -> CHROM;
            case POS -> POS;
            case ID -> ID;
            case REF -> REF;
            case ALT -> ALT;
            case QUAL -> QUAL;
            case FILTER -> FILTER;
            case INFO -> INFO;
            case FORMAT, SAMPLES -> FORMAT;
        };
    }

    private @Nullable String faultOfPlain(byte[] bytes) {
        if (!VcfForms.isContig(bytes, starts[CHROM], ends[CHROM])) {
            return "CHROM is no name of a contig";
        }
        if (!VcfForms.isDigits(bytes, starts[POS], ends[POS])) {
            return "POS is no number from 0 on";
        }
        if (!isList(bytes, starts[ID], ends[ID])) {
            return "ID is no list with semicolons between, has a blank, or is empty";
        }
        if (version.hasDistinctNames() && VcfForms.hasTwice(';', bytes, starts[ID], ends[ID])) {
            return "ID has a value twice";
        }
        if (version.hasDistinctNames() && VcfForms.hasTwice(';', bytes, starts[FILTER], ends[FILTER])) {
            return "FILTER has a value twice";
        }
        if (!VcfForms.isBases(bytes, starts[REF], ends[REF])) {
            return "REF has another base than A, C, G, T and N, or none";
        }
        if (!isAlternates(bytes, starts[ALT], ends[ALT])) {
            return "ALT has an allele that is neither bases, *, a symbol in angle brackets nor a breakend";
        }
        if (!isQuality(bytes, starts[QUAL], ends[QUAL])) {
            return "QUAL is no number from 0 on";
        }
        return isFilters(bytes, starts[FILTER], ends[FILTER])
                ? null
                : "FILTER is no list with semicolons between, has 0 or a blank, or is empty";
    }

    /** Texts with semicolons between, none empty, none with blanks, and none missing but where it is the only one. */
    private static boolean isList(byte[] bytes, int from, int to) {
        boolean mayMiss = to - from == 1;
        return VcfForms.all(
                        ';',
                        bytes,
                        from,
                        to,
                        (in, start, end) -> start < end && (mayMiss || !VcfForms.isMissing(in, start, end)))
                && !VcfForms.hasBlank(bytes, from, to);
    }

    private static boolean isAlternates(byte[] bytes, int from, int to) {
        return VcfForms.isMissing(bytes, from, to) || VcfForms.all(',', bytes, from, to, VcfForms::isAlternate);
    }

    private static boolean isQuality(byte[] bytes, int from, int to) {
        return VcfForms.isMissing(bytes, from, to) || (VcfForms.isFloat(bytes, from, to) && bytes[from] != '-');
    }

    /** A list, in which 0 is reserved. */
    private static boolean isFilters(byte[] bytes, int from, int to) {
        return isList(bytes, from, to)
                && VcfForms.all(';', bytes, from, to, (in, start, end) -> end - start != 1 || in[start] != '0');
    }
}
