package dev.weir.jobs.engine.read.vcf;

import dev.weir.contracts.format.vcf.VcfPath;
import dev.weir.jobs.engine.read.ReadTally;
import dev.weir.jobs.engine.read.UnknownColumns;
import dev.weir.jobs.engine.read.value.RecordRow;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the field INFO: keys, each with its values or alone. */
final class InfoField {

    /** A file may use values as keys: no more are kept apart. */
    private static final int MOST_KEYS = 20_000;

    private final VcfHeader header;
    private final RecordRow row;
    private final ReadTally tally;
    private final BadValues badValues;
    private final Map<String, Entry> entries = new HashMap<>();
    private final List<VcfColumn> flags = new ArrayList<>();
    private long record;

    /** What is known of a key. */
    private static final class Entry {
        private final KeyValues values;
        private final String name;
        private final boolean isKnown;
        private final List<VcfColumn> columns = new ArrayList<>();
        private long seenIn;
        private boolean isReported;

        Entry(KeyValues values, String name, boolean isKnown) {
            this.values = values;
            this.name = name;
            this.isKnown = isKnown;
        }
    }

    InfoField(VcfHeader header, RecordRow row, ReadTally tally, BadValues badValues) {
        this.header = header;
        this.row = row;
        this.tally = tally;
        this.badValues = badValues;
    }

    /** Has a column read a key. */
    void add(VcfPath path, VcfColumn column) {
        Entry entry = entry(path.key());
        entry.columns.add(column);
        if (entry.isKnown && entry.values.key().type() == VcfType.FLAG) {
            flags.add(column);
        }
    }

    private Entry entry(String id) {
        Entry known = entries.get(id);
        if (known == null) {
            VcfPath path = new VcfPath(VcfPath.Room.INFO, id);
            VcfKey key = header.key(path).orElse(VcfKey.UNDECLARED);
            boolean isKnown = header.key(path).isPresent();
            known = new Entry(
                    new KeyValues(counted(key), ReservedKeys.rule(id, key)),
                    isKnown && UnknownColumns.looksLikeName(id) ? path.toString() : "",
                    isKnown);
            entries.put(id, known);
        }
        return known;
    }

    /** The number of genotypes of a whole record is unknown: its samples differ in ploidy. */
    private static VcfKey counted(VcfKey key) {
        return key.number().per() == VcfNumber.Per.GENOTYPE ? new VcfKey(VcfNumber.ANY, key.type()) : key;
    }

    /** What is wrong with the field, but for values of columns; null where nothing is. */
    @Nullable
    String read(byte[] bytes, int from, int to, int alternates) {
        record++;
        for (VcfColumn flag : flags) {
            flag.met(); // one that is not there is false, and no missing value
            if (!flag.read(false, row)) {
                badValues.badValue(flag.index(), flag.expectation());
            }
        }
        if (VcfForms.isMissing(bytes, from, to)) {
            return null;
        }
        if (!header.version().hasEncodedTexts() && VcfForms.hasBlank(bytes, from, to)) {
            return "a blank in INFO";
        }
        int number = 0;
        for (int start = from; start <= to; ) {
            int end = VcfForms.until(';', bytes, start, to);
            number++;
            int equals = VcfForms.until('=', bytes, start, end);
            if (start == equals) {
                return "entry " + number + " of INFO is empty, or has no key";
            }
            String fault = readEntry(bytes, start, equals, end, alternates, number);
            if (fault != null) {
                return fault;
            }
            start = end + 1;
        }
        return null;
    }

    private @Nullable String readEntry(byte[] bytes, int from, int equals, int to, int alternates, int number) {
        String id = new String(bytes, from, equals - from, StandardCharsets.UTF_8);
        if (entries.size() > MOST_KEYS && !entries.containsKey(id)) {
            // those of columns and of the header stay, and what else is kept is of this record alone
            entries.values().removeIf(each -> !each.isKnown && each.columns.isEmpty() && each.seenIn != record);
        }
        Entry entry = entry(id);
        String place = entry.name.isEmpty() ? "entry " + number + " of INFO" : entry.name;
        if (!entry.isKnown && !VcfForms.isKey(id)) {
            return place + " has a key that the header does not declare, and that is no name";
        }
        if (entry.seenIn == record) {
            return place + " has a key that stands before in the same record";
        }
        entry.seenIn = record;
        if (entry.columns.isEmpty() && !entry.isReported) {
            entry.isReported = true;
            tally.unread("", new VcfPath(VcfPath.Room.INFO, id).toString());
        }
        String fault = fault(entry, bytes, equals, to, alternates);
        if (fault != null && entry.columns.isEmpty()) {
            return place + ": " + fault;
        }
        for (VcfColumn column : entry.columns) {
            column.met();
            if (fault != null) {
                badValues.badValue(column.index(), fault);
            } else if (!set(column, entry, bytes, equals, to)) {
                badValues.badValue(column.index(), column.expectation());
            }
        }
        return null;
    }

    private @Nullable String fault(Entry entry, byte[] bytes, int equals, int to, int alternates) {
        KeyValues values = entry.values;
        boolean isFlag = values.key().type() == VcfType.FLAG;
        if (equals == to) {
            return isFlag || !entry.isKnown ? null : "no value, and it is no Flag";
        }
        if (isFlag) {
            return VcfType.FLAG.holds(bytes, equals + 1, to) ? null : VcfType.FLAG.expectation();
        }
        return values.fault(bytes, equals + 1, to, alternates, VcfNumber.UNKNOWN_PLOIDY);
    }

    private boolean set(VcfColumn column, Entry entry, byte[] bytes, int equals, int to) {
        if (equals == to) {
            return column.read(true, row);
        }
        return entry.values.key().type() == VcfType.FLAG
                ? column.read(bytes[equals + 1] == '1', row)
                : column.read(bytes, equals + 1, to, row, column.index());
    }
}
