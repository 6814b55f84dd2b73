package dev.weir.quality.state;

import dev.weir.privacy.mask.MaskRecipe;
import dev.weir.privacy.mask.text.CanonicalText;
import dev.weir.privacy.mask.text.TextMask;
import dev.weir.quality.state.FrequencyState.Count;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import org.apache.spark.sql.types.BooleanType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DateType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.TimestampNTZType;
import org.apache.spark.sql.types.TimestampType;
import org.apache.spark.unsafe.types.UTF8String;
import org.jspecify.annotations.Nullable;

/**
 * Finds a value's count in its {@link FrequencyState} without naming it again: an open-addressed table from clear values to
 * counts, which stays in the task. A value is named, and made a pseudonym of, when it is first seen. For one thread.
 */
final class FrequencyCounter {

    /** More slots than values that can be counted, several spellings of one pseudonym included. */
    private static final int SLOTS = 1024;

    private static final int FULL = SLOTS / 2;
    private static final long MIX = 0x9E3779B97F4A7C15L;

    private final DataType type;
    private final FrequencyState state;
    private final @Nullable TextMask pseudonymiser;
    private final @Nullable Count[] counts = new @Nullable Count[SLOTS];
    private final long[] numbers;
    private final @Nullable UTF8String[] texts;
    private int used;

    FrequencyCounter(DataType type, FrequencyState state, Optional<MaskRecipe> pseudonym) {
        this.type = type;
        this.state = state;
        boolean text = type instanceof StringType;
        this.numbers = new long[text ? 0 : SLOTS];
        this.texts = new @Nullable UTF8String[text ? SLOTS : 0];
        this.pseudonymiser = pseudonym.map(MaskRecipe::open).orElse(null);
    }

    /** Counts an integer, a day, a moment or a truth (1 or 0); whether it had been counted before. */
    boolean add(long value) {
        int slot = slot(value * MIX);
        for (; ; slot = (slot + 1) & (SLOTS - 1)) {
            Count count = counts[slot];
            if (count == null) {
                break;
            }
            if (numbers[slot] == value) {
                count.add();
                return true;
            }
        }
        Count first = first(bytes(value), slot);
        if (first != null) {
            numbers[slot] = value;
        }
        return false;
    }

    /** Counts a text, which is looked at during the call only; whether it had been counted before. */
    boolean add(UTF8String value) {
        int slot = slot(value.hashCode() * MIX);
        for (; ; slot = (slot + 1) & (SLOTS - 1)) {
            Count count = counts[slot];
            if (count == null) {
                break;
            }
            if (value.equals(texts[slot])) {
                count.add();
                return true;
            }
        }
        if (value.numBytes() > FrequencyState.LONGEST) {
            state.overflow();
            return false;
        }
        Count first = first(value.getBytes(), slot);
        if (first != null) {
            texts[slot] = value.clone();
        }
        return false;
    }

    /** Whether there is nothing to count any more. */
    boolean over() {
        return state.overflowed();
    }

    private @Nullable Count first(byte[] utf8, int slot) {
        byte[] name = pseudonymiser == null ? utf8 : pseudonymiser.mask(utf8);
        Count count = state.count(new String(name, StandardCharsets.UTF_8));
        if (count == null) {
            return null;
        }
        count.add();
        if (used == FULL) { // many spellings of few pseudonyms: forget the spellings
            Arrays.fill(counts, null);
            used = 0;
        }
        used++;
        counts[slot] = count;
        return count;
    }

    private byte[] bytes(long value) {
        if (type instanceof BooleanType) {
            return CanonicalText.truth(value != 0);
        } else if (type instanceof DateType) {
            return CanonicalText.date((int) value);
        } else if (type instanceof TimestampType) {
            return CanonicalText.instant(value);
        } else if (type instanceof TimestampNTZType) {
            return CanonicalText.wallClock(value);
        }
        return CanonicalText.integer(value);
    }

    private static int slot(long mixed) {
        return (int) (mixed >>> 54);
    }
}
