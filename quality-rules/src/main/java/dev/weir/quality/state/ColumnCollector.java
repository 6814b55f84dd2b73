package dev.weir.quality.state;

import dev.weir.privacy.mask.MaskRecipe;
import java.math.BigDecimal;
import java.util.Optional;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.XXH64;
import org.apache.spark.sql.catalyst.expressions.XxHash64Function;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.Decimal;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.unsafe.Platform;
import org.apache.spark.unsafe.types.UTF8String;
import org.jspecify.annotations.Nullable;

/** Takes one column's value out of a row and into the states that want it. */
final class ColumnCollector {

    private final int ordinal;
    private final DataType type;
    private final ValueKind kind;
    private final @Nullable NumberState numbers;
    private final @Nullable LengthState lengths;
    private final @Nullable DistinctState distinct;
    private final @Nullable QuantileState quantiles;
    private @Nullable FrequencyCounter counter;

    ColumnCollector(int ordinal, DataType type, ColumnState state, Optional<MaskRecipe> pseudonym) {
        this.ordinal = ordinal;
        this.type = type;
        this.kind = ValueKind.of(type);
        this.numbers = state.numbers().orElse(null);
        this.lengths = state.lengths().orElse(null);
        this.distinct = state.distinct().orElse(null);
        this.quantiles = state.quantiles().orElse(null);
        this.counter = state.frequencies()
                .map(frequencies -> new FrequencyCounter(type, frequencies, pseudonym))
                .orElse(null);
    }

    void add(InternalRow row) {
        if (row.isNullAt(ordinal)) {
            return;
        }
        switch (kind) {
            case BOOLEAN -> addTruth(row.getBoolean(ordinal));
            case BYTE -> addInt(row.getByte(ordinal));
            case SHORT -> addInt(row.getShort(ordinal));
            case INT -> addInt(row.getInt(ordinal));
            case LONG -> addLong(row.getLong(ordinal));
            case FLOAT -> addFloat(row.getFloat(ordinal));
            case DOUBLE -> addDouble(row.getDouble(ordinal));
            case DECIMAL -> addDecimal(row, (DecimalType) type);
            case TEXT -> addText(row.getUTF8String(ordinal));
            case BINARY -> addHashOf(row.getBinary(ordinal));
            case NESTED -> throw new IllegalStateException("Nothing is measured of nested columns");
        }
    }

    private void addTruth(boolean value) {
        int bit = value ? 1 : 0;
        if (!counted(bit)) {
            addHashOfInt(bit);
        }
    }

    private void addInt(int value) {
        if (!counted(value)) {
            addHashOfInt(value);
        }
        addInteger(value);
    }

    private void addLong(long value) {
        if (!counted(value) && distinct != null) {
            distinct.add(XXH64.hashLong(value, DistinctState.SEED));
        }
        addInteger(value);
    }

    private void addInteger(long value) {
        if (numbers instanceof LongState longs) {
            longs.add(value);
        }
        addQuantile((double) value);
    }

    private void addFloat(float value) {
        addHashOf(value);
        addReal(value);
    }

    /** The hash as Spark's own function takes it of doubles, without a box. */
    private void addDouble(double value) {
        if (distinct != null) {
            distinct.add(XXH64.hashLong(Double.doubleToLongBits(value + 0.0), DistinctState.SEED));
        }
        addReal(value);
    }

    private void addReal(double value) {
        if (numbers instanceof DoubleState doubles) {
            doubles.add(value);
        }
        addQuantile(value);
    }

    private void addDecimal(InternalRow row, DecimalType type) {
        Decimal value = row.getDecimal(ordinal, type.precision(), type.scale());
        addHashOf(value);
        BigDecimal exact = value.toJavaBigDecimal();
        if (numbers instanceof DecimalState decimals) {
            decimals.add(exact);
        }
        addQuantile(exact.doubleValue());
    }

    private void addText(UTF8String value) {
        if (counted(value)) {
            return;
        }
        if (distinct != null) {
            distinct.add(XXH64.hashUTF8String(value, DistinctState.SEED));
        }
        if (lengths != null) {
            lengths.add(isAscii(value) ? value.numBytes() : value.numChars());
        }
    }

    /** Counts the value; whether it was counted before, so that what looks for new values need not see it again. */
    private boolean counted(long value) {
        return counter != null && goesOn(counter, counter.add(value));
    }

    private boolean counted(UTF8String value) {
        return counter != null && goesOn(counter, counter.add(value));
    }

    private boolean goesOn(FrequencyCounter counting, boolean before) {
        if (!before && counting.over()) {
            counter = null;
        }
        return before;
    }

    /** Eight bytes at a time: counting characters one by one costs more than all else that is measured of a text. */
    private static boolean isAscii(UTF8String text) {
        Object base = text.getBaseObject();
        long offset = text.getBaseOffset();
        int length = text.numBytes();
        long high = 0;
        int i = 0;
        for (; i <= length - Long.BYTES; i += Long.BYTES) {
            high |= Platform.getLong(base, offset + i);
        }
        for (; i < length; i++) {
            high |= Platform.getByte(base, offset + i);
        }
        return (high & 0x8080808080808080L) == 0;
    }

    private void addQuantile(double value) {
        if (quantiles != null) {
            quantiles.add(value);
        }
    }

    private void addHashOfInt(int value) {
        if (distinct != null) {
            distinct.add(XXH64.hashInt(value, DistinctState.SEED));
        }
    }

    /** Spark's own function knows what each type's bytes are, negative zero and wide decimals included. */
    private void addHashOf(Object value) {
        if (distinct != null) {
            distinct.add(XxHash64Function.hash(value, type, DistinctState.SEED));
        }
    }
}
