package dev.weir.jobs.engine.read.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.weir.jobs.SparkFixture;
import dev.weir.jobs.engine.read.MissingColumnPolicy;
import dev.weir.jobs.engine.read.StrictRead;
import dev.weir.jobs.engine.read.file.SourceFile;
import dev.weir.jobs.engine.read.file.SourceFiles;
import dev.weir.jobs.engine.read.file.UnreadableSourceException;
import dev.weir.jobs.engine.read.value.ReadColumn;
import dev.weir.jobs.engine.read.value.ValueType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.NanoTime;
import org.apache.parquet.example.data.simple.SimpleGroup;
import org.apache.parquet.format.LogicalType;
import org.apache.parquet.format.NullType;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.MessageTypeParser;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(SparkFixture.class)
class ParquetReadIT {
    private static final List<ReadColumn> COLUMNS = List.of(
            ReadColumn.of("id", ValueType.Whole.LONG),
            ReadColumn.of("weight", ValueType.Real.FINITE),
            ReadColumn.of("paid", new ValueType.Exact(10, 2)));

    private final SparkSession spark;

    @TempDir
    Path folder;

    ParquetReadIT(SparkSession spark) {
        this.spark = spark;
    }

    @Test
    void takesNarrowerTypesAndRefusesValuesThatAreNone() {
        write("50% a b+/1", "SELECT * FROM VALUES (1, 1.5F, 2.5BD), (2, float('NaN'), NULL) AS t(id, weight, paid)");
        ParquetRead read = read(MissingColumnPolicy.UNREADABLE);
        String file = read.files().get(0).file().name();
        assertThat(file).startsWith("50% a b+/1/part-");
        assertThat(read.findings().isEmpty()).isTrue();
        assertThat(read.rows()
                        .selectExpr(
                                "id",
                                "weight",
                                "cast(paid AS string)",
                                "_weir_file",
                                "_weir_line",
                                "_weir_unreadable[0].column")
                        .collectAsList())
                .containsExactly(
                        RowFactory.create(1L, 1.5, "2.50", file, 1L, null),
                        RowFactory.create(null, null, null, file, 2L, "weight"));
        assertThat(read.rows().schema().fieldNames())
                .containsExactly(StrictRead.schema(COLUMNS).fieldNames());
    }

    @Test
    void refusesRowsOfFilesWithOtherTypesOrTooFewColumns() {
        write("1", "SELECT 1L AS id, 2.0D AS weight, 1.234BD AS paid, 'x' AS more");
        write("2", "SELECT 2 AS id, 2.0D AS weight");
        write("3", "SELECT 3 AS id, 2.0D AS weight, 1.5BD AS paid");
        assertThat(read(MissingColumnPolicy.UNREADABLE)
                        .rows()
                        .orderBy("_weir_file")
                        .selectExpr("id", "array_join(_weir_unreadable.rule, ' ')")
                        .collectAsList())
                .extracting(Row::toString)
                .containsExactly("[null,unreadable.type]", "[null,unreadable.missing-column]", "[3,null]");
        ParquetRead lenient = read(MissingColumnPolicy.NULL);
        assertThat(lenient.rows().filter("id = 2 AND paid IS NULL").count()).isEqualTo(1);
        assertThat(lenient.findings().files())
                .extracting(found -> found.differences().missing() + " "
                        + found.differences().added() + " "
                        + found.differences().retyped())
                .containsExactly("[] [more] [paid]", "[paid] [] []", "[] [] []");
    }

    @Test
    void namesTheFileThatIsNoParquet() throws IOException {
        Files.writeString(folder.resolve("a.parquet"), "PAR1 and nothing more");
        assertThatThrownBy(() -> read(MissingColumnPolicy.UNREADABLE))
                .isInstanceOf(UnreadableSourceException.class)
                .hasMessageContaining("'a.parquet' is not a readable Parquet file");
    }

    /** A byte of a page is flipped: the page's checksum says so, where the reader asks for it. */
    @Test
    void namesTheFileWithADamagedPage() throws IOException {
        spark.range(0, 20_000)
                .selectExpr("id", "2.0D AS weight", "1.5BD AS paid")
                .coalesce(1)
                .write()
                .option("parquet.page.write-checksum.enabled", "true")
                .option("compression", "none")
                .option("parquet.enable.dictionary", "false")
                .parquet(folder.resolve("1").toString());
        ParquetRead first = read(MissingColumnPolicy.UNREADABLE);
        assertThat(first.rows().count()).isEqualTo(20_000);
        String name = first.files().get(0).file().name();
        change(name, bytes -> bytes[5_000] ^= 1);
        assertDamaged(name);
    }

    private void change(String name, Consumer<byte[]> change) throws IOException {
        Path file = folder.resolve(name);
        byte[] bytes = Files.readAllBytes(file);
        change.accept(bytes);
        Files.write(file, bytes);
        Files.deleteIfExists(file.resolveSibling("." + file.getFileName() + ".crc"));
    }

    private void assertDamaged(String name) {
        ParquetRead read = read(MissingColumnPolicy.UNREADABLE);
        assertThatThrownBy(() -> read.rows().selectExpr("sum(id)").collectAsList())
                .satisfies(thrown -> assertThat(UnreadableSourceException.causing(thrown))
                        .get()
                        .asString()
                        .contains("Source file '" + name + "' is damaged"));
    }

    /** A page's header promises a byte more than Snappy has packed: Parquet's library asked for it for ever, up to 1.13. */
    @Test
    void namesTheFileWithAPageThatIsShorterThanItSays() throws IOException {
        spark.range(0, 20_000)
                .selectExpr("id", "2.0D AS weight", "1.5BD AS paid")
                .coalesce(1)
                .write()
                .option("compression", "snappy")
                .option("parquet.enable.dictionary", "false")
                .parquet(folder.resolve("1").toString());
        String name = read(MissingColumnPolicy.UNREADABLE).files().get(0).file().name();
        change(name, bytes -> {
            assertThat(bytes)
                    .startsWith(
                            'P', 'A', 'R', '1', 0x15, 0x00, 0x15); // then the page's size, unpacked, as a zigzag varint
            bytes[7] = (byte) (bytes[7] + ((bytes[7] & 0x7f) < 0x7e ? 2 : -2));
        });
        assertTimeoutPreemptively(Duration.ofMinutes(1), () -> assertDamaged(name));
    }

    @Test
    void refusesAFileThatChangesBetweenSurveyAndReading() throws IOException {
        write("1", "SELECT 1L AS id, 2.0D AS weight, 1.5BD AS paid");
        ParquetRead read = read(MissingColumnPolicy.UNREADABLE);
        Path file = folder.resolve(read.files().get(0).file().name());
        Files.write(file, new byte[1], StandardOpenOption.APPEND);
        assertThatThrownBy(read::rows)
                .isInstanceOf(UnreadableSourceException.class)
                .hasMessageContaining("has changed since it was listed");
    }

    /** No Spark wrote the file, so nothing says on which calendar: Parquet's specification does. */
    @Test
    void readsTimesBeforeSparksCalendarChanged() throws IOException {
        var schema = MessageTypeParser.parseMessageType(
                "message people { required int32 day (DATE); required int64 at (TIMESTAMP(MICROS,true)); required int96 old; }");
        var path = new org.apache.hadoop.fs.Path(folder.resolve("old.parquet").toString());
        try (ParquetWriter<Group> writer = ExampleParquetWriter.builder(path)
                .withType(schema)
                .withConf(new Configuration())
                .build()) {
            Group row = new SimpleGroup(schema);
            row.add("day", -200_000);
            row.add("at", -3_000_000_000_000_000L);
            row.add("old", new NanoTime(2_400_000, 0));
            writer.write(row);
        }
        List<SourceFile> files = SourceFiles.list(new Configuration(), folder.toString(), "");
        ParquetRead read = ParquetRead.of(
                spark,
                files,
                List.of(
                        ReadColumn.of("day", new ValueType.Day(ValueType.ISO)),
                        ReadColumn.of("at", new ValueType.Instant(ValueType.ISO, "UTC")),
                        ReadColumn.of("old", new ValueType.Instant(ValueType.ISO, "UTC"))),
                MissingColumnPolicy.UNREADABLE);
        assertThat(read.rows()
                        .selectExpr("unix_date(day)", "unix_micros(at)", "unix_micros(old)")
                        .collectAsList())
                .containsExactly(RowFactory.create(-200_000, -3_000_000_000_000_000L, -40_588L * 86_400_000_000L));
    }

    /** What texts of CSV and JSON may not hold, no column of Parquet holds either; a time of day has one form. */
    @Test
    void readsTheSameValuesAsFromText() {
        write("1", """
                SELECT * FROM VALUES
                    (1, '08:30', array('08:30:00.5', NULL), array(array(1D)), array(5L),
                        DATE '9999-12-31', TIMESTAMP '9999-12-31 23:59:59Z', TIMESTAMP_NTZ '0001-01-01 00:00:00'),
                    (2, '25:99', NULL, NULL, NULL, NULL, NULL, NULL),
                    (3, '', NULL, NULL, NULL, NULL, NULL, NULL),
                    (4, NULL, array('08:30', 'noon'), NULL, NULL, NULL, NULL, NULL),
                    (5, NULL, NULL, array(array(0D), array(1D, double('NaN'))), NULL, NULL, NULL, NULL),
                    (6, NULL, NULL, array(NULL, array(NULL, double('-Infinity'))), NULL, NULL, NULL, NULL),
                    (7, NULL, NULL, NULL, array(1L, 10L), NULL, NULL, NULL),
                    (8, NULL, NULL, NULL, NULL, date_from_unix_date(2932897), NULL, NULL),
                    (9, NULL, NULL, NULL, NULL, date_from_unix_date(-719163), NULL, NULL),
                    (10, NULL, NULL, NULL, NULL, NULL, timestamp_micros(253402300800000000), NULL),
                    (11, NULL, NULL, NULL, NULL, NULL, timestamp_micros(-62135596800000001), NULL),
                    (12, NULL, NULL, NULL, NULL, NULL, NULL, make_timestamp_ntz(9999, 12, 31, 23, 59, 59)
                        + INTERVAL 1 SECOND)
                AS t(id, clock, clocks, rates, counts, day, moment, wall)""");
        ValueType.TimeOfDay clock = new ValueType.TimeOfDay(ValueType.ISO);
        List<ReadColumn> columns = List.of(
                ReadColumn.of("id", ValueType.Whole.LONG),
                ReadColumn.of("clock", clock),
                ReadColumn.of("clocks", new ValueType.ListOf(clock)),
                ReadColumn.of("rates", new ValueType.ListOf(new ValueType.ListOf(ValueType.Real.FINITE))),
                ReadColumn.of("counts", new ValueType.ListOf(new ValueType.Whole(0, 9))),
                ReadColumn.of("day", new ValueType.Day(ValueType.ISO)),
                ReadColumn.of("moment", new ValueType.Instant(ValueType.ISO, "")),
                ReadColumn.of("wall", new ValueType.WallClock(ValueType.ISO)));
        List<SourceFile> files = SourceFiles.list(new Configuration(), folder.toString(), "");
        assertThat(ParquetRead.of(spark, files, columns, MissingColumnPolicy.UNREADABLE)
                        .rows()
                        .orderBy("_weir_line")
                        .selectExpr(
                                "_weir_line",
                                "id",
                                "clock",
                                "array_join(clocks, ' ', '-')",
                                "array_join(_weir_unreadable.column, ' ')",
                                "array_join(_weir_unreadable.detail, ' ')")
                        .collectAsList())
                .extracting(Row::toString)
                .containsExactly(
                        "[1,1,08:30:00,08:30:00.500000 -,null,null]",
                        "[2,null,null,null,clock,not a time of day in ISO 8601]",
                        "[3,null,null,null,clock,not a time of day in ISO 8601]",
                        "[4,null,null,null,clocks,not a list of values of its type]",
                        "[5,null,null,null,rates,not a list of values of its type]",
                        "[6,null,null,null,rates,not a list of values of its type]",
                        "[7,null,null,null,counts,not a list of values of its type]",
                        "[8,null,null,null,day,not a day in ISO 8601]",
                        "[9,null,null,null,day,not a day in ISO 8601]",
                        "[10,null,null,null,moment,not a time in ISO 8601 with an offset from UTC]",
                        "[11,null,null,null,moment,not a time in ISO 8601 with an offset from UTC]",
                        "[12,null,null,null,wall,not a date and time in ISO 8601 without an offset]");
    }

    private List<String> shown(List<ReadColumn> columns, String... selected) {
        List<SourceFile> files = SourceFiles.list(new Configuration(), folder.toString(), "");
        return ParquetRead.of(spark, files, columns, MissingColumnPolicy.UNREADABLE)
                .rows()
                .orderBy("_weir_file", "_weir_line")
                .selectExpr(selected)
                .collectAsList()
                .stream()
                .map(Row::toString)
                .toList();
    }

    private static final String WHY =
            "array_join(transform(_weir_unreadable, r -> concat(r.rule, ' ', r.column, ': ', r.detail)), '; ')";

    /** What pandas and old writers store and Spark has no type for: nanoseconds, times of day, bytes, and a type without values. */
    @Test
    void readsTypesThatSparkLacks() throws IOException {
        byte[] file = ParquetBytes.withFooter(
                ParquetBytes.of(
                        "message m { required int64 id; optional int64 wall (TIMESTAMP(NANOS,false));"
                                + " optional int64 at (TIMESTAMP(NANOS,true)); optional int32 none;"
                                + " optional int32 ms (TIME(MILLIS,true)); optional int64 us (TIME(MICROS,false));"
                                + " optional int64 ns (TIME(NANOS,true)); optional binary bytes; }",
                        8,
                        ParquetReadIT::fill),
                footer -> footer.getSchema().get(4).setLogicalType(LogicalType.UNKNOWN(new NullType())));
        Files.write(folder.resolve("a.parquet"), file);
        ValueType clock = new ValueType.TimeOfDay("HH.mm");
        List<ReadColumn> columns = List.of(
                ReadColumn.of("id", ValueType.Whole.LONG),
                ReadColumn.of("wall", new ValueType.WallClock(ValueType.ISO)),
                ReadColumn.of("at", new ValueType.Instant(ValueType.ISO, "")),
                ReadColumn.of("none", new ValueType.Exact(9, 2)),
                ReadColumn.of("ms", clock),
                ReadColumn.of("us", clock),
                ReadColumn.of("ns", clock),
                ReadColumn.of("bytes", new ValueType.Text()));
        assertThat(shown(
                        columns,
                        "_weir_line",
                        "id",
                        "cast(wall AS string)",
                        "unix_micros(at)",
                        "cast(none AS string)",
                        "ms",
                        "us",
                        "ns",
                        "bytes",
                        WHY))
                .containsExactly(
                        "[1,1,2023-11-14 22:13:20.123456,-1,null,01:00:00,01:00:00.000001,23:59:59.999999,ä,null]",
                        "[2,2,null,null,null,null,null,null,null,null]",
                        "[3,null,null,null,null,null,null,null,null,unreadable.type wall: a time with digits beyond microseconds,"
                                + " which would be lost: have the file written with microseconds]",
                        "[4,null,null,null,null,null,null,null,null,unreadable.type none: a value in a column of Parquet's type"
                                + " UNKNOWN, which has none]",
                        "[5,null,null,null,null,null,null,null,null,unreadable.type ms: no time of a day, or one with"
                                + " digits beyond microseconds]",
                        "[6,null,null,null,null,null,null,null,null,unreadable.type us: no time of a day, or one with"
                                + " digits beyond microseconds]",
                        "[7,null,null,null,null,null,null,null,null,unreadable.type ns: no time of a day, or one with"
                                + " digits beyond microseconds]",
                        "[8,null,null,null,null,null,null,null,null,unreadable.encoding bytes: bytes that are no text in UTF-8]");
        List<ReadColumn> lenient = columns.stream()
                .map(column -> new ReadColumn(
                        column.name(), column.header(), column.type(), List.of(), ReadColumn.OnBadValue.NULL_AND_WARN))
                .toList();
        assertThat(shown(lenient, "id", "wall IS NULL", "at IS NULL", "bytes IS NULL", WHY))
                .contains("[3,true,true,true,null]", "[8,true,true,true,null]");
    }

    private static void fill(Group row, int number) {
        row.append("id", (long) number);
        switch (number) {
            case 1 ->
                row.append("wall", 1_700_000_000_123_456_000L)
                        .append("at", -1_000L)
                        .append("ms", 3_600_000)
                        .append("us", 3_600_000_001L)
                        .append("ns", 86_399_999_999_000L)
                        .append("bytes", "ä");
            case 3 -> row.append("wall", -1L);
            case 4 -> row.append("none", 7);
            case 5 -> row.append("ms", 86_400_000);
            case 6 -> row.append("us", -1L);
            case 7 -> row.append("ns", 1L);
            case 8 -> row.append("bytes", Binary.fromConstantByteArray(new byte[] {(byte) 0xff}));
            default -> {}
        }
    }

    @Test
    void namesATypeThatIsNotTheColumns() throws IOException {
        Files.write(
                folder.resolve("a.parquet"),
                ParquetBytes.of(
                        "message m { optional int64 id (TIME(MICROS,true)); optional int64 weight (INTEGER(64,false));"
                                + " optional fixed_len_byte_array(16) paid (UUID); }",
                        1,
                        (row, number) -> {}));
        assertThat(shown(COLUMNS, WHY).get(0))
                .contains(
                        "unreadable.type id: stored as INT64 (TIME(MICROS,true)), and the column is a whole number: give the"
                                + " column that type in its contract, or have the file written with the column's",
                        "unreadable.type weight: stored as INT64 (INTEGER(64,false)), and the column is a floating-point number",
                        "unreadable.type paid: stored as FIXED_LEN_BYTE_ARRAY(16) (UUID), and the column is a decimal(10,2)");
    }

    @Test
    void readsNumbersWhoseBytesAreSplit() throws IOException {
        Files.write(
                folder.resolve("a.parquet"),
                ParquetBytes.of(
                        "message m { required int64 id; required double weight; optional int32 paid (DECIMAL(9,2)); }",
                        1_000,
                        (row, number) -> row.append("id", (long) number).append("weight", number / 8.0),
                        builder -> builder.withDictionaryEncoding(false).withByteStreamSplitEncoding(true)));
        assertThat(shown(COLUMNS, "id", "weight", "paid", "_weir_line", "_weir_file"))
                .hasSize(1_000)
                .startsWith("[1,0.125,null,1,a.parquet]")
                .endsWith("[1000,125.0,null,1000,a.parquet]");
    }

    /** To Spark they are one column, as a rule. */
    @Test
    void readsNamesThatDifferInCaseAlone() throws IOException {
        Files.write(
                folder.resolve("a.parquet"),
                ParquetBytes.of(
                        "message m { required int64 X; required int64 x; }",
                        2,
                        (row, number) -> row.append("X", (long) number).append("x", 10L * number)));
        ReadColumn upper = new ReadColumn("a", "X", ValueType.Whole.LONG, List.of(), ReadColumn.OnBadValue.UNREADABLE);
        ReadColumn lower = new ReadColumn("b", "x", ValueType.Whole.LONG, List.of(), ReadColumn.OnBadValue.UNREADABLE);
        assertThat(shown(List.of(lower, upper), "a", "b")).containsExactly("[1,10]", "[2,20]");
        assertThat(shown(List.of(lower), "b")).containsExactly("[10]", "[20]");
        assertThat(shown(List.of(upper), "a")).containsExactly("[1]", "[2]");
    }

    /** Whatever is read beside them, and in whichever order they stand: some types are read in another way, by single records. */
    @Test
    void readsNamesThatDifferInCaseBesideEveryType() throws IOException {
        Map<String, ValueType> types = Map.of(
                "int64 other (TIMESTAMP(NANOS,false))", new ValueType.WallClock(ValueType.ISO),
                "int64 other (TIMESTAMP(NANOS,true))", new ValueType.Instant(ValueType.ISO, ""),
                "int32 other (TIME(MILLIS,true))", new ValueType.TimeOfDay(ValueType.ISO),
                "int64 other (TIME(MICROS,true))", new ValueType.TimeOfDay(ValueType.ISO),
                "int64 other (INTEGER(64,false))", new ValueType.Exact(20, 0),
                "int32 other (DECIMAL(9,2))", new ValueType.Exact(20, 2),
                "binary other", new ValueType.Text());
        List<ReadColumn> named = List.of(
                new ReadColumn("a", "\u00c9", new ValueType.Text(), List.of(), ReadColumn.OnBadValue.UNREADABLE),
                new ReadColumn("b", "\u00e9", new ValueType.Text(), List.of(), ReadColumn.OnBadValue.UNREADABLE));
        for (Map.Entry<String, ValueType> type : types.entrySet()) {
            for (List<String> order : List.of(List.of("\u00c9", "\u00e9"), List.of("\u00e9", "\u00c9"))) {
                Files.write(
                        folder.resolve("a.parquet"),
                        ParquetBytes.of(
                                "message m { optional " + type.getKey() + "; required binary " + order.get(0)
                                        + " (STRING); required binary " + order.get(1) + " (STRING); }",
                                1,
                                (row, number) -> row.append("\u00c9", "upper").append("\u00e9", "lower")));
                List<ReadColumn> columns = new ArrayList<>(named);
                columns.add(ReadColumn.of("other", type.getValue()));
                assertThat(shown(columns, "a", "b", "other", WHY))
                        .as(type.getKey() + order)
                        .containsExactly("[upper,lower,null,null]");
            }
        }
    }

    /** The page says that its bytes are as many as no array has. */
    @Test
    void namesTheFileWhosePageTakesTooMuchMemory() throws IOException {
        byte[] file = ParquetBytes.of(
                "message m { required int64 id; }",
                100,
                (row, number) -> row.append("id", (long) number),
                builder -> builder.withDictionaryEncoding(false).withCompressionCodec(CompressionCodecName.GZIP));
        // a header's second field, how many bytes a page has unpacked, in Thrift's compact form: 800, zigzag
        int at = 0;
        while (!(file[at] == 0x15 && file[at + 1] == (byte) 0xc0 && file[at + 2] == 0x0c)) {
            at++;
        }
        byte[] longer = new byte[file.length + 3];
        System.arraycopy(file, 0, longer, 0, at + 1);
        System.arraycopy(new byte[] {(byte) 0xee, (byte) 0xff, (byte) 0xff, (byte) 0xff, 0x0f}, 0, longer, at + 1, 5);
        System.arraycopy(file, at + 3, longer, at + 6, file.length - at - 3);
        Files.write(folder.resolve("a.parquet"), ParquetBytes.withFooter(longer, footer -> {
            var pages = footer.getRow_groups().get(0).getColumns().get(0).getMeta_data();
            pages.setTotal_compressed_size(pages.getTotal_compressed_size() + 3);
        }));
        ReadColumn id = ReadColumn.of("id", ValueType.Whole.LONG);
        assertThatThrownBy(() -> shown(List.of(id), "id"))
                .satisfies(thrown -> assertThat(UnreadableSourceException.causing(thrown))
                        .get()
                        .asString()
                        .contains("Source file 'a.parquet' "));
    }

    private void write(String name, String query) {
        Map<String, String> settings = Map.of(
                "spark.sql.parquet.datetimeRebaseModeInWrite", "CORRECTED",
                "spark.sql.parquet.outputTimestampType", "TIMESTAMP_MICROS");
        settings.forEach(spark.conf()::set);
        try {
            spark.sql(query).coalesce(1).write().parquet(folder.resolve(name).toString());
        } finally {
            settings.keySet().forEach(spark.conf()::unset);
        }
    }

    private ParquetRead read(MissingColumnPolicy onMissingColumn) {
        List<SourceFile> files = SourceFiles.list(new Configuration(), folder.toString(), "");
        return ParquetRead.of(spark, files, COLUMNS, onMissingColumn);
    }
}
