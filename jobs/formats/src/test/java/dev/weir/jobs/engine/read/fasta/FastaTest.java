package dev.weir.jobs.engine.read.fasta;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.contracts.format.fasta.Alphabet;
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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FastaTest {
    private static final RawFolder FOLDER = RawFolder.create();

    private static final List<ReadColumn> COLUMNS = List.of(
            ReadColumn.of("id", new ValueType.Text()),
            ReadColumn.of("description", new ValueType.Text()),
            ReadColumn.of("sequence", new ValueType.Text()),
            ReadColumn.of("length", ValueType.Whole.LONG));

    @AfterAll
    static void removeFolder() {
        FOLDER.close();
    }

    private static ReadSpec spec(Alphabet alphabet) {
        return ReadSpec.of(new Fasta("UTF-8", alphabet), COLUMNS);
    }

    private static ReadSpec limited(int recordBytes) {
        return new ReadSpec(
                new Fasta("UTF-8", Alphabet.PROTEIN),
                COLUMNS,
                MissingColumnPolicy.UNREADABLE,
                new RecordLimits(recordBytes));
    }

    private static List<String> read(Alphabet alphabet, String text) {
        return RawFolder.rows(spec(alphabet), FOLDER.file(".fa", text), 1 << 20);
    }

    private static List<String> read(String text) {
        return read(Alphabet.PROTEIN, text);
    }

    private static List<String> details(Alphabet alphabet, String text) {
        return RawFolder.details(spec(alphabet), FOLDER.file(".fa", text));
    }

    @Test
    void joinsTheLinesOfASequence() {
        assertThat(read(">a first one\nACG\nTT\n>b\nA\n>c\t two  words \nMK*\n-.X"))
                .containsExactly("1: a|first one|ACGTT|5", "4: b|NULL|A|1", "6: c|two  words|MK*-.X|6");
    }

    @Test
    void keepsCaseAndPassesOverBlankLinesCommentsAndCarriageReturns() {
        assertThat(read("; a comment\r\n\r\n>a\r\nACgt\r\n; another\r\n\r\nnnAC  \r\n\r\n>b > c\r\nA"))
                .containsExactly("3: a|NULL|ACgtnnAC|8", "9: b|> c|A|1");
        assertThat(read("\ufeff>a\nA\n")).containsExactly("1: a|NULL|A|1");
        assertThat(read("")).isEmpty();
        assertThat(read("\n\n;\n \n")).isEmpty();
    }

    @Test
    void refusesCarriageReturnsThatEndNoLine() {
        assertThat(read(">a x\r\r\nA\r\n>b x\r\nA\r\r\n>c x\r\nA\r\n>d x\ry\nA\n"))
                .containsExactly(
                        "1: unreadable.carriage-return",
                        "3: unreadable.carriage-return",
                        "5: c|x|A|1",
                        "7: unreadable.carriage-return");
    }

    @Test
    void twoEqualIdentifiersAreTwoRecords() {
        assertThat(read(">a\nA\n>a\nA\n")).containsExactly("1: a|NULL|A|1", "3: a|NULL|A|1");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "DNA | ACGTRYSWKMBDHVNacgtn-. | ACGU | 4",
                "RNA | ACGURYSWKMBDHVNacgun-. | ACGT | 4",
                "PROTEIN | ABCDEFGHIJKLMNOPQRSTUVWXYZ*-.x | MK1 | 3",
                "DNA | A | AC GT | 3",
                "DNA | A | AC>GT | 3",
                "DNA | A | ACE | 3",
                "PROTEIN | A | 汉 | 1",
            })
    void takesTheLettersOfTheAlphabetAlone(Alphabet alphabet, String good, String bad, int column) {
        assertThat(read(alphabet, ">a\n" + good + "\n")).containsExactly("1: a|NULL|" + good + "|" + good.length());
        String text = ">a\n" + good + "\n" + bad + "\n>b\nA\n";
        assertThat(read(alphabet, text)).containsExactly("1: unreadable.not-fasta", "4: b|NULL|A|1");
        assertThat(details(alphabet, text))
                .containsExactly("1 null: no letter of " + alphabet.word() + " and no gap at line 3, column " + column);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                ">a~>b~A | 1 null: no sequence below the line that begins with >",
                ">a~~;A~>b~A | 1 null: no sequence below the line that begins with >",
                "> a~A~>b~A | 1 null: no identifier directly behind the >",
                ">~A~>b~A | 1 null: no identifier directly behind the >",
                "LEI~>b~A | 1 null: text before the first line that begins with >",
                "~;x~LEI~>b~A | 1 null: text before the first line that begins with >",
            })
    void saysWhyARecordIsNone(String lines, String detail) {
        String text = lines.replace('~', '\n');
        assertThat(details(Alphabet.DNA, text)).containsExactly(detail);
        assertThat(read(Alphabet.DNA, text)).hasSize(2).last().asString().endsWith(": b|NULL|A|1");
    }

    @Test
    void valuesAreOfTheirColumnsTypes() {
        ReadSpec spec = ReadSpec.of(
                new Fasta("UTF-8", Alphabet.DNA),
                List.of(
                        ReadColumn.of("id", ValueType.Whole.LONG),
                        new ReadColumn(
                                "note", "description", new ValueType.Text(), List.of("NA"), OnBadValue.UNREADABLE),
                        ReadColumn.of("length", new ValueType.Exact(5, 1))));
        SourceFile file = FOLDER.file(".fa", ">7 NA\nACG\n>x7 note\nA\n");
        assertThat(RawFolder.rows(spec, file, 1 << 20)).containsExactly("1: 7|NULL|3.0", "3: unreadable.type(id)");
        assertThat(RawFolder.details(spec, file)).containsExactly("3 id: not an integer of 64 bits");
    }

    @Test
    void refusesWhatIsNoTextAndReadsOn() {
        byte[] bytes = ">a x\nA\n>b\nA\n".getBytes(StandardCharsets.UTF_8);
        bytes[3] = (byte) 0xff;
        assertThat(RawFolder.rows(spec(Alphabet.DNA), FOLDER.file(".fa", bytes), 1 << 20))
                .containsExactly("1: unreadable.encoding", "3: b|NULL|A|1");
        ReadSpec chinese = ReadSpec.of(new Fasta("GB18030", Alphabet.DNA), COLUMNS);
        assertThat(RawFolder.rows(
                        chinese, FOLDER.file(".fa", ">a 汉字\nA\n".getBytes(Charset.forName("GB18030"))), 1 << 20))
                .containsExactly("1: a|汉字|A|1");
        ReadSpec wide = ReadSpec.of(new Fasta("UTF-16", Alphabet.DNA), COLUMNS);
        assertThat(RawFolder.rows(wide, FOLDER.file(".fa", ">a 汉\nA\n>b\nC\n".getBytes(StandardCharsets.UTF_16)), 3))
                .containsExactly("1: a|汉|A|1", "3: b|NULL|C|1");
    }

    @Test
    void passesOverRecordsBeyondTheLimit() {
        String text = ">a\nA\n>b\n" + "ACGT\n".repeat(200_000) + ">c\nC\n";
        for (long part : new long[] {1, 1_000, 1 << 20}) {
            assertThat(RawFolder.rows(limited(1_000), FOLDER.file(".fa", text), part))
                    .containsExactly("1: a|NULL|A|1", "3: unreadable.too-long", "200004: c|NULL|C|1");
        }
        String last = ">a\nA\n>b\n" + "ACGT".repeat(200_000);
        assertThat(RawFolder.rows(limited(1_000), FOLDER.file(".fa", last), 1 << 20))
                .containsExactly("1: a|NULL|A|1", "3: unreadable.too-long");
        assertThat(RawFolder.rows(limited(1_000_000), FOLDER.file(".fa", last), 1 << 20)
                        .get(1))
                .endsWith("|800000");
    }

    /** The limit is that of the record's bytes, its line ends included but for the last. */
    @Test
    void aRecordOfTheLimitIsRead() {
        String record = ">a\n" + "A".repeat(97);
        assertThat(RawFolder.rows(limited(100), FOLDER.file(".fa", record + "\n>b\nA"), 1 << 20))
                .first()
                .asString()
                .endsWith("|97");
        assertThat(RawFolder.rows(limited(99), FOLDER.file(".fa", record + "\n>b\nA"), 1 << 20))
                .first()
                .isEqualTo("1: unreadable.too-long");
    }

    @Test
    void readsPackedFilesAndFindsTheCutOnes() throws IOException {
        byte[] packed = packed(">a\nACGT\n>b\nA\n");
        assertThat(RawFolder.rows(spec(Alphabet.DNA), FOLDER.file(".fa.gz", packed), 1))
                .containsExactly("1: a|NULL|ACGT|4", "3: b|NULL|A|1");
        SourceFile cut = FOLDER.file(".fa.gz", Arrays.copyOf(packed, packed.length - 9));
        assertThatThrownBy(() -> RawFolder.rows(spec(Alphabet.DNA), cut, 1))
                .isInstanceOf(UnreadableSourceException.class);
    }

    private static byte[] packed(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(bytes)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }

    @Test
    void readsTheSameWhereverTheFileIsCut() {
        Random random = new Random(3);
        String[] pieces = {">", ">a", ">b c\n", "\n", "\r\n", "ACGT", "acg\n", "7", ";x\n", " ", "> d\nA\n", "汉"};
        for (int run = 0; run < 60; run++) {
            StringBuilder text = new StringBuilder();
            for (int i = random.nextInt(60); i >= 0; i--) {
                text.append(pieces[random.nextInt(pieces.length)]);
            }
            byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
            if (random.nextInt(3) == 0) {
                bytes[random.nextInt(bytes.length)] = (byte) 0xfe;
            }
            SourceFile file = FOLDER.file(".fa", bytes);
            List<String> whole = RawFolder.rows(spec(Alphabet.DNA), file, 1 << 20);
            for (int part = 1; part < bytes.length; part += 1 + bytes.length / 7) {
                assertThat(RawFolder.rows(spec(Alphabet.DNA), file, part))
                        .as(text + " in parts of " + part)
                        .isEqualTo(whole);
            }
        }
    }

    /** Beside a reader that splits all of the text at once. */
    @Test
    void everyRecordIsAsWritten() {
        Random random = new Random(11);
        for (int run = 0; run < 100; run++) {
            StringBuilder text = new StringBuilder();
            List<String> expected = new ArrayList<>();
            int line = 1;
            String end = random.nextBoolean() ? "\n" : "\r\n";
            for (int record = random.nextInt(20); record >= 0; record--) {
                String description = random.nextBoolean() ? "" : "d" + random.nextInt(9) + " OS=Homo sapiens";
                int width = 1 + random.nextInt(9);
                StringBuilder sequence = new StringBuilder();
                for (int i = random.nextInt(50); i >= 0; i--) {
                    sequence.append("ACGTNacgtn-".charAt(random.nextInt(11)));
                }
                text.append(">s")
                        .append(record)
                        .append(description.isEmpty() ? "" : " " + description)
                        .append(end);
                expected.add(line + ": s" + record + "|" + (description.isEmpty() ? "NULL" : description) + "|"
                        + sequence + "|" + sequence.length());
                line++;
                for (int i = 0; i < sequence.length(); i += width) {
                    text.append(sequence, i, Math.min(sequence.length(), i + width))
                            .append(end);
                    line++;
                }
            }
            assertThat(RawFolder.rows(spec(Alphabet.DNA), FOLDER.file(".fa", text.toString()), 64))
                    .isEqualTo(expected);
        }
    }
}
