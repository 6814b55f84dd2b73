package dev.weir.jobs.engine.conform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.weir.contracts.Problem;
import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.Rule;
import dev.weir.contracts.Severity;
import dev.weir.jobs.SparkFixture;
import dev.weir.jobs.engine.read.ReadSpec;
import dev.weir.jobs.engine.read.SourceSurvey;
import dev.weir.jobs.engine.read.StrictRead;
import dev.weir.jobs.engine.read.delimited.Delimited;
import dev.weir.jobs.engine.read.file.SourceFiles;
import dev.weir.jobs.engine.read.value.ReadColumn;
import dev.weir.jobs.engine.read.value.ValueType;
import dev.weir.jobs.engine.sql.Grammars;
import dev.weir.jobs.plan.SampleWorkspace;
import dev.weir.jobs.plan.TablePlan;
import dev.weir.jobs.plan.making.Planner;
import dev.weir.privacy.law.LawPack;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Casts of text in a row-wise query give what the reader of files gives, or a mark. */
@ExtendWith(SparkFixture.class)
class TextCastsIT {

    /** A column, how it is made of the text {@code t}, and what the oracle reads in its place. */
    private record Made(String column, String expression, ValueType type) {}

    private static final List<Made> MADE = List.of(
            new Made("long integer", "CAST(t AS BIGINT)", ValueType.Whole.LONG),
            new Made("int integer", "CAST(t AS INT)", new ValueType.Whole(Integer.MIN_VALUE, Integer.MAX_VALUE)),
            new Made("short integer", "try_cast(t AS SMALLINT)", new ValueType.Whole(Short.MIN_VALUE, Short.MAX_VALUE)),
            new Made("byte integer", "TRY_CAST(t AS TINYINT)", new ValueType.Whole(Byte.MIN_VALUE, Byte.MAX_VALUE)),
            new Made("double number", "CAST(t AS DOUBLE)", ValueType.Real.FINITE),
            new Made("price decimal", "CAST(t AS DECIMAL(12, 2))", new ValueType.Exact(12, 2)),
            new Made("flag boolean", "CAST(t AS BOOLEAN)", ValueType.Flag.WORDS),
            new Made("day date", "to_date(t)", new ValueType.Day(ValueType.ISO)),
            new Made("german date", "to_date(t, 'dd.MM.yyyy')", new ValueType.Day("dd.MM.yyyy")),
            new Made("at timestamp", "CAST(t AS TIMESTAMP)", new ValueType.Instant(ValueType.ISO, "UTC")),
            new Made(
                    "slashed timestamp",
                    "try_to_timestamp(t, 'yyyy/MM/dd HH:mm')",
                    new ValueType.Instant("yyyy/MM/dd HH:mm", "UTC")));

    private final SparkSession spark;

    @TempDir
    private Path folder;

    TextCastsIT(SparkSession spark) {
        this.spark = spark;
    }

    @ParameterizedTest
    @ValueSource(strings = {"CODEGEN_ONLY", "NO_CODEGEN"})
    void everyTextIsReadAsAFileIs(String mode) throws Exception {
        List<String> texts = texts(new Random(20261121), 4_000);
        List<Row> oracle = records(texts).orderBy("_weir_line").collectAsList();
        SparkSession session = spark.newSession();
        session.conf().set("spark.sql.codegen.factoryMode", mode);
        session.conf().set("spark.sql.codegen.wholeStage", mode.equals("CODEGEN_ONLY"));
        session.conf().set("spark.sql.codegen.fallback", "false");
        session.conf().set("spark.sql.session.timeZone", "UTC");
        session.conf().set("spark.sql.ansi.enabled", "true");
        StringBuilder sql = new StringBuilder("SELECT ");
        for (Made made : MADE) {
            sql.append(made.expression()).append(" AS ").append(name(made)).append(", ");
        }
        TablePlan table = plan(sql + "t FROM raw.a WHERE t IS NULL OR length(t) < 100", "t string");
        List<Row> cast = new Conform(session)
                .rows(table, Map.of("raw.a", records(session, texts)))
                .orderBy("_weir_line")
                .collectAsList();

        assertThat(cast).hasSameSizeAs(oracle);
        int values = 0;
        int none = 0;
        for (int i = 0; i < cast.size(); i++) {
            Row row = cast.get(i);
            Row expected = oracle.get(i);
            for (int c = 0; c < MADE.size(); c++) {
                Object value = row.get(c);
                boolean marked = !row.isNullAt(row.fieldIndex("_weir_mark_" + c));
                Object known = expected.get(c + 1);
                String what = MADE.get(c).expression() + " of '" + expected.get(0) + "'";
                assertThat(String.valueOf(value)).as(what).isEqualTo(String.valueOf(known));
                assertThat(marked).as(what).isEqualTo(known == null && !expected.isNullAt(0));
                values += known == null ? 0 : 1;
                none += marked ? 1 : 0;
            }
        }
        assertThat(values).isGreaterThan(1_000);
        assertThat(none).isGreaterThan(10_000);
    }

    /** Everything is one stage of generated code, and without a cast nothing is there that was not before. */
    @Test
    void codeIsGenerated() throws Exception {
        Dataset<Row> records = records(List.of("1", "x"));
        String with = plan(new Conform(spark)
                .rows(
                        plan("SELECT CAST(t AS BIGINT) + 1 AS long, t FROM raw.a", "long integer", "t string"),
                        Map.of("raw.a", records)));
        assertThat(with).contains("*(1) Project").doesNotContain("(2)");
        TablePlan without = plan("SELECT t FROM raw.a", "t string");
        assertThat(plan(new Conform(spark).rows(without, Map.of("raw.a", records))))
                .doesNotContain("outcome", "struct");
    }

    /** More columns than Spark compiles into one stage: each row is known by its own columns alone. */
    @Test
    void aRowMayBeWide() throws Exception {
        int columns = 130;
        StringBuilder sql = new StringBuilder("SELECT t");
        List<String> all = new ArrayList<>(List.of("t string"));
        for (int i = 0; i < columns; i++) {
            sql.append(", CAST(substr(t, ")
                    .append(i % 3 + 1)
                    .append(", 1) AS BIGINT) AS c")
                    .append(i);
            all.add("c" + i + " integer");
        }
        List<Row> rows = new Conform(spark)
                .rows(
                        plan(sql + " FROM raw.a", all.toArray(new String[0])),
                        Map.of("raw.a", records(List.of("12x", "y45"))))
                .where("t IS NOT NULL")
                .orderBy("_weir_line")
                .collectAsList();
        for (int i = 0; i < columns; i++) {
            for (Row row : rows) {
                char digit = row.getString(0).charAt(i % 3);
                assertThat(row.get(i + 1)).isEqualTo(Character.isDigit(digit) ? (long) (digit - '0') : null);
                assertThat(row.isNullAt(row.fieldIndex("_weir_mark_" + i))).isEqualTo(Character.isDigit(digit));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT CAST(t AS BIGINT) AS a, a + 1 AS long, t FROM raw.a",
                "SELECT 10 DIV CAST(t AS BIGINT) AS long, t FROM raw.a WHERE t <> '0'",
                "SELECT element_at(transform(split(t, ','), x -> CAST(x AS BIGINT)), 1) AS long, t FROM raw.a",
                "SELECT CASE WHEN t RLIKE '^[0-9]+$' THEN CAST(t AS BIGINT) END AS long, t FROM raw.a",
                "SELECT CAST(extract(DAY FROM try_multiply(INTERVAL '1' DAY, CAST(t AS BIGINT))) AS BIGINT) AS long, t FROM raw.a",
                "SELECT nullif(CAST(nullif(t, '') AS BIGINT), 7) AS LONG, t FROM raw.a",
            })
    void aCastMayStandAnywhereInTheSelectList(String sql) throws Exception {
        boolean first = sql.contains(" AS a,");
        TablePlan table =
                first ? plan(sql, "a integer", "long integer", "t string") : plan(sql, "long integer", "t string");
        List<Row> rows = new Conform(spark)
                .rows(table, Map.of("raw.a", records(List.of("5", "x"))))
                .where("t IS NOT NULL")
                .orderBy("_weir_line")
                .collectAsList();
        boolean guarded = sql.contains("CASE");
        assertThat(rows).hasSize(2);
        assertThat(rows.get(0).isNullAt(0)).isFalse();
        assertThat(rows.get(0).isNullAt(rows.get(0).fieldIndex("_weir_mark_0"))).isTrue();
        assertThat(rows.get(1).isNullAt(0)).isTrue();
        assertThat(rows.get(1).isNullAt(rows.get(1).fieldIndex("_weir_mark_0"))).isEqualTo(guarded);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT CAST(t AS FLOAT) AS long, t FROM raw.a",
                "SELECT int(t) AS long, t FROM raw.a",
                "SELECT t + 1 AS long, t FROM raw.a",
                "SELECT to_number(t, '999') AS long, t FROM raw.a",
                "SELECT unix_timestamp(t, 'yyyy') AS long, t FROM raw.a",
                "SELECT size(CAST(split(t, ',') AS ARRAY<INT>)) AS long, t FROM raw.a",
                "SELECT unix_date(to_date(t, t)) AS long, t FROM raw.a",
                "SELECT CAST(t AS BIGINT) AS long, t FROM raw.a WHERE CAST(t AS INT) > 1",
            })
    void whatNoReaderKnowsIsRefusedWithARemedy(String sql) throws Exception {
        TablePlan table = plan(sql, "long integer", "t string");
        Dataset<Row> records = records(List.of());
        ProblemsException refused = catchThrowableOfType(
                ProblemsException.class, () -> new Conform(spark).rows(table, Map.of("raw.a", records)));
        assertThat(refused.problems()).extracting(Problem::what).anyMatch(what -> what.contains("reads text as"));
        assertThat(refused.problems())
                .extracting(Problem::remedy)
                .anyMatch(remedy -> remedy.contains("outermost SELECT list") && remedy.contains("DOUBLE"));
    }

    private static String plan(Dataset<Row> rows) {
        rows.queryExecution().executedPlan().execute();
        return rows.queryExecution().executedPlan().toString();
    }

    private static String name(Made made) {
        return made.column().split(" ", -1)[0];
    }

    /** A table of the query's, with a rule for each of its columns that the sample knows. */
    private static TablePlan plan(String sql, String... columns) {
        List<String> all = new ArrayList<>();
        if (sql.contains("AS german")) {
            MADE.forEach(made -> all.add(made.column()));
        }
        all.addAll(List.of(columns));
        SampleWorkspace workspace = SampleWorkspace.of("p").source("raw", "a", "t string");
        workspace.table("t", sql, all.toArray(new String[0]));
        for (String column : all) {
            String name = column.split(" ", -1)[0];
            if (!name.equals("t")) {
                workspace.rule("t." + name + ".conform.cast", "t", new Rule.TextCast(name), Severity.QUARANTINE);
            }
        }
        return new Planner(Grammars.languages(), LawPack.load("cn-2026-01"))
                .plan(workspace.build(), "p", SampleWorkspace.DAY)
                .table("t");
    }

    /** The texts as the reader of files reads them: as text, then as each type, NULL where they are none. */
    private Dataset<Row> records(List<String> texts) throws Exception {
        return records(spark, texts);
    }

    private Dataset<Row> records(SparkSession session, List<String> texts) throws Exception {
        StringBuilder csv = new StringBuilder("t");
        MADE.forEach(made -> csv.append(',').append(name(made)));
        csv.append('\n');
        for (String text : texts) {
            String quoted = '"' + text.replace("\"", "\"\"") + '"';
            csv.append(quoted).append((',' + quoted).repeat(MADE.size())).append('\n');
        }
        csv.append(",".repeat(MADE.size())).append('\n');
        Path file = folder.resolve("texts.csv");
        Files.writeString(file, csv, StandardCharsets.UTF_8);
        List<ReadColumn> columns = new ArrayList<>();
        columns.add(ReadColumn.of("t", new ValueType.Text()));
        MADE.forEach(made -> columns.add(
                new ReadColumn(name(made), name(made), made.type(), List.of(), ReadColumn.OnBadValue.NULL_AND_WARN)));
        Delimited format = Delimited.csv();
        SourceSurvey survey =
                SourceSurvey.of(session, SourceFiles.list(new Configuration(), folder.toString(), "texts.csv"), format);
        return StrictRead.rows(session, ReadSpec.of(format, columns), survey);
    }

    private static final List<String> SEEDS = List.of(
            "12",
            "-7",
            "+5",
            "007",
            "2147483648",
            "9223372036854775807",
            "9223372036854775808",
            "12.0",
            "1.5",
            ".5",
            "5.",
            "1e3",
            "1E-2",
            "12.345",
            "9999999999.99",
            "99999999999.9",
            "NaN",
            "Infinity",
            "1e400",
            "12d",
            "0x1F",
            "1_000",
            "1,5",
            " 12",
            "12 ",
            "",
            " ",
            "true",
            "FALSE",
            "t",
            "yes",
            "1",
            "0",
            "2024",
            "2024-02-29",
            "2023-02-29",
            "2024-2-9",
            "2024-02-29T10:00:00",
            "2024-02-29 10:00",
            "2024-02-29T10:00:00Z",
            "2024-02-29T10:00:00+08:00",
            "2024-02-29 10:00:00.123456",
            "2024-02-29 10:00:00.1234567",
            "0000-01-01",
            "9999-12-31",
            "10000-01-01",
            "29.02.2024",
            "29.02.2023",
            "1.2.2024",
            "01.02.2024",
            "2024/02/29 10:30",
            "2024/02/30 10:30",
            "2024/2/9 1:30",
            "today",
            "epoch",
            "１２",
            "-",
            "+",
            "e5",
            "null",
            "NULL",
            "٣",
            "12\u00a0");

    private static List<String> texts(Random random, int number) {
        List<String> texts = new ArrayList<>(SEEDS);
        String letters = "0123456789+-.eE:/ TZtruefalsd,_";
        while (texts.size() < number) {
            StringBuilder text = new StringBuilder(SEEDS.get(random.nextInt(SEEDS.size())));
            for (int changes = random.nextInt(3); changes > 0 && text.length() > 0; changes--) {
                int at = random.nextInt(text.length());
                switch (random.nextInt(3)) {
                    case 0 -> text.setCharAt(at, letters.charAt(random.nextInt(letters.length())));
                    case 1 -> text.deleteCharAt(at);
                    default -> text.insert(at, letters.charAt(random.nextInt(letters.length())));
                }
            }
            texts.add(text.toString());
        }
        return texts;
    }
}
