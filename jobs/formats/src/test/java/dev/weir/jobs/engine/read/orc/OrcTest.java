package dev.weir.jobs.engine.read.orc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.jobs.engine.read.HostileBytes;
import dev.weir.jobs.engine.read.MissingColumnPolicy;
import dev.weir.jobs.engine.read.RawFolder;
import dev.weir.jobs.engine.read.ReadSpec;
import dev.weir.jobs.engine.read.SourceFindings;
import dev.weir.jobs.engine.read.SourceSurvey;
import dev.weir.jobs.engine.read.file.SourceFile;
import dev.weir.jobs.engine.read.file.UnreadableSourceException;
import dev.weir.jobs.engine.read.text.RecordLimits;
import dev.weir.jobs.engine.read.value.ReadColumn;
import dev.weir.jobs.engine.read.value.ReadColumn.OnBadValue;
import dev.weir.jobs.engine.read.value.ValueType;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.TimeZone;
import java.util.stream.IntStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.hive.common.type.HiveDecimal;
import org.apache.hadoop.hive.ql.exec.vector.BytesColumnVector;
import org.apache.hadoop.hive.ql.exec.vector.DecimalColumnVector;
import org.apache.hadoop.hive.ql.exec.vector.DoubleColumnVector;
import org.apache.hadoop.hive.ql.exec.vector.ListColumnVector;
import org.apache.hadoop.hive.ql.exec.vector.LongColumnVector;
import org.apache.hadoop.hive.ql.exec.vector.TimestampColumnVector;
import org.apache.hadoop.hive.ql.exec.vector.VectorizedRowBatch;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OrcTest {

    private static final RawFolder FOLDER = RawFolder.create();

    @AfterAll
    static void close() {
        FOLDER.close();
    }

    private static ReadSpec spec(Object... columns) {
        List<ReadColumn> all = new ArrayList<>();
        for (int i = 0; i < columns.length; i += 2) {
            all.add(ReadColumn.of((String) columns[i], (ValueType) columns[i + 1]));
        }
        return ReadSpec.of(new OrcRecords(), all);
    }

    private static List<String> rows(byte[] bytes, ReadSpec spec) {
        return RawFolder.rows(spec, FOLDER.file("a.orc", bytes), 1 << 20);
    }

    private static void refused(byte[] bytes, ReadSpec spec, String why) {
        SourceFile file = FOLDER.file("a.orc", bytes);
        assertThatThrownBy(() -> RawFolder.rows(spec, file, 1 << 20))
                .isInstanceOfSatisfying(UnreadableSourceException.class, e -> {
                    assertThat(e.getMessage()).contains(why).contains("a.orc");
                    assertThat(e.remedy()).isNotBlank();
                });
    }

    private static void longs(VectorizedRowBatch batch, int column, int record, long value) {
        ((LongColumnVector) batch.cols[column]).vector[record] = value;
    }

    private static void text(VectorizedRowBatch batch, int column, int record, byte[] value) {
        ((BytesColumnVector) batch.cols[column]).setVal(record, value);
    }

    private static void absent(VectorizedRowBatch batch, int column, int record) {
        batch.cols[column].noNulls = false;
        batch.cols[column].isNull[record] = true;
    }

    @Test
    void valuesOfAllTypesAreWhatTheyAre() {
        byte[] bytes = OrcBytes.of(
                "struct<b:boolean,i:int,n:bigint,f:float,d:double,t:string,c:char(5),v:varchar(9),e:decimal(20,3),y:date>",
                3,
                (batch, record, number) -> {
                    for (int column = 0; column < batch.cols.length && number == 2; column++) {
                        absent(batch, column, record);
                    }
                    longs(batch, 0, record, number);
                    longs(batch, 1, record, number == 0 ? Integer.MIN_VALUE : 7);
                    longs(batch, 2, record, number == 0 ? Long.MAX_VALUE : -7);
                    ((DoubleColumnVector) batch.cols[3]).vector[record] = 0.1f;
                    ((DoubleColumnVector) batch.cols[4]).vector[record] = -1e-300;
                    text(batch, 5, record, "张三|\u0000".getBytes(StandardCharsets.UTF_8));
                    text(batch, 6, record, "ab   ".getBytes(StandardCharsets.UTF_8));
                    text(batch, 7, record, " x ".getBytes(StandardCharsets.UTF_8));
                    ((DecimalColumnVector) batch.cols[8])
                            .set(record, HiveDecimal.create(number == 0 ? "12345678901234567.891" : "-0.5"));
                    longs(
                            batch,
                            9,
                            record,
                            LocalDate.of(number == 0 ? 1900 : 9999, 1, 1).toEpochDay());
                });
        ReadSpec spec = spec(
                "b",
                ValueType.Flag.WORDS,
                "i",
                ValueType.Whole.LONG,
                "n",
                ValueType.Whole.LONG,
                "f",
                ValueType.Real.FINITE,
                "d",
                ValueType.Real.FINITE,
                "t",
                new ValueType.Text(),
                "c",
                new ValueType.Text(),
                "v",
                new ValueType.Text(),
                "e",
                new ValueType.Exact(22, 4),
                "y",
                new ValueType.Day("dd/MM/yyyy"));
        assertThat(rows(bytes, spec))
                .containsExactly(
                        "1: false|-2147483648|9223372036854775807|0.10000000149011612|-1.0E-300|张三|\u0000|ab| x |"
                                + "12345678901234567.8910|-25567",
                        "2: true|7|-7|0.10000000149011612|-1.0E-300|张三|\u0000|ab| x |-0.5000|2932532",
                        "3: " + "NULL|".repeat(9) + "NULL");
    }

    /** What a clock shows is the same wherever the file was written and is read. */
    @Test
    void timestampsDependOnNoMachine() {
        TimeZone before = TimeZone.getDefault();
        byte[] bytes;
        try {
            TimeZone.setDefault(TimeZone.getTimeZone("Asia/Shanghai"));
            bytes = OrcBytes.of("struct<w:timestamp,z:timestamp with local time zone>", 2, (batch, record, number) -> {
                java.sql.Timestamp clock =
                        java.sql.Timestamp.valueOf(number == 0 ? "2024-03-10 02:30:00.123456" : "1901-01-01 00:00:00");
                ((TimestampColumnVector) batch.cols[0]).set(record, clock);
                ((TimestampColumnVector) batch.cols[1]).set(record, clock);
            });
            TimeZone.setDefault(TimeZone.getTimeZone("America/New_York"));
            assertThat(rows(
                            bytes,
                            spec(
                                    "w",
                                    new ValueType.WallClock("yyyy"),
                                    "z",
                                    new ValueType.Instant("yyyy-MM-dd HH:mm", ""))))
                    .containsExactly("1: 1710037800123456|1710009000123456", "2: -2177452800000000|-2177481600000000");
            assertThat(rows(bytes, spec("w", new ValueType.Instant(ValueType.ISO, "Asia/Shanghai")))
                            .get(0))
                    .isEqualTo("1: 1710009000123456");
            assertThat(rows(bytes, spec("w", new ValueType.Instant(ValueType.ISO, "")))
                            .get(0))
                    .as("nobody says whose clock it is")
                    .isEqualTo("1: unreadable.type(w)");
            assertThat(rows(bytes, spec("z", new ValueType.WallClock(ValueType.ISO)))
                            .get(0))
                    .isEqualTo("1: unreadable.type(z)");
        } finally {
            TimeZone.setDefault(before);
        }
    }

    @Test
    void valuesThatAreNoneOfTheColumnsAreUnreadable() {
        byte[] bytes = OrcBytes.of(
                "struct<n:bigint,d:double,y:date,t:string,w:timestamp,l:array<int>>", 2, (batch, record, number) -> {
                    longs(batch, 0, record, number == 0 ? 3 : 300);
                    ((DoubleColumnVector) batch.cols[1]).vector[record] = number == 0 ? 1 : Double.NaN;
                    longs(batch, 2, record, number == 0 ? 0 : 2_932_897);
                    text(batch, 3, record, number == 0 ? new byte[] {'a'} : new byte[] {'a', (byte) 0xff});
                    TimestampColumnVector clocks = (TimestampColumnVector) batch.cols[4];
                    clocks.time[record] = number == 0 ? 0 : 253_402_300_800_000L;
                    clocks.nanos[record] = 0;
                    ListColumnVector lists = (ListColumnVector) batch.cols[5];
                    lists.offsets[record] = number;
                    lists.lengths[record] = 1;
                    ((LongColumnVector) lists.child).vector[(int) number] = number == 0 ? 3 : 300;
                });
        ReadSpec spec = spec(
                "n", new ValueType.Whole(0, 255),
                "d", ValueType.Real.FINITE,
                "y", new ValueType.Day(ValueType.ISO),
                "t", new ValueType.Text(),
                "w", new ValueType.WallClock(ValueType.ISO),
                "l", new ValueType.ListOf(new ValueType.Whole(0, 255)));
        assertThat(rows(bytes, spec).get(0)).startsWith("1: 3|1.0|0|a|");
        assertThat(rows(bytes, spec).get(1))
                .isEqualTo("2: unreadable.type(n) unreadable.type(d) unreadable.type(y) unreadable.encoding(t)"
                        + " unreadable.type(w) unreadable.type(l)");
        ReadColumn lenient =
                new ReadColumn("n", "n", new ValueType.Whole(0, 255), List.of("3"), OnBadValue.NULL_AND_WARN);
        assertThat(rows(bytes, ReadSpec.of(new OrcRecords(), List.of(lenient)))).containsExactly("1: NULL", "2: NULL");
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
            string;                  integer
            int;                     string
            bigint;                  decimal
            decimal(12,3);           decimal
            decimal(11,2);           decimal
            double;                  integer
            timestamp;               date
            date;                    timestamp
            binary;                  string
            struct<x:int>;           string
            map<string,int>;         string
            uniontype<int,string>;   string
            array<string>;           string
            array<bigint>;           strings
            """)
    void aTypeThatIsNotTheColumnsIsTold(String stored, String wanted) {
        ValueType type = switch (wanted) {
            case "integer" -> ValueType.Whole.LONG;
            case "decimal" -> new ValueType.Exact(10, 2);
            case "date" -> new ValueType.Day(ValueType.ISO);
            case "timestamp" -> new ValueType.WallClock(ValueType.ISO);
            case "strings" -> new ValueType.ListOf(new ValueType.Text());
            default -> new ValueType.Text();
        };
        byte[] bytes = OrcBytes.of("struct<a:" + stored + ">", 1, (batch, record, number) -> absent(batch, 0, record));
        ReadSpec spec = spec("a", type);
        assertThat(rows(bytes, spec)).containsExactly("1: unreadable.type(a)");
        assertThat(findings(bytes, spec).differences().retyped()).containsExactly("a");
    }

    private static SourceFindings.FileFindings findings(byte[] bytes, ReadSpec spec) {
        SourceSurvey survey = RawFolder.survey(FOLDER.file("a.orc", bytes), spec.format(), 1 << 20);
        return survey.findings(spec.columns()).files().get(0);
    }

    @Test
    void missingNewAndDoubleColumnsAreTold() {
        byte[] bytes = OrcBytes.of("struct<b:int,a:int,c:int>", 2, (batch, record, number) -> {
            for (int column = 0; column < 3; column++) {
                longs(batch, column, record, column);
            }
        });
        ReadSpec spec = spec("a", ValueType.Whole.LONG, "B", ValueType.Whole.LONG);
        assertThat(rows(bytes, spec))
                .containsExactly("1: unreadable.missing-column(B)", "2: unreadable.missing-column(B)");
        SourceFindings.Differences found = findings(bytes, spec).differences();
        assertThat(found.missing()).containsExactly("B");
        assertThat(found.added()).containsExactly("b", "c");
        ReadSpec lenient = new ReadSpec(new OrcRecords(), spec.columns(), MissingColumnPolicy.NULL, RecordLimits.USUAL);
        assertThat(rows(bytes, lenient)).containsExactly("1: 1|NULL", "2: 1|NULL");
    }

    @Test
    void listsAreListsAndNullsInThemNull() {
        byte[] bytes = OrcBytes.of("struct<l:array<array<string>>>", 1, (batch, record, number) -> {
            ListColumnVector outer = (ListColumnVector) batch.cols[0];
            outer.offsets[record] = 0;
            outer.lengths[record] = 2;
            ListColumnVector inner = (ListColumnVector) outer.child;
            inner.offsets[0] = 0;
            inner.lengths[0] = 2;
            inner.noNulls = false;
            inner.isNull[1] = true;
            BytesColumnVector texts = (BytesColumnVector) inner.child;
            texts.setVal(0, "x".getBytes(StandardCharsets.UTF_8));
            texts.noNulls = false;
            texts.isNull[1] = true;
        });
        List<String> rows = rows(bytes, spec("l", new ValueType.ListOf(new ValueType.ListOf(new ValueType.Text()))));
        assertThat(rows).singleElement().asString().contains("x", "null");
    }

    /** Parts are whole stripes; records keep their numbers. */
    @Test
    void partsAreTheSameAsTheWhole() {
        byte[] bytes = OrcBytes.of("struct<n:bigint,t:string>", 20_000, (batch, record, number) -> {
            longs(batch, 0, record, number);
            text(batch, 1, record, ("a text " + number * 7919 % 10_007).getBytes(StandardCharsets.UTF_8));
        });
        ReadSpec spec = spec("n", ValueType.Whole.LONG, "t", new ValueType.Text());
        SourceFile file = FOLDER.file("a.orc", bytes);
        assertThat(RawFolder.survey(file, spec.format(), 1 << 12).files().get(0).parts())
                .hasSizeGreaterThan(3);
        List<String> expected = IntStream.range(0, 20_000)
                .mapToObj(i -> (i + 1) + ": " + i + "|a text " + i * 7919L % 10_007)
                .toList();
        assertThat(RawFolder.rows(spec, file, 1 << 12)).isEqualTo(expected);
        assertThat(RawFolder.rows(spec, file, Long.MAX_VALUE)).isEqualTo(expected);
    }

    @Test
    void aFileWithoutRecordsHasItsColumns() {
        byte[] bytes = OrcBytes.of("struct<a:int>", 0, (batch, record, number) -> {});
        assertThat(rows(bytes, spec("a", ValueType.Whole.LONG))).isEmpty();
        assertThat(findings(bytes, spec("a", ValueType.Whole.LONG)).isEmpty()).isTrue();
    }

    @Test
    void whatIsNoOrcIsRefused() {
        ReadSpec spec = spec("a", ValueType.Whole.LONG);
        refused(new byte[0], spec, "is not a readable ORC file");
        refused("a,b\n1,2\n".getBytes(StandardCharsets.UTF_8), spec, "is not a readable ORC file");
        refused("ORC".getBytes(StandardCharsets.UTF_8), spec, "is not a readable ORC file");
        byte[] values = OrcBytes.of("int", 1, (batch, record, number) -> longs(batch, 0, record, 1));
        refused(values, spec, "holds values of the type int");
    }

    /** However a file is cut or damaged, it is read as it was, or refused by its name, and nothing else comes to pass. */
    @Test
    void cutFilesAndDamagedEndsAreRefused() {
        byte[] bytes = OrcBytes.of("struct<a:bigint,t:string>", 3_000, (batch, record, number) -> {
            longs(batch, 0, record, number * number);
            text(batch, 1, record, ("text " + number % 97).getBytes(StandardCharsets.UTF_8));
        });
        ReadSpec spec = spec("a", ValueType.Whole.LONG, "t", new ValueType.Text());
        int whole = rows(bytes, spec).size();
        assertThat(whole).isEqualTo(3_000);
        for (int cut = 0; cut < bytes.length; cut += 1 + bytes.length / 60) {
            refused(Arrays.copyOf(bytes, cut), spec, "is ");
        }
        // the end says where all else lies; in the values themselves ORC has no checksums
        int end = bytes.length - 300;
        Random random = new Random(3);
        int refused = 0;
        for (int i = 0; i < 60; i++) {
            byte[] damaged = bytes.clone();
            damaged[end + random.nextInt(300)] ^= (byte) (1 << random.nextInt(8));
            try {
                assertThat(rows(damaged, spec)).hasSize(3_000);
            } catch (UnreadableSourceException e) {
                assertThat(e.getMessage()).contains("a.orc");
                refused++;
            }
        }
        assertThat(refused).isPositive();
    }

    @Test
    void anyBytesAreReadOrRefused() {
        byte[] bytes = OrcBytes.of("struct<a:bigint>", 5, (batch, record, number) -> longs(batch, 0, record, number));
        HostileBytes.areReadOrRefused(spec("a", ValueType.Whole.LONG), "a.orc", bytes, 300);
    }

    @Test
    void aLayoutIsThatOfTheSchema() {
        byte[] bytes = OrcBytes.of(
                "struct<patient_id:string,born:date,cost:decimal(9,2),raw:binary,`13912345678`:string>",
                1,
                (batch, record, number) -> {
                    for (int column = 0; column < batch.cols.length; column++) {
                        absent(batch, column, record);
                    }
                });
        var layout =
                OrcLayout.of(new Configuration(), FOLDER.file("a.orc", bytes)).orElseThrow();
        assertThat(layout.format()).isEqualTo("orc");
        assertThat(layout.columns())
                .extracting(column -> column.physicalName() + " " + column.type())
                .containsExactly(
                        "patient_id Text[]", "born Day[pattern=]", "cost Exact[precision=9, scale=2, mark=POINT]");
        assertThat(layout.remarks())
                .containsExactly(
                        "left out: raw, of a type that Weir does not read from ORC: binary",
                        "left out: a column whose name looks like a value");
        assertThat(OrcLayout.of(new Configuration(), FOLDER.file("a.csv", "ORCID,name\n1,2\n")))
                .as("a text may begin so, too")
                .isEmpty();
        assertThatThrownBy(() ->
                        OrcLayout.of(new Configuration(), FOLDER.file("a.orc", Arrays.copyOf(bytes, bytes.length / 2))))
                .isInstanceOf(UnreadableSourceException.class);
    }
}
