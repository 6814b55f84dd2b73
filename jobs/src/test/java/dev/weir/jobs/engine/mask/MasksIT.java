package dev.weir.jobs.engine.mask;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.contracts.MaskChoice;
import dev.weir.contracts.Place;
import dev.weir.jobs.SparkFixture;
import dev.weir.jobs.engine.sink.People;
import dev.weir.jobs.engine.sink.SinkTask;
import dev.weir.jobs.engine.sink.spec.GovernedColumn;
import dev.weir.jobs.engine.sink.spec.Origin;
import dev.weir.jobs.engine.sink.spec.SinkSpec;
import dev.weir.privacy.keys.WorkspaceKey;
import dev.weir.privacy.mask.Mask;
import dev.weir.privacy.mask.MaskRecipe;
import dev.weir.privacy.mask.PseudonymDomain;
import dev.weir.privacy.mask.text.TextMask;
import dev.weir.quality.ByName;
import dev.weir.quality.state.MetricRequest;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.sql.Date;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.CatalystTypeConverters;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A mask is one function, whether the sink does it, a plan over columns, or plain Java. */
@ExtendWith(SparkFixture.class)
class MasksIT {

    private static final WorkspaceKey KEY = People.key();

    /** Every type that a column can have, by the column's name. */
    private static final StructType CLEAR =
            StructType.fromDDL("text STRING, truth BOOLEAN, tiny TINYINT, small SMALLINT, whole INT, wide BIGINT,"
                    + " single FLOAT, number DOUBLE, amount DECIMAL(20,3), day DATE, moment TIMESTAMP, wall TIMESTAMP_NTZ,"
                    + " words ARRAY<STRING>, who STRING, rank BIGINT");

    private static final List<String> WITHOUT_EQUAL_TEXT = List.of("single", "number", "words");

    private final SparkSession spark;

    MasksIT(SparkSession spark) {
        this.spark = spark;
    }

    static Stream<String> texts() {
        return Stream.of(
                "redact",
                "redact extent=spans",
                "partial first=1 last=2",
                "pseudonymise",
                "pseudonymise algorithm=hmac-sm3 domain=shared",
                "encrypt format=kept cipher=aes",
                "encrypt format=kept cipher=sm4 keep=3",
                "generalise to=month",
                "generalise to=year",
                "generalise to=band",
                "generalise to=city",
                "generalise to=parent levels=2",
                "generalise to=bin width=20",
                "truncate length=3",
                "surrogate");
    }

    @ParameterizedTest
    @MethodSource("texts")
    void textMasksAreOneFunction(String written) {
        MaskRecipe recipe = recipe(written);
        boolean onEveryType = written.equals("redact");
        boolean onNumbers = !Stream.of("pseudonymise", "encrypt", "surrogate").anyMatch(written::startsWith);
        List<GovernedColumn> columns = new ArrayList<>();
        for (StructField field : CLEAR.fields()) {
            boolean masked = onEveryType
                    || !WITHOUT_EQUAL_TEXT.contains(field.name())
                    || (onNumbers && !field.name().equals("words"));
            if (masked && !field.name().equals("who") && !field.name().equals("rank")) {
                columns.add(GovernedColumn.masked(field.name(), field.dataType(), recipe));
            }
        }
        TextMask plain = recipe.open();
        agree(columns, (column, row) -> {
            int at = row.fieldIndex(column.name());
            return row.isNullAt(at) ? null : text(plain.mask(canonical(row.get(at))));
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"who", "rank"})
    void shiftIsOneFunction(String subject) {
        MaskRecipe recipe = recipe("shift");
        List<GovernedColumn> columns = Stream.of("day", "moment", "wall")
                .map(name -> new GovernedColumn(
                        name, CLEAR.apply(name).dataType(), Optional.of(recipe), Optional.of(subject)))
                .toList();
        agree(columns, (column, row) -> {
            int at = row.fieldIndex(column.name());
            int whose = row.fieldIndex(subject);
            if (row.isNullAt(at) || row.isNullAt(whose)) {
                return null;
            }
            byte[] text = canonical(row.get(whose));
            int days = recipe.openShift().days(text, 0, text.length);
            Object clear = row.get(at);
            if (clear instanceof Date day) {
                return Date.valueOf(day.toLocalDate().plusDays(days)).toString();
            } else if (clear instanceof Timestamp moment) {
                return Timestamp.from(moment.toInstant().plusSeconds(days * 86_400L))
                        .toString();
            }
            return ((LocalDateTime) clear).plusDays(days).toString();
        });
    }

    @Test
    void nullifyLeavesTheTypeAndNoValue() {
        MaskRecipe recipe = recipe("nullify");
        List<GovernedColumn> columns = Stream.of(CLEAR.fields())
                .map(field -> GovernedColumn.masked(field.name(), field.dataType(), recipe))
                .toList();
        agree(columns, (column, row) -> null);
        assertThat(spec(columns).masked()).isEqualTo(CLEAR);
        assertThat(MaskColumns.masked(rows(), columns).schema()).isEqualTo(CLEAR);
    }

    @ParameterizedTest
    @ValueSource(strings = {"aes", "sm4"})
    void encryptionOfAnyFormIsUndoneByTheSameKey(String cipher) {
        MaskRecipe recipe = recipe("encrypt format=any cipher=" + cipher);
        List<GovernedColumn> columns = List.of(
                GovernedColumn.masked("text", DataTypes.StringType, recipe),
                GovernedColumn.kept("who", DataTypes.StringType));
        for (Row row : MaskColumns.masked(rows(), columns).collectAsList()) {
            if (!row.isNullAt(0)) {
                assertThat(Base64.getDecoder().decode(row.getString(0))).hasSizeGreaterThanOrEqualTo(28);
            }
        }
    }

    @Test
    void numbersHaveNoPseudonymAndOnlyDatesAreShifted() {
        assertThatThrownBy(
                        () -> MaskColumns.masked(functions.col("number"), DataTypes.DoubleType, recipe("pseudonymise")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("equal values");
        assertThatThrownBy(() -> MaskColumns.masked(
                        rows(),
                        List.of(new GovernedColumn(
                                "wide", DataTypes.LongType, Optional.of(recipe("shift")), Optional.of("who")))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no date");
        assertThatThrownBy(() -> GovernedColumn.masked("day", DataTypes.DateType, recipe("shift")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("nobody says whose it is");
    }

    /** What plain Java makes of a column in a row, as text; null for NULL. */
    private interface Plain {
        @Nullable
        String of(GovernedColumn column, Row row);
    }

    private void agree(List<GovernedColumn> columns, Plain plain) {
        List<GovernedColumn> all = new ArrayList<>(columns);
        for (String subject : List.of("who", "rank")) {
            if (columns.stream().noneMatch(column -> column.name().equals(subject))) {
                all.add(GovernedColumn.kept(subject, CLEAR.apply(subject).dataType()));
            }
        }
        SinkSpec spec = spec(all);
        String[] names = all.stream().map(GovernedColumn::name).toArray(String[]::new);
        Dataset<Row> clear = rows();
        List<InternalRow> planned = internal(MaskColumns.masked(clear, all));
        MaskedRow view = new SinkTask(spark, spec).releasedRow();
        List<InternalRow> sunk = internal(clear.select(ByName.columns(List.of(names)))).stream()
                .map(row -> view.of(row).copy())
                .toList();
        assertThat(values(sunk, spec.masked())).isEqualTo(values(planned, spec.masked()));
        List<Row> before = clear.collectAsList();
        List<Row> after = MaskColumns.masked(clear, all).collectAsList();
        for (int i = 0; i < before.size(); i++) {
            for (GovernedColumn column : columns) {
                Object masked = after.get(i).getAs(column.name());
                assertThat(masked == null ? null : masked.toString())
                        .as(column.name() + " of row " + i)
                        .isEqualTo(plain.of(column, before.get(i)));
            }
        }
    }

    private static SinkSpec spec(List<GovernedColumn> columns) {
        return new SinkSpec("run", columns, List.of(), List.of(), MetricRequest.countsOnly(), Origin.LEFT_OUT);
    }

    private static List<InternalRow> internal(Dataset<Row> rows) {
        return rows.queryExecution().toRdd().toJavaRDD().map(InternalRow::copy).collect();
    }

    private static List<List<@Nullable Object>> values(List<InternalRow> rows, StructType columns) {
        return rows.stream()
                .map(row -> {
                    List<@Nullable Object> values = new ArrayList<>();
                    for (int i = 0; i < columns.size(); i++) {
                        DataType type = columns.fields()[i].dataType();
                        values.add(CatalystTypeConverters.convertToScala(row.get(i, type), type));
                    }
                    return values;
                })
                .toList();
    }

    private static byte[] canonical(Object value) {
        if (value instanceof Double || value instanceof Float) {
            boolean finite = Double.isFinite(((Number) value).doubleValue());
            return utf8(finite ? new BigDecimal(value.toString()).toPlainString() : value.toString());
        } else if (value instanceof BigDecimal amount) {
            return utf8(amount.stripTrailingZeros().toPlainString());
        } else if (value instanceof Timestamp moment) {
            return utf8(moment.toInstant().toString());
        }
        return utf8(value.toString());
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String text(byte[] utf8) {
        return new String(utf8, StandardCharsets.UTF_8);
    }

    private static MaskRecipe recipe(String written) {
        String[] words = written.split(" ");
        Map<String, String> parameters = new LinkedHashMap<>();
        for (int i = 1; i < words.length; i++) {
            parameters.put(words[i].substring(0, words[i].indexOf('=')), words[i].substring(words[i].indexOf('=') + 1));
        }
        return MaskRecipe.of(
                Mask.parse(new MaskChoice(words[0], parameters), Place.of("test")),
                KEY,
                new PseudonymDomain("people", written.equals("surrogate") ? "NAME" : "MRN"));
    }

    private Dataset<Row> rows() {
        Random random = new Random(7);
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            @Nullable
            Object[] values = {
                pick(
                        random,
                        "",
                        " ",
                        "张三",
                        "13800138000",
                        "11010519491231002X",
                        "广东省深圳市南山区科技园路1号",
                        "E11.9",
                        "37",
                        "2024-02-29"),
                random.nextBoolean(),
                (byte) random.nextInt(),
                (short) random.nextInt(),
                random.nextInt(130),
                random.nextLong(),
                random.nextInt(9) == 0 ? Float.NaN : random.nextInt(2000) / 8f,
                random.nextInt(9) == 0 ? Double.NEGATIVE_INFINITY : random.nextGaussian() * 1e9,
                BigDecimal.valueOf(random.nextInt(), random.nextInt(4)),
                Date.valueOf(LocalDate.ofEpochDay(random.nextInt(40_000) - 10_000)),
                Timestamp.from(Instant.ofEpochSecond(random.nextInt() * 2L, 1_000L * random.nextInt(1_000_000))),
                LocalDateTime.ofEpochSecond(random.nextInt() * 2L, 0, ZoneOffset.UTC),
                List.of("a", pick(random, "b", "c")),
                pick(random, "", "S-0001", "S-0002"),
                (long) random.nextInt(3)
            };
            for (int at = 0; at < values.length; at++) {
                if (random.nextInt(6) == 0) {
                    values[at] = null;
                }
            }
            rows.add(RowFactory.create(values));
        }
        return spark.createDataFrame(rows, CLEAR).coalesce(1);
    }

    private static String pick(Random random, String... words) {
        return words[random.nextInt(words.length)];
    }
}
