package dev.weir.jobs.draft;

import dev.weir.contracts.DataType;
import dev.weir.jobs.engine.read.value.ValueType;
import java.util.Optional;

/** A type of the readers in a contract's terms, without the form of its texts. */
record ContractType() implements ValueType.Cases<DataType> {

    @Override
    public DataType text(ValueType.Text type) {
        return new DataType.Text();
    }

    @Override
    public DataType asWritten(ValueType.AsWritten type) {
        return new DataType.Text();
    }

    @Override
    public DataType whole(ValueType.Whole type) {
        return new DataType.Int64();
    }

    @Override
    public DataType exact(ValueType.Exact type) {
        return new DataType.Decimal(type.precision(), type.scale());
    }

    @Override
    public DataType real(ValueType.Real type) {
        return new DataType.Real();
    }

    @Override
    public DataType flag(ValueType.Flag type) {
        return new DataType.Bool();
    }

    @Override
    public DataType day(ValueType.Day type) {
        return new DataType.Date(Optional.empty());
    }

    @Override
    public DataType instant(ValueType.Instant type) {
        return new DataType.Timestamp(DataType.Clock.INSTANT, Optional.empty(), Optional.empty());
    }

    @Override
    public DataType wallClock(ValueType.WallClock type) {
        return new DataType.Timestamp(DataType.Clock.WALL, Optional.empty(), Optional.empty());
    }

    @Override
    public DataType timeOfDay(ValueType.TimeOfDay type) {
        return new DataType.Time(Optional.empty());
    }

    @Override
    public DataType listOf(ValueType.ListOf type) {
        return new DataType.Array(type.element().match(this));
    }

    @Override
    public DataType objectOf(ValueType.ObjectOf type) {
        return new DataType.Structure(type.fields().stream()
                .map(field -> new DataType.Field(field.name(), field.type().match(this)))
                .toList());
    }
}
