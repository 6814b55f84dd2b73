package dev.weir.jobs.engine.sink;

import dev.weir.jobs.engine.mask.MaskedRow;
import dev.weir.jobs.engine.mask.WatchedValue;
import dev.weir.jobs.engine.sink.spec.SinkSpec;
import dev.weir.jobs.engine.sink.spec.Watch;
import dev.weir.privacy.detect.IdentifierForm;
import dev.weir.privacy.detect.JoinedParts;
import dev.weir.privacy.detect.LeakCounts;
import dev.weir.privacy.detect.LeakKind;
import dev.weir.privacy.detect.LeakScan;
import dev.weir.privacy.detect.RowsOfElements;
import dev.weir.privacy.detect.SubjectInText;
import dev.weir.privacy.detect.TablePart;
import dev.weir.privacy.detect.model.NameModel;
import dev.weir.privacy.mask.Mask;
import dev.weir.privacy.mask.MaskRecipe;
import dev.weir.privacy.mask.text.CanonicalText;
import java.io.Serializable;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.BooleanType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DatetimeType;
import org.apache.spark.sql.types.DoubleType;
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
    private final Map<Integer, FieldParts> fields = new HashMap<>();
    private final Map<Integer, RowsOfElements> elements = new HashMap<>();
    private byte[] key = {};
    private int keyFrom;
    private int keyTo;
    private final ShiftWatch shifts;

    RowWatch(Plan plan, TablePart part) {
        this.plan = plan;
        this.scans = new LeakScan[plan.columns.length];
        this.searches = new SubjectInText[plan.columns.length];
        this.shifts = new ShiftWatch(plan.shifts, part.number());
        for (int i = 0; i < scans.length; i++) {
            scans[i] = new LeakScan(plan.names[i], List.of(plan.forms), plan.models(), part);
            searches[i] = new SubjectInText(part);
        }
        this.joined = new JoinedParts[plan.columns.length];
        for (int i = 0; i < joined.length; i++) {
            joined[i] = plan.hasArrays(i) ? JoinedParts.ofArrays(part) : JoinedParts.ofNeighbours(part);
            if (plan.looks[i] == Look.NESTED) {
                elements.put(i, new RowsOfElements(plan.names[i], part));
            }
            if (plan.looks[i] == Look.NESTED && FieldParts.has(plan.types[i])) {
                fields.put(i, FieldParts.of(plan.types[i], part));
            }
        }
    }

    /** Released rows: of one column after the other, so that its code and its tables stay in the processor's caches. */
    void add(RowBatch rows) {
        for (int i = 0; i < plan.columns.length; i++) {
            if (plan.looks[i] == Look.TEXT) {
                texts(rows, i);
            } else {
                others(rows, i);
            }
        }
        for (int r = 0; shifts.isNeeded() && r < rows.size(); r++) {
            shifts.add(rows.clear(r));
        }
    }

    private void texts(RowBatch rows, int i) {
        int column = plan.columns[i];
        int left = plan.left[i];
        for (int r = 0; r < rows.size(); r++) {
            InternalRow row = rows.clear(r);
            if (row.isNullAt(column)) {
                continue;
            }
            UTF8String text = row.getUTF8String(column);
            byte[] utf8 = WatchedValue.bytes(text);
            int from = WatchedValue.from(text, utf8);
            int to = from + text.numBytes();
            scans[i].add(utf8, from, to);
            if (left != Plan.NOWHERE && !row.isNullAt(plan.columns[left])) {
                pair(row.getUTF8String(plan.columns[left]), left, utf8, from, to);
            }
            if (isSearched(row, i)) {
                readKey(row);
                searches[i].add(utf8, from, to, key, keyFrom, keyTo);
            }
        }
    }

    private void pair(UTF8String text, int left, byte[] utf8, int from, int to) {
        byte[] before = WatchedValue.bytes(text);
        int start = WatchedValue.from(text, before);
        joined[left].pair(before, start, start + text.numBytes(), utf8, from, to);
    }

    private void others(RowBatch rows, int i) {
        int column = plan.columns[i];
        for (int r = 0; r < rows.size(); r++) {
            InternalRow row = rows.clear(r);
            if (row.isNullAt(column)) {
                continue;
            }
            switch (plan.looks[i]) {
                case LONG -> number(row, i, row.getLong(column));
                case INTEGER -> number(row, i, row.getInt(column));
                case DOUBLE -> real(row, i, row.getDouble(column));
                case OTHER, NESTED -> other(row, i);
                case SILENT -> scans[i].pass();
                case MASKED -> unchanged(row, rows.masked(r), i);
                case TEXT -> throw new IllegalStateException("Texts are looked at together.");
            }
        }
    }

    /** Whether the row's key is looked for in a column: a sample of the rows that have one. */
    private boolean isSearched(InternalRow row, int i) {
        return plan.subject >= 0 && !row.isNullAt(plan.subject) && searches[i].isNext();
    }

    private void number(InternalRow row, int i, long number) {
        scans[i].add(number);
        if (isSearched(row, i)) {
            readKey(row);
            searches[i].add(number, key, keyFrom, keyTo);
        }
    }

    /** Most doubles are too small for a number that identifies a person. */
    private void real(InternalRow row, int i, double number) {
        if (WatchedValue.mayTell(number)) {
            WatchedValue.show(row, plan.columns[i], plan.types[i], scans[i]);
        } else {
            scans[i].pass();
        }
        search(row, i);
    }

    /** Decimals, arrays and objects: as they are, and what their parts are together. */
    private void other(InternalRow row, int i) {
        int column = plan.columns[i];
        DataType type = plan.types[i];
        WatchedValue.show(row, column, type, scans[i]);
        if (plan.looks[i] == Look.NESTED) {
            showParts(row, i);
        }
        search(row, i);
    }

    private void search(InternalRow row, int i) {
        if (isSearched(row, i)) {
            readKey(row);
            byte[] text = WatchedValue.text(row, plan.columns[i], plan.types[i]);
            searches[i].add(text, 0, text.length, key, keyFrom, keyTo);
        }
    }

    private void showParts(InternalRow row, int i) {
        if (plan.hasArrays(i)) {
            WatchedValue.showArrays(row, plan.columns[i], plan.types[i], joined[i]);
        }
        FieldParts objects = fields.get(i);
        if (objects != null) {
            objects.add(row, plan.columns[i]);
        }
        RowsOfElements rows = elements.get(i);
        if (rows != null) {
            if (rows.begin()) {
                WatchedValue.showElements(row, plan.columns[i], plan.types[i], rows);
            }
            rows.end();
        }
    }

    /** Most rows are none of the sample, so their key is not read. */
    private void readKey(InternalRow row) {
        UTF8String text = plan.subjectText(row);
        key = WatchedValue.bytes(text);
        keyFrom = WatchedValue.from(text, key);
        keyTo = keyFrom + text.numBytes();
    }

    /** A mask that changes nothing on a value is none, and what it leaves of one may still identify a person. */
    private void unchanged(InternalRow row, MaskedRow released, int i) {
        int ordinal = plan.masked[i];
        if (released.isNullAt(ordinal)) {
            return;
        }
        UTF8String text = released.getUTF8String(ordinal);
        boolean same = plan.types[i] instanceof StringType
                ? text.equals(row.getUTF8String(plan.columns[i]))
                : text.toString().equals(String.valueOf(row.get(plan.columns[i], plan.types[i])));
        if (same || plan.again[i]) {
            WatchedValue.show(text, scans[i]);
        } else {
            scans[i].pass();
        }
    }

    /** What was found, with the rows of minors and of unknown age that were counted elsewhere. */
    WatchFindings findings(long minors, long ageless) {
        Map<String, LeakCounts> leaks = new TreeMap<>();
        Map<List<String>, LeakCounts> parts = new HashMap<>();
        Map<String, SubjectInText.Counts> subjects = new TreeMap<>();
        for (int i = 0; i < scans.length; i++) {
            String column = plan.names[i];
            leaks.put(column, scans[i].counts());
            if (plan.hasArrays(i)) {
                parts.put(List.of(column), joined[i].counts());
            } else if (plan.beside[i] != Plan.NOWHERE) {
                parts.put(List.of(column, plan.names[plan.beside[i]]), joined[i].counts());
            }
            if (plan.isSearched(i)) {
                subjects.put(column, searches[i].counts());
            }
        }
        fields.forEach((i, each) -> each.collect(plan.names[i], parts));
        Map<String, LeakCounts> rows = new TreeMap<>();
        elements.forEach((i, each) -> rows.put(plan.names[i], each.counts()));
        return new WatchFindings(minors, ageless, shifts.found(), leaks, rows, parts, subjects);
    }

    /** What is done with a column's values. */
    private enum Look {
        TEXT,
        LONG,
        INTEGER,
        DOUBLE,
        OTHER,
        /** Dates, times and flags identify no person, whatever they are. */
        SILENT,
        /** Arrays and objects, whose parts are put together, too. */
        NESTED,
        /** What goes out is compared with what came in. */
        MASKED;

        static Look at(DataType type, boolean isKept) {
            if (!isKept) {
                return MASKED;
            } else if (type instanceof StringType) {
                return TEXT;
            } else if (type instanceof LongType) {
                return LONG;
            } else if (type instanceof IntegerType) {
                return INTEGER;
            } else if (type instanceof DoubleType) {
                return DOUBLE;
            } else if (type instanceof DatetimeType || type instanceof BooleanType) {
                return SILENT;
            }
            return type instanceof ArrayType || type instanceof StructType ? NESTED : OTHER;
        }
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
        private final Look[] looks;

        /** For each column whether its values hold arrays whose elements may be parts of something. */
        private final boolean[] arrays;

        /** For each column whether what its mask leaves is looked at, too: where that is not of the column's category. */
        private final boolean[] again;

        /** For each column that is a kept text the next one among them, as the table has them. */
        private final int[] beside;

        /** The one that has this one beside it. */
        private final int[] left;

        private final int subject;
        private final DataType subjectType;
        private final ShiftWatch.Plan shifts;

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
            Map<String, MaskRecipe> recipes = new HashMap<>();
            spec.columns().forEach(column -> column.mask().ifPresent(recipe -> recipes.put(column.name(), recipe)));
            this.masked = watch.columns().stream()
                    .mapToInt(
                            name -> recipes.containsKey(name) ? spec.released().fieldIndex(name) : NOWHERE)
                    .toArray();
            this.again = new boolean[columns.length];
            for (int i = 0; i < columns.length; i++) {
                again[i] = Optional.ofNullable(recipes.get(names[i]))
                        .filter(recipe -> recipe.mask().outcome() == Mask.Outcome.TEXT
                                && recipe.mask().preserved() == Mask.Preserved.PARTS
                                && !LeakKind.isOf(recipe.category()))
                        .isPresent();
            }
            this.arrays = new boolean[columns.length];
            this.looks = new Look[columns.length];
            this.beside = new int[columns.length];
            int next = NOWHERE;
            for (int i = columns.length - 1; i >= 0; i--) {
                looks[i] = Look.at(types[i], masked[i] == NOWHERE);
                arrays[i] = looks[i] == Look.NESTED && WatchedValue.hasArrays(types[i]);
                boolean isText = looks[i] == Look.TEXT;
                beside[i] = isText ? next : NOWHERE;
                next = isText ? i : next;
            }
            this.left = new int[columns.length];
            Arrays.fill(left, NOWHERE);
            for (int i = 0; i < columns.length; i++) {
                if (beside[i] != NOWHERE) {
                    left[beside[i]] = i;
                }
            }
            this.subject = watch.subject().map(clear::fieldIndex).orElse(NOWHERE);
            this.subjectType = subject == NOWHERE ? clear : clear.fields()[subject].dataType();
            this.shifts = new ShiftWatch.Plan(spec);
        }

        List<IdentifierForm> forms() {
            return List.of(forms);
        }

        List<NameModel> models() {
            return List.of(models);
        }

        /** The categories that a column only looks like, by a steward's declaration. */
        Set<String> harmless(String column) {
            return harmless.getOrDefault(column, Set.of());
        }

        private boolean hasArrays(int i) {
            return arrays[i];
        }

        private boolean isSearched(int i) {
            return subject >= 0 && looks[i] != Look.MASKED;
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
