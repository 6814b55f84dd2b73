package dev.weir.jobs.verb.authoring;

import static dev.weir.jobs.engine.read.excel.RawWorkbook.cell;
import static dev.weir.jobs.engine.read.excel.RawWorkbook.number;
import static dev.weir.jobs.engine.read.excel.RawWorkbook.row;
import static dev.weir.jobs.engine.read.excel.RawWorkbook.text;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.weir.jobs.SparkFixture;
import dev.weir.jobs.cli.WarmCommands;
import dev.weir.jobs.cli.WeirProcess;
import dev.weir.jobs.engine.read.excel.RawWorkbook;
import dev.weir.jobs.engine.read.sas.SasRaw;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.apache.avro.Schema;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream;
import org.apache.spark.sql.SparkSession;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** {@code weir init --from} among files of which one is cut, and one is rubbish behind its first bytes. */
@ExtendWith(SparkFixture.class)
@Tag("slow")
class DamagedDraftIT {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int RECORDS = 900;

    private final SparkSession spark;

    @TempDir
    private Path folder;

    DamagedDraftIT(SparkSession spark) {
        this.spark = spark;
    }

    /** A file of a format. */
    private static final class Sound {
        private final byte[] bytes;
        private final int mark;

        /** @param mark so many bytes tell what it is */
        Sound(byte[] bytes, int mark) {
            this.bytes = bytes;
            this.mark = mark;
        }

        byte[] bytes() {
            return bytes.clone();
        }

        byte[] cut() {
            return Arrays.copyOf(bytes, bytes.length / 2 + 1);
        }

        byte[] rubbish() {
            byte[] rubbish = bytes.clone();
            Random random = new Random(7);
            for (int i = mark; i < rubbish.length; i++) {
                rubbish[i] = (byte) random.nextInt(256);
            }
            return rubbish;
        }
    }

    private Map<String, Sound> formats() throws IOException {
        Map<String, Sound> formats = new LinkedHashMap<>();
        formats.put("csv.gz", new Sound(gzip("id,sex,weight\n" + lines(i -> i + "," + sex(i) + "," + weight(i))), 4));
        formats.put("csv.bz2", new Sound(bzip2("id,sex,weight\n" + lines(i -> i + "," + sex(i) + "," + weight(i))), 4));
        formats.put(
                "ndjson.gz",
                new Sound(
                        gzip(lines(i -> "{\"id\":" + i + ",\"sex\":\"" + sex(i) + "\",\"weight\":" + weight(i) + "}")),
                        4));
        formats.put(
                "fhir.gz",
                new Sound(
                        gzip(lines(i -> "{\"resourceType\":\"Patient\",\"id\":\"p" + i + "\",\"gender\":\"male\"}")),
                        4));
        formats.put(
                "vcf.gz",
                new Sound(
                        gzip("##fileformat=VCFv4.2\n##INFO=<ID=DP,Number=1,Type=Integer,Description=\"Depth\">\n"
                                + "#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\n"
                                + lines(i -> "1\t" + (i + 1) + "\t.\tA\tC\t" + weight(i) + "\tPASS\tDP=" + i)),
                        4));
        formats.put("fa.gz", new Sound(gzip(lines(i -> ">r" + i + "\nACGTACGT")), 4));
        formats.put(
                "sdf.gz",
                new Sound(
                        gzip(lines(i -> "m" + i + "\n  weir\n\n  1  0  0  0  0  0  0  0  0  0999 V2000\n"
                                + "    0.0000    0.0000    0.0000 C   0  0\nM  END\n> <LogP>\n" + weight(i)
                                + "\n\n$$$$")),
                        4));
        formats.put("avro", new Sound(avro(), 4));
        formats.put("orc", new Sound(written("orc"), 3));
        formats.put("parquet", new Sound(written("parquet"), 4));
        String[] rows = Stream.concat(
                        Stream.of(row(text("id"), text("sex"), text("weight"))),
                        IntStream.range(0, RECORDS)
                                .mapToObj(i -> row(number(String.valueOf(i)), text(sex(i)), number(weight(i)))))
                .toArray(String[]::new);
        formats.put("xlsx", new Sound(RawWorkbook.of(rows).bytes(), 4));
        formats.put("sas7bdat", new Sound(SasRaw.whole("sas7bdat", 300), 32));
        formats.put("xpt", new Sound(SasRaw.whole("xpt", 300), 48));
        return formats;
    }

    private static String sex(int i) {
        return i % 2 == 0 ? "m" : "f";
    }

    private static String weight(int i) {
        return (40 + i * 7919 % 60) + "." + i % 10;
    }

    private static String lines(IntFunction<String> line) {
        return IntStream.range(0, RECORDS).mapToObj(i -> line.apply(i) + "\n").collect(Collectors.joining());
    }

    private static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (OutputStream packed = new GZIPOutputStream(out)) {
            packed.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return out.toByteArray();
    }

    private static byte[] bzip2(String text) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (OutputStream packed = new BZip2CompressorOutputStream(out)) {
            packed.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return out.toByteArray();
    }

    private static byte[] avro() throws IOException {
        Schema schema = new Schema.Parser()
                .parse("{\"type\":\"record\",\"name\":\"r\",\"fields\":[{\"name\":\"id\",\"type\":\"long\"},"
                        + "{\"name\":\"sex\",\"type\":\"string\"},{\"name\":\"weight\",\"type\":\"double\"}]}");
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (DataFileWriter<GenericRecord> writer = new DataFileWriter<>(new GenericDatumWriter<>(schema))) {
            writer.setSyncInterval(1_000).create(schema, out);
            for (int i = 0; i < RECORDS; i++) {
                GenericRecord written = new GenericData.Record(schema);
                written.put("id", (long) i);
                written.put("sex", sex(i));
                written.put("weight", Double.parseDouble(weight(i)));
                writer.append(written);
            }
        }
        return out.toByteArray();
    }

    private byte[] written(String format) throws IOException {
        Path to = folder.resolve("written." + format);
        spark.range(RECORDS)
                .selectExpr("id", "if(id % 2 = 0, 'm', 'f') AS sex", "CAST(id AS DOUBLE) / 7 AS weight")
                .coalesce(1)
                .write()
                .format(format)
                .save(to.toString());
        try (Stream<Path> files = Files.list(to)) {
            return Files.readAllBytes(files.filter(file -> file.toString().endsWith("." + format))
                    .findFirst()
                    .orElseThrow());
        }
    }

    private static void write(Path file, byte[] bytes) throws IOException {
        Files.createDirectories(file.getParent());
        Files.write(file, bytes);
    }

    @Test
    void damagedFilesAreLeftOutAndTheOthersAreDrafted() throws Exception {
        Path root = folder.resolve("hospital");
        Map<String, Sound> formats = formats();
        for (Map.Entry<String, Sound> each : formats.entrySet()) {
            String name = "raw/" + each.getKey().replace('.', '_') + "/s"
                    + each.getKey().replace('.', '_') + "_";
            write(root.resolve(name + "1." + each.getKey()), each.getValue().bytes());
            write(root.resolve(name + "2." + each.getKey()), each.getValue().cut());
            write(root.resolve(name + "3." + each.getKey()), each.getValue().rubbish());
        }
        WeirProcess.Ended ended = WarmCommands.weir(
                "init", root.toString(), "--product", "all", "--from", root + "/raw/**", "--yes", "-o", "json");
        assertThat(ended.status()).as(ended.err()).isZero();
        JsonNode drafted = JSON.readTree(ended.out());
        Map<String, String> leftOut = new TreeMap<>();
        drafted.get("left-out")
                .forEach(each ->
                        leftOut.put(each.get("file").asText(), each.get("why").asText()));
        Map<String, Integer> tables = new TreeMap<>();
        drafted.get("tables")
                .forEach(table -> tables.merge(
                        table.get("name").asText(), table.get("files").asInt(), Integer::sum));
        SoftAssertions soft = new SoftAssertions();
        Set<String> expected = new TreeSet<>();
        for (String format : formats.keySet()) {
            String name = "raw/" + format.replace('.', '_') + "/s" + format.replace('.', '_') + "_";
            for (int i = 2; i <= 3; i++) {
                expected.add(name + i + "." + format);
                soft.assertThat(leftOut.getOrDefault(name + i + "." + format, "drafted"))
                        .as(name + i)
                        .matches("is (a damaged|damaged|cut|not a readable|no ).*|cannot be read.*")
                        .doesNotContain("the file '");
            }
        }
        soft.assertThat(leftOut.keySet()).isEqualTo(expected);
        soft.assertThat(tables.values())
                .as("%s", tables)
                .hasSize(formats.size())
                .containsOnly(1);
        soft.assertAll();
        WarmCommands.weir("validate", "-w", root.toString()).with(0);
        WarmCommands.weir("run", "all", "-w", root.toString()).with(0);
    }

    @Test
    void whereAllAreDamagedEachIsToldAndNothingStays() throws Exception {
        Path root = folder.resolve("damaged");
        Sound avro = new Sound(avro(), 4);
        write(root.resolve("raw/a.avro"), avro.cut());
        write(root.resolve("raw/b.avro"), avro.rubbish());
        write(root.resolve("raw/c.csv.gz"), new Sound(gzip("a,b\n" + lines(i -> i + ",x")), 4).cut());
        for (int again = 1; again <= 2; again++) {
            WeirProcess.Ended ended =
                    WarmCommands.weir("init", root.toString(), "--product", "all", "--from", root + "/raw", "--yes");
            assertThat(ended.status()).as(ended.err()).isEqualTo(6);
            assertThat(ended.err()).contains("raw/a.avro", "raw/b.avro", "raw/c.csv.gz", "S002");
            try (Stream<Path> left = Files.list(root)) {
                assertThat(left.map(path -> path.getFileName().toString())).containsExactly("raw");
            }
        }
        write(root.resolve("raw/d.csv"), ("id,sex\n" + lines(i -> i + "," + sex(i))).getBytes(StandardCharsets.UTF_8));
        WarmCommands.weir("init", root.toString(), "--product", "all", "--from", root + "/raw", "--yes")
                .with(0);
        assertThat(root.resolve("weir.yaml")).exists();
        try (Stream<Path> left = Files.walk(root)) {
            assertThat(left.map(path -> path.getFileName().toString()).filter(name -> name.endsWith(".avro")))
                    .as("no file of others goes")
                    .hasSize(2);
        }
    }

    @Test
    void identityNumbersThatExcelHasCutAreNullAndTheRestIsReleased() throws Exception {
        Path root = folder.resolve("cut");
        String[] rows = Stream.concat(
                        Stream.of(row(text("患者编号"), text("身份证号"), text("性别"))),
                        IntStream.range(0, 80)
                                .mapToObj(i -> row(
                                        text("P-" + (1000 + i)), number("1101051990010" + (10_000 + i)), text(sex(i)))))
                .toArray(String[]::new);
        write(root.resolve("raw/registry.xlsx"), RawWorkbook.of(rows).bytes());
        String out = WarmCommands.weir("init", root.toString(), "--product", "all", "--from", root + "/raw", "--yes")
                .with(0)
                .out();
        assertThat(out)
                .contains(
                        "1 table from 1 file, all records read",
                        "left out: 80 numbers of more than 15 digits in column B (身份证号) of sheet \"Sheet1\", the first in"
                                + " row 2")
                .doesNotContain("cannot be read");
        assertThat(Files.readString(root.resolve("contracts/raw/registry.odcs.yaml")))
                .contains("{ property: weirOnBadValue, value: null-and-warn }")
                .doesNotContain("11010519900");
        assertThat(WarmCommands.weir("run", "all", "-w", root.toString())
                        .with(0)
                        .out())
                .contains("80 rows");
    }

    @Test
    void whereNoRecordCanBeReadTheCauseIsSaid() throws Exception {
        Path root = folder.resolve("errors");
        String[] rows = Stream.concat(
                        Stream.of(row(text("patient_id"), text("systolic"), text("diastolic"))),
                        IntStream.range(0, 40)
                                .mapToObj(i -> row(
                                        text("P-" + i),
                                        i % 2 == 0 ? cell("e", "#N/A") : number("120"),
                                        i % 2 == 0 ? number("80") : cell("e", "#REF!"))))
                .toArray(String[]::new);
        write(root.resolve("raw/labs.xlsx"), RawWorkbook.of(rows).bytes());
        WeirProcess.Ended ended =
                WarmCommands.weir("init", root.toString(), "--product", "all", "--from", root + "/raw", "--yes");
        assertThat(ended.status()).as(ended.err()).isEqualTo(6);
        assertThat(ended.err())
                .contains(
                        "has no record that can be read: 20 records cannot be read (unreadable.type of systolic), the first at"
                                + " raw/labs.xlsx:2: the error #N/A, in column B",
                        "20 records cannot be read (unreadable.type of diastolic), the first at raw/labs.xlsx:3: the error"
                                + " #REF!, in column C")
                .doesNotContain("--about");
    }
}
