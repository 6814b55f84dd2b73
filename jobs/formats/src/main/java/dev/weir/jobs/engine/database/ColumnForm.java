package dev.weir.jobs.engine.database;

import dev.weir.jobs.engine.read.value.ValueType;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How the values of a column become texts that are exact, in the form that a reader of values knows: a number in digits, a day and
 * time in ISO 8601. What a text is no value of, such as NaN of a decimal or a day without end, is found there.
 */
enum ColumnForm {
    /** As the driver gives it: characters, and what a server writes as such. */
    TEXT {
        @Override
        @Nullable
        String text(ResultSet rows, int at) throws SQLException {
            return rows.getString(at);
        }
    },
    /** As PostgreSQL writes it. */
    WRITTEN {
        @Override
        String selected(String column) {
            return "CAST(" + column + " AS text)";
        }

        @Override
        @Nullable
        String text(ResultSet rows, int at) throws SQLException {
            return rows.getString(at);
        }
    },
    WHOLE {
        @Override
        @Nullable
        String text(ResultSet rows, int at) throws SQLException {
            BigDecimal value = rows.getBigDecimal(at);
            return value == null ? null : value.toPlainString();
        }

        @Override
        Object value(String text) {
            return Long.valueOf(text);
        }
    },
    /** PostgreSQL's own text, since its numbers may be none. */
    NUMERIC {
        @Override
        @Nullable
        String text(ResultSet rows, int at) throws SQLException {
            return rows.getString(at);
        }

        @Override
        Object value(String text) {
            return new BigDecimal(text);
        }
    },
    NUMBER {
        @Override
        @Nullable
        String text(ResultSet rows, int at) throws SQLException {
            BigDecimal value = rows.getBigDecimal(at);
            return value == null ? null : value.toPlainString();
        }

        @Override
        Object value(String text) {
            return new BigDecimal(text);
        }
    },
    /** An amount as its digits, in the unit of the database. */
    MONEY {
        @Override
        String selected(String column) {
            return "CAST(" + column + " AS numeric)";
        }

        @Override
        @Nullable
        String text(ResultSet rows, int at) throws SQLException {
            return rows.getString(at);
        }
    },
    /** 32 bits: the number that they are, and no shorter one that rounds to it. */
    SINGLE {
        @Override
        @Nullable
        String text(ResultSet rows, int at) throws SQLException {
            float value = rows.getFloat(at);
            return rows.wasNull() ? null : Double.toString(value);
        }
    },
    DOUBLE {
        @Override
        @Nullable
        String text(ResultSet rows, int at) throws SQLException {
            double value = rows.getDouble(at);
            return rows.wasNull() ? null : Double.toString(value);
        }
    },
    FLAG {
        @Override
        @Nullable
        String text(ResultSet rows, int at) throws SQLException {
            boolean value = rows.getBoolean(at);
            return rows.wasNull() ? null : Boolean.toString(value);
        }
    },
    DAY {
        @Override
        @Nullable
        String text(ResultSet rows, int at) throws SQLException {
            LocalDate value = rows.getObject(at, LocalDate.class);
            return value == null ? null : value.toString();
        }

        @Override
        Object value(String text) {
            return LocalDate.parse(text);
        }
    },
    CLOCK {
        @Override
        @Nullable
        String text(ResultSet rows, int at) throws SQLException {
            LocalDateTime value = rows.getObject(at, LocalDateTime.class);
            return value == null ? null : DateTimeFormatter.ISO_LOCAL_DATE_TIME.format(value);
        }

        @Override
        Object value(String text) {
            return LocalDateTime.parse(text);
        }
    },
    MOMENT {
        @Override
        @Nullable
        String text(ResultSet rows, int at) throws SQLException {
            OffsetDateTime value = rows.getObject(at, OffsetDateTime.class);
            return value == null
                    ? null
                    : DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(
                            value.equals(OffsetDateTime.MAX) || value.equals(OffsetDateTime.MIN)
                                    ? value
                                    : value.withOffsetSameInstant(ZoneOffset.UTC));
        }

        @Override
        Object value(String text) {
            return OffsetDateTime.parse(text);
        }
    },
    TIME {
        @Override
        @Nullable
        String text(ResultSet rows, int at) throws SQLException {
            LocalTime value = rows.getObject(at, LocalTime.class);
            return value == null ? null : DateTimeFormatter.ISO_LOCAL_TIME.format(value);
        }
    };

    private static final int ORACLE_TIMESTAMP_TZ = -101;
    private static final int ORACLE_TIMESTAMP_LTZ = -102;
    private static final int SQL_SERVER_DATETIMEOFFSET = -155;

    private static final Set<Integer> CHARACTERS = Set.of(
            Types.CHAR,
            Types.VARCHAR,
            Types.LONGVARCHAR,
            Types.NCHAR,
            Types.NVARCHAR,
            Types.LONGNVARCHAR,
            Types.CLOB,
            Types.NCLOB,
            Types.SQLXML);
    private static final Set<Integer> INTEGERS = Set.of(Types.TINYINT, Types.SMALLINT, Types.INTEGER, Types.BIGINT);

    /** How a column is named in a query so that its values come in this form. */
    String selected(String column) {
        return column;
    }

    /** The value of a row; null for NULL. */
    abstract @Nullable String text(ResultSet rows, int at) throws SQLException;

    /** The value of a text, for a comparison in the database. */
    Object value(String text) {
        throw new IllegalStateException("Values of the form " + this + " are not compared");
    }

    /** Whether values can be compared in the database, and the last one found. */
    boolean isCountable() {
        return switch (this) {
            case WHOLE, NUMERIC, NUMBER, DAY, CLOCK, MOMENT -> true;
            case TEXT, WRITTEN, MONEY, SINGLE, DOUBLE, FLAG, TIME -> false;
        };
    }

    /**
     * The form of a column for a type of the contract; empty where not every value of it could be one.
     *
     * @param jdbc its type, as {@link Types} has them
     * @param name of its type in the database
     */
    static Optional<ColumnForm> of(ValueType wanted, int jdbc, String name, ServerKind kind) {
        return wanted.match(new Forms(jdbc, name.toLowerCase(Locale.ROOT), kind));
    }

    /** Whether all values of a type are whole numbers. */
    static boolean isWhole(int jdbc) {
        return INTEGERS.contains(jdbc);
    }

    private record Forms(int jdbc, String name, ServerKind kind) implements ValueType.Cases<Optional<ColumnForm>> {

        private boolean isPostgres() {
            return kind == ServerKind.POSTGRESQL;
        }

        private boolean isNumeric() {
            return jdbc == Types.NUMERIC || jdbc == Types.DECIMAL;
        }

        private boolean isFlag() {
            return jdbc == Types.BOOLEAN || (jdbc == Types.BIT && (!isPostgres() || name.equals("bool")));
        }

        private boolean isMoment() {
            return jdbc == Types.TIMESTAMP_WITH_TIMEZONE
                    || jdbc == ORACLE_TIMESTAMP_TZ
                    || jdbc == ORACLE_TIMESTAMP_LTZ
                    || jdbc == SQL_SERVER_DATETIMEOFFSET
                    || (isPostgres() && name.equals("timestamptz"));
        }

        private boolean isClock() {
            return jdbc == Types.TIMESTAMP && !isMoment() && !(kind.hasSessionTimestamps() && name.equals("timestamp"));
        }

        private boolean isTimeOfDay() {
            return jdbc == Types.TIME && !name.equals("timetz");
        }

        private boolean isMoney() {
            return isPostgres() && name.equals("money");
        }

        private boolean isReal() {
            return !isMoney() && (jdbc == Types.REAL || jdbc == Types.FLOAT || jdbc == Types.DOUBLE);
        }

        /** What no other type of a contract fits is read as the server writes it; what one fits is to be typed so. */
        @Override
        public Optional<ColumnForm> text(ValueType.Text type) {
            if (CHARACTERS.contains(jdbc)) {
                return Optional.of(TEXT);
            } else if (isMoney()) {
                return Optional.of(MONEY);
            } else if (isNumeric()) {
                return Optional.of(isPostgres() ? NUMERIC : NUMBER);
            }
            boolean fitsAnother = INTEGERS.contains(jdbc)
                    || isFlag()
                    || isMoment()
                    || isClock()
                    || isTimeOfDay()
                    || isReal()
                    || jdbc == Types.DATE;
            return isPostgres() && !fitsAnother ? Optional.of(WRITTEN) : Optional.empty();
        }

        @Override
        public Optional<ColumnForm> asWritten(ValueType.AsWritten type) {
            return text(new ValueType.Text());
        }

        @Override
        public Optional<ColumnForm> whole(ValueType.Whole type) {
            return INTEGERS.contains(jdbc) && !isMoney() ? Optional.of(WHOLE) : numeric();
        }

        @Override
        public Optional<ColumnForm> exact(ValueType.Exact type) {
            if (isMoney()) {
                return Optional.of(MONEY);
            }
            return INTEGERS.contains(jdbc) ? Optional.of(WHOLE) : numeric();
        }

        private Optional<ColumnForm> numeric() {
            return isNumeric() && !isMoney() ? Optional.of(isPostgres() ? NUMERIC : NUMBER) : Optional.empty();
        }

        @Override
        public Optional<ColumnForm> real(ValueType.Real type) {
            if (!isReal()) {
                return Optional.empty();
            }
            return Optional.of(jdbc == Types.REAL ? SINGLE : DOUBLE);
        }

        @Override
        public Optional<ColumnForm> flag(ValueType.Flag type) {
            return isFlag() ? Optional.of(FLAG) : Optional.empty();
        }

        @Override
        public Optional<ColumnForm> day(ValueType.Day type) {
            return jdbc == Types.DATE ? Optional.of(DAY) : Optional.empty();
        }

        @Override
        public Optional<ColumnForm> instant(ValueType.Instant type) {
            if (isMoment()) {
                return Optional.of(MOMENT);
            }
            return isClock() && !type.defaultZone().isEmpty() ? Optional.of(CLOCK) : Optional.empty();
        }

        @Override
        public Optional<ColumnForm> wallClock(ValueType.WallClock type) {
            return isClock() ? Optional.of(CLOCK) : Optional.empty();
        }

        @Override
        public Optional<ColumnForm> timeOfDay(ValueType.TimeOfDay type) {
            return isTimeOfDay() ? Optional.of(isPostgres() ? WRITTEN : TIME) : Optional.empty();
        }

        @Override
        public Optional<ColumnForm> listOf(ValueType.ListOf type) {
            return Optional.empty();
        }

        @Override
        public Optional<ColumnForm> objectOf(ValueType.ObjectOf type) {
            return Optional.empty();
        }
    }
}
