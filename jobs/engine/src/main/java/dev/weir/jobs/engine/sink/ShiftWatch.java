package dev.weir.jobs.engine.sink;

import dev.weir.jobs.engine.mask.SubjectShift;
import dev.weir.jobs.engine.sink.spec.GovernedColumn;
import dev.weir.jobs.engine.sink.spec.SinkSpec;
import dev.weir.privacy.detect.ShiftedDays;
import dev.weir.privacy.validate.PartialDate;
import java.io.Serializable;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.XXH64;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DateType;
import org.apache.spark.sql.types.IntegerType;
import org.apache.spark.sql.types.LongType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.types.UTF8String;
import org.jspecify.annotations.Nullable;

/** Looks at the dates of one task's released rows before they are moved. For one thread. */
final class ShiftWatch {

    private final Plan plan;
    private final ShiftedDays[] days;
    private final ShiftedDays[] fresh;
    private @Nullable UTF8String lastFile;
    private boolean isLastFresh;
    private long rows;
    private long lost;

    ShiftWatch(Plan plan, int part) {
        this.plan = plan;
        this.days = new ShiftedDays[plan.names.length];
        this.fresh = new ShiftedDays[plan.known.isEmpty() ? 0 : days.length];
        Arrays.setAll(days, i -> new ShiftedDays());
        Arrays.setAll(fresh, i -> new ShiftedDays());
        this.rows = (long) part << Integer.SIZE;
    }

    boolean isNeeded() {
        return days.length > 0;
    }

    void add(InternalRow row) {
        rows++;
        boolean isLost = false;
        boolean isFresh = fresh.length > 0 && isFresh(row);
        long person = plan.whose == Plan.NOWHERE ? rows : plan.person(row);
        for (int i = 0; i < days.length; i++) {
            if (row.isNullAt(plan.ordinals[i])) {
                continue;
            }
            if (plan.whose != Plan.NOWHERE && row.isNullAt(plan.whose)) {
                isLost = true;
            } else if (days[i].samples(person) || (isFresh && fresh[i].samples(person))) {
                OptionalInt day = plan.day(row, i);
                if (day.isPresent()) {
                    days[i].add(person, day.getAsInt());
                }
                if (day.isPresent() && isFresh) {
                    fresh[i].add(person, day.getAsInt());
                }
            }
        }
        lost += isLost ? 1 : 0;
    }

    /** Whether a row is of a file that the last release has not. Rows of one file often come together. */
    private boolean isFresh(InternalRow row) {
        if (row.isNullAt(plan.file)) {
            return false;
        }
        UTF8String file = row.getUTF8String(plan.file);
        if (!file.equals(lastFile)) {
            lastFile = file.clone();
            isLastFresh = !plan.known.contains(file.toString());
        }
        return isLastFresh;
    }

    WatchFindings.Shifted found() {
        return new WatchFindings.Shifted(lost, byColumn(days), byColumn(fresh));
    }

    private Map<String, ShiftedDays> byColumn(ShiftedDays[] each) {
        Map<String, ShiftedDays> byColumn = new TreeMap<>();
        for (int i = 0; i < each.length; i++) {
            byColumn.put(plan.names[i], each[i]);
        }
        return byColumn;
    }

    /** Where a row has dates that are moved, and whose they are. Travels to the tasks. */
    static final class Plan implements Serializable {

        private static final long serialVersionUID = 1L;

        /** Where no column has the person: each row counts as one. */
        private static final int NOWHERE = -1;

        private final String[] names;
        private final int[] ordinals;
        private final DataType[] types;
        private final int whose;
        private final DataType person;

        /** Behind the columns stands the file of a row. */
        private final int file;

        private final HashSet<String> known;

        Plan(SinkSpec spec) {
            StructType clear = spec.clear();
            List<GovernedColumn> shifted =
                    spec.columns().stream().filter(GovernedColumn::shifts).toList();
            this.names = shifted.stream().map(GovernedColumn::name).toArray(String[]::new);
            this.ordinals = Arrays.stream(names).mapToInt(clear::fieldIndex).toArray();
            this.types = shifted.stream().map(GovernedColumn::type).toArray(DataType[]::new);
            // All columns of a table are moved by one subject.
            this.whose = shifted.stream()
                    .flatMap(column -> column.subject().stream())
                    .findFirst()
                    .map(clear::fieldIndex)
                    .orElse(NOWHERE);
            this.file = clear.size();
            this.known = new HashSet<>(spec.watch().known());
            this.person = whose == NOWHERE ? clear : clear.fields()[whose].dataType();
        }

        private long person(InternalRow row) {
            if (row.isNullAt(whose)) {
                return 0;
            }
            if (person instanceof LongType) {
                return row.getLong(whose);
            } else if (person instanceof IntegerType) {
                return row.getInt(whose);
            }
            UTF8String text = person instanceof StringType
                    ? row.getUTF8String(whose)
                    : UTF8String.fromString(String.valueOf(row.get(whose, person)));
            return XXH64.hashUnsafeBytes(text.getBaseObject(), text.getBaseOffset(), text.numBytes(), 0);
        }

        /** None of a text that is no whole date, nor of a day that is not moved. */
        private OptionalInt day(InternalRow row, int i) {
            if (types[i] instanceof StringType) {
                return PartialDate.day(row.getUTF8String(ordinals[i]).toString().strip());
            }
            int day = types[i] instanceof DateType
                    ? row.getInt(ordinals[i])
                    : (int) Math.floorDiv(row.getLong(ordinals[i]), TimeUnit.DAYS.toMicros(1));
            return SubjectShift.moves(day) ? OptionalInt.of(day) : OptionalInt.empty();
        }
    }
}
