package dev.weir.contracts;

import dev.weir.contracts.text.TimePattern;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * A column's type: ODCS v3.2 {@code logicalType} with what {@code physicalType} and {@code logicalTypeOptions} add. The
 * text form of a value in a source is not part of it, but for {@link #format}: the only form that is accepted.
 */
public sealed interface DataType {

    /** Calls the case that fits. */
    default <R> R match(
            Function<Text, R> text,
            Function<Int64, R> integer,
            Function<Decimal, R> decimal,
            Function<Real, R> number,
            Function<Bool, R> bool,
            Function<Date, R> date,
            Function<Timestamp, R> timestamp,
            Function<Time, R> time,
            Function<Array, R> array,
            Function<Structure, R> object) {
        if (this instanceof Text type) {
            return text.apply(type);
        } else if (this instanceof Int64 type) {
            return integer.apply(type);
        } else if (this instanceof Decimal type) {
            return decimal.apply(type);
        } else if (this instanceof Real type) {
            return number.apply(type);
        } else if (this instanceof Bool type) {
            return bool.apply(type);
        } else if (this instanceof Date type) {
            return date.apply(type);
        } else if (this instanceof Timestamp type) {
            return timestamp.apply(type);
        } else if (this instanceof Time type) {
            return time.apply(type);
        } else if (this instanceof Array type) {
            return array.apply(type);
        }
        return object.apply((Structure) this);
    }

    /** The type's name in messages and manifests, such as {@code decimal(10,2)}. */
    String display();

    /** The only text form accepted at the border. */
    default Optional<TimePattern> format() {
        return Optional.empty();
    }

    /** Whether its values are objects, or hold some. */
    default boolean hasObject() {
        return this instanceof Structure
                || (this instanceof Array array && array.element().hasObject());
    }

    /** {@code string}. */
    record Text() implements DataType {
        @Override
        public String display() {
            return "string";
        }
    }

    /** {@code integer}: 64 bits, signed. */
    record Int64() implements DataType {
        @Override
        public String display() {
            return "integer";
        }
    }

    /** {@code number} whose {@code physicalType} is {@code decimal(precision,scale)}; precision is 38 at most. */
    record Decimal(int precision, int scale) implements DataType {
        public Decimal {
            if (precision < 1 || precision > 38 || scale < 0 || scale > precision) {
                throw new IllegalArgumentException("decimal(" + precision + "," + scale + ") is no type");
            }
        }

        @Override
        public String display() {
            return "decimal(" + precision + "," + scale + ")";
        }
    }

    /** {@code number}: an IEEE 754 double. */
    record Real() implements DataType {
        @Override
        public String display() {
            return "number";
        }
    }

    /** {@code boolean}. */
    record Bool() implements DataType {
        @Override
        public String display() {
            return "boolean";
        }
    }

    /** {@code date}. */
    record Date(Optional<TimePattern> format) implements DataType {
        @Override
        public String display() {
            return "date";
        }
    }

    /** Whether a timestamp names a moment or what a clock on the wall showed. */
    enum Clock {
        INSTANT,
        WALL
    }

    /**
     * {@code timestamp}, in microseconds.
     *
     * @param clock {@link Clock#INSTANT} with {@code timezone: true}
     * @param defaultZone {@code defaultTimezone}: the zone of text without an offset
     */
    record Timestamp(Clock clock, Optional<TimePattern> format, Optional<String> defaultZone) implements DataType {
        @Override
        public String display() {
            return clock == Clock.INSTANT ? "timestamp" : "timestamp without time zone";
        }
    }

    /** {@code time} of day; kept as text in the form HH:mm:ss. */
    record Time(Optional<TimePattern> format) implements DataType {
        @Override
        public String display() {
            return "time";
        }
    }

    /** {@code array} of one type. */
    record Array(DataType element) implements DataType {
        @Override
        public String display() {
            return "array<" + element.display() + ">";
        }
    }

    /** {@code object} with named fields. */
    record Structure(List<Field> fields) implements DataType {
        public Structure {
            fields = List.copyOf(fields);
        }

        @Override
        public String display() {
            StringBuilder text = new StringBuilder("object<");
            for (Field field : fields) {
                text.append(text.length() > 7 ? ", " : "")
                        .append(field.name())
                        .append(": ")
                        .append(field.type().display());
            }
            return text.append('>').toString();
        }
    }

    /** A field of a {@link Structure}. */
    record Field(String name, DataType type) {}
}
