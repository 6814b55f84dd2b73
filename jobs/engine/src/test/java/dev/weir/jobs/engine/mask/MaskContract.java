package dev.weir.jobs.engine.mask;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.contracts.DataType;
import dev.weir.contracts.MaskChoice;
import dev.weir.contracts.Place;
import dev.weir.jobs.SparkFixture;
import dev.weir.jobs.engine.sink.People;
import dev.weir.jobs.engine.sink.SinkPlan;
import dev.weir.jobs.engine.sink.spec.GovernedColumn;
import dev.weir.jobs.engine.sink.spec.Origin;
import dev.weir.jobs.engine.sink.spec.SinkSpec;
import dev.weir.privacy.keys.WorkspaceKey;
import dev.weir.privacy.mask.Mask;
import dev.weir.privacy.mask.MaskMethods;
import dev.weir.privacy.mask.MaskRecipe;
import dev.weir.privacy.mask.MaskRecipe.Values;
import dev.weir.privacy.mask.MaskTarget;
import dev.weir.privacy.mask.MaskTarget.Filled;
import dev.weir.privacy.mask.PseudonymDomain;
import dev.weir.privacy.mask.kind.Drop;
import dev.weir.privacy.mask.kind.Keep;
import dev.weir.privacy.mask.text.TextMask;
import dev.weir.quality.ColumnsByName;
import dev.weir.quality.state.MetricRequest;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.sql.Date;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.CatalystTypeConverters;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every mask does. A new one has a test that extends this, and more of its own. */
@ExtendWith(SparkFixture.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class MaskContract {

    private static final WorkspaceKey KEY = People.key();
    private static final WorkspaceKey OTHER_KEY = WorkspaceKey.random(Clock.systemUTC(), new SecureRandom());

    /** Every type that a column can have, by the column's name. */
    static final StructType CLEAR =
            StructType.fromDDL("text STRING, truth BOOLEAN, tiny TINYINT, small SMALLINT, whole INT, wide BIGINT,"
                    + " single FLOAT, number DOUBLE, amount DECIMAL(20,3), day DATE, moment TIMESTAMP, wall TIMESTAMP_NTZ,"
                    + " words ARRAY<STRING>, who STRING, rank BIGINT");

    private static final List<String> WITHOUT_EQUAL_TEXT = List.of("single", "number", "words");

    /** Of every kind that masks know, and of none. */
    private static final List<String> TEXTS = List.of(
            "张三",
            "欧阳娜娜",
            "Li Wei",
            "13800138000",
            "13800138001",
            "11010519491231002X",
            "H0012345",
            "H0012346",
            "广东省深圳市南山区科技园路1号",
            "广东省深圳市福田区福华路2号",
            "E11.9",
            "E11.8",
            "37",
            "38",
            "150",
            "2024-02-29",
            "2024-02-01",
            "2023-12-31",
            "?",
            "unknown",
            "电话13800138000。");

    final SparkSession spark;

    protected MaskContract(SparkSession spark) {
        this.spark = spark;
    }

    /** Each as people write it, {@code method key=value key=value}: all that the mask can be. */
    protected abstract Stream<String> masks();

    private Stream<String> texts() {
        return masks().filter(written -> mask(written).outcome() == Mask.Outcome.TEXT);
    }

    /** What a value is in law, where a mask asks for it. */
    protected String category(String written) {
        return "MRN";
    }

    @ParameterizedTest
    @MethodSource("masks")
    void isWrittenAsItIsRead(String written) {
        Mask mask = mask(written);
        assertThat(MaskMethods.all()).contains(mask.method());
        assertThat(Mask.parse(mask.written(), Place.of("test"))).isEqualTo(mask);
        assertThat(MaskMethods.shown(mask.display())).contains(mask);
        assertThat(mask.inWords()).startsWith(mask.method().word());
    }

    @ParameterizedTest
    @MethodSource("masks")
    void whatItSaysOfItselfHangsTogether(String written) {
        Mask mask = mask(written);
        Mask.Outcome outcome = mask.outcome();
        assertThat(mask.keeps()).isEqualTo(outcome == Mask.Outcome.SAME);
        assertThat(mask.leavesNothing()).isEqualTo(outcome == Mask.Outcome.NONE || outcome == Mask.Outcome.NULL);
        assertThat(mask.canBeUndone() && !mask.isKeyed()).isFalse();
        assertThat(mask.made() != Values.WRITTEN && !mask.isKeyed()).isFalse();
        assertThat(mask.withoutSharedDomain().sharedDomain()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("masks")
    void saysWhyItTakesNoValuesOfAType(String written) {
        Mask mask = mask(written);
        for (DataType type : List.of(
                new DataType.Text(),
                new DataType.Int64(),
                new DataType.Decimal(9, 2),
                new DataType.Real(),
                new DataType.Bool(),
                new DataType.Date(Optional.empty()),
                new DataType.Timestamp(DataType.Clock.WALL, Optional.empty(), Optional.empty()),
                new DataType.Time(Optional.empty()),
                new DataType.Array(new DataType.Text()),
                new DataType.Structure(List.of()))) {
            MaskTarget target = new MaskTarget(
                    "value",
                    type,
                    category(written),
                    Optional.empty(),
                    "t",
                    MaskTarget.Whose.of(Optional.of("who")),
                    Filled.NEED_NOT_BE);
            assertThat(mask.misfit(target).isEmpty())
                    .as(written + " of " + type.display())
                    .isEqualTo(mask.takes(type));
        }
    }

    /** Among all masks of the test and Weir's ends of the order: a partial order, up to masks that tell as much. */
    @Test
    void hasItsPlaceInTheOrderOfCoarseness() {
        List<Mask> all = Stream.concat(masks(), Stream.of("keep", "drop", "nullify", "redact", "pseudonymise"))
                .map(MaskContract::mask)
                .toList();
        for (Mask one : all) {
            assertThat(one.isAtLeastAsCoarseAs(one)).as(one.display()).isTrue();
            assertThat(one.isAtLeastAsCoarseAs(new Keep())).as(one.display()).isTrue();
            assertThat(new Drop().isAtLeastAsCoarseAs(one)).as(one.display()).isTrue();
            assertThat(one.isAtLeastAsCoarseAs(new Drop())).as(one.display()).isEqualTo(one.leavesNothing());
            for (Mask two : all) {
                for (Mask three : all) {
                    if (one.isAtLeastAsCoarseAs(two) && two.isAtLeastAsCoarseAs(three)) {
                        assertThat(one.isAtLeastAsCoarseAs(three))
                                .as(one.display() + " < " + two.display() + " < " + three.display())
                                .isTrue();
                    }
                }
            }
        }
    }

    /** What two values have become, by each mask that makes text of text, holds of all that is said of it. */
    @ParameterizedTest
    @MethodSource("texts")
    void leavesWhatItSays(String written) {
        Mask mask = mask(written);
        MaskRecipe recipe = recipe(written);
        MaskRecipe other = MaskRecipe.of(mask, OTHER_KEY, new PseudonymDomain("people", recipe.category()));
        Set<String> seen = new HashSet<>();
        boolean hangsOnTheKey = false;
        for (String value : TEXTS) {
            String made = text(recipe.open().mask(utf8(value)));
            assertThat(text(recipe.open().mask(utf8(value)))).isEqualTo(made);
            hangsOnTheKey |= !text(other.open().mask(utf8(value))).equals(made);
            boolean isNew = seen.add(made);
            if (mask.isInjective() && mask.canBeUndone()) {
                assertThat(isNew).as(value).isTrue();
            }
            if (mask.isConstant()) {
                assertThat(seen).hasSize(1);
            }
            if (mask.canBeUndone() && !made.equals("[" + recipe.category() + "]")) {
                assertThat(recipe.openInverse().reverse(utf8(made)).map(MaskContract::text))
                        .contains(value);
            }
        }
        assertThat(hangsOnTheKey).isEqualTo(mask.isKeyed());
        assertThat(seen.size() > 1).isEqualTo(!mask.isConstant());
    }

    /** Values that the finer cannot tell apart the coarser cannot, either; of masks without a key. */
    @Test
    void tellsNothingApartThatAFinerOneDoesNot() {
        List<String> all = masks().filter(written -> isPlainText(mask(written))).toList();
        for (String coarse : all) {
            for (String fine : all) {
                if (mask(coarse).isAtLeastAsCoarseAs(mask(fine))) {
                    Map<String, String> told = new HashMap<>();
                    for (String value : TEXTS) {
                        String finer = text(recipe(fine).open().mask(utf8(value)));
                        String coarser = text(recipe(coarse).open().mask(utf8(value)));
                        if (!finer.startsWith("[" + category(fine))) {
                            assertThat(told.merge(finer, coarser, (first, next) -> first))
                                    .as(coarse + " and " + fine + " of " + value)
                                    .isEqualTo(coarser);
                        }
                    }
                }
            }
        }
    }

    private static boolean isPlainText(Mask mask) {
        return mask.outcome() == Mask.Outcome.TEXT && !mask.isKeyed() && !mask.searches();
    }

    /** NULL stays NULL, and the sink, a plan over columns and plain Java make the same of every value of every type. */
    @ParameterizedTest
    @MethodSource("texts")
    void isOneFunction(String written) {
        Mask mask = mask(written);
        MaskRecipe recipe = recipe(written);
        List<GovernedColumn> columns = new ArrayList<>();
        for (StructField field : CLEAR.fields()) {
            boolean masked = mask.isConstant()
                    || !WITHOUT_EQUAL_TEXT.contains(field.name())
                    || (!mask.isKeyed() && !field.name().equals("words"));
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

    /** What plain Java makes of a column in a row, as text; null for NULL. */
    interface Plain {
        @Nullable
        String of(GovernedColumn column, Row row);
    }

    void agree(List<GovernedColumn> columns, Plain plain) {
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
        MaskedRow view = new SinkPlan(spark, spec).releasedRow();
        List<InternalRow> sunk = internal(clear.select(ColumnsByName.columns(List.of(names)))).stream()
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

    static SinkSpec spec(List<GovernedColumn> columns) {
        return new SinkSpec("run", columns, SinkSpec.Rules.NONE, MetricRequest.countsOnly(), Origin.LEFT_OUT);
    }

    private static List<InternalRow> internal(Dataset<Row> rows) {
        return rows.queryExecution().toRdd().toJavaRDD().map(InternalRow::copy).collect();
    }

    private static List<List<@Nullable Object>> values(List<InternalRow> rows, StructType columns) {
        return rows.stream()
                .map(row -> {
                    List<@Nullable Object> values = new ArrayList<>();
                    for (int i = 0; i < columns.size(); i++) {
                        org.apache.spark.sql.types.DataType type = columns.fields()[i].dataType();
                        values.add(CatalystTypeConverters.convertToScala(row.get(i, type), type));
                    }
                    return values;
                })
                .toList();
    }

    static byte[] canonical(Object value) {
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

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static String text(byte[] utf8) {
        return new String(utf8, StandardCharsets.UTF_8);
    }

    static Mask mask(String written) {
        String[] words = written.split(" ");
        Map<String, String> parameters = new LinkedHashMap<>();
        for (int i = 1; i < words.length; i++) {
            parameters.put(words[i].substring(0, words[i].indexOf('=')), words[i].substring(words[i].indexOf('=') + 1));
        }
        return Mask.parse(new MaskChoice(words[0], parameters), Place.of("test"));
    }

    MaskRecipe recipe(String written) {
        return MaskRecipe.of(mask(written), KEY, new PseudonymDomain("people", category(written)));
    }

    Dataset<Row> rows() {
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
