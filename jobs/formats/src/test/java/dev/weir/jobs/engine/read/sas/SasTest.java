package dev.weir.jobs.engine.read.sas;

import static dev.weir.jobs.engine.read.sas.SasBytes.number;
import static dev.weir.jobs.engine.read.sas.SasBytes.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.contracts.format.sas.SasDialect;
import dev.weir.contracts.format.sas.SasDialect.Container;
import dev.weir.jobs.engine.read.HostileBytes;
import dev.weir.jobs.engine.read.RawFolder;
import dev.weir.jobs.engine.read.ReadSpec;
import dev.weir.jobs.engine.read.file.SourceFile;
import dev.weir.jobs.engine.read.file.UnreadableSourceException;
import dev.weir.jobs.engine.read.layout.LayoutColumn;
import dev.weir.jobs.engine.read.value.ReadColumn;
import dev.weir.jobs.engine.read.value.ValueType;
import java.io.ByteArrayOutputStream;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class SasTest {

    private static final RawFolder FOLDER = RawFolder.create();

    private static final List<SasBytes.Variable> DATES = List.of(
            number("DAY", "", "YYMMDDN"), number("AT", "", "DATETIME"), number("CLOCK", "", "TIME"), number("N"));

    @AfterAll
    static void close() {
        FOLDER.close();
    }

    private static SasDialect dialect(Container container, String... nullValues) {
        return new SasDialect(container, Optional.empty(), Optional.empty(), List.of(nullValues));
    }

    private static ReadSpec spec(SasDialect dialect, Object... columns) {
        List<ReadColumn> all = new ArrayList<>();
        for (int i = 0; i < columns.length; i += 2) {
            all.add(ReadColumn.of((String) columns[i], (ValueType) columns[i + 1]));
        }
        return ReadSpec.of(new SasDataSets(dialect), all);
    }

    private static byte[] bytes(Container container, SasBytes data) {
        return container == Container.XPORT ? data.xport() : data.sas7bdat();
    }

    private static List<String> rows(byte[] bytes, ReadSpec spec) {
        return RawFolder.rows(spec, FOLDER.file("a.sas", bytes), 1 << 20);
    }

    private static void refused(byte[] bytes, ReadSpec spec, String why) {
        SourceFile file = FOLDER.file("a.sas", bytes);
        assertThatThrownBy(() -> RawFolder.survey(file, spec.format(), 1 << 20))
                .isInstanceOfSatisfying(UnreadableSourceException.class, e -> {
                    assertThat(e.getMessage()).contains(why);
                    assertThat(e.remedy()).isNotBlank();
                });
    }

    @ParameterizedTest
    @EnumSource(Container.class)
    void numbersAndTextsAreWhatTheyAre(Container container) {
        SasBytes data = SasBytes.of(
                List.of(number("N"), text("T", 8), number("X")),
                List.of(List.of(7, " 三 ", 0.1), List.of('.', "", -1e-20), List.of(-9007199254740991L, "a b", 2.5)));
        ReadSpec spec = spec(
                dialect(container), "N", ValueType.Whole.LONG, "T", new ValueType.Text(), "X", ValueType.Real.FINITE);
        assertThat(rows(bytes(container, data), spec))
                .containsExactly("1: 7| 三|0.1", "2: NULL|NULL|-1.0E-20", "3: -9007199254740991|a b|2.5");
    }

    @ParameterizedTest
    @EnumSource(Container.class)
    void anyBytesAreReadOrRefused(Container container) {
        SasBytes data = SasBytes.of(List.of(number("N"), text("T", 8)), List.of(List.of(7, "a"), List.of(8, "b")));
        HostileBytes.areReadOrRefused(
                spec(dialect(container), "N", ValueType.Whole.LONG, "T", new ValueType.Text()),
                "a.sas",
                bytes(container, data),
                300);
    }

    @ParameterizedTest
    @EnumSource(Container.class)
    void formatsMakeDatesAndTimes(Container container) {
        SasBytes data = SasBytes.of(
                DATES,
                List.of(
                        List.of(0, 0, 0, 1),
                        List.of(21310, 1841220610.5, 36610.25, 2),
                        List.of(0.5, -1e15, 86400, 3),
                        List.of('.', '.', '.', '.')));
        SasDialect dialect = dialect(container);
        byte[] bytes = bytes(container, data);
        assertThat(rows(bytes, spec(dialect, "DAY", new ValueType.Day("dd/MM/yyyy"))))
                .containsExactly("1: -3653", "2: 17657", "3: unreadable.type(DAY)", "4: NULL");
        assertThat(rows(bytes, spec(dialect, "AT", new ValueType.WallClock(ValueType.ISO))))
                .containsExactly("1: -315619200000000", "2: 1525601410500000", "3: unreadable.type(AT)", "4: NULL");
        assertThat(rows(bytes, spec(dialect, "CLOCK", new ValueType.TimeOfDay(ValueType.ISO))))
                .containsExactly("1: 00:00:00", "2: 10:10:10.250000", "3: unreadable.type(CLOCK)", "4: NULL");
        assertThat(rows(bytes, spec(dialect, "N", new ValueType.Day(ValueType.ISO)))
                        .subList(0, 1))
                .containsExactly("1: unreadable.type(N)");
        assertThat(rows(bytes, spec(dialect, "AT", new ValueType.Day(ValueType.ISO)))
                        .subList(0, 2))
                .containsExactly("1: -3653", "2: unreadable.type(AT)");
        assertThat(rows(bytes, spec(dialect, "DAY", ValueType.Whole.LONG)).subList(0, 1))
                .as("a date is no number")
                .containsExactly("1: unreadable.type(DAY)");
    }

    @ParameterizedTest
    @EnumSource(Container.class)
    void aSpecialMissingValueIsNullWhereTheContractSaysSo(Container container) {
        SasBytes data = SasBytes.of(
                List.of(number("N")), List.of(List.of('A'), List.of('Z'), List.of('_'), List.of('.'), List.of(-99)));
        byte[] bytes = bytes(container, data);
        assertThat(rows(bytes, spec(dialect(container, ".A", "._", "-99"), "N", ValueType.Whole.LONG)))
                .containsExactly("1: NULL", "2: unreadable.type(N)", "3: NULL", "4: NULL", "5: NULL");
        assertThat(rows(bytes, spec(dialect(container), "N", new ValueType.AsWritten())))
                .containsExactly("1: .A", "2: .Z", "3: ._", "4: NULL", "5: -99");
    }

    @Test
    void whatIsNoValueOfAColumnIsUnreadable() {
        SasBytes data = SasBytes.of(
                List.of(number("N"), text("T", 4)),
                List.of(List.of(1.5, "x"), List.of(0x1p53, "1"), List.of(1, "2.0")));
        SasDialect dialect = dialect(Container.SAS7BDAT);
        assertThat(rows(data.sas7bdat(), spec(dialect, "N", ValueType.Whole.LONG, "T", ValueType.Whole.LONG)))
                .containsExactly(
                        "1: unreadable.type(N) unreadable.type(T)", "2: unreadable.type(N)", "3: unreadable.type(T)");
        assertThat(rows(data.sas7bdat(), spec(dialect, "N", new ValueType.Exact(5, 1), "ABSENT", ValueType.Whole.LONG)))
                .allMatch(row -> row.endsWith("unreadable.missing-column(ABSENT)"));
    }

    @Test
    void textsAreReadInTheEncodingOfTheFileOrContract() {
        Charset gb = Charset.forName("GB18030");
        SasBytes data = new SasBytes(gb, List.of(text("T", 8)), List.of(List.of("张三"), List.of("x")));
        SasBytes.Pages said = new SasBytes.Pages(true, ByteOrder.LITTLE_ENDIAN, RowCompression.NONE, 125);
        SasBytes.Pages unsaid = new SasBytes.Pages(true, ByteOrder.LITTLE_ENDIAN, RowCompression.NONE, 0);
        ReadSpec usual = spec(dialect(Container.SAS7BDAT), "T", new ValueType.Text());
        assertThat(rows(data.sas7bdat(said), usual)).containsExactly("1: 张三", "2: x");
        refused(data.sas7bdat(unsaid), usual, "does not say in which encoding its texts are");
        for (Container container : Container.values()) {
            ReadSpec told = spec(
                    new SasDialect(container, Optional.of("GB18030"), Optional.empty(), List.of()),
                    "T",
                    new ValueType.Text());
            byte[] bytes = container == Container.XPORT ? data.xport() : data.sas7bdat(unsaid);
            assertThat(rows(bytes, told)).containsExactly("1: 张三", "2: x");
        }
        assertThat(rows(data.xport(), spec(dialect(Container.XPORT), "T", new ValueType.Text())))
                .containsExactly("1: unreadable.encoding(T)", "2: x");
    }

    @Test
    void textsWithPrivateCharactersAreUnreadable() {
        Charset gb = Charset.forName("GBK");
        SasBytes data =
                new SasBytes(gb, List.of(text("T", 8)), List.of(List.of("a\ue000"), List.of("\ue863"), List.of("x")));
        ReadSpec spec = spec(
                new SasDialect(Container.XPORT, Optional.of("GBK"), Optional.empty(), List.of()),
                "T",
                new ValueType.Text());
        assertThat(rows(data.xport(), spec)).containsExactly("1: unreadable.encoding(T)", "2: \u4dae", "3: x");
    }

    @Test
    void everyKindOfSasFileIsRead() {
        List<List<?>> rows = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            rows.add(List.of(i, "name " + i, i / 4.0));
        }
        SasBytes data = SasBytes.of(List.of(number("N"), text("T", 300), number("X", "A label", "")), rows);
        ReadSpec spec = spec(
                dialect(Container.SAS7BDAT),
                "N",
                ValueType.Whole.LONG,
                "T",
                new ValueType.Text(),
                "X",
                ValueType.Real.FINITE);
        List<String> expected = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            expected.add((i + 1) + ": " + i + "|name " + i + "|" + i / 4.0);
        }
        for (boolean isWide : List.of(true, false)) {
            for (ByteOrder order : List.of(ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN)) {
                for (RowCompression compression : RowCompression.values()) {
                    SasBytes.Pages how = new SasBytes.Pages(isWide, order, compression, 20);
                    SourceFile file = FOLDER.file("a.sas7bdat", data.sas7bdat(how));
                    for (long partBytes : List.of(1L, 10_000L, 1L << 30)) {
                        assertThat(RawFolder.rows(spec, file, partBytes))
                                .as("%s", how)
                                .isEqualTo(expected);
                    }
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Container.class)
    void aFileThatIsCutOffIsRefused(Container container) {
        List<List<?>> rows = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            rows.add(List.of(i, "name " + i));
        }
        SasBytes data = SasBytes.of(List.of(number("N"), text("T", 41)), rows);
        byte[] bytes = bytes(container, data);
        ReadSpec spec = spec(dialect(container), "N", ValueType.Whole.LONG);
        int step = container == Container.XPORT ? 80 : 512;
        int cut = 0;
        for (int length = 0; length < bytes.length; length += step) {
            SourceFile file = FOLDER.file("cut.sas", Arrays.copyOf(bytes, length));
            try {
                // of a transport file that ends behind an observation nobody can tell that there were more
                assertThat(RawFolder.rows(spec, file, 1 << 20)).hasSizeLessThan(300);
                assertThat(container).isEqualTo(Container.XPORT);
            } catch (UnreadableSourceException e) {
                cut++;
            }
        }
        assertThat(cut).isGreaterThan(container == Container.XPORT ? 150 : 20);
        refused(new byte[0], spec, "");
        refused("a,b\n1,2\n".repeat(100).getBytes(StandardCharsets.US_ASCII), spec, "is no SAS");
    }

    @Test
    void observationsThatAreMissingOrPackedWrongAreRefused() {
        List<List<?>> rows = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            rows.add(List.of(i, "name"));
        }
        SasBytes data = SasBytes.of(List.of(number("N"), text("T", 200)), rows);
        SasBytes.Pages how = new SasBytes.Pages(true, ByteOrder.LITTLE_ENDIAN, RowCompression.RLE, 20);
        ReadSpec spec = spec(dialect(Container.SAS7BDAT), "N", ValueType.Whole.LONG);
        byte[] plain = data.sas7bdat();
        byte[] fewer = plain.clone();
        int lastPage = plain.length - 4096;
        fewer[lastPage + 34]--;
        refused(fewer, spec, "its header says that it has 300 observations, and it has 299");
        byte[] deleted = plain.clone();
        deleted[lastPage + 32] |= (byte) 0x80;
        refused(deleted, spec, "has observations that were deleted and are still there");
        byte[] packed = data.sas7bdat(how);
        int piece = packed.length - 4096 + 40;
        packed[piece + 8]--; // its first piece is shorter
        SourceFile file = FOLDER.file("packed.sas7bdat", packed);
        assertThatThrownBy(() -> RawFolder.rows(spec, file, 1 << 20))
                .isInstanceOf(UnreadableSourceException.class)
                .hasMessageContaining("a packed observation does not have the bytes of one");
    }

    @Test
    void aTransportFileOfSeveralDataSetsNeedsAMember() {
        SasBytes data = SasBytes.of(List.of(number("N")), List.of(List.of(1), List.of(2)));
        byte[] bytes = data.xport("DM", "AE");
        refused(bytes, spec(dialect(Container.XPORT), "N", ValueType.Whole.LONG), "has 2 data sets: DM, AE.");
        for (String member : List.of("DM", "AE")) {
            SasDialect dialect = new SasDialect(Container.XPORT, Optional.empty(), Optional.of(member), List.of());
            assertThat(rows(bytes, spec(dialect, "N", ValueType.Whole.LONG))).containsExactly("1: 1", "2: 2");
        }
        SasDialect none = new SasDialect(Container.XPORT, Optional.empty(), Optional.of("LB"), List.of());
        refused(bytes, spec(none, "N", ValueType.Whole.LONG), "has no data set 'LB'; it has DM, AE.");
    }

    /** The last record is filled up with blanks, and so may be texts. */
    @ParameterizedTest
    @ValueSource(ints = {1, 3, 7, 16, 79, 80, 81, 200})
    void blanksBehindTheLastObservationAreNone(int length) {
        SasBytes data = SasBytes.of(List.of(text("T", length)), List.of(List.of("a"), List.of(""), List.of("b")));
        assertThat(rows(data.xport(), spec(dialect(Container.XPORT), "T", new ValueType.Text())))
                .containsExactly("1: a", "2: NULL", "3: b");
    }

    @Test
    void hostileFilesAreRefusedWithoutMemory() {
        byte[] bytes = SasBytes.of(List.of(number("N")), List.of(List.of(1))).sas7bdat();
        ReadSpec spec = spec(dialect(Container.SAS7BDAT), "N", ValueType.Whole.LONG);
        byte[] largePages = bytes.clone();
        largePages[203] = 0x7f;
        refused(largePages, spec, "a page has");
        byte[] xport = SasBytes.of(List.of(number("N")), List.of(List.of(1))).xport();
        byte[] manyVariables = xport.clone();
        System.arraycopy("999999".getBytes(StandardCharsets.US_ASCII), 0, manyVariables, 560 + 52, 6);
        refused(manyVariables, spec(dialect(Container.XPORT), "N", ValueType.Whole.LONG), "999999 variables");
        byte[] outside = xport.clone();
        outside[640 + 84] = 1;
        refused(
                outside,
                spec(dialect(Container.XPORT), "N", ValueType.Whole.LONG),
                "variable 1 does not stand behind the one before it");
    }

    /** SAS has no label of more than 256 characters, so no file needs the memory for one. */
    @Test
    void labelsAreAsLongAsSasHasThem() {
        String longest = "体".repeat(256);
        SasBytes data = SasBytes.of(List.of(number("A", longest, ""), number("B")), List.of(List.of(1, 2)));
        SasBytes plain = SasBytes.of(List.of(number("A"), number("B")), List.of(List.of(1, 2)));
        SasDialect sas = dialect(Container.SAS7BDAT);
        SasDialect xport = dialect(Container.XPORT);
        assertThat(rows(data.sas7bdat(), spec(sas, "B", ValueType.Whole.LONG))).containsExactly("1: 2");
        SasBytes.Label first = new SasBytes.Label(1, "A_LONG_NAME", longest);
        SasBytes.Label second = new SasBytes.Label(2, "B", "short");
        byte[] labelled = plain.xport8(first, second);
        assertThat(rows(labelled, spec(xport, "A_LONG_NAME", ValueType.Whole.LONG)))
                .containsExactly("1: 1");
        assertThat(SasLayout.of(new Configuration(), FOLDER.file("a.xpt", labelled))
                        .orElseThrow()
                        .columns())
                .extracting(LayoutColumn::description)
                .containsExactly(longest, "short");

        String tooLong = "x".repeat(4 * 256 + 1);
        ReadSpec ofSas = spec(sas, "B", ValueType.Whole.LONG);
        ReadSpec ofXport = spec(xport, "B", ValueType.Whole.LONG);
        String why = "the name, label or format of variable 2 is longer than SAS has any";
        refused(
                SasBytes.of(List.of(number("A"), number("B", tooLong, "")), List.of(List.of(1, 2)))
                        .sas7bdat(),
                ofSas,
                why);
        refused(plain.xport8(new SasBytes.Label(2, "B", tooLong)), ofXport, why);
        refused(plain.xport8(new SasBytes.Label(2, "x".repeat(4 * 32 + 1), "")), ofXport, why);
        refused(plain.xport8(first, second, second), ofXport, "it has 3 labels of 2 variables");
        refused(plain.xport8(new SasBytes.Label(3, "C", "short")), ofXport, "a label is of no variable");
        refused(plain.xport8(new SasBytes.Label(0, "C", "short")), ofXport, "a label is of no variable");
    }

    /** A wide table's labels may be many, and each is kept. */
    @Test
    void manyLongLabelsAreRead() {
        List<SasBytes.Variable> variables = new ArrayList<>();
        List<SasBytes.Label> labels = new ArrayList<>();
        for (int i = 1; i <= 5_000; i++) {
            variables.add(number("V" + i));
            labels.add(new SasBytes.Label(i, "V" + i, "l".repeat(256)));
        }
        byte[] bytes = SasBytes.of(variables, List.of(Collections.nCopies(5_000, 1)))
                .xport8(labels.toArray(SasBytes.Label[]::new));
        assertThat(rows(bytes, spec(dialect(Container.XPORT), "V5000", ValueType.Whole.LONG)))
                .containsExactly("1: 1");
    }

    /** Parso takes these two for another. */
    @Test
    void theLongestCopiesArePackedObservations() throws SasFormatException {
        for (int length : new int[] {96, 111, 4160, 4500}) {
            byte[] row = new byte[length];
            new Random(length).nextBytes(row);
            ByteArrayOutputStream packed = new ByteArrayOutputStream();
            if (length < 4160) {
                packed.write(2 << 4 | length - 96);
            } else {
                packed.write(1 << 4 | (length - 4160) >> 8);
                packed.write(length - 4160 & 0xff);
            }
            packed.writeBytes(row);
            byte[] into = new byte[length];
            RowCompression.RLE.expand(packed.toByteArray(), 0, packed.size(), into);
            assertThat(into).isEqualTo(row);
        }
    }

    /** No byte of a damaged file ends in anything but a value, an unreadable record or a refusal. */
    @Test
    void anyByteMayBeWrong() {
        List<List<?>> rows = List.of(List.of(1, "abc"), List.of(2, "    def      "), List.of('A', "@@@@@@@@@@@@@@"));
        SasBytes data = SasBytes.of(List.of(number("N"), text("T", 40)), rows);
        List<byte[]> files = new ArrayList<>(List.of(data.xport(), data.sas7bdat()));
        for (RowCompression compression : List.of(RowCompression.RLE, RowCompression.RDC)) {
            files.add(data.sas7bdat(new SasBytes.Pages(false, ByteOrder.BIG_ENDIAN, compression, 20)));
        }
        for (byte[] good : files) {
            Container container = good[0] == 'H' ? Container.XPORT : Container.SAS7BDAT;
            ReadSpec spec = spec(dialect(container), "N", ValueType.Whole.LONG, "T", new ValueType.Text());
            for (int i = 0; i < good.length; i += good[i] == 0 ? 97 : 5) {
                byte[] bad = good.clone();
                bad[i] ^= (byte) 0xff;
                try {
                    assertThat(rows(bad, spec)).isNotNull();
                } catch (UnreadableSourceException e) {
                    assertThat(e.getMessage()).doesNotContain("def");
                }
            }
        }
    }
}
