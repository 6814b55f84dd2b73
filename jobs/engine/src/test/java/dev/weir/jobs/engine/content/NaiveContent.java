package dev.weir.jobs.engine.content;

import dev.weir.contracts.release.ContentDigest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.sql.Date;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Cipher;
import javax.crypto.spec.SecretKeySpec;
import net.jpountz.xxhash.XXHashFactory;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;
import scala.collection.JavaConverters;

/** docs/content-hash.md followed to the letter, from rows as anybody reads them. */
public final class NaiveContent {

    private static final BigInteger WORDS = BigInteger.TWO.pow(64);

    private NaiveContent() {}

    /** What a manifest tells of rows, with 64 digits of SHA-256 sums or 16,384 of LtHash. */
    public static ContentDigest of(List<Row> rows, StructType columns, String method)
            throws IOException, GeneralSecurityException {
        BigInteger sum = BigInteger.ZERO;
        BigInteger[] lanes = new BigInteger[1024];
        Arrays.fill(lanes, BigInteger.ZERO);
        BigInteger[] sums = new BigInteger[columns.size()];
        long[] counts = new long[columns.size()];
        Arrays.fill(sums, BigInteger.ZERO);
        for (Row row : rows) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            putAll(values(row), bytes);
            byte[] digest = sha256(bytes.toByteArray());
            sum = sum.add(new BigInteger(1, digest));
            addLanes(digest, lanes);
            for (int i = 0; i < row.size(); i++) {
                if (!row.isNullAt(i)) {
                    ByteArrayOutputStream value = new ByteArrayOutputStream();
                    put(row.get(i), value);
                    counts[i]++;
                    sums[i] = sums[i].add(xxh64(value.toByteArray()));
                }
            }
        }
        String digits =
                method.equals("weir-rows-1") ? "%064x".formatted(sum.mod(BigInteger.TWO.pow(256))) : digits(lanes);
        StringBuilder schema = new StringBuilder();
        List<ContentDigest.OfColumn> parts = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            String line = line(columns.fields()[i]);
            schema.append(line);
            String of = "%016x".formatted(sums[i].mod(WORDS));
            parts.add(new ContentDigest.OfColumn(
                    columns.fieldNames()[i],
                    counts[i],
                    of,
                    hash(
                            "weir-column-1",
                            line + "rows " + rows.size() + "\nvalues " + counts[i] + "\nsum " + of + "\n")));
        }
        return new ContentDigest(
                rows.size(), hash(method, schema + "rows " + rows.size() + "\nsum " + digits + "\n"), digits, parts);
    }

    private static String hash(String version, String text) throws GeneralSecurityException {
        return version + ":"
                + HexFormat.of().formatHex(sha256((version + "\n" + text).getBytes(StandardCharsets.UTF_8)));
    }

    private static String line(StructField field) {
        return field.name().getBytes(StandardCharsets.UTF_8).length + ":" + field.name() + " " + type(field.dataType())
                + "\n";
    }

    private static BigInteger xxh64(byte[] bytes) {
        long hash = XXHashFactory.safeInstance().hash64().hash(bytes, 0, bytes.length, 0);
        return new BigInteger(Long.toUnsignedString(hash));
    }

    /** Counter mode by hand: each block's number, most significant byte first, encrypted by itself. */
    private static void addLanes(byte[] digest, BigInteger[] lanes) throws GeneralSecurityException {
        Cipher aes = Cipher.getInstance("AES/ECB/NoPadding");
        aes.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(digest, "AES"));
        for (int block = 0; block < 512; block++) {
            byte[] stream =
                    aes.doFinal(ByteBuffer.allocate(16).putInt(12, block).array());
            for (int lane = 0; lane < 2; lane++) {
                int at = block * 2 + lane;
                lanes[at] = lanes[at].add(number(stream, lane * 8)).mod(WORDS);
            }
        }
    }

    /** Of eight bytes, the least significant first. */
    private static BigInteger number(byte[] stream, int from) {
        BigInteger number = BigInteger.ZERO;
        for (int i = from + 7; i >= from; i--) {
            number = number.shiftLeft(8).or(BigInteger.valueOf(stream[i] & 0xff));
        }
        return number;
    }

    private static String digits(BigInteger[] lanes) {
        StringBuilder digits = new StringBuilder();
        for (BigInteger lane : lanes) {
            for (int i = 0; i < 8; i++) {
                digits.append("%02x".formatted(lane.shiftRight(8 * i).intValue() & 0xff));
            }
        }
        return digits.toString();
    }

    /** Spark's names are those of the document, but for the fields of a struct. */
    private static String type(DataType type) {
        if (type instanceof StructType struct) {
            StringBuilder text = new StringBuilder();
            for (var field : struct.fields()) {
                text.append(text.isEmpty() ? "" : ",")
                        .append(field.name().getBytes(StandardCharsets.UTF_8).length)
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
        } else if (value instanceof Byte number) {
            out.write(number);
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
        } else if (value instanceof byte[] binary) {
            out.write(little(4).putInt(binary.length).array());
            out.write(binary);
        } else if (value instanceof LocalDate date) {
            out.write(little(4).putInt((int) date.toEpochDay()).array());
        } else if (value instanceof Instant instant) {
            out.write(little(8).putLong(micros(instant)).array());
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
        return instant.getEpochSecond() * 1_000_000 + instant.getNano() / 1_000;
    }

    private static ByteBuffer little(int size) {
        return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static byte[] sha256(byte[] bytes) throws GeneralSecurityException {
        return MessageDigest.getInstance("SHA-256").digest(bytes);
    }
}
