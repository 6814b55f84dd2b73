package dev.weir.jobs.engine.read.typed;

import dev.weir.jobs.engine.read.text.WellFormedUtf8;
import dev.weir.jobs.engine.read.value.ReadColumn;
import dev.weir.jobs.engine.read.value.RecordRow;
import dev.weir.jobs.engine.read.value.Unreadable;
import dev.weir.jobs.engine.read.value.ValueReader;
import dev.weir.jobs.engine.read.value.ValueType;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.catalyst.util.GenericArrayData;
import org.jspecify.annotations.Nullable;

/**
 * Takes the values of a column that a file holds in a type of its own. Each is taken as the text that it would be in another file,
 * in plain digits and ISO 8601, so that no format has values that another one refuses.
 */
public final class TypedColumn {
    private final ValueReader reader;
    private final @Nullable TypedColumn element;
    private final RecordRow elementRow;

    /** @param stored a type that {@link #holds} for the column's */
    TypedColumn(ReadColumn column, ValueType stored) {
        this(column.type(), stored, column.nullValues());
    }

    private TypedColumn(ValueType wanted, ValueType stored, List<String> nulls) {
        this.reader = ValueReader.of(stored instanceof ValueType.Text ? wanted : wanted.plain(), nulls);
        boolean isList = wanted instanceof ValueType.ListOf && stored instanceof ValueType.ListOf;
        ValueType inner = isList ? ((ValueType.ListOf) wanted).element() : wanted;
        this.element = isList ? new TypedColumn(inner, ((ValueType.ListOf) stored).element(), nulls) : null;
        this.elementRow = RecordRow.ofOne(inner);
    }

    /** Whether every value of a stored type could be one of a wanted type, or none of its kind is lost: bounds are for values. */
    static boolean holds(ValueType wanted, ValueType stored) {
        if (wanted instanceof ValueType.AsWritten) {
            return !(stored instanceof ValueType.ListOf) && !(stored instanceof ValueType.ObjectOf);
        } else if (wanted instanceof ValueType.ListOf list) {
            return stored instanceof ValueType.ListOf lists && holds(list.element(), lists.element());
        } else if (wanted instanceof ValueType.Exact exact) {
            return stored instanceof ValueType.Exact narrower
                    && exact.scale() >= narrower.scale()
                    && exact.precision() - exact.scale() >= narrower.precision() - narrower.scale();
        } else if (wanted instanceof ValueType.Instant instant && stored instanceof ValueType.WallClock) {
            return !instant.defaultZone().isEmpty();
        } else if (wanted instanceof ValueType.TimeOfDay && stored instanceof ValueType.Text) {
            return true;
        }
        return wanted.getClass() == stored.getClass();
    }

    /** Sets a column of a row to a value that is written plainly; what is wrong with it, null where all is well. */
    public @Nullable Unreadable set(String value, RecordRow row, int column) {
        return reader.read(value, row, column) ? null : Unreadable.TYPE;
    }

    /** As {@link #set}, of bytes that are to be text and stay where they are until the next record. */
    public @Nullable Unreadable set(byte[] bytes, int from, int to, RecordRow row, int column) {
        if (!WellFormedUtf8.wellFormed(bytes, from, to)) {
            return Unreadable.ENCODING;
        }
        return reader.read(bytes, from, to, row, column) ? null : Unreadable.TYPE;
    }

    /** The elements of a list, gathered one after the other. */
    public final class Elements {
        private final List<@Nullable Object> values = new ArrayList<>();
        private @Nullable Unreadable wrong;

        /** Takes an element as {@code by} sets it. */
        public <E extends Exception> void add(Setting<E> by) throws E {
            Unreadable found = by.set(element(), elementRow);
            wrong = wrong == null ? found : wrong;
            values.add(wrong == null ? elementRow.value(0) : null);
        }

        /** Sets a column of a row to the list. */
        public @Nullable Unreadable set(RecordRow row, int column) {
            row.setObject(column, new GenericArrayData(values.toArray()));
            return wrong;
        }
    }

    /** Sets the only column of a row to an element; what is wrong with it, null where all is well. */
    public interface Setting<E extends Exception> {
        @Nullable
        Unreadable set(TypedColumn element, RecordRow row) throws E;
    }

    /** For the value of a list. */
    public Elements elements() {
        return new Elements();
    }

    private TypedColumn element() {
        if (element == null) {
            throw new IllegalStateException("A column of no list has no elements");
        }
        return element;
    }

    /** What a value is not, for people. */
    String expectation() {
        return reader.expectation();
    }
}
