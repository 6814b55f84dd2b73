package dev.weir.jobs.verb.authoring;

import dev.weir.jobs.engine.read.excel.RawWorkbook;
import dev.weir.jobs.engine.read.sdf.SdfTexts;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.zip.GZIPOutputStream;
import org.apache.avro.Schema;
import org.apache.avro.file.CodecFactory;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** Raw sets as hospitals write them, each of another kind, all of made-up people; and what identifies these. */
final class RawSets {

    static final int PEOPLE = 400;

    private static final String SURNAMES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗";
    private static final String GIVEN = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华";
    private static final DateTimeFormatter SLASHES = DateTimeFormatter.ofPattern("yyyy/M/d", Locale.ROOT);
    private static final DateTimeFormatter DIGITS = DateTimeFormatter.ofPattern("yyyyMMdd", Locale.ROOT);

    private final Path folder;
    private final Random random = new Random(17);
    private final List<Person> people = new ArrayList<>();

    private record Person(String number, String name, String identity, String mobile, LocalDate born) {}

    RawSets(Path folder) {
        this.folder = folder;
        for (int i = 0; i < PEOPLE; i++) {
            LocalDate born = LocalDate.of(1940, 1, 1).plusDays(random.nextInt(25_000));
            String seventeen = "110105" + born.format(DIGITS) + String.format(Locale.ROOT, "%03d", i);
            people.add(new Person(
                    String.format(Locale.ROOT, "%08d", 12_345 + 7 * i),
                    "" + pick(SURNAMES) + pick(GIVEN) + pick(GIVEN),
                    seventeen + checkDigit(seventeen),
                    String.format(Locale.ROOT, "139%08d", 10_000_019 + 7919L * i),
                    born));
        }
    }

    /** What may be in no released row and in no file that is written: numbers, names, identity numbers, mobiles. */
    Set<String> identifiers() {
        Set<String> all = new TreeSet<>();
        people.forEach(
                person -> all.addAll(List.of(person.number(), person.name(), person.identity(), person.mobile())));
        return all;
    }

    private char pick(String characters) {
        return characters.charAt(random.nextInt(characters.length()));
    }

    /** GB 11643-1999. */
    private static char checkDigit(String seventeen) {
        int sum = 0;
        for (int i = 0; i < 17; i++) {
            sum += (seventeen.charAt(i) - '0') * (1 << (17 - i)) % 11;
        }
        return "10X98765432".charAt(sum % 11);
    }

    /** A registry and its visits in a database: names in Chinese, comments, a part table, a view, numbers of any digits. */
    void database(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE \"患者\" (\"患者编号\" varchar(20), \"姓名\" text, id_card char(18), phone text,"
                    + " born date, weight numeric(5,1), dose numeric, seq numeric, photo bytea)");
            statement.execute("COMMENT ON COLUMN \"患者\".weight IS '体重,公斤'");
            statement.execute("CREATE TABLE visits (visit_id bigint, \"患者编号\" varchar(20), at timestamptz, ward text)"
                    + " PARTITION BY RANGE (visit_id)");
            statement.execute("CREATE TABLE visits_low PARTITION OF visits FOR VALUES FROM (0) TO (1000)");
            statement.execute("CREATE TABLE visits_high PARTITION OF visits FOR VALUES FROM (1000) TO (100000)");
            statement.execute("CREATE VIEW names AS SELECT \"姓名\", born FROM \"患者\"");
        }
        try (PreparedStatement patient = connection.prepareStatement(
                        "INSERT INTO \"患者\" VALUES (?, ?, ?, ?, ?, 61.5, 0.125, 7, '\\x00ff')");
                PreparedStatement visit = connection.prepareStatement(
                        "INSERT INTO visits VALUES (?, ?, '2026-01-05 08:00+08', 'ward ' || ?)")) {
            int number = 0;
            for (Person person : people) {
                patient.setString(1, person.number());
                patient.setString(2, person.name());
                patient.setString(3, person.identity());
                patient.setString(4, person.mobile());
                patient.setObject(5, person.born());
                patient.addBatch();
                for (int i = 0; i < 3; i++) {
                    visit.setLong(1, number++);
                    visit.setString(2, person.number());
                    visit.setInt(3, i);
                    visit.addBatch();
                }
            }
            patient.executeBatch();
            visit.executeBatch();
        }
    }

    /** A registry in GBK, with a title line and semicolons; a key with leading zeros. */
    void registry() throws IOException {
        write(
                "raw/registry/患者登记表.csv",
                "GB18030",
                "二〇二六年患者登记表\n患者编号;姓名;身份证号;手机号码;性别;出生日期;体重;备注\n"
                        + lines((person, i) -> String.join(
                                ";",
                                person.number(),
                                person.name(),
                                person.identity(),
                                person.mobile(),
                                i % 2 == 0 ? "男" : "女",
                                person.born().format(SLASHES),
                                (50 + i % 40) + "," + i % 10,
                                i % 9 == 0 ? "家属" + person.name() + "已签字" : "")));
    }

    /** UTF-8 with its mark, and tabs; a word for NULL, an empty text in quotes, and one number in 400 that is none. */
    void labs() throws IOException {
        write(
                "raw/labs.txt",
                "UTF-8",
                "\ufeffpatient_id\tsample_no\ttest\tvalue\ttaken_at\tvalid\n"
                        + lines((person, i) -> String.join(
                                "\t",
                                person.number(),
                                "S" + (90_000 + i),
                                i % 3 == 0 ? "GLU" : "HGB",
                                i == 77
                                        ? "haemolysed"
                                        : i % 40 == 0
                                                ? "NA"
                                                : i % 40 == 20 ? "\"\"" : String.valueOf(4 + i % 70 / 10.0),
                                "2024-03-05 08:" + String.format(Locale.ROOT, "%02d", i % 60) + ":00",
                                i % 2 == 0 ? "true" : "FALSE")));
    }

    /** Without a header, and packed. */
    void headless() throws IOException {
        write(
                "raw/dispensed.csv.gz",
                "UTF-8",
                lines((person, i) -> String.join(
                        ",",
                        person.number(),
                        person.name(),
                        "202403" + String.format(Locale.ROOT, "%02d", 1 + i % 28),
                        "A0" + i % 7,
                        String.valueOf(i % 5))));
    }

    /** JSON lines with objects and arrays. */
    void events() throws IOException {
        write(
                "raw/events.ndjson",
                "UTF-8",
                lines((person, i) ->
                        "{\"event_id\":\"E%d\",\"patient\":{\"id\":\"%s\",\"phone\":\"%s\"},\"codes\":[\"I10\",\"E11\"],\"score\":%s,\"day\":\"2024-02-%02d\"%s}"
                                .formatted(
                                        i,
                                        person.number(),
                                        person.mobile(),
                                        i % 4 == 0 ? "1" : "1.5",
                                        1 + i % 28,
                                        i == PEOPLE - 1 ? ",\"late\":true" : "")));
    }

    /** Three files of one layout, with compact dates, decimal commas and an empty column. */
    void visits() throws IOException {
        for (int month = 1; month <= 3; month++) {
            int first = month * 10_000;
            write(
                    "raw/visits/visits_2024-0" + month + ".csv",
                    "UTF-8",
                    "visit_id,patient_id,admitted,discharged,cost,ward,unused\n"
                            + lines((person, i) -> String.join(
                                    ",",
                                    "V" + (first + i),
                                    person.number(),
                                    "202401" + String.format(Locale.ROOT, "%02d", 1 + i % 28),
                                    "2024/2/" + (1 + i % 28),
                                    "\"" + i + "," + i % 100 + "5\"",
                                    "W" + i % 6,
                                    "")));
        }
    }

    /** A later file of the same name, with a column more. */
    void widerVisits() throws IOException {
        write(
                "raw/visits/visits_2024-04.csv",
                "UTF-8",
                "visit_id,patient_id,cost,insured\n"
                        + lines((person, i) -> "V" + (40_000 + i) + "," + person.number() + "," + i + ",true"));
    }

    /** Of an old system: no header, and places that count bytes of GB18030. */
    void ledger() throws IOException {
        write("raw/ledger.prn", "GB18030", lines((person, i) -> {
            String given = person.name().substring(0, i % 3 == 0 ? 2 : 3);
            String name = given + " ".repeat(10 - 2 * given.length());
            return String.format(
                    Locale.ROOT,
                    "%s %s %s %8.2f 202403%02d",
                    person.number(),
                    name,
                    person.mobile(),
                    i * 3.25,
                    1 + i % 28);
        }));
    }

    /** ORC, written by Spark. */
    void infusions(SparkSession spark) throws IOException {
        StructType schema = new StructType()
                .add("patient_id", DataTypes.StringType)
                .add("started_on", DataTypes.DateType)
                .add("millilitres", DataTypes.createDecimalType(9, 2))
                .add("drugs", DataTypes.createArrayType(DataTypes.StringType))
                .add("note", DataTypes.StringType);
        List<org.apache.spark.sql.Row> rows = people.stream()
                .map(person -> RowFactory.create(
                        person.number(),
                        java.sql.Date.valueOf("2024-01-02"),
                        new java.math.BigDecimal("250.50"),
                        new String[] {"A", "B"},
                        "联系" + person.mobile()))
                .toList();
        Path written = folder.resolve("written-orc");
        spark.createDataFrame(rows, schema).coalesce(1).write().orc(written.toString());
        move(written, "raw/infusions.orc");
    }

    /** Avro, with a record in each record. */
    void transfers() throws IOException {
        Schema schema = new Schema.Parser().parse("""
                {"type": "record", "name": "transfer", "fields": [
                  {"name": "transfer_no", "type": "long"},
                  {"name": "patient", "type": {"type": "record", "name": "patient", "fields": [
                    {"name": "id", "type": "string"},
                    {"name": "name", "type": ["null", "string"]}]}},
                  {"name": "moved_at", "type": {"type": "long", "logicalType": "timestamp-millis"}},
                  {"name": "scan", "type": "bytes"}]}
                """);
        Files.createDirectories(folder.resolve("raw"));
        try (DataFileWriter<GenericRecord> writer = new DataFileWriter<>(new GenericDatumWriter<>(schema))) {
            writer.setCodec(CodecFactory.deflateCodec(6));
            writer.create(schema, folder.resolve("raw/transfers.avro").toFile());
            for (int i = 0; i < PEOPLE; i++) {
                GenericRecord patient =
                        new GenericData.Record(schema.getField("patient").schema());
                patient.put("id", people.get(i).number());
                patient.put("name", i % 7 == 0 ? null : people.get(i).name());
                GenericRecord transfer = new GenericData.Record(schema);
                transfer.put("transfer_no", 5_000L + i);
                transfer.put("patient", patient);
                transfer.put("moved_at", 1_704_067_200_000L + i);
                transfer.put("scan", ByteBuffer.wrap(new byte[] {1, 2}));
                writer.append(transfer);
            }
        }
    }

    /** Parquet, written by Spark. */
    void vitals(SparkSession spark) throws IOException {
        StructType schema = new StructType()
                .add("patient_id", DataTypes.StringType)
                .add("measured_on", DataTypes.DateType)
                .add("systolic", DataTypes.IntegerType)
                .add("note", DataTypes.StringType);
        List<org.apache.spark.sql.Row> rows = people.stream()
                .map(person -> RowFactory.create(
                        person.number(), java.sql.Date.valueOf("2024-01-02"), 110, "随访 " + person.name()))
                .toList();
        Path written = folder.resolve("written");
        spark.createDataFrame(rows, schema).coalesce(1).write().parquet(written.toString());
        move(written, "raw/vitals/vitals.parquet");
    }

    private void move(Path written, String name) throws IOException {
        Files.createDirectories(folder.resolve(name).getParent());
        try (var files = Files.list(written)) {
            Path part = files.filter(file -> file.getFileName().toString().startsWith("part-"))
                    .findFirst()
                    .orElseThrow();
            Files.move(part, folder.resolve(name));
        }
    }

    /** A header that names a column twice. */
    void twice() throws IOException {
        write(
                "raw/a/scores.csv",
                "UTF-8",
                "patient_id,score,score,remark\n"
                        + lines((person, i) -> person.number() + "," + i % 7 + "," + i % 3 + ",ok"));
    }

    /** Another file of that name, of another layout. */
    void alike() throws IOException {
        write(
                "raw/b/scores.csv",
                "UTF-8",
                "subject_code|grade|seen_on\n"
                        + lines((person, i) -> "P-" + person.number() + "|" + "ABC".charAt(i % 3) + "|" + (1 + i % 28)
                                + "." + "3.2024"));
    }

    /** A workbook with a title, cells of dates, and a sheet of notes. */
    void beds() throws IOException {
        List<String> rows = new ArrayList<>(List.of(
                RawWorkbook.row(RawWorkbook.text("Beds of May")),
                RawWorkbook.row(
                        RawWorkbook.text("patient_id"),
                        RawWorkbook.text("bed"),
                        RawWorkbook.text("moved_on"),
                        RawWorkbook.text("remark"))));
        for (int i = 0; i < PEOPLE; i++) {
            rows.add(RawWorkbook.row(
                    RawWorkbook.text(people.get(i).number()),
                    RawWorkbook.number(String.valueOf(i % 30)),
                    RawWorkbook.number(String.valueOf(45_000 + i), 1),
                    RawWorkbook.text("与" + people.get(i).name() + "同室")));
        }
        byte[] book = RawWorkbook.of(rows.toArray(String[]::new))
                .sheet(
                        "notes",
                        "visible",
                        RawWorkbook.row(RawWorkbook.text(people.get(0).name())))
                .formats("yyyy-mm-dd")
                .bytes();
        Files.createDirectories(folder.resolve("raw"));
        Files.write(folder.resolve("raw/beds.xlsx"), book);
    }

    /** Two tables that refer to each other, and a third that refers to one of them; one file lies there packed, too. */
    void circle() throws IOException {
        write(
                "raw/rooms.csv",
                "UTF-8",
                "room_id,team_id,beds\n" + lines((person, i) -> "R" + i + ",T" + i + "," + i % 4));
        write(
                "raw/teams.csv",
                "UTF-8",
                "team_id,room_id,size\n" + lines((person, i) -> "T" + i + ",R" + i + "," + i % 9));
        String stays = "stay_no,room_id,days\n" + lines((person, i) -> "S" + i + ",R" + i + "," + i % 30);
        write("raw/stays.csv", "UTF-8", stays);
        write("raw/stays.csv.gz", "UTF-8", stays);
        write("raw/.stays.csv", "UTF-8", stays);
        write("raw/~$stays.xlsx", "UTF-8", "a lock");
    }

    /** A table that comes later, and refers to one that is there. */
    void meals() throws IOException {
        write(
                "raw/meals.csv",
                "UTF-8",
                "meal_no,room_id,size\n" + lines((person, i) -> "M" + i + ",R" + i + "," + i % 3));
    }

    /** Molecules of two deliveries with other data items, of which one names its analyst, and one file is packed. */
    void compounds() throws IOException {
        for (int month = 1; month <= 2; month++) {
            StringBuilder text = new StringBuilder();
            for (int i = 0; i < PEOPLE; i++) {
                text.append(SdfTexts.record(
                        i % 2 == 0 ? SdfTexts.ETHANOL : SdfTexts.ETHANOL_3000,
                        "Compound_ID",
                        "CPD-" + (month * 1_000 + i),
                        "LogP",
                        i == 7 ? "NA" : String.valueOf(i % 70 / 10.0),
                        "Measured on",
                        "2024-0" + month + "-" + String.format(Locale.ROOT, "%02d", 1 + i % 28),
                        month == 1 ? "Analyst" : "IC50",
                        month == 1 ? people.get(i).name() : String.valueOf(i)));
            }
            write(
                    "raw/compounds/compounds_2024-0" + month + ".sdf" + (month == 2 ? ".gz" : ""),
                    "UTF-8",
                    text.toString());
        }
    }

    /** Sequences with descriptions that name a person each: of bases, in two files, and of amino acids. */
    void sequences() throws IOException {
        for (int part = 1; part <= 2; part++) {
            int first = part * 10_000;
            write(
                    "raw/reads/reads_" + part + ".fa.gz",
                    "UTF-8",
                    lines((person, i) -> ">r" + (first + i) + " from " + person.name() + "\nACGTNacgtn\nAC-GT"));
        }
        write("raw/peptides.faa", "UTF-8", lines((person, i) -> ">p" + i + "\nMKVLEWF*"));
    }

    private interface Line {
        String of(Person person, int i);
    }

    private String lines(Line line) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < PEOPLE; i++) {
            text.append(line.of(people.get(i), i)).append('\n');
        }
        return text.toString();
    }

    /** A header, and no record yet. */
    void header() throws IOException {
        write("raw/later.csv", "UTF-8", "patient_id,visit_no,taken_on\n");
    }

    /** A file whose name ends in {@code .gz} is packed. */
    void write(String name, String charset, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        byte[] bytes = text.getBytes(Charset.forName(charset));
        try (OutputStream out = name.endsWith(".gz")
                ? new GZIPOutputStream(Files.newOutputStream(file))
                : Files.newOutputStream(file)) {
            out.write(bytes);
        }
    }

    static String text(Path file) throws IOException {
        return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    }
}
