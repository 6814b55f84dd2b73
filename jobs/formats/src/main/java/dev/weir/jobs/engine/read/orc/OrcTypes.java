package dev.weir.jobs.engine.read.orc;

import dev.weir.jobs.engine.read.typed.TypedFields;
import dev.weir.jobs.engine.read.value.ValueType;
import java.util.Optional;
import org.apache.orc.TypeDescription;

/** What the types of ORC are for contracts. */
final class OrcTypes {

    private OrcTypes() {}

    /** The columns of a file; none where its records are no structs. */
    static TypedFields fields(TypeDescription schema) {
        return new TypedFields(
                schema.getFieldNames(),
                schema.getChildren().stream().map(OrcTypes::type).toList(),
                schema.getChildren().stream().map(OrcTypes::words).toList());
    }

    /** A type in ORC's words, without names of what lies in it. */
    private static String words(TypeDescription type) {
        return switch (type.getCategory()) {
            case STRUCT, MAP, UNION -> type.getCategory().getName();
            case LIST -> "array<" + words(type.getChildren().get(0)) + ">";
            default -> type.toString();
        };
    }

    /** A {@code timestamp} of ORC is what a clock on the wall shows; only one with a local time zone is a point in time. */
    private static Optional<ValueType> type(TypeDescription type) {
        return switch (type.getCategory()) {
            case BOOLEAN -> Optional.of(ValueType.Flag.WORDS);
            case BYTE, SHORT, INT, LONG -> Optional.of(ValueType.Whole.LONG);
            case FLOAT, DOUBLE -> Optional.of(ValueType.Real.FINITE);
            case STRING, CHAR, VARCHAR -> Optional.of(new ValueType.Text());
            case DATE -> Optional.of(new ValueType.Day(ValueType.ISO));
            case TIMESTAMP -> Optional.of(new ValueType.WallClock(ValueType.ISO));
            case TIMESTAMP_INSTANT -> Optional.of(new ValueType.Instant(ValueType.ISO, ""));
            case DECIMAL -> ValueType.Exact.of(type.getPrecision(), type.getScale());
            case LIST -> type(type.getChildren().get(0)).map(ValueType.ListOf::new);
            case BINARY, MAP, STRUCT, UNION -> Optional.empty();
        };
    }
}
