package dev.weir.jobs.spark.sink;

import dev.weir.privacy.detect.IdentifierForm;
import dev.weir.privacy.detect.JoinedParts;
import dev.weir.privacy.detect.LeakCounts;
import dev.weir.privacy.detect.LeakScan;
import dev.weir.privacy.detect.NameModel;
import dev.weir.privacy.detect.SubjectInText;
import dev.weir.privacy.mask.CanonicalText;
import java.io.Serializable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.types.ArrayType;
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
    private final JoinedParts[] joined;
    private long unshifted;

    RowWatch(Plan plan) {
        this.plan = plan;
        this.scans = new LeakScan[plan.columns.length];
        this.searches = new SubjectInText[plan.columns.length];
        for (int i = 0; i < scans.length; i++) {
            scans[i] = new LeakScan(plan.names[i], List.of(plan.forms), plan.models());
            searches[i] = new SubjectInText();
        }
        this.joined = new JoinedParts[plan.columns.length];
        for (int i = 0; i < joined.length; i++) {
            joined[i] = plan.arrays[i] ? JoinedParts.ofArrays() : JoinedParts.ofNeighbours();
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
            joined(row, i);
            if (key != null) {
                subject(row, i, key, keyFrom, keyTo);
            }
        }
        for (int i = 0; i < plan.shifted.length; i++) {
            if (row.isNullAt(plan.whose[i]) && !row.isNullAt(plan.shifted[i])) {
                unshifted++;
                return;
            }
        }
    }

    /** The elements of an array together, or a text and the one beside it. */
    private void joined(InternalRow row, int i) {
        int column = plan.columns[i];
        if (plan.arrays[i]) {
            WatchedValue.showJoined(row.getArray(column), ((ArrayType) plan.types[i]).elementType(), joined[i]);
        } else if (plan.beside[i] != Plan.NOWHERE && !row.isNullAt(plan.columns[plan.beside[i]])) {
            UTF8String left = row.getUTF8String(column);
            UTF8String right = row.getUTF8String(plan.columns[plan.beside[i]]);
            byte[] leftBytes = WatchedValue.bytes(left);
            byte[] rightBytes = WatchedValue.bytes(right);
            int leftFrom = WatchedValue.from(left, leftBytes);
            int rightFrom = WatchedValue.from(right, rightBytes);
            joined[i].pair(
                    leftBytes,
                    leftFrom,
                    leftFrom + left.numBytes(),
                    rightBytes,
                    rightFrom,
                    rightFrom + right.numBytes());
        }
    }

    private void subject(InternalRow row, int i, byte[] key, int keyFrom, int keyTo) {
        int column = plan.columns[i];
        if (plan.types[i] instanceof StringType) {
            UTF8String text = row.getUTF8String(column);
            byte[] utf8 = WatchedValue.bytes(text);
            int from = WatchedValue.from(text, utf8);
            searches[i].add(utf8, from, from + text.numBytes(), key, keyFrom, keyTo);
        } else if (plan.types[i] instanceof LongType) {
            searches[i].add(row.getLong(column), key, keyFrom, keyTo);
        } else if (plan.types[i] instanceof IntegerType) {
            searches[i].add(row.getInt(column), key, keyFrom, keyTo);
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
        Map<List<String>, LeakCounts> parts = new HashMap<>();
        Map<String, SubjectInText.Counts> subjects = new TreeMap<>();
        for (int i = 0; i < scans.length; i++) {
            String column = plan.names[i];
            leaks.put(column, scans[i].counts());
            if (plan.arrays[i]) {
                parts.put(List.of(column), joined[i].counts());
            } else if (plan.beside[i] != Plan.NOWHERE) {
                parts.put(List.of(column, plan.names[plan.beside[i]]), joined[i].counts());
            }
            if (plan.isSearched(i)) {
                subjects.put(column, searches[i].counts());
            }
        }
        return new Findings(minors, ageless, unshifted, leaks, parts, subjects);
    }

    /** Where a row has what is watched. Travels to the tasks. */
    static final class Plan implements Serializable {

        private static final long serialVersionUID = 1L;
        private static final int NOWHERE = -1;

        private final String[] names;
        private final IdentifierForm[] forms;
        private final NameModel[] models;
        private final HashMap<String, Set<String>> harmless;
        private final int[] columns;
        private final DataType[] types;
        private final int[] masked;
        /** Whether a column is kept and has arrays of texts or whole numbers. */
        private final boolean[] arrays;

        /** For each column that is a kept text the next one among them, as the table has them. */
        private final int[] beside;

        private final int subject;
        private final DataType subjectType;
        private final int[] shifted;
        private final int[] whose;

        Plan(SinkSpec spec) {
            StructType clear = spec.clear();
            Watch watch = spec.watch();
            this.names = watch.columns().toArray(String[]::new);
            this.forms = watch.forms().toArray(IdentifierForm[]::new);
            this.models = watch.models().toArray(NameModel[]::new);
            this.harmless = new HashMap<>(watch.harmless());
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
            this.arrays = new boolean[columns.length];
            this.beside = new int[columns.length];
            int next = NOWHERE;
            for (int i = columns.length - 1; i >= 0; i--) {
                boolean isKept = masked[i] == NOWHERE;
                arrays[i] = isKept && types[i] instanceof ArrayType array && isPart(array.elementType());
                boolean isText = isKept && types[i] instanceof StringType;
                beside[i] = isText ? next : NOWHERE;
                next = isText ? i : next;
            }
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

        List<NameModel> models() {
            return List.of(models);
        }

        /** The categories that a steward says a column only looks like. */
        Set<String> harmless(String column) {
            return harmless.getOrDefault(column, Set.of());
        }

        private static boolean isPart(DataType type) {
            return type instanceof StringType || type instanceof LongType || type instanceof IntegerType;
        }

        private boolean isSearched(int i) {
            return subject >= 0 && masked[i] == NOWHERE && isPart(types[i]);
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
