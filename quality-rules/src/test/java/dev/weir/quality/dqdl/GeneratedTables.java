package dev.weir.quality.dqdl;

import java.math.BigDecimal;
import java.sql.Date;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/** Small tables with what tables have: NULL, NaN, infinities, empty and blank and full-width text, big decimals, ties. */
final class GeneratedTables {

    static final StructType COLUMNS =
            StructType.fromDDL("id BIGINT, n INT, x DOUBLE, amount DECIMAL(20,4), word STRING,"
                    + " code STRING, day DATE, at TIMESTAMP, flag BOOLEAN, nothing DOUBLE");

    private static final List<String> WORDS =
            List.of("a", "b", "c", "", " ", "  ", "abc", "Ａ", "张三", "𠮷野", "it's", "a.b", "A", "NULL", "é", "e\u0301");
    private static final List<String> CODES = List.of("1", "22", "x3", "2026-01-05", "4.5", "-7", "true", "1e3", " 8");

    private final Random random;
    private final double nulls;

    GeneratedTables(long seed) {
        this.random = new Random(seed);
        this.nulls = List.of(0.0, 0.0, 0.1, 0.5).get(random.nextInt(4));
    }

    /** A table of that many rows; {@code id} is a key. */
    Dataset<Row> table(SparkSession spark, int size) {
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            rows.add(RowFactory.create(
                    (long) i,
                    orNull(() -> random.nextInt(12) - 2),
                    orNull(this::number),
                    orNull(() -> BigDecimal.valueOf(random.nextInt(200_000) - 50_000, 4)
                            .multiply(random.nextInt(20) == 0 ? BigDecimal.valueOf(10_000_000_000L) : BigDecimal.ONE)
                            .setScale(4)),
                    orNull(() -> WORDS.get(random.nextInt(WORDS.size()))),
                    orNull(() -> CODES.get(random.nextInt(CODES.size()))),
                    orNull(() -> Date.valueOf(LocalDate.of(2026, 1, 1).plusDays(random.nextInt(20)))),
                    orNull(() -> Timestamp.from(
                            Instant.parse("2026-01-01T00:00:00Z").plusSeconds(random.nextInt(2_000_000)))),
                    orNull(random::nextBoolean),
                    null));
        }
        return spark.createDataFrame(rows, COLUMNS).repartition(2).localCheckpoint();
    }

    private double number() {
        return switch (random.nextInt(25)) {
            case 0 -> Double.NaN;
            case 1 -> random.nextBoolean() ? -0.0 : 0.0;
            // of one sign: a sum in which such numbers cancel depends on its order
            case 2 -> 1e300;
            default -> random.nextInt(100) / 8.0 - 3;
        };
    }

    private @Nullable Object orNull(Supplier<Object> value) {
        return random.nextDouble() < nulls ? null : value.get();
    }
}
