package dev.weir.jobs.engine.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.contracts.DataType;
import dev.weir.contracts.Place;
import dev.weir.contracts.Problem;
import dev.weir.contracts.Problems;
import dev.weir.contracts.format.SourceFormat;
import dev.weir.contracts.format.SourceFormats;
import dev.weir.contracts.settings.OwnPlaces;
import dev.weir.contracts.text.Sha256;
import dev.weir.contracts.yaml.YamlMap;
import dev.weir.contracts.yaml.YamlReader;
import dev.weir.jobs.SparkFixture;
import dev.weir.jobs.engine.read.file.SourceFile;
import dev.weir.jobs.engine.read.file.SourceFiles;
import dev.weir.jobs.engine.read.file.SourceRoots;
import dev.weir.jobs.engine.read.file.UnreadableSourceException;
import dev.weir.jobs.engine.read.text.SurveyedFile;
import dev.weir.jobs.engine.read.value.ReadColumn;
import dev.weir.jobs.engine.read.value.RecordColumns;
import dev.weir.jobs.engine.read.value.ValueType;
import dev.weir.jobs.release.TestBucket;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What every source format does, in both its halves. A new one has a test that extends this, and more of its own. */
@ExtendWith(SparkFixture.class)
public abstract class SourceFormatContract {

    private final List<ReadColumn> columns = List.of(
            column("id", ValueType.Whole.LONG),
            column("name", new ValueType.Text()),
            column("weight", ValueType.Real.FINITE));

    private static final String SECRET = "张三";

    @TempDir
    protected Path folder;

    protected final SparkSession spark;

    protected SourceFormatContract(SparkSession spark) {
        this.spark = spark;
    }

    /** Its name in contracts. */
    protected abstract String name();

    /** Writes a file as its contract's usual dialect says, records in this order. */
    protected abstract void write(Path file, List<Written> records) throws IOException;

    /** What the files call a column. */
    protected String header(String column) {
        return column;
    }

    /** Whether a file may lack a column, and still have records that can be read. */
    protected boolean canLackColumns() {
        return true;
    }

    private ReadColumn column(String name, ValueType type) {
        return new ReadColumn(name, header(name), type, List.of(), ReadColumn.OnBadValue.UNREADABLE);
    }

    /** The first line of a record, its number from 0, where all have as many lines. */
    protected abstract long line(int record);

    /** A weight that a record can have. */
    protected double weight(long id) {
        return id + 0.5;
    }

    /** What is wrong with a record whose weight is none: the rule, and the column where one is to blame. */
    protected String fault() {
        return "unreadable.type weight";
    }

    /** What is told of the two columns that nobody reads. */
    protected List<String> unread() {
        return List.of(header("name"), header("weight"));
    }

    /**
     * A record of three columns.
     *
     * @param name NULL where it is empty
     * @param weight no value of its column's type where it is not finite
     */
    public record Written(long id, Optional<String> name, double weight) {}

    @Test
    void hasBothHalvesOnTheClassPath() {
        assertThat(name()).matches("[a-z][a-z0-9-]*");
        assertThat(format().name()).isEqualTo(name());
        assertThat(format().noun()).isNotBlank();
        assertThat(FormatReaders.installed().of(name()).formats()).contains(name());
    }

    @Test
    void needsNoKeysAndTellsOfThoseThatNobodyTakes() {
        Problems problems = new Problems();
        YamlMap read = (YamlMap)
                YamlReader.read("{nothingOfTheKind: 1}", "a.yaml", problems).orElseThrow();
        SourceFormats.installed().checkKeys(Optional.of(format()), read, problems);
        assertThat(problems.list())
                .extracting(Problem::what)
                .containsExactly("'nothingOfTheKind' is no field of weirRead");
        Problems none = new Problems();
        format().dialect(new YamlMap(Map.of(), Place.of("a.yaml")), none);
        assertThat(none.list()).isEmpty();
    }

    @Test
    void holdsPlainValues() {
        for (DataType type : List.of(new DataType.Text(), new DataType.Int64(), new DataType.Real())) {
            assertThat(format().unsupported(type)).isEmpty();
        }
    }

    @Test
    void givesEachRecordWithItsPlace() throws IOException {
        write(folder.resolve("a.data"), List.of(record(1, "A"), record(2, ""), record(3, "三")));
        write(folder.resolve("b.data"), List.of(record(4, "D")));
        SurveyedSource surveyed = survey(columns);
        Dataset<Row> rows = surveyed.rows();
        assertThat(rows.schema().fieldNames())
                .containsExactly(StrictRead.schema(columns).fieldNames());
        assertThat(shown(rows))
                .containsExactly(
                        row(1, "A", "a.data", 0),
                        row(2, "null", "a.data", 1),
                        row(3, "三", "a.data", 2),
                        row(4, "D", "b.data", 0));
        assertThat(surveyed.counted().records()).isEqualTo(4);
        assertThat(surveyed.counted().unreadable().orElse(0)).isZero();
    }

    @Test
    void aSurveyTellsOfEachFileWhatAReleaseNeeds() throws IOException {
        Path first = folder.resolve("a.data");
        Path second = folder.resolve("b.data");
        write(first, List.of(record(1, "A"), record(2, "B")));
        write(second, List.of(record(3, "C")));
        SurveyedSource surveyed = survey(columns);
        assertThat(surveyed.files()).extracting(file -> file.file().name()).containsExactly("a.data", "b.data");
        assertThat(surveyed.files())
                .extracting(SurveyedFile::sha256)
                .containsExactly(Sha256.hex(Files.readAllBytes(first)), Sha256.hex(Files.readAllBytes(second)));
        assertThat(surveyed.findings().isEmpty()).isTrue();
        assertThat(surveyed.findings().files())
                .extracting(SourceFindings.FileFindings::file)
                .containsExactly("a.data", "b.data");
    }

    @Test
    void aRecordWithAWrongValueHasItsPlaceAndReasonAndNoValue() throws IOException {
        write(
                folder.resolve("a.data"),
                List.of(record(1, "A"), new Written(2, Optional.of(SECRET), Double.NaN), record(3, "C")));
        SurveyedSource surveyed = survey(columns);
        Dataset<Row> rows = surveyed.rows();
        assertThat(shown(rows))
                .containsExactly(
                        "null null null a.data " + line(1), row(1, "A", "a.data", 0), row(3, "C", "a.data", 2));
        List<Row> reasons = rows.where("_weir_unreadable IS NOT NULL")
                .selectExpr("inline(_weir_unreadable)")
                .collectAsList();
        assertThat(reasons).singleElement().satisfies(reason -> {
            assertThat(reason.getString(0) + (reason.isNullAt(1) ? "" : " " + reason.getString(1)))
                    .isEqualTo(fault());
            assertThat(reason.toString()).doesNotContain(SECRET).doesNotContain("NaN");
        });
        assertThat(surveyed.counted().records()).isEqualTo(3);
        surveyed.counted()
                .unreadable()
                .ifPresent(unreadable -> assertThat(unreadable).isEqualTo(1));
    }

    @Test
    void aColumnThatNoFileHasIsNull() throws IOException {
        write(folder.resolve("a.data"), List.of(record(1, "A")));
        List<ReadColumn> more = new ArrayList<>(columns);
        more.add(column("absent", new ValueType.Text()));
        assertThat(survey(more)
                        .rows()
                        .where(canLackColumns() ? "absent IS NULL AND id = 1" : "_weir_unreadable IS NOT NULL")
                        .count())
                .isEqualTo(1);
    }

    /** Where a file that lacks a column is unreadable, one that may be missing is NULL all the same. */
    @Test
    void aColumnThatMayBeMissingMakesNoFileUnreadable() throws IOException {
        write(folder.resolve("a.data"), List.of(record(1, "A")));
        List<ReadColumn> more = new ArrayList<>(columns);
        more.add(column("absent", new ValueType.Text()));
        ReadRequest request = request(more);
        Function<MissingColumnPolicy, SurveyedSource> survey = policy -> FormatReaders.installed()
                .of(name())
                .survey(spark, files(), new ReadRequest(request.dialect(), request.columns(), policy));
        String read = canLackColumns() ? "absent IS NULL AND id = 1" : "_weir_unreadable IS NOT NULL";
        assertThat(survey.apply(new MissingColumnPolicy(true, Set.of("absent")))
                        .rows()
                        .where(read)
                        .count())
                .isEqualTo(1);
    }

    /** A new column may be about persons: it is told by its name, in a header or in records, and never by a value. */
    @Test
    void whatNoColumnReadsIsTold() throws IOException {
        write(folder.resolve("a.data"), List.of(record(1, SECRET)));
        write(folder.resolve("b.data"), List.of());
        SurveyedSource surveyed = survey(columns.subList(0, 1));
        assertThat(surveyed.rows().count()).isEqualTo(1);
        SourceFindings.FileFindings found = surveyed.findings().files().get(0);
        assertThat(found.differences().added()).containsExactlyInAnyOrderElementsOf(unread());
        assertThat(found.toString()).doesNotContain(SECRET);
        assertThat(surveyed.findings().files()).hasSize(2);
    }

    @Test
    void nothingIsReadOfNoFile() {
        SurveyedSource surveyed = survey(columns);
        assertThat(surveyed.files()).isEmpty();
        assertThat(surveyed.rows().count()).isZero();
        assertThat(surveyed.counted().records()).isZero();
    }

    /** More than one task may read of it. */
    @Test
    @Tag("slow")
    void aLargeFileIsReadWholeAndOnce() throws IOException {
        int all = 300_000;
        write(
                folder.resolve("a.data"),
                IntStream.range(0, all)
                        .mapToObj(i -> record(i, "a name that fills the file " + i))
                        .toList());
        SurveyedSource surveyed = survey(columns);
        Row sums = surveyed.rows()
                .selectExpr(
                        "count(*)",
                        "sum(id)",
                        "count(distinct _weir_line)",
                        "count_if(name = concat('a name that fills the file ', id))",
                        "count_if(_weir_line - id * " + (line(1) - line(0)) + " = " + line(0) + ")")
                .first();
        assertThat(sums.toString())
                .isEqualTo("[" + all + "," + (long) all * (all - 1) / 2 + "," + all + "," + all + "," + all + "]");
        assertThat(surveyed.counted().records()).isEqualTo(all);
    }

    @Test
    @Tag("slow")
    void aSampleIsAPartOfTheRowsAndAlwaysTheSame() throws IOException {
        for (String file : List.of("a.data", "b.data")) {
            write(
                    folder.resolve(file),
                    IntStream.range(0, 5_000)
                            .mapToObj(i -> record(i, "name " + i))
                            .toList());
        }
        List<String> rows = shown(survey(columns).rows());
        List<String> sample = shown(sample());
        assertThat(sample).isNotEmpty().doesNotHaveDuplicates().isSubsetOf(rows).isEqualTo(shown(sample()));
        assertThat(sample.size()).isGreaterThanOrEqualTo(100);
    }

    @Test
    void aFileThatChangesAfterItsSurveyIsRefused() throws IOException {
        Path file = folder.resolve("a.data");
        write(file, List.of(record(1, "A")));
        SurveyedSource surveyed = survey(columns);
        write(file, List.of(record(1, "A"), record(2, "B")));
        assertThatThrownBy(() -> surveyed.rows().collectAsList())
                .satisfies(thrown ->
                        assertThat(UnreadableSourceException.causing(thrown)).isPresent());
    }

    /** Objects in a bucket are read like files on a disk, and one that is replaced while it is read is found out. */
    @Test
    @Tag("slow")
    void readsObjectsOfABucketLikeFiles() throws IOException {
        Path file = folder.resolve("a.data");
        TestBucket bucket = new TestBucket();
        SparkSession reaching = TestBucket.session(spark);
        write(file, List.of(record(1, "A"), record(2, ""), record(3, "三")));
        bucket.put("day 1/病人 50%.data", Files.readAllBytes(file));
        bucket.put("day 1/_begun.data", Files.readAllBytes(file));
        bucket.put("day 1/.part/b.data", Files.readAllBytes(file));

        SurveyedSource surveyed = surveyOf(bucket, reaching);

        assertThat(shown(surveyed.rows()))
                .containsExactly(
                        row(1, "A", "day 1/病人 50%.data", 0),
                        row(2, "null", "day 1/病人 50%.data", 1),
                        row(3, "三", "day 1/病人 50%.data", 2));
        assertThat(surveyed.files())
                .extracting(SurveyedFile::sha256)
                .containsExactly(Sha256.hex(Files.readAllBytes(file)));

        SurveyedSource before = surveyOf(bucket, reaching);
        write(file, List.of(record(1, "A")));
        bucket.put("day 1/病人 50%.data", Files.readAllBytes(file));
        assertThatThrownBy(() -> before.rows().collectAsList())
                .satisfies(thrown -> assertThat(UnreadableSourceException.causing(thrown))
                        .hasValueSatisfying(cause -> assertThat(cause.why()).contains("has changed")));
    }

    private SurveyedSource surveyOf(TestBucket bucket, SparkSession reaching) {
        List<SourceFile> listed = SourceFiles.below(
                TestBucket.configuration(),
                bucket.address(),
                List.of(bucket.address() + "/*"),
                new SourceRoots(List.of(), OwnPlaces.NONE));
        return FormatReaders.installed().of(name()).survey(reaching, listed, request(columns));
    }

    private SurveyedSource survey(List<ReadColumn> columns) {
        return FormatReaders.installed().of(name()).survey(spark, files(), request(columns));
    }

    private Dataset<Row> sample() {
        return FormatReaders.installed().of(name()).sample(spark, files(), request(columns), 100);
    }

    private SourceFormat format() {
        return SourceFormats.installed().named(name()).orElseThrow();
    }

    private ReadRequest request(List<ReadColumn> columns) {
        return new ReadRequest(
                format().dialect(new YamlMap(Map.of(), Place.of("a.yaml")), new Problems()),
                columns,
                MissingColumnPolicy.NULL);
    }

    private List<SourceFile> files() {
        return SourceFiles.list(new Configuration(), folder.toString(), "*.data");
    }

    private Written record(long id, String name) {
        return new Written(id, Optional.of(name).filter(text -> !text.isEmpty()), weight(id));
    }

    private String row(long id, String name, String file, int record) {
        return id + " " + name + " " + weight(id) + " " + file + " " + line(record);
    }

    /** Each row in a line, sorted; values as the texts that they are. */
    private static List<String> shown(Dataset<Row> rows) {
        return rows
                .selectExpr(
                        "string(id)",
                        "name",
                        "string(double(weight))", // a sample may have the text, such as 1
                        RecordColumns.FILE,
                        "string(" + RecordColumns.LINE + ")")
                .orderBy("id", RecordColumns.FILE)
                .collectAsList()
                .stream()
                .map(row -> row.mkString(" "))
                .toList();
    }
}
