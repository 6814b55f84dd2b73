package dev.weir.jobs.spark.sink;

import dev.weir.privacy.detect.IdentifierForm;
import dev.weir.privacy.detect.LeakCounts;
import dev.weir.privacy.detect.LeakScan;
import dev.weir.privacy.detect.SubjectInText;
import dev.weir.privacy.mask.CanonicalText;
import java.io.Serializable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.IntegerType;
import org.apache.spark.sql.types.LongType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.types.UTF8String;

/** Looks at the clear rows of one task that are released. For one thread. */
final class RowWatch {

    private final Plan plan;
    private final LeakScan[] scans;
    private final SubjectInText[] searches;
    private long unshifted;

    RowWatch(Plan plan) {
        this.plan = plan;
        this.scans = new LeakScan[plan.columns.length];
        this.searches = new SubjectInText[plan.columns.length];
        for (int i = 0; i < scans.length; i++) {
            scans[i] = new LeakScan(plan.names[i], List.of(plan.forms));
            searches[i] = new SubjectInText();
        }
    }

    /**
     * A released row.
     *
     * @param row as it is
     * @param released as it goes out
     */
    void add(InternalRow row, MaskedRow released) {
        byte[] key = null;
        int keyFrom = 0;
        int keyTo = 0;
        if (scans.length > 0 && plan.subject >= 0 && !row.isNullAt(plan.subject)) {
            UTF8String text = plan.subjectText(row);
            key = WatchedValue.bytes(text);
            keyFrom = WatchedValue.from(text, key);
            keyTo = keyFrom + text.numBytes();
        }
        for (int i = 0; i < scans.length; i++) {
            int column = plan.columns[i];
            if (row.isNullAt(column)) {
                continue;
            }
            if (plan.masked[i] != Plan.NOWHERE) {
                unchanged(row, released, i);
                continue;
            }
            WatchedValue.show(row, column, plan.types[i], scans[i]);
            if (key != null && plan.types[i] instanceof StringType) {
                UTF8String text = row.getUTF8String(column);
                byte[] utf8 = WatchedValue.bytes(text);
                int from = WatchedValue.from(text, utf8);
                searches[i].add(utf8, from, from + text.numBytes(), key, keyFrom, keyTo);
            }
        }
        for (int i = 0; i < plan.shifted.length; i++) {
            if (row.isNullAt(plan.whose[i]) && !row.isNullAt(plan.shifted[i])) {
                unshifted++;
                return;
            }
        }
    }

    /** A mask that changes nothing on a value is none. */
    private void unchanged(InternalRow row, MaskedRow released, int i) {
        int ordinal = plan.masked[i];
        if (released.isNullAt(ordinal)) {
            return;
        }
        UTF8String text = released.getUTF8String(ordinal);
        boolean same = plan.types[i] instanceof StringType
                ? text.equals(row.getUTF8String(plan.columns[i]))
                : text.toString().equals(String.valueOf(row.get(plan.columns[i], plan.types[i])));
        if (same) {
            WatchedValue.show(text, scans[i]);
        } else {
            scans[i].pass();
        }
    }

    /** What was found, with the rows of minors and of unknown age that somebody else has counted. */
    Findings findings(long minors, long ageless) {
        Map<String, LeakCounts> leaks = new TreeMap<>();
        Map<String, SubjectInText.Counts> subjects = new TreeMap<>();
        for (int i = 0; i < scans.length; i++) {
            String column = plan.names[i];
            leaks.put(column, scans[i].counts());
            if (plan.subject >= 0 && plan.types[i] instanceof StringType && plan.masked[i] == Plan.NOWHERE) {
                subjects.put(column, searches[i].counts());
            }
        }
        return new Findings(minors, ageless, unshifted, leaks, subjects);
    }

    /** Where a row has what is watched. Travels to the tasks. */
    static final class Plan implements Serializable {

        private static final long serialVersionUID = 1L;
        private static final int NOWHERE = -1;

        private final String[] names;
        private final IdentifierForm[] forms;
        private final int[] columns;
        private final DataType[] types;
        private final int[] masked;
        private final int subject;
        private final DataType subjectType;
        private final int[] shifted;
        private final int[] whose;

        Plan(SinkSpec spec) {
            StructType clear = spec.clear();
            Watch watch = spec.watch();
            this.names = watch.columns().toArray(String[]::new);
            this.forms = watch.forms().toArray(IdentifierForm[]::new);
            this.columns = watch.columns().stream().mapToInt(clear::fieldIndex).toArray();
            this.types = watch.columns().stream()
                    .map(name -> clear.fields()[clear.fieldIndex(name)].dataType())
                    .toArray(DataType[]::new);
            Map<String, Boolean> kept = new HashMap<>();
            spec.columns().forEach(column -> kept.put(column.name(), column.keeps()));
            this.masked = watch.columns().stream()
                    .mapToInt(name -> kept.getOrDefault(name, true)
                            ? NOWHERE
                            : spec.released().fieldIndex(name))
                    .toArray();
            this.subject = watch.subject().map(clear::fieldIndex).orElse(NOWHERE);
            this.subjectType = subject == NOWHERE ? clear : clear.fields()[subject].dataType();
            this.shifted = spec.columns().stream()
                    .filter(GovernedColumn::shifts)
                    .mapToInt(column -> clear.fieldIndex(column.name()))
                    .toArray();
            this.whose = spec.columns().stream()
                    .filter(GovernedColumn::shifts)
                    .mapToInt(column -> clear.fieldIndex(column.subject().orElseThrow()))
                    .toArray();
        }

        List<IdentifierForm> forms() {
            return List.of(forms);
        }

        private UTF8String subjectText(InternalRow row) {
            if (subjectType instanceof StringType) {
                return row.getUTF8String(subject);
            } else if (subjectType instanceof IntegerType) {
                return UTF8String.fromBytes(CanonicalText.integer(row.getInt(subject)));
            } else if (subjectType instanceof LongType) {
                return UTF8String.fromBytes(CanonicalText.integer(row.getLong(subject)));
            }
            return UTF8String.fromString(String.valueOf(row.get(subject, subjectType)));
        }
    }
}
