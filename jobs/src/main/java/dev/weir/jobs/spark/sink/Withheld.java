package dev.weir.jobs.spark.sink;

import dev.weir.privacy.detect.IdentifierForm;
import dev.weir.privacy.detect.LeakScan;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
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
final class Withheld extends ValueMask {

    private static final long serialVersionUID = 1L;

    /** Of the shortest whole number that tells a person alone: a mobile's. */
    private static final int FEWEST_DIGITS = 11;

    private final String column;
    private final DataType type;
    private final int ordinal;
    private final IdentifierForm[] forms;
    private transient @Nullable LeakScan scan;

    private Withheld(String column, DataType type, int ordinal, List<IdentifierForm> forms) {
        super("withhold what tells a person");
        this.column = column;
        this.type = type;
        this.ordinal = ordinal;
        this.forms = forms.toArray(IdentifierForm[]::new);
    }

    /**
     * For a column that no mask changes; empty where no value of its type tells a person by itself.
     *
     * @param ordinal of the column in the clear row
     * @param forms that the law gives to categories
     */
    static Optional<ValueMask> of(String column, DataType type, int ordinal, List<IdentifierForm> forms) {
        boolean mayTell = type instanceof StringType
                || type instanceof LongType
                || type instanceof DecimalType
                || type instanceof DoubleType;
        return mayTell ? Optional.of(new Withheld(column, type, ordinal, forms)) : Optional.empty();
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
                && category(digits.getBytes(StandardCharsets.US_ASCII)).isPresent();
    }

    /** Before the point, whatever the sign: a number is no less a telephone's for a half that is added to it. */
    private String digits(SpecializedGetters values) {
        if (type instanceof LongType) {
            return Long.toString(values.getLong(ordinal)).replace("-", "");
        } else if (type instanceof DecimalType decimal) {
            return whole(values.getDecimal(ordinal, decimal.precision(), decimal.scale())
                    .toJavaBigDecimal());
        }
        double number = values.getDouble(ordinal);
        return Double.isFinite(number) ? whole(new BigDecimal(number)) : "";
    }

    private static String whole(BigDecimal number) {
        return number.abs().toBigInteger().toString();
    }

    @Override
    UTF8String text(SpecializedGetters values, int place) {
        UTF8String text = values.getUTF8String(place);
        return category(text.getBytes())
                .map(found -> UTF8String.fromString("[" + found + "]"))
                .orElse(text);
    }

    @Override
    long micros(SpecializedGetters values, int place) {
        return values.getLong(place);
    }

    private Optional<String> category(byte[] utf8) {
        LeakScan open = scan;
        if (open == null) {
            open = new LeakScan(column, List.of(forms));
            scan = open;
        }
        return open.categories(utf8, from, to).stream().findFirst();
    }
}
