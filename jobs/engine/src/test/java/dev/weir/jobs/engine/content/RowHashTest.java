package dev.weir.jobs.engine.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.contracts.release.ContentDigest;
import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.types.UTF8String;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RowHashTest {

    private static final StructType COLUMNS = new StructType()
            .add("id", "bigint")
            .add("姓名", "string")
            .add("weight", "double")
            .add("price", "decimal(10,2)");

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

    @Property(tries = 60)
    void isWhatAnybodyComputesByTheDocument(
            @ForAll("tables") RandomRows table, @ForAll HashMethod method, @ForAll @IntRange(max = 12) int cut)
            throws IOException, GeneralSecurityException {
        if (method == HashMethod.NONE) {
            return;
        }
        int middle = Math.min(cut, table.rows().size());
        ContentSum left = sum(table, method, 0, middle);
        ContentSum right = sum(table, method, middle, table.rows().size());
        ContentSum whole = right.plus(left);

        assertThat(whole.content()).isEqualTo(NaiveContent.of(table.rows(), table.columns(), method.word()));
        assertThat(whole.minus(right)).isEqualTo(left);
        assertThat(ContentSum.of(table.columns(), whole.content())).isEqualTo(whole);
    }

    @Provide
    Arbitrary<RandomRows> tables() {
        return RandomRows.any();
    }

    private static ContentSum sum(RandomRows table, HashMethod method, int from, int to) {
        RowHash hash = new RowHash(table.columns(), method);
        table.internal().subList(from, to).forEach(hash::add);
        return hash.sum();
    }

    /** Lanes of 16 bits would all be 0 after 65,536 copies of a row, whatever the row. */
    @ParameterizedTest
    @EnumSource(names = "NONE", mode = EnumSource.Mode.EXCLUDE)
    void copiesOfARowDoNotCancel(HashMethod method) {
        ContentSum ones = copies(row(1L, null, null, null), 65_536, method);
        ContentSum twos = copies(row(2L, null, null, null), 65_536, method);

        assertThat(ones.digests()).doesNotMatch("0+");
        assertThat(ones.rows()).isEqualTo(twos.rows());
        assertThat(ones.hash()).isNotEqualTo(twos.hash());
    }

    private static ContentSum copies(InternalRow row, int times, HashMethod method) {
        RowHash hash = new RowHash(COLUMNS, method);
        for (int i = 0; i < times; i++) {
            hash.add(row);
        }
        return hash.sum();
    }

    @Test
    void ofAColumnKnowsItsValuesAndNotTheirRows() {
        StructType texts = new StructType().add("a", "string").add("b", "string");
        ContentDigest straight =
                content(texts, row(text("x"), text("u")), row(text("y"), text("v")), row(null, text("v")));
        ContentDigest crossed =
                content(texts, row(text("y"), text("u")), row(text("x"), text("v")), row(null, text("v")));
        ContentDigest other =
                content(texts, row(text("x"), text("u")), row(text("z"), text("v")), row(null, text("v")));

        assertThat(crossed.columns()).isEqualTo(straight.columns());
        assertThat(crossed.hash()).isNotEqualTo(straight.hash());
        assertThat(other.column("a")).isNotEqualTo(straight.column("a"));
        assertThat(other.column("b")).isEqualTo(straight.column("b"));
        assertThat(straight.column("a").orElseThrow().values()).isEqualTo(2);
    }

    @Test
    void addsUpOnlyWhatIsOfTheSameColumns() {
        ContentSum sum = ContentSum.none(COLUMNS, HashMethod.ROWS);
        ContentDigest content = sum.content();
        StructType others = new StructType().add("id", "int");

        assertThatThrownBy(() -> sum.plus(ContentSum.none(others, HashMethod.ROWS)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> sum.plus(ContentSum.none(COLUMNS, HashMethod.LTHASH)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> ContentSum.of(COLUMNS, new ContentDigest(1, content.hash(), content.sum(), List.of())))
                .hasMessageContaining("content hash");
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

    private static ContentDigest content(StructType columns, InternalRow... rows) {
        RowHash hash = new RowHash(columns, HashMethod.ROWS);
        Arrays.asList(rows).forEach(hash::add);
        return hash.sum().content();
    }

    private static UTF8String text(String text) {
        return UTF8String.fromString(text);
    }

    private static InternalRow row(@Nullable Object... values) {
        return new GenericInternalRow(values);
    }
}
