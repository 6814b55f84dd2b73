package dev.weir.jobs.engine.database;

import dev.weir.jobs.engine.read.value.ValueType;
import java.sql.Types;
import java.util.List;
import java.util.Optional;

/**
 * A column as a database has it.
 *
 * @param type as {@link java.sql.Types} has it
 * @param typeName as the database calls it
 * @param precision digits of a number that is exact; 0 where the database declares none
 * @param scale of them behind the point
 */
record FoundColumn(String name, int type, String typeName, int precision, int scale) {

    /** Types that a contract may give a column, the more special first. */
    private static final List<ValueType> PROPOSED = List.of(
            ValueType.Flag.WORDS,
            ValueType.Real.FINITE,
            new ValueType.Day(ValueType.ISO),
            new ValueType.Instant(ValueType.ISO, ""),
            new ValueType.WallClock(ValueType.ISO),
            new ValueType.TimeOfDay(ValueType.ISO),
            new ValueType.Text());

    /** Whether it is a number whose digits its type does not count: it may have any. */
    boolean isOfAnyDigits() {
        return isExact() && !ValueType.Exact.exists(precision, scale);
    }

    private boolean isExact() {
        return (type == Types.NUMERIC || type == Types.DECIMAL) && !typeName.equalsIgnoreCase("money");
    }

    /** The type of a contract that holds every value of it; empty where none does. */
    Optional<ValueType> proposed(ServerKind kind) {
        if (isExact() && !isOfAnyDigits()) {
            return Optional.of(new ValueType.Exact(precision, scale));
        }
        if (ColumnForm.isWhole(type)) {
            return Optional.of(ValueType.Whole.LONG);
        }
        return PROPOSED.stream()
                .filter(each -> ColumnForm.of(each, type, typeName, kind).isPresent())
                .findFirst();
    }
}
