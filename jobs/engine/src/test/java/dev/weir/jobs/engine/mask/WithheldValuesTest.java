package dev.weir.jobs.engine.mask;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.jobs.engine.run.TrainedModel;
import dev.weir.privacy.detect.IdentifierForm;
import dev.weir.privacy.detect.model.NameModel;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.types.Decimal;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.types.UTF8String;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What stays of values that no mask changes, in a row that is put aside. */
class WithheldValuesTest {

    private static final StructType COLUMNS =
            StructType.fromDDL("number BIGINT, exact DECIMAL(20,2), real DOUBLE, word STRING, small INT");

    @Test
    void aNumberThatTellsAPersonIsNull() {
        InternalRow row = row(13812345678L, "13812345678.50", -13812345678.0, "13812345678", 7);
        assertThat(row.isNullAt(0)).isTrue();
        assertThat(row.isNullAt(1)).isTrue();
        assertThat(row.isNullAt(2)).isTrue();
        assertThat(row.getUTF8String(3)).hasToString("[PHONE]");
        assertThat(row.getInt(4)).isEqualTo(7);
    }

    @Test
    void anyOtherStaysAsItIs() {
        InternalRow row = row(20_000_000_001L, "12.50", Double.NaN, "M", 7);
        StructField[] fields = COLUMNS.fields();
        assertThat(row.getLong(0)).isEqualTo(20_000_000_001L);
        assertThat(row.get(0, fields[0].dataType())).isEqualTo(20_000_000_001L);
        assertThat(row.getDecimal(1, 20, 2).toJavaBigDecimal()).isEqualByComparingTo("12.5");
        assertThat(row.get(1, fields[1].dataType())).isEqualTo(Decimal.apply(new BigDecimal("12.50")));
        assertThat(row.getDouble(2)).isNaN();
        assertThat(row.getUTF8String(3)).hasToString("M");
    }

    @Test
    void whatTheLawGivesAFormIsWithheld() {
        assertThat(row(1L, "1", 1, "DEV-1234", 1, List.of(new IdentifierForm("DEVICE", "DEV-[0-9]{4}")), Set.of())
                        .getUTF8String(3))
                .hasToString("[DEVICE]");
    }

    @Test
    void aFormIsFoundInFullWidth() {
        assertThat(row(1L, "1", 1, "ＤＥＶ－１２３４", 1, List.of(new IdentifierForm("DEVICE", "DEV-[0-9]{4}")), Set.of())
                        .getUTF8String(3))
                .hasToString("[DEVICE]");
    }

    @Test
    void whatAStewardCallsHarmlessStays() {
        InternalRow row = row(13812345678L, "1", 1, "13812345678", 7, List.of(), Set.of("PHONE"));
        assertThat(row.getLong(0)).isEqualTo(13812345678L);
        assertThat(row.getUTF8String(3)).hasToString("13812345678");
        assertThat(row(1L, "1", 1, "13812345678", 7, List.of(), Set.of("NAME")).getUTF8String(3))
                .hasToString("[PHONE]");
    }

    @Test
    void aNameThatAModelFindsIsWithheld(@TempDir Path folder) {
        NameModel model = NameModel.of(folder, TrainedModel.in(folder));
        String text = "gestern kam Zylathorn zur Kontrolle";

        assertThat(row(1L, "1", 1, text, 1, List.of(), List.of(model), Set.of()).getUTF8String(3))
                .hasToString("[NAME]");
        assertThat(row(1L, "1", 1, text, 1).getUTF8String(3)).hasToString(text);
    }

    private static InternalRow row(long number, String exact, double real, String word, int small) {
        return row(number, exact, real, word, small, List.of(), Set.of());
    }

    private static InternalRow row(
            long number,
            String exact,
            double real,
            String word,
            int small,
            List<IdentifierForm> forms,
            Set<String> harmless) {
        return row(number, exact, real, word, small, forms, List.of(), harmless);
    }

    private static InternalRow row(
            long number,
            String exact,
            double real,
            String word,
            int small,
            List<IdentifierForm> forms,
            List<NameModel> models,
            Set<String> harmless) {
        StructField[] fields = COLUMNS.fields();
        @Nullable ValueMask[] masks = new ValueMask[fields.length];
        int[] source = new int[fields.length];
        for (int i = 0; i < fields.length; i++) {
            source[i] = i;
            masks[i] = WithheldValues.of(fields[i].name(), fields[i].dataType(), i, forms, models, harmless)
                    .orElse(null);
        }
        return new MaskedRow(COLUMNS, source, masks).of(new GenericInternalRow(new Object[] {
            number, Decimal.apply(new BigDecimal(exact).setScale(2), 20, 2), real, UTF8String.fromString(word), small
        }));
    }
}
