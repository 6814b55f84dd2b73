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
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * How the values of a column become texts that are exact, in the form that a reader of values knows: a number in digits, a day and
 * time in ISO 8601. What a text is no value of, such as NaN of a decimal or a day without end, is found there.
 */
enum ColumnForm {
    /** As the driver gives it: characters, and what a server writes as such. */
    TEXT,
    /** As PostgreSQL writes it. */
    WRITTEN,
    WHOLE,
    /** PostgreSQL's own text, since its numbers may be none. */
    NUMERIC,
    NUMBER,
    /** An amount as its digits, in the unit of the database. */
    MONEY,
    /** 32 bits: the number that they are, and no shorter one that rounds to it. */
    SINGLE,
    DOUBLE,
    FLAG,
    DAY,
    CLOCK,
    MOMENT,
    TIME;

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
        return switch (this) {
            case WRITTEN -> "CAST(" + column + " AS text)";
            case MONEY -> "CAST(" + column + " AS numeric)";
            default -> column;
        };
    }

    /** The value of a row; null for NULL. */
    @Nullable
    String text(ResultSet rows, int at) throws SQLException {
        return switch (this) {
            case TEXT, WRITTEN, NUMERIC, MONEY -> rows.getString(at);
            case WHOLE, NUMBER -> written(rows.getBigDecimal(at), BigDecimal::toPlainString);
            case SINGLE -> unlessNull(rows, Double.toString(rows.getFloat(at)));
            case DOUBLE -> unlessNull(rows, Double.toString(rows.getDouble(at)));
            case FLAG -> unlessNull(rows, Boolean.toString(rows.getBoolean(at)));
            case DAY -> written(rows.getObject(at, LocalDate.class), LocalDate::toString);
            case CLOCK ->
                written(rows.getObject(at, LocalDateTime.class), DateTimeFormatter.ISO_LOCAL_DATE_TIME::format);
            case MOMENT -> written(rows.getObject(at, OffsetDateTime.class), ColumnForm::inUtc);
            case TIME -> written(rows.getObject(at, LocalTime.class), DateTimeFormatter.ISO_LOCAL_TIME::format);
        };
    }

    private static @Nullable String unlessNull(ResultSet rows, String text) throws SQLException {
        return rows.wasNull() ? null : text;
    }

    private static <T> @Nullable String written(@Nullable T value, Function<T, String> writing) {
        return value == null ? null : writing.apply(value);
    }

    private static String inUtc(OffsetDateTime moment) {
        boolean isWithoutEnd = moment.equals(OffsetDateTime.MAX) || moment.equals(OffsetDateTime.MIN);
        return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(
                isWithoutEnd ? moment : moment.withOffsetSameInstant(ZoneOffset.UTC));
    }

    /** The value of a text, for a comparison in the database. */
    Object value(String text) {
        return switch (this) {
            case WHOLE -> Long.valueOf(text);
            case NUMERIC, NUMBER -> new BigDecimal(text);
            case DAY -> LocalDate.parse(text);
            case CLOCK -> LocalDateTime.parse(text);
            case MOMENT -> OffsetDateTime.parse(text);
            case TEXT, WRITTEN, MONEY, SINGLE, DOUBLE, FLAG, TIME ->
                throw new IllegalStateException("Values of the form " + this + " are not compared");
        };
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
        return Optional.ofNullable(new Stored(jdbc, name.toLowerCase(Locale.ROOT), kind).form(wanted));
    }

    /** Whether all values of a type are whole numbers. */
    static boolean isWhole(int jdbc) {
        return INTEGERS.contains(jdbc);
    }

    /** A column's type in the database. */
    private record Stored(int jdbc, String name, ServerKind kind) {

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

        /** The form for a type; null where there is none. */
        @Nullable
        ColumnForm form(ValueType type) {
            return switch (type.kind()) {
                case TEXT, AS_WRITTEN -> text();
                case WHOLE -> INTEGERS.contains(jdbc) && !isMoney() ? WHOLE : numeric();
                case EXACT -> isMoney() ? MONEY : INTEGERS.contains(jdbc) ? WHOLE : numeric();
                case REAL -> !isReal() ? null : jdbc == Types.REAL ? SINGLE : DOUBLE;
                case FLAG -> isFlag() ? FLAG : null;
                case DAY -> jdbc == Types.DATE ? DAY : null;
                case INSTANT -> {
                    boolean hasZone = !((ValueType.Instant) type).defaultZone().isEmpty();
                    yield isMoment() ? MOMENT : isClock() && hasZone ? CLOCK : null;
                }
                case WALL_CLOCK -> isClock() ? CLOCK : null;
                case TIME_OF_DAY -> !isTimeOfDay() ? null : isPostgres() ? WRITTEN : TIME;
                case LIST_OF, OBJECT_OF -> null;
            };
        }

        /** What no other type of a contract fits is read as the server writes it; what one fits is to be typed so. */
        private @Nullable ColumnForm text() {
            if (CHARACTERS.contains(jdbc)) {
                return TEXT;
            } else if (isMoney()) {
                return MONEY;
            } else if (isNumeric()) {
                return numeric();
            }
            boolean fitsAnother = INTEGERS.contains(jdbc)
                    || isFlag()
                    || isMoment()
                    || isClock()
                    || isTimeOfDay()
                    || isReal()
                    || jdbc == Types.DATE;
            return isPostgres() && !fitsAnother ? WRITTEN : null;
        }

        private @Nullable ColumnForm numeric() {
            if (!isNumeric() || isMoney()) {
                return null;
            }
            return isPostgres() ? NUMERIC : NUMBER;
        }
    }
}
