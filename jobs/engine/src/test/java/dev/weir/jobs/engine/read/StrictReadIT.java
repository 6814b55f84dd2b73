package dev.weir.jobs.engine.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.jobs.SparkFixture;
import dev.weir.jobs.engine.read.delimited.Delimited;
import dev.weir.jobs.engine.read.file.SourceFile;
import dev.weir.jobs.engine.read.file.SourceFiles;
import dev.weir.jobs.engine.read.file.UnreadableSourceException;
import dev.weir.jobs.engine.read.json.JsonLines;
import dev.weir.jobs.engine.read.text.HeaderFacts;
import dev.weir.jobs.engine.read.value.ReadColumn;
import dev.weir.jobs.engine.read.value.ValueType;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.sql.Date;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.zip.GZIPOutputStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(SparkFixture.class)
class StrictReadIT {
    private static final ReadSpec SPEC = ReadSpec.of(
            Delimited.csv(),
            List.of(
                    ReadColumn.of("id", ValueType.Whole.LONG),
                    ReadColumn.of("name", new ValueType.Text()),
                    ReadColumn.of("paid", new ValueType.Exact(10, 2)),
                    ReadColumn.of("born", new ValueType.Day(ValueType.ISO))));

    private final SparkSession spark;

    @TempDir
    Path folder;

    StrictReadIT(SparkSession spark) {
        this.spark = spark;
    }

    @Test
    void givesTypedRowsWithTheirPlaces() throws IOException {
        write("2024/a.csv", "id,name,paid,born\n1,张三,1.50,2000-02-29\n2,\"\",,\n");
        write("2024/b.csv", "born,id,paid,name,more\n2000-01-01,3,7,\"c, d\",x\n");
        write("2024/_ignored.csv", "rubbish");
        SourceSurvey survey = survey("*/*.csv", 1 << 20);
        assertThat(StrictRead.rows(spark, SPEC, survey).orderBy("id").collectAsList())
                .containsExactly(
                        row(1L, "张三", "1.50", "2000-02-29", "2024/a.csv", 2L),
                        row(2L, "", null, null, "2024/a.csv", 3L),
                        row(3L, "c, d", "7.00", "2000-01-01", "2024/b.csv", 2L));
        assertThat(survey.findings(SPEC.columns()).files())
                .containsExactly(
                        new SourceFindings.FileFindings(
                                "2024/a.csv",
                                HeaderFacts.Presence.FOUND,
                                new SourceFindings.Differences(List.of(), List.of(), List.of(), List.of())),
                        new SourceFindings.FileFindings(
                                "2024/b.csv",
                                HeaderFacts.Presence.FOUND,
                                new SourceFindings.Differences(
                                        List.of(), List.of("more"), List.of("born", "id", "paid", "name"), List.of())));
    }

    @Test
    void tellsNothingOfAFirstLineThatNamesNoColumn() throws IOException {
        write("a.csv", "1,张三,1.50,2000-02-29\n");
        assertThat(survey("a.csv", 1 << 20).findings(SPEC.columns()).files())
                .singleElement()
                .satisfies(found -> {
                    assertThat(found.differences().missing()).containsExactly("id", "name", "paid", "born");
                    assertThat(found.differences().added())
                            .containsExactly("4 columns whose names look like values; longest 10 characters");
                    assertThat(found.hint()).contains("none of the columns stands in its first line");
                });
    }

    @Test
    void judgesEveryColumnWhicheverAQueryAsksFor() throws IOException {
        write("a.csv", "id,name,paid,born\n1,a,1.505,2000-02-30\n2,b,1,2000-01-01\n");
        Dataset<Row> rows = StrictRead.rows(spark, SPEC, survey("*.csv", 1 << 20));
        assertThat(rows.filter("_weir_unreadable IS NULL").select("name").collectAsList())
                .containsExactly(RowFactory.create("b"));
        assertThat(rows.filter("_weir_unreadable IS NOT NULL")
                        .selectExpr("_weir_line", "inline(_weir_unreadable)")
                        .collectAsList())
                .containsExactly(
                        RowFactory.create(
                                2L, "unreadable.type", "paid", "not a number that decimal(10,2) holds exactly"),
                        RowFactory.create(2L, "unreadable.type", "born", "not a day in ISO 8601"));
        assertThat(rows.count()).isEqualTo(2);
    }

    @Test
    void countsWhatShowsInNoRowOnceHoweverOftenItIsRead() throws IOException {
        write("a.csv", "id,name,paid,born\nx,a,,\n\n2,b,,\n3,c\n");
        write("b.csv", "id,name,paid,born\ny,d,,\n");
        ReadSpec lenient = ReadSpec.of(
                SPEC.format(),
                List.of(
                        new ReadColumn(
                                "id", "id", ValueType.Whole.LONG, List.of(), ReadColumn.OnBadValue.NULL_AND_WARN),
                        ReadColumn.of("name", new ValueType.Text())));
        ReadCounter counter = ReadCounter.registered(spark);
        Dataset<Row> rows = StrictRead.rows(spark, lenient, survey("*.csv", 1 << 20), counter);
        assertThat(rows.select("id").distinct().count()).isEqualTo(2);
        assertThat(rows.count()).isEqualTo(4);
        assertThat(counter.value()).isEqualTo(new ReadCounts(4, 1, 1, Map.of("id", 2L), ObservedKeys.NONE));
    }

    @Test
    void countsKeysOfJsonThatNoColumnHas() throws IOException {
        write(
                "a.ndjson",
                "{\"id\":1,\"more\":2,\"o\":{\"p\":1,\"q\":2},\"l\":[{\"a\":1,\"b\":[0]}]}\n{\"id\":\"x\",\"more\":3}\n");
        ValueType object = new ValueType.ObjectOf(List.of(new ValueType.Field("p", ValueType.Whole.LONG)));
        ReadSpec json = ReadSpec.of(
                JsonLines.utf8(),
                List.of(
                        ReadColumn.of("id", ValueType.Whole.LONG),
                        ReadColumn.of("o", object),
                        new ReadColumn(
                                "a", "l[0].a", ValueType.Whole.LONG, List.of(), ReadColumn.OnBadValue.UNREADABLE)));
        List<SourceFile> files = SourceFiles.list(new Configuration(), folder.toString(), "*.ndjson");
        ReadCounter counter = ReadCounter.registered(spark);
        SourceSurvey survey = SourceSurvey.of(spark, files, json.format());
        assertThat(StrictRead.rows(spark, json, survey, counter).count()).isEqualTo(2);
        assertThat(counter.value())
                .isEqualTo(new ReadCounts(
                        2,
                        1,
                        0,
                        Map.of(),
                        new ObservedKeys(
                                Map.of("", keys("more"), "o", keys("q"), "l[0]", keys("b")),
                                false,
                                true,
                                Map.of(),
                                keys())));
        assertThat(survey.findings(json.columns()).isEmpty()).isTrue();
    }

    @Test
    void keepsValuesOfRowsThatSparkHoldsOnTo() throws IOException {
        StringBuilder text = new StringBuilder("id,name,paid,born\n");
        for (int i = 0; i < 5_000; i++) {
            text.append(i).append(",\"name \"\"").append(i).append("\"\"\",,\n");
        }
        write("many.csv", text.toString());
        Dataset<Row> rows = StrictRead.rows(spark, SPEC, survey("many.csv", 20_000));
        List<Row> sorted = rows.orderBy(rows.col("id").desc())
                .selectExpr("id", "name", "_weir_line")
                .collectAsList();
        for (int i = 0; i < 5_000; i++) {
            long id = 4_999L - i;
            assertThat(sorted.get(i)).isEqualTo(RowFactory.create(id, "name \"" + id + "\"", id + 2));
        }
    }

    /** A task for each would cost more than the files; a few files have one each, as they may be read at one time. */
    @Test
    void readsManySmallFilesInFewTasks() throws IOException {
        int files = 300;
        for (int file = 0; file < files; file++) {
            write("many/" + file + ".csv", "id,name,paid,born\n" + file + ",a,,\n");
        }
        Dataset<Row> rows = StrictRead.rows(spark, SPEC, survey("many/*.csv", 1 << 20));
        assertThat(rows.rdd().getNumPartitions()).isBetween(50, 75);
        assertThat(rows.select("id").distinct().count()).isEqualTo(files);
        assertThat(StrictRead.rows(spark, SPEC, survey("many/1?.csv", 1 << 20))
                        .rdd()
                        .getNumPartitions())
                .isEqualTo(10);
    }

    @Test
    void hashesStoredBytesAndReadsGzip() throws Exception {
        byte[] zipped = gzip("id,name,paid,born\n1,a,,\n");
        write("a.csv.gz", zipped);
        SourceSurvey survey = survey("a.csv.gz", 5);
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(zipped);
        assertThat(survey.files().get(0).sha256()).isEqualTo(HexFormat.of().formatHex(digest));
        assertThat(survey.files().get(0).parts()).hasSize(1);
        assertThat(StrictRead.rows(spark, SPEC, survey).select("id").collectAsList())
                .containsExactly(RowFactory.create(1L));
    }

    @Test
    void namesTheGzipFileThatIsCutOff() throws IOException {
        byte[] zipped = gzip("id,name,paid,born\n" + "1,a,,\n".repeat(100_000));
        write("cut.csv.gz", Arrays.copyOf(zipped, zipped.length - 20));
        SourceSurvey survey = survey("cut.csv.gz", 1 << 20);
        assertThatThrownBy(() -> StrictRead.rows(spark, SPEC, survey).count())
                .satisfies(thrown -> assertThat(UnreadableSourceException.causing(thrown))
                        .get()
                        .hasToString(UnreadableSourceException.class.getName()
                                + ": Source file 'cut.csv.gz' is cut off: its compressed data ends too early."
                                + " Fetch it again."));
    }

    @Test
    void refusesAFileThatChangesBetweenSurveyAndReading() throws IOException {
        write("a.csv", "id,name,paid,born\n1,a,,\n");
        SourceSurvey survey = survey("a.csv", 1 << 20);
        write("a.csv", "id,name,paid,born\n1,a,,\n2,b,,\n");
        assertThatThrownBy(() -> StrictRead.rows(spark, SPEC, survey).count())
                .satisfies(thrown -> assertThat(UnreadableSourceException.causing(thrown))
                        .get()
                        .asString()
                        .contains("has changed since it was listed"));
    }

    private SourceSurvey survey(String pattern, long partBytes) {
        List<SourceFile> files = SourceFiles.list(new Configuration(), folder.toString(), pattern);
        return SourceSurvey.of(spark, files, SPEC.format(), partBytes);
    }

    private void write(String name, String text) throws IOException {
        write(name, text.getBytes(StandardCharsets.UTF_8));
    }

    private void write(String name, byte[] bytes) throws IOException {
        Path path = folder.resolve(name);
        Files.createDirectories(Objects.requireNonNull(path.getParent()));
        Files.write(path, bytes);
    }

    private static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }

    private static Row row(long id, String name, @Nullable String paid, @Nullable String born, String file, long line) {
        return RowFactory.create(
                id,
                name,
                paid == null ? null : new BigDecimal(paid),
                born == null ? null : Date.valueOf(born),
                file,
                line,
                null);
    }

    private static SortedSet<String> keys(String... keys) {
        return new TreeSet<>(List.of(keys));
    }
}
