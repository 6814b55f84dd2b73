package dev.weir.jobs.engine.read.sdf;

import static dev.weir.jobs.engine.read.sdf.SdfTexts.ETHANOL;
import static dev.weir.jobs.engine.read.sdf.SdfTexts.ETHANOL_3000;
import static dev.weir.jobs.engine.read.sdf.SdfTexts.record;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.jobs.engine.read.MissingColumnPolicy;
import dev.weir.jobs.engine.read.RawFolder;
import dev.weir.jobs.engine.read.ReadSpec;
import dev.weir.jobs.engine.read.file.SourceFile;
import dev.weir.jobs.engine.read.file.UnreadableSourceException;
import dev.weir.jobs.engine.read.text.RecordLimits;
import dev.weir.jobs.engine.read.value.ReadColumn;
import dev.weir.jobs.engine.read.value.ReadColumn.OnBadValue;
import dev.weir.jobs.engine.read.value.ValueType;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SdfTest {
    private static final RawFolder FOLDER = RawFolder.create();

    private static final ReadColumn TITLE = text("title");
    private static final ReadColumn ATOMS = ReadColumn.of("atoms", ValueType.Whole.LONG);
    private static final ReadColumn BONDS = ReadColumn.of("bonds", ValueType.Whole.LONG);

    @AfterAll
    static void removeFolder() {
        FOLDER.close();
    }

    private static ReadColumn text(String path) {
        return ReadColumn.of(path, new ValueType.Text());
    }

    private static ReadSpec spec(ReadColumn... columns) {
        return ReadSpec.of(new Sdf("UTF-8"), List.of(columns));
    }

    private static List<String> read(String text, ReadColumn... columns) {
        return RawFolder.rows(spec(columns), FOLDER.file(".sdf", text), 1 << 20);
    }

    private static String detail(String record) {
        List<String> details = RawFolder.details(spec(TITLE), FOLDER.file(".sdf", record));
        assertThat(details).as(record).hasSize(1);
        return details.get(0);
    }

    @Test
    void readsMoleculesOfBothVersions() {
        String text = record(ETHANOL, "LogP", "-0.31", "NOTE", "two\nlines") + record(ETHANOL_3000, "CAS", "64-17-5");
        assertThat(read(
                        text,
                        TITLE,
                        text("comment"),
                        ATOMS,
                        BONDS,
                        ReadColumn.of("data/LogP", ValueType.Real.FINITE),
                        text("data/NOTE"),
                        text("data/CAS")))
                .containsExactly(
                        "1: ethanol|a comment|3|2|-0.31|two\nlines|NULL", "20: ethanol|NULL|3|2|NULL|NULL|64-17-5");
        assertThat(read(text, text("molblock")))
                .containsExactly("1: " + ETHANOL.stripTrailing(), "20: " + ETHANOL_3000.stripTrailing());
    }

    @Test
    void carriageReturnsAreNoPartOfAValue() {
        String text = record(ETHANOL, "A", "1", "B", "x\ny").replace("\n", "\r\n");
        assertThat(read(text, ReadColumn.of("data/A", ValueType.Whole.LONG), text("data/B"), text("molblock")))
                .containsExactly("1: 1|x\ny|" + ETHANOL.stripTrailing());
    }

    @Test
    void refusesCarriageReturnsThatEndNoLine() {
        String text = record(ETHANOL, "A", "x");
        assertThat(read(text.replace("x\n", "x\r\r\n") + text + text.replace("\n", "\r\r\n"), text("data/A")))
                .extracting(row -> row.substring(row.indexOf(' ') + 1))
                .containsExactly("unreadable.carriage-return", "x", "unreadable.carriage-return");
    }

    @Test
    void blankLinesAtTheEndAreNoRecord() {
        assertThat(read("\ufeff" + record(ETHANOL) + "\n \n\n", TITLE)).containsExactly("1: ethanol");
        assertThat(read("", TITLE)).isEmpty();
    }

    @Test
    void whatHasNoTextIsNull() {
        String blank = ETHANOL.replace("ethanol", "  ").replace("a comment", "");
        String text = blank + ">  <A>\n\n>  <B>\n\n\n> 25 <C> (7)\n0\n \n>  <D>\nNA\n$$$$";
        assertThat(read(
                        text,
                        TITLE,
                        text("comment"),
                        text("data/A"),
                        text("data/B"),
                        text("data/C"),
                        new ReadColumn("d", "data/D", new ValueType.Text(), List.of("NA"), OnBadValue.UNREADABLE)))
                .containsExactly("1: NULL|NULL|NULL|NULL|0|NULL");
    }

    @Test
    void valuesAreOfTheirColumnsTypes() {
        ReadColumn number = ReadColumn.of("data/N", ValueType.Whole.LONG);
        ReadColumn lenient = new ReadColumn("l", "data/L", ValueType.Real.FINITE, List.of(), OnBadValue.NULL_AND_WARN);
        String text = record(ETHANOL, "N", "12", "L", "> 5")
                + record(ETHANOL, "N", "1.5", "L", "5")
                + record(ETHANOL, "N", "1\n2", "L", "1e3")
                + record(ETHANOL, "N", " 1", "L", "1")
                + record(ETHANOL, "L", "0.25");
        assertThat(read(text, number, lenient).stream().map(row -> row.substring(row.indexOf(' ') + 1)))
                .containsExactly(
                        "12|NULL",
                        "unreadable.type(data/N)",
                        "unreadable.type(data/N)",
                        "unreadable.type(data/N)",
                        "NULL|0.25");
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = " | ",
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "a comment~ | a comment~x~ | a counts line that says neither V2000 nor V3000 in columns 35 to 39, at line 4",
                "V2000 | V2001 | a counts line that says neither V2000 nor V3000 in columns 35 to 39, at line 4",
                " V2000 | V2000 | a counts line that says neither V2000 nor V3000 in columns 35 to 39, at line 4",
                "  3  2  0 |   3     0 | the number of bonds is missing in columns 4 to 6, at line 4",
                "  3  2  0 |   x  2  0 | the number of atoms is no whole number in columns 1 to 3, at line 4",
                "  3  2  0 |  -3  2  0 | the number of atoms does not lie between 0 and 999, at line 4",
                "  3  2  0 |   4  2  0 | x of an atom is no number in columns 1 to 10, at line 8",
                "  3  2  0 |   2  2  0 | the first atom of a bond is missing in columns 1 to 3, at line 7",
                "  3  2  0 |   3  3  0 | properties where the counts line promises bond 3 of 3, at line 10",
                "  3  2  0 |   3  1  0 | no line of properties behind the 3 atoms and 1 bonds of the counts line, at line 9",
                "    1.2990 |    1.29.90 | x of an atom is no number in columns 1 to 10, at line 6",
                "    1.2990 |       NaN | x of an atom is no number in columns 1 to 10, at line 6",
                "    1.2990 |           | x of an atom is no number in columns 1 to 10, at line 6",
                "    0.7500 |     7,500 | y of an atom is no number in columns 11 to 20, at line 6",
                "0.0000 C   0  0~ | 0.0000 Xx  0  0~ | no symbol of an atom in columns 32 to 34, at line 5",
                "0.0000 C   0  0~ | 0.0000 CL  0  0~ | no symbol of an atom in columns 32 to 34, at line 5",
                "0.0000 C   0  0~ | 0.0000~ | no symbol of an atom in columns 32 to 34, at line 5",
                "0.0000 C   0  0~ | 0.0000 C   0  9~ | the charge of an atom does not lie between 0 and 7, at line 5",
                "0.0000 C   0  0~ | 0.0000 C   0  x~ | the charge of an atom is no whole number in columns 37 to 39, at line 5",
                "0.0000 C   0  0~ | 0.0000 C   5  0~ | the mass difference of an atom does not lie between -3 and 4, at line 5",
                "O   0  0  0  0  0  0  0  0  0  0  0  0 | O   0  0  0  0  0  0  0  0  0  0  0  0  5 | text behind the fields of an atom, at line 7",
                "  1  2  1  0 |   1  4  1  0 | the second atom of a bond does not lie between 1 and 3, at line 8",
                "  1  2  1  0 |   0  2  1  0 | the first atom of a bond does not lie between 1 and 3, at line 8",
                "  1  2  1  0 |   1  2 11  0 | the type of a bond does not lie between 1 and 10, at line 8",
                "  1  2  1  0 |   1  2    0 | the type of a bond is missing in columns 7 to 9, at line 8",
                "  1  2  1  0 |   1  2  1  2 | the stereo of a bond is none of 0, 1, 3, 4 and 6, at line 8",
                "  1  2  1  0 |   1  1  1  0 | a bond of an atom with itself, at line 8",
                "  1  2  1  0 |   3  2  1  0 | a second bond of the same two atoms, at line 9",
                "M  CHG  1   3   0 | M  CHG  1   4   0 | the atom of a charge does not lie between 1 and 3, at line 10",
                "M  CHG  1   3   0 | M  CHG  1   3  99 | a charge does not lie between -15 and 15, at line 10",
                "M  CHG  1   3   0 | M  CHG  2   3   0 | the atom of a charge is missing in columns 18 to 21, at line 10",
                "M  CHG  1   3   0 | M  RAD  1   3   4 | a radical does not lie between 0 and 3, at line 10",
                "M  CHG  1   3   0 | LEI | no line of properties behind the 3 atoms and 2 bonds of the counts line, at line 10",
                "M  END~ | M  ENDE~ | text behind M  END, at line 11",
                "M  END~ | '' | a data item before M  END, at line 11",
                "M  END~>  <A>~1~~ | '' | the record ends before its M  END, at line 11",
                "$$$$ | $$$$ LEI | text behind $$$$, at line 15",
                "$$$$~ | $$$~ | the file ends before the record does: its last line, $$$$, is missing",
                ">  <A> | >  A | a data item without one name between angle brackets, at line 12",
                ">  <A> | >  <A | a data item without one name between angle brackets, at line 12",
                ">  <A> | >  <A> <B> | a data item without one name between angle brackets, at line 12",
                ">  <A> | >  <A>B> | a data item without one name between angle brackets, at line 12",
                ">  <A> | >  < > | a data item whose name is blank, at line 12",
                ">  <A> | LEI | a line that belongs to no data item: a blank one ends each, at line 12",
                "1~~ | 1~~LEI~~ | a line that belongs to no data item: a blank one ends each, at line 15",
                "1~~ | 1~>  <B>~2~~ | a data item begins before a blank line has ended the one before, at line 14",
                "1~~ | 1~~>  <A>~2~~ | a data item whose name stands before in the same record, at line 15",
                "ethanol~  WL weir~ | ethanol~ | a counts line that says neither V2000 nor V3000 in columns 35 to 39, at line 4",
            })
    void saysWhyARecordIsNone(String sound, String broken, String why) {
        String good = record(ETHANOL, "A", "1");
        String bad = good.replaceFirst(
                Pattern.quote(sound.replace('~', '\n')), Matcher.quoteReplacement(broken.replace('~', '\n')));
        assertThat(bad).isNotEqualTo(good);
        assertThat(detail(bad)).isEqualTo("1 null: " + why);
        if (!why.contains("the file ends")) {
            List<String> rows = read(good + bad + good, TITLE);
            assertThat(rows).hasSize(3);
            assertThat(rows.get(0)).isEqualTo("1: ethanol");
            assertThat(rows.get(1)).isEqualTo("16: unreadable.not-sdf");
            assertThat(rows.get(2)).endsWith(": ethanol");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = " | ",
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "COUNTS 3 2 | COUNTS 4 2 | 3 atoms and 2 bonds, where COUNTS promises 4 and 2, at line 21",
                "COUNTS 3 2 0 0 0 | COUNTS 3 | a line with fewer words than it needs, at line 6",
                "M  V30 COUNTS 3 2 0 0 0~ | '' | a block of CTAB before its line COUNTS, at line 6",
                "1 C 0 0 | 1 Xx 0 0 | no symbol of an atom, at line 8",
                "1 C 0 0 | 1 C x 0 | x of an atom is no number, at line 8",
                "1 C 0 0 | 1 C 0 | a line with fewer words than it needs, at line 8",
                "1 C 0 0 | 0 C 0 0 | the index of an atom is no whole number from 1 on, at line 8",
                "2 C 1.299 | 1 C 1.299 | the index of an atom that stands before, at line 9",
                "CHG=0 | CHG=x | no whole number behind CHG, at line 9",
                "[C,O] | [C,Oo] | no symbol of an atom, at line 11",
                "1 1 1 2 | 1 1 1 3 | a bond of an atom that is not there, at line 14",
                "1 1 1 2 | 1 1 2 2 | a bond of an atom with itself, at line 14",
                "1 1 1 2 | 1 1 7 2 | a second bond of the same two atoms, at line 15",
                "1 1 1 2 | 1 11 1 2 | the type of a bond is more than 10, at line 14",
                "END ATOM | END ATOMS | END of a block that is not open, at line 12",
                "M  V30 END CTAB~ | '' | the block CTAB has no END, at line 20",
                "M  V30 END CTAB~ | M  V30 END CTAB~M  V30 X~ | a line outside of any block, at line 21",
                "M  V30 BEGIN SGROUP | LEI | a line that does not begin with M  V30, before M  END, at line 17",
                "(1 7) | (1 7 | a parenthesis, bracket or quote that does not close, at line 18",
                "M  END~ | '' | the record ends before its M  END, at line 21",
            })
    void saysWhyARecordOfV3000IsNone(String sound, String broken, String why) {
        String good = record(ETHANOL_3000);
        String bad = good.replace(sound.replace('~', '\n'), broken.replace('~', '\n'));
        assertThat(bad).isNotEqualTo(good);
        assertThat(detail(bad)).isEqualTo("1 null: " + why);
        assertThat(read(bad + good, ATOMS)).hasSize(2).last().asString().endsWith(": 3");
    }

    /** What the formats take besides. */
    @Test
    void readsRareLinesOfConnectionTables() {
        String rare = """


              2  0  1  0  0  1            999 V2000
                0.0000    0.0000    0.0000 R#
               -1.0        2             3 L    0  0
              2 F    2   6   7
            text of a
            structure
            A    1
            an alias
            V    1 a value
            G    1  2
            an abbreviation
            S  SKP  2
            anything
            > <at all>
            M  RGP  1   1   1
            M  ISO  1   2  13
            M  END
            """;
        assertThat(read("\n" + rare + "$$$$\n", ATOMS, BONDS)).containsExactly("1: 2|0");
        assertThat(read("\n\n\n  0  0  0     0  0              1 V2000\nM  END\n$$$$\n", ATOMS, TITLE))
                .containsExactly("1: 0|NULL");
    }

    @Test
    void theTextOfTheRecordIsInNoReason() {
        String secret = record(ETHANOL.replace("ethanol", "张三").replace("0.7500", "SECRET"), "SECRET", "SECRET");
        assertThat(RawFolder.details(spec(TITLE), FOLDER.file(".sdf", secret)).toString())
                .doesNotContain("张三", "SECRET");
    }

    @Test
    void refusesWhatIsNoTextAndReadsOn() {
        byte[] bytes = (record(ETHANOL, "A", "x") + record(ETHANOL, "A", "y")).getBytes(StandardCharsets.UTF_8);
        bytes[0] = (byte) 0xff;
        assertThat(RawFolder.rows(spec(text("data/A")), FOLDER.file(".sdf", bytes), 1 << 20))
                .containsExactly("1: unreadable.encoding", "16: y");
        for (String charset : List.of("GB18030", "UTF-16")) {
            ReadSpec spec = ReadSpec.of(new Sdf(charset), List.of(text("data/名")));
            byte[] written = record(ETHANOL, "名", "汉字").repeat(2).getBytes(Charset.forName(charset));
            assertThat(RawFolder.rows(spec, FOLDER.file(".sdf", written), 50)).containsExactly("1: 汉字", "16: 汉字");
        }
    }

    @Test
    void passesOverRecordsBeyondTheLimit() {
        ReadSpec limited =
                new ReadSpec(new Sdf("UTF-8"), List.of(TITLE), MissingColumnPolicy.UNREADABLE, new RecordLimits(1_000));
        String text = record(ETHANOL) + record(ETHANOL, "A", "x\n".repeat(200_000)) + record(ETHANOL);
        for (long part : new long[] {1, 1_000, 1 << 20}) {
            assertThat(RawFolder.rows(limited, FOLDER.file(".sdf", text), part))
                    .extracting(row -> row.substring(row.indexOf(' ') + 1))
                    .containsExactly("ethanol", "unreadable.too-long", "ethanol");
        }
        String endless = record(ETHANOL) + ETHANOL + "x\n".repeat(200_000);
        assertThat(RawFolder.rows(limited, FOLDER.file(".sdf", endless), 1 << 20))
                .extracting(row -> row.substring(row.indexOf(' ') + 1))
                .containsExactly("ethanol", "unreadable.too-long");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 20, 60, 150, 300, 420})
    void aCutFileEndsInAnUnreadableRecord(int cut) {
        String text = record(ETHANOL, "A", "1");
        String file = text + text.substring(0, Math.min(cut, text.length() - 2));
        assertThat(read(file, TITLE)).containsExactly("1: ethanol", "16: unreadable.not-sdf");
    }

    @Test
    void readsPackedFilesAndFindsTheCutOnes() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(bytes)) {
            out.write(record(ETHANOL).repeat(3).getBytes(StandardCharsets.UTF_8));
        }
        byte[] packed = bytes.toByteArray();
        assertThat(RawFolder.rows(spec(ATOMS), FOLDER.file(".sdf.gz", packed), 1))
                .hasSize(3);
        SourceFile cut = FOLDER.file(".sd.gz", Arrays.copyOf(packed, packed.length - 9));
        assertThatThrownBy(() -> RawFolder.rows(spec(ATOMS), cut, 1)).isInstanceOf(UnreadableSourceException.class);
    }

    @Test
    void readsTheSameWhereverTheFileIsCut() {
        Random random = new Random(5);
        List<String> pieces = Stream.concat(
                        Stream.of("$$$$\n", "$$$$", "$$$\n", "\n", "\r\n", "> <B>\nx\n\n", "> <A>\n$ 5\n\n", "汉"),
                        Stream.of(ETHANOL, ETHANOL, ETHANOL, ETHANOL_3000, ETHANOL_3000))
                .toList();
        ReadSpec spec = spec(TITLE, ATOMS, text("data/A"), text("molblock"));
        int read = 0;
        for (int run = 0; run < 60; run++) {
            StringBuilder text = new StringBuilder();
            for (int i = random.nextInt(30); i >= 0; i--) {
                text.append(pieces.get(random.nextInt(pieces.size())));
            }
            byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
            SourceFile file = FOLDER.file(".sdf", bytes);
            List<String> whole = RawFolder.rows(spec, file, 1 << 20);
            read += whole.size();
            for (int part = 1; part < bytes.length; part += 1 + bytes.length / 7) {
                assertThat(RawFolder.rows(spec, file, part))
                        .as(text + " in parts of " + part)
                        .isEqualTo(whole);
            }
        }
        assertThat(read).isGreaterThan(100);
    }
}
