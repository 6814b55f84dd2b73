package dev.weir.contracts;

import java.util.List;
import java.util.Optional;

/**
 * A column's type: ODCS v3.1 {@code logicalType} with what {@code physicalType} and {@code logicalTypeOptions} add. The
 * text form of a value in a source is not part of it, but for {@link #format}: the only form that is accepted.
 */
public sealed interface DataType {

    <R> R match(Cases<R> cases);

    /** The type's name in messages and manifests, such as {@code decimal(10,2)}. */
    String display();

    /** The only text form accepted at the border, a {@link java.time.format.DateTimeFormatter} pattern. */
    default Optional<String> format() {
        return Optional.empty();
    }

    /** Whether its values are objects, or hold some. */
    default boolean hasObject() {
        return this instanceof Structure
                || (this instanceof Array array && array.element().hasObject());
    }

    /** One method per type. */
    interface Cases<R> {
        R text(Text type);

        R integer(Int64 type);

        R decimal(Decimal type);

        R number(Real type);

        R bool(Bool type);

        R date(Date type);

        R timestamp(Timestamp type);

        R time(Time type);

        R array(Array type);

        R object(Structure type);
    }

    /** {@code string}. */
    record Text() implements DataType {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.text(this);
        }

        @Override
        public String display() {
            return "string";
        }
    }

    /** {@code integer}: 64 bits, signed. */
    record Int64() implements DataType {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.integer(this);
        }

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
        public <R> R match(Cases<R> cases) {
            return cases.decimal(this);
        }

        @Override
        public String display() {
            return "decimal(" + precision + "," + scale + ")";
        }
    }

    /** {@code number}: an IEEE 754 double. */
    record Real() implements DataType {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.number(this);
        }

        @Override
        public String display() {
            return "number";
        }
    }

    /** {@code boolean}. */
    record Bool() implements DataType {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.bool(this);
        }

        @Override
        public String display() {
            return "boolean";
        }
    }

    /** {@code date}. */
    record Date(Optional<String> format) implements DataType {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.date(this);
        }

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
    record Timestamp(Clock clock, Optional<String> format, Optional<String> defaultZone) implements DataType {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.timestamp(this);
        }

        @Override
        public String display() {
            return clock == Clock.INSTANT ? "timestamp" : "timestamp without time zone";
        }
    }

    /** {@code time} of day; kept as text in the form HH:mm:ss. */
    record Time(Optional<String> format) implements DataType {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.time(this);
        }

        @Override
        public String display() {
            return "time";
        }
    }

    /** {@code array} of one type. */
    record Array(DataType element) implements DataType {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.array(this);
        }

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
        public <R> R match(Cases<R> cases) {
            return cases.object(this);
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
