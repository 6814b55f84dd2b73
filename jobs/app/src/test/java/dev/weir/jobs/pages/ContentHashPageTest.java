package dev.weir.jobs.pages;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.contracts.release.ContentDigest;
import dev.weir.jobs.engine.content.HashMethod;
import dev.weir.jobs.engine.content.RowHash;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.types.Decimal;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.types.UTF8String;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The hashes of the example in docs/content-hash.md are what {@link RowHash} computes. */
class ContentHashPageTest {

    private static final StructType COLUMNS = new StructType()
            .add("id", "bigint")
            .add("姓名", "string")
            .add("weight", "double")
            .add("price", "decimal(10,2)");

    @ParameterizedTest
    @EnumSource(
            value = HashMethod.class,
            names = {"ROWS", "LTHASH"})
    void showsTheHashesOfItsExample(HashMethod method) throws IOException {
        String page = Files.readString(Path.of("..", "..", "docs", "content-hash.md"));
        RowHash hash = new RowHash(COLUMNS, method);
        assertThat(page).contains("`" + hash.sum().hash() + "`");

        add(hash, 1L, UTF8String.fromString("张三"), -0.0, Decimal.apply(new BigDecimal("123.45"), 10, 2));
        add(hash, -2L, null, Double.longBitsToDouble(0x7ff8000000000001L), null);
        assertThat(page).contains("`" + hash.sum().hash() + "`");
        for (ContentDigest.OfColumn column : hash.sum().content().columns().subList(0, 2)) {
            assertThat(page)
                    .contains("| `" + column.name() + "` | " + column.values() + " | `" + column.sum() + "` | `"
                            + column.hash() + "` |");
        }
    }

    private static void add(RowHash hash, @Nullable Object... values) {
        hash.add(new GenericInternalRow(values));
    }
}
