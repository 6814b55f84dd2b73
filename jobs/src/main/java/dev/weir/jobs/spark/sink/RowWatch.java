package dev.weir.jobs.spark.sink;

import dev.weir.privacy.detect.LeakCounts;
import dev.weir.privacy.detect.LeakScan;
import dev.weir.privacy.detect.SubjectInText;
import dev.weir.privacy.mask.CanonicalText;
import java.io.Serializable;
import java.time.LocalDate;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.IntegerType;
import org.apache.spark.sql.types.LongType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.Platform;
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
            scans[i] = new LeakScan(plan.day);
            searches[i] = new SubjectInText();
        }
    }

    /** A released row. */
    void add(InternalRow row) {
        byte[] key = null;
        int keyFrom = 0;
        int keyTo = 0;
        if (scans.length > 0 && plan.subject >= 0 && !row.isNullAt(plan.subject)) {
            UTF8String text = plan.subjectText(row);
            key = bytes(text);
            keyFrom = from(text, key);
            keyTo = keyFrom + text.numBytes();
        }
        for (int i = 0; i < scans.length; i++) {
            if (!row.isNullAt(plan.columns[i])) {
                UTF8String text = row.getUTF8String(plan.columns[i]);
                byte[] utf8 = bytes(text);
                int from = from(text, utf8);
                scans[i].add(utf8, from, from + text.numBytes());
                if (key != null) {
                    searches[i].add(utf8, from, from + text.numBytes(), key, keyFrom, keyTo);
                }
            }
        }
        for (int i = 0; i < plan.shifted.length; i++) {
            if (row.isNullAt(plan.whose[i]) && !row.isNullAt(plan.shifted[i])) {
                unshifted++;
                return;
            }
        }
    }

    private static byte[] bytes(UTF8String text) {
        return text.getBaseObject() instanceof byte[] bytes ? bytes : text.getBytes();
    }

    private static int from(UTF8String text, byte[] bytes) {
        return text.getBaseObject() == bytes ? (int) (text.getBaseOffset() - Platform.BYTE_ARRAY_OFFSET) : 0;
    }

    /** What was found, with the rows of minors and of unknown age that somebody else has counted. */
    Findings findings(long minors, long ageless) {
        Map<String, LeakCounts> leaks = new TreeMap<>();
        Map<String, SubjectInText.Counts> subjects = new TreeMap<>();
        for (int i = 0; i < scans.length; i++) {
            String column = plan.names[i];
            leaks.put(column, scans[i].counts());
            if (plan.subject >= 0) {
                subjects.put(column, searches[i].counts());
            }
        }
        return new Findings(minors, ageless, unshifted, leaks, subjects);
    }

    /** Where a row has what is watched. Travels to the tasks. */
    static final class Plan implements Serializable {

        private static final long serialVersionUID = 1L;
        private static final int NOWHERE = -1;

        private final LocalDate day;
        private final String[] names;
        private final int[] columns;
        private final int subject;
        private final DataType subjectType;
        private final int[] shifted;
        private final int[] whose;

        Plan(SinkSpec spec) {
            StructType clear = spec.clear();
            Watch watch = spec.watch();
            this.day = watch.day();
            this.names = watch.columns().toArray(String[]::new);
            this.columns = watch.columns().stream().mapToInt(clear::fieldIndex).toArray();
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
