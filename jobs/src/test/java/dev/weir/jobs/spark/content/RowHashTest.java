package dev.weir.jobs.spark.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.Decimal;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.types.UTF8String;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RowHashTest {

    private static final StructType COLUMNS = new StructType()
            .add("id", "bigint")
            .add("姓名", "string")
            .add("weight", "double")
            .add("price", "decimal(10,2)");

    @Test
    void isThatOfTheExampleInTheDocument() {
        RowHash hash = new RowHash(COLUMNS, HashMethod.ROWS);
        assertThat(hash.sum().hash())
                .isEqualTo("weir-rows-1:303be6c83694a30d228a924467860748ebfbed6990cb2cdc143361ca927845e8");

        hash.add(row(1L, UTF8String.fromString("张三"), -0.0, Decimal.apply(new BigDecimal("123.45"), 10, 2)));
        hash.add(row(-2L, null, Double.longBitsToDouble(0x7ff8000000000001L), null));
        assertThat(hash.sum().hash())
                .isEqualTo("weir-rows-1:a23df42a1cec35f4f095a1566e84eee32fbcae1d369297ed6208695584b9ac66");
    }

    @Property(tries = 100)
    void partsAddUpWhateverTheirCut(
            @ForAll @Size(max = 40) List<Long> ids, @ForAll @IntRange(min = 1, max = 5) int parts) {
        RowHash whole = new RowHash(COLUMNS, HashMethod.ROWS);
        ids.forEach(id -> whole.add(row(id, null, null, null)));
        ContentSum sum = ContentSum.none(COLUMNS, HashMethod.ROWS);
        for (int part = 0; part < parts; part++) {
            RowHash hash = new RowHash(COLUMNS, HashMethod.ROWS);
            for (int i = ids.size() - 1 - part; i >= 0; i -= parts) {
                hash.add(row(ids.get(i), null, null, null));
            }
            sum = sum.plus(hash.sum());
        }

        assertThat(sum).isEqualTo(whole.sum());
    }

    @Test
    void carriesAcrossAllWords() {
        BigInteger greatest = BigInteger.ONE.shiftLeft(256).subtract(BigInteger.ONE);
        RowHash hash = new RowHash(COLUMNS, HashMethod.ROWS);
        BigInteger expected = BigInteger.ZERO;
        for (long id = 0; id < 2_000; id++) {
            RowHash alone = new RowHash(COLUMNS, HashMethod.ROWS);
            alone.add(row(id, null, null, null));
            expected = expected.add(new BigInteger(alone.sum().digests(), 16)).and(greatest);
            hash.add(row(id, null, null, null));
        }

        assertThat(hash.sum().rows()).isEqualTo(2_000);
        assertThat(hash.sum().digests()).isEqualTo("%064x".formatted(expected));
    }

    @Test
    void tellsApartRowsThatDifferOnlyInWhereAValueEnds() {
        StructType texts = new StructType().add("a", "string").add("b", "string");

        assertThat(hash(texts, row(text("ab"), text("c")))).isNotEqualTo(hash(texts, row(text("a"), text("bc"))));
        assertThat(hash(texts, row(text(""), null))).isNotEqualTo(hash(texts, row(null, text(""))));
        assertThat(hash(texts)).isNotEqualTo(hash(new StructType().add("a", "string")));
    }

    @Test
    void refusesATypeWithoutEncoding() {
        StructType map = new StructType().add("m", DataTypes.createMapType(DataTypes.StringType, DataTypes.StringType));

        assertThatThrownBy(() -> new RowHash(map, HashMethod.ROWS)).hasMessageContaining("no encoding for type map");
    }

    private static String hash(StructType columns, InternalRow... rows) {
        RowHash hash = new RowHash(columns, HashMethod.ROWS);
        Arrays.asList(rows).forEach(hash::add);
        return hash.sum().hash();
    }

    private static UTF8String text(String text) {
        return UTF8String.fromString(text);
    }

    private static InternalRow row(@Nullable Object... values) {
        return new GenericInternalRow(values);
    }
}
