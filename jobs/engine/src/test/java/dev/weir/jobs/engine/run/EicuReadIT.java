package dev.weir.jobs.engine.run;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.functions.xxhash64;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.contracts.Source;
import dev.weir.contracts.Table;
import dev.weir.contracts.read.WorkspaceReader;
import dev.weir.jobs.Conformance;
import dev.weir.jobs.SparkFixture;
import dev.weir.jobs.engine.read.FormatReaders;
import dev.weir.jobs.engine.read.ReadRequest;
import dev.weir.jobs.engine.read.SurveyedSource;
import dev.weir.jobs.engine.read.file.SourceFiles;
import dev.weir.jobs.engine.read.value.ReadColumn;
import dev.weir.jobs.engine.read.value.ValueType;
import dev.weir.jobs.engine.source.SourceSpecs;
import dev.weir.jobs.engine.sql.Grammars;
import dev.weir.jobs.plan.SourceRead;
import dev.weir.jobs.plan.SourceRoute;
import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The gzipped tables of the eICU demo, typed by a contract, beside what Spark's own CSV reader and plain counting see in
 * them.
 */
@Tag("slow")
@Tag("conformance")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@ExtendWith(SparkFixture.class)
class EicuReadIT {
    private static final long ALL_RECORDS = 1_058_970;

    /** By table, which of its records are not of their columns' types: a predicate on the texts. */
    private static final Map<String, String> DIRTY = Map.of("infusiondrug", "drugrate = 'ERROR'");

    private final SparkSession spark;
    private final Path folder = Conformance.folder("data/eicu-demo");
    private final Source source;

    EicuReadIT(SparkSession spark) {
        this.spark = spark;
        Path workspace = Path.of("..", "..", "examples", "icu");
        this.source = WorkspaceReader.read(workspace, Optional.empty(), Map.of(), Grammars.languages())
                .source("raw.eicu")
                .orElseThrow();
    }

    List<String> tables() {
        return source.contract().tables().stream().map(Table::name).toList();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("tables")
    void readsEveryRecordWithTheValuesThatSparkReads(String table) throws IOException {
        ReadRequest request = SourceSpecs.of(read(table));
        SurveyedSource survey = survey(table, request);
        assertThat(survey.findings().isEmpty()).isTrue();

        Column readable = col("_weir_unreadable").isNull();
        Row strict = one(survey.rows(), request, readable);
        String dirty = DIRTY.getOrDefault(table, "false");
        Row plain = one(
                typed(texts(table, request), request, dirty),
                request,
                col("_dirty").equalTo(false));

        assertThat(strict.getLong(0)).as("records").isEqualTo(records(file(table)));
        assertThat(strict).isEqualTo(plain);
    }

    @Test
    void tablesHaveEveryRecordOfTheDemo() throws IOException {
        long all = 0;
        for (String table : tables()) {
            all += records(file(table));
        }
        assertThat(all).isEqualTo(ALL_RECORDS);
    }

    @Test
    void quarantinesTheRatesThatAreWords() throws IOException {
        ReadRequest request = SourceSpecs.of(read("infusiondrug"));
        long[] lines = lines(file("infusiondrug"), ",ERROR,");
        assertThat(lines).hasSize(18);
        assertThat(unreadable(request, "infusiondrug"))
                .containsExactlyElementsOf(LongStream.of(lines)
                        .mapToObj(line -> RowFactory.create(
                                line, "unreadable.type", "drugrate", "not a number that decimal(10,4) holds exactly"))
                        .toList());
    }

    @Test
    void refusesAgesThatAreNoNumbers() throws IOException {
        ReadRequest declared = SourceSpecs.of(read("patient"));
        List<ReadColumn> columns = declared.columns().stream()
                .map(column -> column.name().equals("age") ? ReadColumn.of("age", ValueType.Whole.LONG) : column)
                .toList();
        ReadRequest request = new ReadRequest(declared.dialect(), columns, declared.onMissingColumn());
        long[] old = lines(file("patient"), ",> 89,");
        assertThat(old).hasSize(98);
        assertThat(unreadable(request, "patient"))
                .hasSize(98 + 4)
                .allSatisfy(reason -> {
                    assertThat(reason.getString(1)).isEqualTo("unreadable.type");
                    assertThat(reason.getString(2)).isEqualTo("age");
                    assertThat(reason.getString(3)).isEqualTo("not an integer of 64 bits");
                })
                .extracting(reason -> reason.getLong(0))
                .contains(LongStream.of(old).boxed().toArray(Long[]::new));
    }

    /** All records, the unreadable ones, and of each column how many values it has and their hash with the record's id. */
    private static Row one(Dataset<Row> rows, ReadRequest request, Column readable) {
        List<Column> facts = new ArrayList<>();
        facts.add(sum(when(readable, 0).otherwise(1)));
        Column id = col(request.columns().get(0).name());
        for (ReadColumn column : request.columns()) {
            Column value = col(column.name());
            facts.add(count(when(readable, value)).as(column.name() + " values"));
            facts.add(sum(when(readable, xxhash64(id, value).cast("decimal(38,0)")))
                    .as(column.name()));
        }
        return rows.agg(count(lit(1)).as("records"), facts.toArray(Column[]::new))
                .first();
    }

    /** The same file's fields by Spark, in quotes or not; NULL where there are neither quotes nor text. */
    private Dataset<Row> texts(String table, ReadRequest request) {
        StructType schema = new StructType();
        for (ReadColumn column : request.columns()) {
            schema = schema.add(column.header(), DataTypes.StringType);
        }
        return spark.read()
                .schema(schema)
                .option("header", true)
                .option("enforceSchema", false)
                .option("escape", "\"")
                .option("nullValue", "\u0001nothing")
                .csv(file(table).toString());
    }

    private static Dataset<Row> typed(Dataset<Row> texts, ReadRequest request, String dirty) {
        List<Column> columns = new ArrayList<>();
        for (ReadColumn column : request.columns()) {
            String given = "`" + column.header() + "`";
            for (String none : column.nullValues()) {
                given = "nullif(" + given + ", '" + none + "')";
            }
            // A value that does not parse is looked at nowhere, but Spark computes it all the same.
            columns.add(expr("try_cast(" + given + " AS "
                            + column.type().sparkType().sql() + ")")
                    .as(column.name()));
        }
        columns.add(coalesce(expr(dirty), lit(false)).as("_dirty"));
        return texts.select(columns.toArray(Column[]::new));
    }

    private List<Row> unreadable(ReadRequest request, String table) {
        return survey(table, request)
                .rows()
                .filter("_weir_unreadable IS NOT NULL")
                .selectExpr("_weir_line", "inline(_weir_unreadable)")
                .orderBy("_weir_line")
                .collectAsList();
    }

    private SurveyedSource survey(String table, ReadRequest request) {
        return FormatReaders.installed()
                .of(source.files().format())
                .survey(spark, SourceFiles.list(new Configuration(), folder.toString(), table + ".csv.gz"), request);
    }

    private SourceRead read(String table) {
        Table declared = source.contract().table(table).orElseThrow();
        return new SourceRead(source, declared, SourceRoute.FUSED, List.of("any"), List.of(), "it is read alone");
    }

    private Path file(String table) {
        return folder.resolve(table + ".csv.gz");
    }

    /** How many records follow the header: line ends outside quotes. */
    private static long records(Path file) throws IOException {
        long ends = 0;
        boolean quoted = false;
        try (InputStream in =
                new BufferedInputStream(new GZIPInputStream(Files.newInputStream(file), 1 << 16), 1 << 16)) {
            for (int b = in.read(); b >= 0; b = in.read()) {
                quoted ^= b == '"';
                ends += b == '\n' && !quoted ? 1 : 0;
            }
        }
        return ends - 1;
    }

    /** The numbers of the lines that hold a text. */
    private static long[] lines(Path file, String text) throws IOException {
        List<String> lines;
        try (BufferedReader in = new BufferedReader(new InputStreamReader(
                        new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8));
                Stream<String> all = in.lines()) {
            lines = all.toList();
        }
        return LongStream.range(0, lines.size())
                .filter(i -> lines.get((int) i).contains(text))
                .map(i -> i + 1)
                .toArray();
    }
}
