package dev.weir.jobs.engine.mask;

import dev.weir.privacy.detect.IdentifierForm;
import dev.weir.privacy.detect.LeakScan;
import dev.weir.privacy.detect.TablePart;
import dev.weir.privacy.detect.model.NameModel;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.spark.sql.catalyst.expressions.SpecializedGetters;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.DoubleType;
import org.apache.spark.sql.types.LongType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.unsafe.types.UTF8String;
import org.jspecify.annotations.Nullable;

/**
 * What a column that is released as it is leaves of a value in a row that is not: all of it, unless it tells a person. A row is
 * put aside because something is wrong with it, and what is wrong may be that its columns have moved by one. A text becomes its
 * category in brackets, a number NULL.
 */
public final class WithheldValues extends ValueMask {

    private static final long serialVersionUID = 1L;

    /** Of the shortest whole number that tells a person alone: a mobile's. */
    private static final int FEWEST_DIGITS = 11;

    private final String column;
    private final DataType type;
    private final int ordinal;
    private final IdentifierForm[] forms;
    private final NameModel[] models;
    private final TreeSet<String> harmless;
    private transient @Nullable LeakScan scan;

    private WithheldValues(
            String column,
            DataType type,
            int ordinal,
            List<IdentifierForm> forms,
            List<NameModel> models,
            Set<String> harmless) {
        super("withhold what tells a person");
        this.column = column;
        this.type = type;
        this.ordinal = ordinal;
        this.forms = forms.toArray(IdentifierForm[]::new);
        this.models = models.toArray(NameModel[]::new);
        this.harmless = new TreeSet<>(harmless);
    }

    /**
     * For a column that no mask changes; empty where no value of its type tells a person by itself.
     *
     * @param ordinal of the column in the clear row
     * @param forms that the law gives to categories
     * @param models that are asked for names, too
     * @param harmless categories that its values only look like, by a steward's declaration
     */
    public static Optional<ValueMask> of(
            String column,
            DataType type,
            int ordinal,
            List<IdentifierForm> forms,
            List<NameModel> models,
            Set<String> harmless) {
        boolean mayTell = type instanceof StringType
                || type instanceof LongType
                || type instanceof DecimalType
                || type instanceof DoubleType;
        return mayTell
                ? Optional.of(new WithheldValues(column, type, ordinal, forms, models, harmless))
                : Optional.empty();
    }

    @Override
    boolean leavesItself() {
        return true;
    }

    @Override
    boolean takes(SpecializedGetters values) {
        if (type instanceof StringType || values.isNullAt(ordinal)) {
            return false;
        }
        String digits = digits(values);
        return digits.length() >= FEWEST_DIGITS
                && category(digits.getBytes(StandardCharsets.US_ASCII), 0, digits.length())
                        .isPresent();
    }

    private String digits(SpecializedGetters values) {
        if (type instanceof LongType) {
            return Long.toString(values.getLong(ordinal)).replace("-", "");
        } else if (type instanceof DecimalType decimal) {
            return WatchedValue.whole(values.getDecimal(ordinal, decimal.precision(), decimal.scale())
                    .toJavaBigDecimal());
        }
        double number = values.getDouble(ordinal);
        return Double.isFinite(number) ? WatchedValue.whole(new BigDecimal(number)) : "";
    }

    @Override
    UTF8String text(SpecializedGetters values, int place) {
        UTF8String text = values.getUTF8String(place);
        byte[] utf8 = WatchedValue.bytes(text);
        int from = WatchedValue.from(text, utf8);
        return category(utf8, from, from + text.numBytes())
                .map(found -> UTF8String.fromString("[" + found + "]"))
                .orElse(text);
    }

    @Override
    long micros(SpecializedGetters values, int place) {
        return values.getLong(place);
    }

    /** The first that no steward calls harmless. */
    private Optional<String> category(byte[] utf8, int from, int to) {
        LeakScan open = scan;
        if (open == null) {
            open = new LeakScan(column, List.of(forms), List.of(models), TablePart.WHOLE);
            scan = open;
        }
        return open.categories(utf8, from, to).stream()
                .filter(found -> !harmless.contains(found))
                .findFirst();
    }
}
