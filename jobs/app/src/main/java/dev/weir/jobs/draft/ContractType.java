package dev.weir.jobs.draft;

import dev.weir.contracts.DataType;
import dev.weir.jobs.engine.read.value.ValueType;
import java.util.Optional;

/** A type of the readers in a contract's terms, without the form of its texts. */
final class ContractType {

    private ContractType() {}

    static DataType of(ValueType type) {
        return switch (type.kind()) {
            case TEXT, AS_WRITTEN -> new DataType.Text();
            case WHOLE -> new DataType.Int64();
            case EXACT -> new DataType.Decimal(((ValueType.Exact) type).precision(), ((ValueType.Exact) type).scale());
            case REAL -> new DataType.Real();
            case FLAG -> new DataType.Bool();
            case DAY -> new DataType.Date(Optional.empty());
            case INSTANT -> new DataType.Timestamp(DataType.Clock.INSTANT, Optional.empty(), Optional.empty());
            case WALL_CLOCK -> new DataType.Timestamp(DataType.Clock.WALL, Optional.empty(), Optional.empty());
            case TIME_OF_DAY -> new DataType.Time(Optional.empty());
            case LIST_OF -> new DataType.Array(of(((ValueType.ListOf) type).element()));
            case OBJECT_OF ->
                new DataType.Structure(((ValueType.ObjectOf) type)
                        .fields().stream()
                                .map(field -> new DataType.Field(field.name(), of(field.type())))
                                .toList());
        };
    }
}
