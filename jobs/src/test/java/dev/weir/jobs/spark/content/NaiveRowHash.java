package dev.weir.jobs.spark.content;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Date;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;
import scala.collection.JavaConverters;

/** docs/content-hash.md followed to the letter, from rows as anybody reads them. */
public final class NaiveRowHash {

    private NaiveRowHash() {}

    public static String of(List<Row> rows, StructType columns) throws IOException, NoSuchAlgorithmException {
        BigInteger sum = BigInteger.ZERO;
        for (Row row : rows) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            putAll(values(row), bytes);
            sum = sum.add(new BigInteger(1, sha256(bytes.toByteArray())));
        }
        StringBuilder text = new StringBuilder("weir-rows-1\n");
        for (var field : columns.fields()) {
            text.append(field.name().getBytes(StandardCharsets.UTF_8).length)
                    .append(':')
                    .append(field.name())
                    .append(' ')
                    .append(type(field.dataType()))
                    .append('\n');
        }
        text.append("rows ").append(rows.size()).append('\n');
        text.append("sum ")
                .append("%064x".formatted(sum.mod(BigInteger.TWO.pow(256))))
                .append('\n');
        return "weir-rows-1:" + HexFormat.of().formatHex(sha256(text.toString().getBytes(StandardCharsets.UTF_8)));
    }

    /** Spark's names are those of the document, but for the fields of a struct. */
    private static String type(DataType type) {
        if (type instanceof StructType struct) {
            StringBuilder text = new StringBuilder();
            for (var field : struct.fields()) {
                text.append(text.isEmpty() ? "" : ",")
                        .append(field.name().length())
                        .append(':')
                        .append(field.name())
                        .append(' ')
                        .append(type(field.dataType()));
            }
            return "struct<" + text + ">";
        }
        return type.catalogString();
    }

    private static @Nullable Object[] values(Row row) {
        @Nullable Object[] values = new Object[row.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = row.get(i);
        }
        return values;
    }

    private static void putAll(@Nullable Object[] values, ByteArrayOutputStream out) throws IOException {
        byte[] nulls = new byte[(values.length + 7) / 8];
        for (int i = 0; i < values.length; i++) {
            if (values[i] == null) {
                nulls[i / 8] |= (byte) (1 << i % 8);
            }
        }
        out.write(nulls);
        for (Object value : values) {
            if (value != null) {
                put(value, out);
            }
        }
    }

    private static void put(Object value, ByteArrayOutputStream out) throws IOException {
        if (value instanceof Boolean truth) {
            out.write(truth ? 1 : 0);
        } else if (value instanceof Short number) {
            out.write(little(2).putShort(number).array());
        } else if (value instanceof Integer number) {
            out.write(little(4).putInt(number).array());
        } else if (value instanceof Long number) {
            out.write(little(8).putLong(number).array());
        } else if (value instanceof Float number) {
            out.write(little(4).putFloat(number == 0 ? 0 : number).array());
        } else if (value instanceof Double number) {
            out.write(little(8).putDouble(number == 0 ? 0 : number).array());
        } else if (value instanceof BigDecimal number) {
            byte[] unscaled = number.unscaledValue().toByteArray();
            out.write(number.scale());
            out.write(little(4).putInt(unscaled.length).array());
            out.write(unscaled);
        } else if (value instanceof String text) {
            byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
            out.write(little(4).putInt(utf8.length).array());
            out.write(utf8);
        } else if (value instanceof Date date) {
            out.write(little(4).putInt((int) date.toLocalDate().toEpochDay()).array());
        } else if (value instanceof Timestamp timestamp) {
            out.write(little(8).putLong(micros(timestamp.toInstant())).array());
        } else if (value instanceof LocalDateTime wall) {
            out.write(little(8).putLong(micros(wall.toInstant(ZoneOffset.UTC))).array());
        } else if (value instanceof Row struct) {
            putAll(values(struct), out);
        } else if (value instanceof scala.collection.Seq<?> sequence) {
            @Nullable Object[] elements = JavaConverters.seqAsJavaList(sequence).toArray();
            out.write(little(4).putInt(elements.length).array());
            putAll(elements, out);
        } else {
            throw new IllegalArgumentException("No encoding for a " + value.getClass());
        }
    }

    private static long micros(Instant instant) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
    }

    private static ByteBuffer little(int size) {
        return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static byte[] sha256(byte[] bytes) throws NoSuchAlgorithmException {
        return MessageDigest.getInstance("SHA-256").digest(bytes);
    }
}
