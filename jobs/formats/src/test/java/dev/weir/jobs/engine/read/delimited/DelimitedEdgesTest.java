package dev.weir.jobs.engine.read.delimited;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.jobs.engine.read.HeaderMode;
import dev.weir.jobs.engine.read.MissingColumnPolicy;
import dev.weir.jobs.engine.read.RawFolder;
import dev.weir.jobs.engine.read.ReadSpec;
import dev.weir.jobs.engine.read.SourceFindings;
import dev.weir.jobs.engine.read.text.HeaderFacts.Presence;
import dev.weir.jobs.engine.read.text.RecordLimits;
import dev.weir.jobs.engine.read.text.Syntax;
import dev.weir.jobs.engine.read.text.Whitespace;
import dev.weir.jobs.engine.read.value.ReadColumn;
import dev.weir.jobs.engine.read.value.ReadColumn.OnBadValue;
import dev.weir.jobs.engine.read.value.ValueType;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class DelimitedEdgesTest {
    private static final RawFolder FOLDER = RawFolder.create();
    private static final ReadColumn ID = ReadColumn.of("id", ValueType.Whole.LONG);
    private static final ReadColumn NAME = ReadColumn.of("name", new ValueType.Text());
    private static final Delimited CSV = Delimited.csv();

    @AfterAll
    static void removeFolder() {
        FOLDER.close();
    }

    @Test
    void readsByteOrderMarkReturnsAndALastLineWithoutEnd() {
        assertThat(read(CSV, "\ufeffid,name\r\n1,a\r\n\r\n2,\"b\r\nc\"\r\n3,d"))
                .containsExactly("2: 1|a", "4: 2|b\r\nc", "6: 3|d");
    }

    /** Python on Windows writes {@code \\r\\n} to a file that makes {@code \\r\\n} of a line end: pandas#25048. */
    @Test
    void refusesCarriageReturnsThatEndNoLine() {
        assertThat(read(CSV, "id,name\n1,a\r\r\n2,b\r\n3,c\rd\n4\r,e\n\r\r\n5,f"))
                .containsExactly(
                        "2: unreadable.carriage-return",
                        "3: 2|b",
                        "4: unreadable.carriage-return",
                        "5: unreadable.carriage-return",
                        "7: 5|f");
        assertThat(read(CSV, "id,name\n1,\"a\r\nb\r\"\n\"2\",\"c\"\r\r\n\"3\",d\r\r\n\"4\",\"e\"\r\n\"5\",\"f\"\r\r\r"))
                .containsExactly(
                        "2: 1|a\r\nb\r",
                        "4: unreadable.carriage-return",
                        "5: unreadable.carriage-return",
                        "6: 4|e",
                        "7: unreadable.carriage-return");
        assertThat(RawFolder.details(ReadSpec.of(CSV, List.of(ID, NAME)), FOLDER.file(".csv", "id,name\n1,a\r\r\n")))
                .containsExactly("2 null: a carriage return elsewhere than directly before a line feed");
        assertThat(read(CSV, "id,name\r\r\n1,a\n")).containsExactly("2: unreadable.missing-column(name)");
    }

    /** Each pair of bytes that Java reads as a private character, or as no other program does, of every set that has some. */
    @Test
    void refusesPrivateCharactersAndReadsThoseOfGbkAsGb18030Does() {
        int refused = 0;
        for (String charset : List.of("GBK", "GB18030", "x-Big5-HKSCS-2001", "windows-31j", "x-windows-949")) {
            Charset set = Charset.forName(charset);
            ReadSpec spec = ReadSpec.of(CSV.withCharset(charset), List.of(ID, NAME));
            java.io.ByteArrayOutputStream text = new java.io.ByteArrayOutputStream();
            text.writeBytes("id,name\n".getBytes(set));
            List<String> expected = new java.util.ArrayList<>();
            for (int pair = 0x8140; pair <= 0xfefe; pair++) {
                byte[] bytes = {(byte) (pair >> 8), (byte) pair};
                String read = new String(bytes, set);
                boolean isPrivate = read.length() == 1 && read.charAt(0) >= '\ue000' && read.charAt(0) <= '\uf8ff';
                if (isPrivate || read.equals("♁")) { // which Java alone reads in GBK
                    text.writeBytes("1,".getBytes(set));
                    text.writeBytes(bytes);
                    text.write('\n');
                    String standard = charset.equals("GBK") ? new String(bytes, Charset.forName("GB18030")) : read;
                    boolean known = standard.codePoints().noneMatch(c -> c >= 0xe000 && c <= 0xf8ff);
                    expected.add(
                            (expected.size() + 2) + ": " + (known ? "1|" + standard : "unreadable.encoding(name)"));
                    refused += known ? 0 : 1;
                }
            }
            assertThat(RawFolder.rows(spec, FOLDER.file(".csv", text.toByteArray()), 1 << 20))
                    .as(charset)
                    .isEqualTo(expected)
                    .hasSizeGreaterThan(30);
        }
        assertThat(refused).isGreaterThan(5000);
        for (String charset : List.of("GBK", "GB18030")) {
            ReadSpec spec = ReadSpec.of(CSV.withCharset(charset), List.of(ID, NAME));
            byte[] text = bytes("id,name\n1,??\n", Charset.forName(charset));
            text[10] = (byte) 0xfe;
            text[11] = (byte) 0x9f;
            assertThat(RawFolder.rows(spec, FOLDER.file(".csv", text), 1 << 20)).containsExactly("2: 1|\u4dae");
        }
        assertThat(read(CSV, "id,name\n1,\ue000\n")).containsExactly("2: 1|\ue000");
    }

    /** It ends before the delimiter: the record has all its fields, and one of them is no text. */
    @Test
    void aBrokenCharacterSwallowsNoDelimiter() {
        ReadSpec spec = ReadSpec.of(Delimited.separatedBy(';').withCharset("GB18030"), List.of(NAME, ID));
        byte[] text = bytes("name;id\n?;1\na?;2\nb;3\n", java.nio.charset.StandardCharsets.US_ASCII);
        text[8] = (byte) 0xff;
        text[13] = (byte) 0x81;
        assertThat(RawFolder.rows(spec, FOLDER.file(".csv", text), 1 << 20))
                .containsExactly("2: unreadable.encoding(name)", "3: unreadable.encoding(name)", "4: b|3");
    }

    @Test
    void findsNoRecordsInEmptyFilesAndHeadersAlone() {
        assertThat(read(CSV, "")).isEmpty();
        assertThat(read(CSV, "\n\n")).isEmpty();
        assertThat(read(CSV, "id,name")).isEmpty();
        assertThat(findings(CSV, "").header()).isEqualTo(Presence.NO_HEADER);
        assertThat(findings(CSV, "").differences().missing()).containsExactly("id", "name");
        assertThat(findings(CSV, "id,name\n").isEmpty()).isTrue();
        assertThat(findings(CSV, "id,\"name\n1,2\n").header()).isEqualTo(Presence.UNREADABLE);
        assertThat(read(CSV, "id,\"name\n1,2\n")).isEmpty();
        assertThat(findings(CSV, "id,\"name\n1,2\"\n3,c\n").differences().missing())
                .containsExactly("name");
        assertThat(read(CSV, "id,\"na\nme\",name\n1,x,a\n")).containsExactly("3: 1|a");
    }

    @Test
    void refusesEveryRecordOfAFileThatLacksAColumn() {
        String text = "id,more\n1,2\n3\n";
        assertThat(read(CSV, text))
                .containsExactly("2: unreadable.missing-column(name)", "3: unreadable.too-few-fields");
        ReadSpec spec = new ReadSpec(CSV, List.of(ID, NAME), MissingColumnPolicy.NULL, RecordLimits.USUAL);
        assertThat(RawFolder.rows(spec, FOLDER.file(".csv", text), 100))
                .containsExactly("2: 1|NULL", "3: unreadable.too-few-fields");
        assertThat(findings(CSV, text).differences().missing()).containsExactly("name");
        assertThat(findings(CSV, text).differences().added()).containsExactly("more");
    }

    @Test
    void takesNoColumnThatAHeaderNamesTwice() {
        assertThat(read(CSV, "id,name,name\n1,a,b\n")).containsExactly("2: unreadable.missing-column(name)");
        assertThat(findings(CSV, "id,name,name\n").differences().missing()).containsExactly("name");
    }

    @Test
    void takesColumnsByPositionWhateverTheHeaderSays() {
        Delimited format = CSV.withHeader(HeaderMode.BY_POSITION);
        assertThat(read(format, "nummer,naam,x\n1,a,b\n")).containsExactly("2: 1|a");
        assertThat(findings(format, "nummer,naam,x\n").differences().added()).containsExactly("field 3");
        assertThat(findings(format, "nummer\n").differences().missing()).containsExactly("name");
    }

    @Test
    void takesNoLineForARecordThatAQuoteThatNeverClosesMayHold() {
        assertThat(read(CSV, "id,name\n0,z\n1,\"a\n2,forged\n3,c"))
                .containsExactly(
                        "2: 0|z",
                        "3: unreadable.unclosed-quote",
                        "4: unreadable.unclosed-quote",
                        "5: unreadable.unclosed-quote");
    }

    @Test
    void losesTheLineAloneWhereItIsAWholeRecordButForItsQuote() {
        String before = "1,a\n".repeat(5_000);
        String after = "3,c\n".repeat(5_000);
        List<String> rows = read(CSV, "id,name\n" + before + "\"2,b\n" + after);
        assertThat(rows).hasSize(10_001).contains("5002: unreadable.unclosed-quote", "5003: 3|c", "10002: 3|c");
        assertThat(rows.stream().filter(row -> row.contains("unreadable"))).hasSize(1);
        rows = read(CSV, "id,name\n" + before + "\"2\" x,b\n" + after);
        assertThat(rows.stream().filter(row -> row.contains("unreadable")))
                .containsExactly("5002: unreadable.malformed-quote");
    }

    @Test
    void takesNoLineOfAClosedValueForARecordWhateverElseIsWrong() {
        assertThat(read(CSV, "id,name,more\n1,\"note\n2,forged,5\nend\"\n3,x,y\n"))
                .containsExactly("2: unreadable.too-few-fields", "5: 3|x");
        assertThat(read(CSV, "id,name\n1,a\"b,\"x\n2,forged\n\"\n3,c\n"))
                .containsExactly("2: unreadable.malformed-quote", "5: 3|c");
        assertThat(read(CSV, "id,name\nx\"1\",\"x\n2,forged\n\"\n3,c\n"))
                .containsExactly("2: unreadable.malformed-quote", "5: 3|c");
        assertThat(read(CSV, "id,name\n1,\"he said \"no\n2,forged\n\" to it\"\n3,c\n"))
                .containsExactly(
                        "2: unreadable.malformed-quote",
                        "3: unreadable.malformed-quote",
                        "4: unreadable.malformed-quote",
                        "5: 3|c");
    }

    @Test
    void takesAValueOfAnyNumberOfLinesForOne() {
        String value = "2,forged\n".repeat(200_000);
        assertThat(read(CSV, "id,name\n1,\"" + value + "\"\n3,c\n")).containsExactly("2: 1|" + value, "200003: 3|c");
        ReadSpec small = new ReadSpec(CSV, List.of(ID, NAME), MissingColumnPolicy.UNREADABLE, new RecordLimits(1_000));
        for (long part : new long[] {1, 100_000, 1 << 30}) {
            List<String> rows =
                    RawFolder.rows(small, FOLDER.file(".csv", "id,name\n1,\"" + value + "\"\n3,c\n4,\"" + value), part);
            assertThat(rows.subList(0, 3))
                    .containsExactly("2: unreadable.too-long", "200003: 3|c", "200004: unreadable.unclosed-quote");
            assertThat(rows).hasSize(200_002).endsWith("400003: unreadable.unclosed-quote");
        }
    }

    @Test
    void readsManyStrayQuotesInLinearTime() {
        StringBuilder text = new StringBuilder("id,name\n");
        for (int i = 0; i < 20_000; i++) {
            text.append(i).append(i % 2 == 0 ? ",\"x\n" : ",y\n");
        }
        assertThat(read(CSV, text.toString()))
                .hasSize(20_000)
                .startsWith("2: unreadable.malformed-quote", "3: unreadable.malformed-quote");
    }

    @Test
    void refusesQuotesWhereNoneMayBe() {
        assertThat(read(CSV, "id,name\n1,a\"b\n2,\"a\"b\n3,\"a\" \n4, \"a\"\n5,\"a\"\"b\"\n"))
                .containsExactly(
                        "2: unreadable.malformed-quote",
                        "3: unreadable.malformed-quote",
                        "4: unreadable.malformed-quote",
                        "5: unreadable.malformed-quote",
                        "6: 5|a\"b");
        Delimited unquoted = CSV.withSyntax(new Syntax(',', Syntax.NONE, Syntax.NONE, Syntax.NONE));
        assertThat(read(unquoted, "id,name\n1,a\"b\n2,\"c\n")).containsExactly("2: 1|a\"b", "3: 2|\"c");
    }

    @Test
    void passesOverRecordsBeyondTheLimitAndGoesOn() {
        ReadSpec spec = new ReadSpec(CSV, List.of(ID, NAME), MissingColumnPolicy.UNREADABLE, new RecordLimits(100));
        String huge = "x".repeat(3 << 20);
        String text = "id,name\n1," + huge + "\n2,b\n3,\"" + huge + "\"\n4,\"" + "y\n".repeat(60) + "\"\n5,\""
                + "z".repeat(30) + "\n\"\n6," + "é".repeat(49) + "\n7," + "é".repeat(50) + "\n8," + huge
                + ",\"a\n9,forged\n\"\n10,c\n";
        assertThat(RawFolder.rows(spec, FOLDER.file(".csv", text), 1 << 20))
                .containsExactly(
                        "2: unreadable.too-long",
                        "3: 2|b",
                        "4: unreadable.too-long",
                        "5: unreadable.too-long",
                        "66: 5|" + "z".repeat(30) + "\n",
                        "68: 6|" + "é".repeat(49),
                        "69: unreadable.too-long",
                        "70: unreadable.too-long",
                        "73: 10|c");
    }

    @Test
    void tellsNullFromEmptyText() {
        assertThat(read(CSV, "id,name\n1,\n2,\"\"\n,a\n\"\",b\n"))
                .containsExactly("2: 1|NULL", "3: 2|", "4: NULL|a", "5: unreadable.type(id)");
        assertThat(read(CSV.withNullValues(List.of("NA", "")), "id,name\nNA,\"NA\"\n\"\",na\n"))
                .containsExactly("2: NULL|NULL", "3: NULL|na");
    }

    @Test
    void trimsOnlyWhenAskedAndNeverInsideQuotes() {
        assertThat(read(CSV, "id,name\n 1,a\n2, b \n")).containsExactly("2: unreadable.type(id)", "3: 2| b ");
        assertThat(read(CSV.withWhitespace(Whitespace.TRIMMED), " id , name\n 1 ,\t\n2 , \" b \" \n3,  c d\n"))
                .containsExactly("2: 1|NULL", "3: 2| b ", "4: 3|c d");
    }

    @Test
    void passesOverCommentsAndEmptyLines() {
        Delimited format =
                CSV.withSyntax(new Syntax(',', '"', Syntax.NONE, '#')).withSkipRows(1);
        assertThat(read(format, "rubbish, \"\n# comment\n\nid,name\n\n# 1,\"a\n2,b # c\n"))
                .containsExactly("7: 2|b # c");
    }

    @Test
    void takesAnEmptyLineAsNullWhereThereIsOneColumn() {
        ReadSpec spec = ReadSpec.of(CSV, List.of(NAME));
        assertThat(RawFolder.rows(spec, FOLDER.file(".csv", "name\na\n\nb\n"), 100))
                .containsExactly("2: a", "3: NULL", "4: b");
    }

    @Test
    void namesEveryBadColumnOfARecord() {
        ReadSpec spec = ReadSpec.of(
                CSV,
                List.of(
                        ID,
                        NAME,
                        ReadColumn.of("day", new ValueType.Day(ValueType.ISO)),
                        ReadColumn.of("paid", new ValueType.Exact(4, 2))));
        assertThat(RawFolder.rows(spec, FOLDER.file(".csv", "id,name,day,paid\nx,a,2024-02-30,1.234\n"), 100))
                .containsExactly("2: unreadable.type(id) unreadable.type(day) unreadable.type(paid)");
    }

    @Test
    void takesBadValuesAsNullWhereAskedAndOnlyThere() {
        ReadColumn lenient = new ReadColumn("id", "id", ValueType.Whole.LONG, List.of("?"), OnBadValue.NULL_AND_WARN);
        ReadSpec spec = ReadSpec.of(CSV, List.of(lenient, NAME));
        assertThat(RawFolder.rows(spec, FOLDER.file(".csv", "id,name\nx,a\n?,b\n3,c\n"), 100))
                .containsExactly("2: NULL|a", "3: NULL|b", "4: 3|c");
    }

    @Test
    void losesOnlyTheRecordWhoseBytesAreNoText() {
        byte[] utf8 = bytes("id,name,more\n1,a,b\n2,\u00ff,b\n3,c,\u00ff\n4,汉,b\n", StandardCharsets.UTF_8);
        for (int i = 0; i + 1 < utf8.length; i++) {
            if (utf8[i] == (byte) 0xc3) {
                utf8[i + 1] = (byte) 'x';
            }
        }
        assertThat(RawFolder.rows(ReadSpec.of(CSV, List.of(ID, NAME)), FOLDER.file(".csv", utf8), 100))
                .containsExactly("2: 1|a", "3: unreadable.encoding(name)", "4: unreadable.encoding", "5: 4|汉");
    }

    @Test
    void losesOnlyTheLineWhereAWideCharacterIsCutOff() {
        for (String charset : List.of("GBK", "GB18030", "Big5", "Shift_JIS", "EUC-KR")) {
            byte[] text = bytes("id,name\n1,a?\n2,一\n", Charset.forName(charset));
            for (int i = 0; i < text.length; i++) {
                text[i] = text[i] == '?' ? (byte) 0x81 : text[i];
            }
            ReadSpec spec = ReadSpec.of(CSV.withCharset(charset), List.of(ID, NAME));
            assertThat(RawFolder.rows(spec, FOLDER.file(".csv", text), 3))
                    .as(charset)
                    .containsExactly("2: unreadable.encoding(name)", "3: 2|一");
        }
    }

    @Test
    void readsUtf16WithAndWithoutAMark() {
        for (String charset : List.of("UTF-16", "UTF-16LE", "UTF-16BE", "UTF-32", "UTF-32LE", "UTF-32BE")) {
            ReadSpec spec = ReadSpec.of(CSV.withCharset(charset), List.of(ID, NAME));
            byte[] text = bytes("id,name\n1,𠮷\n2,b\n", Charset.forName(charset));
            assertThat(RawFolder.rows(spec, FOLDER.file(".csv", text), 3))
                    .as(charset)
                    .containsExactly("2: 1|𠮷", "3: 2|b");
        }
    }

    @Test
    void findsColumnsInAnotherOrder() {
        SourceFindings.FileFindings found = findings(CSV, "name,id\n");
        assertThat(found.differences().reordered()).containsExactly("name", "id");
        assertThat(found.differences().missing()).isEmpty();
        assertThat(read(CSV, "name,id\na,1\n")).containsExactly("2: 1|a");
    }

    @Test
    void readsFilesWhoseNamesHaveBlanksSignsAndWideCharacters() {
        ReadSpec spec = ReadSpec.of(CSV, List.of(ID, NAME));
        assertThat(RawFolder.rows(spec, FOLDER.file(" 50% 患者+.csv", "id,name\n1,a\n"), 100))
                .containsExactly("2: 1|a");
    }

    private static List<String> read(Delimited format, String text) {
        return RawFolder.rows(ReadSpec.of(format, List.of(ID, NAME)), FOLDER.file(".csv", text), 1 << 20);
    }

    private static SourceFindings.FileFindings findings(Delimited format, String text) {
        return RawFolder.survey(FOLDER.file(".csv", text), format, 100)
                .findings(List.of(ID, NAME))
                .files()
                .get(0);
    }

    private static byte[] bytes(String text, Charset charset) {
        return text.getBytes(charset);
    }
}
