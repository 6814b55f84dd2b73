package dev.weir.jobs.engine.read.value;

/** What a column's type makes of a number, where a file has days and times as numbers, too. */
public enum NumberUse {
    TEXT,
    AS_WRITTEN,
    DECIMAL,
    REAL,
    FLAG,
    DAY,
    MOMENT,
    TIME,
    NONE;

    public static NumberUse of(ValueType type) {
        return type.match(new Uses());
    }

    private static final class Uses implements ValueType.Cases<NumberUse> {
        @Override
        public NumberUse text(ValueType.Text text) {
            return TEXT;
        }

        @Override
        public NumberUse asWritten(ValueType.AsWritten written) {
            return AS_WRITTEN;
        }

        @Override
        public NumberUse whole(ValueType.Whole whole) {
            return DECIMAL;
        }

        @Override
        public NumberUse exact(ValueType.Exact exact) {
            return DECIMAL;
        }

        @Override
        public NumberUse real(ValueType.Real real) {
            return REAL;
        }

        @Override
        public NumberUse flag(ValueType.Flag flag) {
            return FLAG;
        }

        @Override
        public NumberUse day(ValueType.Day day) {
            return DAY;
        }

        @Override
        public NumberUse instant(ValueType.Instant instant) {
            return MOMENT;
        }

        @Override
        public NumberUse wallClock(ValueType.WallClock clock) {
            return MOMENT;
        }

        @Override
        public NumberUse timeOfDay(ValueType.TimeOfDay time) {
            return TIME;
        }

        @Override
        public NumberUse listOf(ValueType.ListOf list) {
            return NONE;
        }

        @Override
        public NumberUse objectOf(ValueType.ObjectOf object) {
            return NONE;
        }
    }
}
