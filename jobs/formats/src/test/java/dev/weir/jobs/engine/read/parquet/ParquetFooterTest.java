package dev.weir.jobs.engine.read.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.jobs.engine.read.RawFolder;
import dev.weir.jobs.engine.read.file.SourceFile;
import dev.weir.jobs.engine.read.file.UnreadableSourceException;
import dev.weir.jobs.engine.read.layout.Layout;
import java.util.Optional;
import java.util.Random;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.format.CompressionCodec;
import org.apache.parquet.format.Encoding;
import org.apache.parquet.format.LogicalType;
import org.apache.parquet.format.NullType;
import org.apache.parquet.format.UUIDType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class ParquetFooterTest {

    private static final RawFolder FOLDER = RawFolder.create();
    private static final Configuration CONFIGURATION = new Configuration();
    private static final String TWO = "message m { required int64 id; required int64 d; }";

    @AfterAll
    static void close() {
        FOLDER.close();
    }

    private static void two(Group row, int number) {
        row.append("id", (long) number).append("d", 5L);
    }

    private static Optional<Layout> layout(byte[] bytes) {
        return ParquetLayout.of(CONFIGURATION, FOLDER.file("a.parquet", bytes));
    }

    private static void refused(byte[] bytes, String why, String remedy) {
        assertThatThrownBy(() -> layout(bytes)).isInstanceOfSatisfying(UnreadableSourceException.class, e -> {
            assertThat(e.problem()).isEqualTo(why);
            assertThat(e.remedy()).isEqualTo(remedy);
        });
    }

    @Test
    void namesACodecThatIsNotThere() {
        for (CompressionCodec codec : new CompressionCodec[] {CompressionCodec.BROTLI, CompressionCodec.LZO}) {
            byte[] packed = ParquetBytes.withFooter(
                    ParquetBytes.of(TWO, 2, ParquetFooterTest::two),
                    footer -> footer.getRow_groups()
                            .get(0)
                            .getColumns()
                            .get(1)
                            .getMeta_data()
                            .setCodec(codec));
            refused(
                    packed,
                    "has the column 'd' packed with the codec " + codec + ", which this reader of Parquet lacks",
                    "have it written again with ZSTD, SNAPPY, GZIP or none");
            SourceFile file = FOLDER.file("a.parquet", packed);
            ParquetFooter footer = ParquetFooter.of(CONFIGURATION, file);
            footer.requireReadable(file, column -> column.equals("id"));
        }
    }

    @Test
    void namesAnEncodingThatIsNotThere() {
        refused(
                ParquetBytes.withFooter(
                        ParquetBytes.of(TWO, 2, ParquetFooterTest::two),
                        footer -> footer.getRow_groups()
                                .get(0)
                                .getColumns()
                                .get(1)
                                .getMeta_data()
                                .addToEncodings(Encoding.BYTE_STREAM_SPLIT)),
                "has the column 'd' in the encoding BYTE_STREAM_SPLIT of INT64, which this reader of Parquet lacks",
                "have it written again with Parquet's PLAIN or dictionary encodings");
    }

    /** Thrift's compact form of the union: the number of the type and 12 for a struct, an empty struct, and the end. */
    @Test
    void namesATypeThatIsNotThere() {
        byte[] file = ParquetBytes.withFooter(
                ParquetBytes.of(
                        "message m { required int64 id; required fixed_len_byte_array(2) d; }",
                        1,
                        (row, number) -> row.append("id", 1L)
                                .append("d", org.apache.parquet.io.api.Binary.fromConstantByteArray(new byte[2]))),
                footer -> footer.getSchema().get(2).setLogicalType(LogicalType.UUID(new UUIDType())));
        byte[] footer = ParquetBytes.footer(file);
        for (int i = 0; i + 2 < footer.length; i++) {
            if (footer[i] == (byte) 0xec && footer[i + 1] == 0 && footer[i + 2] == 0) {
                footer[i] = (byte) 0xfc;
            }
        }
        refused(
                ParquetBytes.withFooter(file, footer),
                "has the column 'd' of a logical type that this reader of Parquet lacks: FLOAT16",
                "have that column written in another type, or without its logical type");
    }

    @Test
    void knowsTypesThatSparkLacks() {
        byte[] file = ParquetBytes.withFooter(
                ParquetBytes.of(
                        "message m { required int64 ns (TIMESTAMP(NANOS,false)); required int64 at (TIMESTAMP(NANOS,true));"
                                + " required int32 clock (TIME(MILLIS,true)); required binary bytes; optional int32 none; }",
                        0,
                        (row, number) -> {}),
                footer -> footer.getSchema().get(5).setLogicalType(LogicalType.UNKNOWN(new NullType())));
        Layout layout = layout(file).orElseThrow();
        assertThat(layout.columns())
                .extracting(
                        column -> column.physicalName() + " " + column.type().kind())
                .containsExactly("ns WALL_CLOCK", "at INSTANT", "clock TIME_OF_DAY");
        assertThat(layout.remarks())
                .contains(
                        "left out: bytes, of a type that Weir does not read from Parquet: BYTE_ARRAY",
                        "left out: none, of a type that Weir does not read from Parquet: INT32 (UNKNOWN)");
    }

    /** As Arrow writes decimal256: a DECIMAL of Spark, and of a contract, has 38 digits. */
    @Test
    void namesADecimalOfMoreDigitsThanAnyIsReadWith() {
        for (String many : new String[] {"fixed_len_byte_array(32) d (DECIMAL(76,2))", "binary d (DECIMAL(39,0))"}) {
            byte[] file =
                    ParquetBytes.of("message m { required int64 id; required " + many + "; }", 0, (row, number) -> {});
            Layout layout = layout(file).orElseThrow();
            assertThat(layout.columns())
                    .extracting(column -> column.physicalName())
                    .containsExactly("id");
            assertThat(layout.remarks()).singleElement().asString().contains("left out: d, of a type", "DECIMAL(");
        }
    }

    @Test
    void saysThatAFileIsEncrypted() {
        byte[] file = ParquetBytes.of(TWO, 1, ParquetFooterTest::two);
        file[file.length - 1] = 'E';
        refused(file, "is encrypted (its footer is, by its last bytes)", "have it written without encryption");
    }

    /** Whatever stands in a footer, it is one, or the file is named. */
    @Test
    void anyFooterIsReadOrRefused() {
        byte[] sound = ParquetBytes.of(
                "message m { required int64 id; optional group l (LIST) { repeated group list { optional binary element"
                        + " (STRING); } } }",
                3,
                (row, number) -> row.append("id", (long) number));
        byte[] footer = ParquetBytes.footer(sound);
        Random random = new Random(11);
        for (int i = 0; i < 3_000; i++) {
            byte[] changed = footer.clone();
            for (int j = 0; j <= random.nextInt(3); j++) {
                changed[random.nextInt(changed.length)] = (byte) random.nextInt(256);
            }
            SourceFile file = FOLDER.file("a.parquet", ParquetBytes.withFooter(sound, changed));
            try {
                ParquetLayout.of(CONFIGURATION, file);
            } catch (UnreadableSourceException e) {
                assertThat(e.remedy()).isNotBlank();
            }
        }
    }
}
