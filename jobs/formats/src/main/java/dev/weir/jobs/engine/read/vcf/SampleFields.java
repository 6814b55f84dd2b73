package dev.weir.jobs.engine.read.vcf;

import dev.weir.contracts.format.vcf.VcfPath;
import dev.weir.jobs.engine.read.ReadTally;
import dev.weir.jobs.engine.read.UnknownColumns;
import dev.weir.jobs.engine.read.value.RecordRow;
import dev.weir.jobs.engine.read.value.ValueType;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.catalyst.util.GenericArrayData;
import org.jspecify.annotations.Nullable;

/** Reads FORMAT and the fields of the samples: for each key the values of all of them, in the order of the header. Samples are told apart by their numbers. */
final class SampleFields {

    private final VcfHeader header;
    private final int samples;
    private final RecordRow row;
    private final ReadTally tally;
    private final BadValues badValues;
    private final Map<String, List<SampleColumn>> columns = new HashMap<>();
    private final Set<String> reportedKeys = new HashSet<>();

    /** FORMAT of the record before, which most records have as well. */
    private byte[] format = {};

    private Field[] fields = {};

    /** A key of FORMAT, as the current records have it. */
    private record Field(KeyValues values, String name, boolean isGenotype, List<SampleColumn> columns) {}

    /** A column with the values that the samples of a record have. */
    private static final class SampleColumn {
        private final VcfColumn column;
        private final RecordRow element;
        private @Nullable Object[] values = {};
        private @Nullable String fault;

        SampleColumn(VcfColumn column, ValueType element) {
            this.column = column;
            this.element = RecordRow.ofOne(element);
        }
    }

    SampleFields(VcfHeader header, RecordRow row, ReadTally tally, BadValues badValues) {
        this.header = header;
        this.samples = header.samples().size();
        this.row = row;
        this.tally = tally;
        this.badValues = badValues;
    }

    /** Has a column read a key; its type is a list with an element for each sample. */
    void add(VcfPath path, VcfColumn column, ValueType element) {
        columns.computeIfAbsent(path.key(), first -> new ArrayList<>()).add(new SampleColumn(column, element));
    }

    /**
     * What is wrong with the fields, but for values of columns; null where nothing is.
     *
     * @param from where FORMAT begins
     * @param formatTo its end
     * @param to the end of the last sample
     * @param alternates how many alternative alleles the record has
     */
    @Nullable
    String read(byte[] bytes, int from, int formatTo, int to, int alternates) {
        if (!Arrays.equals(format, 0, format.length, bytes, from, formatTo)) {
            format = new byte[0];
            String fault = resolve(new String(bytes, from, formatTo - from, StandardCharsets.UTF_8));
            if (fault != null) {
                return fault;
            }
            format = Arrays.copyOfRange(bytes, from, formatTo);
        }
        for (Field field : fields) {
            for (SampleColumn each : field.columns) {
                each.values = new @Nullable Object[samples];
                each.fault = null;
                each.column.met();
            }
        }
        int start = formatTo + 1;
        for (int sample = 0; sample < samples; sample++) {
            int end = VcfForms.until('\t', bytes, start, to);
            String fault = readSample(bytes, start, end, sample, alternates);
            if (fault != null) {
                return fault;
            }
            start = end + 1;
        }
        for (Field field : fields) {
            for (SampleColumn each : field.columns) {
                if (each.fault == null) {
                    row.setObject(each.column.index(), new GenericArrayData(each.values));
                } else {
                    badValues.badValue(each.column.index(), each.fault);
                }
            }
        }
        return null;
    }

    private @Nullable String resolve(String written) {
        String[] keys = written.equals(".") ? new String[0] : written.split(":", -1);
        Field[] found = new Field[keys.length];
        Set<String> all = new HashSet<>();
        for (int i = 0; i < keys.length; i++) {
            String id = keys[i];
            String place = "key " + (i + 1) + " of FORMAT";
            if (id.isEmpty()) {
                return place + " is empty";
            }
            VcfPath path = new VcfPath(VcfPath.Room.FORMAT, id);
            boolean isKnown = header.key(path).isPresent();
            boolean isName = header.version().hasPlainFormatKeys() ? VcfForms.isAlphanumeric(id) : VcfForms.isKey(id);
            if (!isKnown && !isName) {
                return place + " is not declared by the header, and no name";
            }
            if (!all.add(id)) {
                return place + " stands before in the same record";
            }
            if (id.equals("GT") && i > 0) {
                return "GT is not the first key of FORMAT";
            }
            List<SampleColumn> readers = columns.getOrDefault(id, List.of());
            if (readers.isEmpty() && reportedKeys.add(id)) {
                tally.unread("", path.toString());
            }
            found[i] = new Field(
                    new KeyValues(header.key(path).orElse(VcfKey.UNDECLARED), ReservedKeys.ValueRule.NONE),
                    isKnown && UnknownColumns.looksLikeName(id) ? path.toString() : place,
                    id.equals("GT"),
                    readers);
        }
        fields = found;
        return null;
    }

    private @Nullable String readSample(byte[] bytes, int from, int to, int sample, int alternates) {
        int ploidy = VcfNumber.UNKNOWN_PLOIDY;
        if (fields.length == 0) {
            return VcfForms.isMissing(bytes, from, to)
                    ? null
                    : "sample " + (sample + 1) + " has values, and FORMAT has no key";
        }
        int start = from;
        for (int i = 0; start <= to; i++) {
            if (i == fields.length) {
                return "sample " + (sample + 1) + " has more values than FORMAT has keys";
            }
            Field field = fields[i];
            int end = VcfForms.until(':', bytes, start, to);
            boolean isNone = start == end && field.values.key().number().mayBeNone(header.version());
            String fault = start == end && !isNone ? "an empty value, where the missing one is a point" : null;
            if (fault == null && field.isGenotype && field.values.key().type() == VcfType.STRING) {
                ploidy = Genotype.ploidy(bytes, start, end, alternates, header.version());
                fault = ploidy == Genotype.NONE ? "no genotype, or with an allele that the record lacks" : null;
            } else if (fault == null && !isNone) {
                fault = field.values.fault(bytes, start, end, alternates, ploidy);
            }
            if (fault != null && field.columns.isEmpty()) {
                return field.name + " of sample " + (sample + 1) + ": " + fault;
            }
            for (SampleColumn each : field.columns) {
                set(each, fault, bytes, start, end, sample);
            }
            ploidy = Math.max(ploidy, VcfNumber.UNKNOWN_PLOIDY);
            start = end + 1;
        }
        return null;
    }

    private static void set(SampleColumn each, @Nullable String fault, byte[] bytes, int from, int to, int sample) {
        if (each.fault != null) {
            return;
        }
        if (fault != null) {
            each.fault = fault + ", in sample " + (sample + 1);
        } else if (each.column.read(bytes, from, to, each.element, 0)) {
            each.values[sample] = each.element.value(0);
        } else {
            each.fault = each.column.expectation() + ", in sample " + (sample + 1);
        }
    }
}
