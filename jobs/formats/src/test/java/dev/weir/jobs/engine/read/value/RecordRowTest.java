package dev.weir.jobs.engine.read.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.apache.spark.sql.catalyst.util.GenericArrayData;
import org.apache.spark.sql.types.Decimal;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.types.UTF8String;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecordRowTest {

    private static RecordRow row(String type) {
        return new RecordRow(
                RecordColumns.appendTo(StructType.fromDDL("value " + type)), UTF8String.fromString("file"));
    }

    /** Their values are bits or text, and an object would be lost. */
    @ParameterizedTest
    @ValueSource(strings = {"STRING", "INT", "BIGINT", "DOUBLE", "BOOLEAN", "DATE", "TIMESTAMP", "DECIMAL(9,2)"})
    void anObjectIsNoValueOfAPlainColumn(String type) {
        assertThatThrownBy(() -> row(type).setObject(0, UTF8String.fromString("1")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("ValueReader");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ARRAY<STRING>", "STRUCT<a: STRING>", "DECIMAL(20,3)"})
    void anObjectIsOneOfItsColumnsType(String type) {
        assertThatThrownBy(() -> row(type).setObject(0, "1")).hasMessageContaining(type.substring(0, 5));
        if (type.startsWith("DEC")) {
            row(type).setObject(0, Decimal.apply("1.000"));
        } else if (type.startsWith("ARRAY")) {
            RecordRow row = row(type);
            GenericArrayData list = new GenericArrayData(new Object[0]);
            row.setObject(0, list);
            assertThat(row.getArray(0)).isSameAs(list);
        }
    }
}
