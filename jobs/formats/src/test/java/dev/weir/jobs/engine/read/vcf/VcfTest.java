package dev.weir.jobs.engine.read.vcf;

import static dev.weir.jobs.engine.read.vcf.VcfLines.REAL;
import static dev.weir.jobs.engine.read.vcf.VcfLines.TEXT;
import static dev.weir.jobs.engine.read.vcf.VcfLines.WHOLE;
import static dev.weir.jobs.engine.read.vcf.VcfLines.column;
import static dev.weir.jobs.engine.read.vcf.VcfLines.file;
import static dev.weir.jobs.engine.read.vcf.VcfLines.firstLine;
import static dev.weir.jobs.engine.read.vcf.VcfLines.lenient;
import static dev.weir.jobs.engine.read.vcf.VcfLines.listOf;
import static dev.weir.jobs.engine.read.vcf.VcfLines.ofVersion;
import static dev.weir.jobs.engine.read.vcf.VcfLines.spec;
import static dev.weir.jobs.engine.read.vcf.VcfLines.withoutSamples;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.jobs.engine.read.MissingColumnPolicy;
import dev.weir.jobs.engine.read.RawFolder;
import dev.weir.jobs.engine.read.ReadSpec;
import dev.weir.jobs.engine.read.SourceFindings.FileFindings;
import dev.weir.jobs.engine.read.file.SourceFile;
import dev.weir.jobs.engine.read.file.UnreadableSourceException;
import dev.weir.jobs.engine.read.text.RecordLimits;
import dev.weir.jobs.engine.read.value.ReadColumn;
import dev.weir.jobs.engine.read.value.ReadColumn.OnBadValue;
import dev.weir.jobs.engine.read.value.ValueType;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VcfTest {
    private static final RawFolder FOLDER = RawFolder.create();

    private static final ReadColumn POS = column("POS", WHOLE);
    private static final String SOUND = "1 100 rs1 A C 50 PASS DP=7;AF=0.5 GT:DP 0/1:3 1|1:4";

    @AfterAll
    static void removeFolder() {
        FOLDER.close();
    }

    private static List<String> read(ReadSpec spec, String text) {
        return RawFolder.rows(spec, FOLDER.file(".vcf", text), 1 << 20);
    }

    /** Rows, each with its line counted from the first record on. */
    private static List<String> read(String text, ReadColumn... columns) {
        return read(spec(columns), text).stream()
                .map(row -> {
                    int colon = row.indexOf(':');
                    return Integer.parseInt(row.substring(0, colon)) - firstLine() + 1 + row.substring(colon);
                })
                .toList();
    }

    private static String detail(String line) {
        List<String> details = RawFolder.details(spec(POS), FOLDER.file(".vcf", file(line)));
        assertThat(details).as(line).hasSize(1);
        return details.get(0).substring(details.get(0).indexOf(' ') + 1);
    }

    private static FileFindings findings(String text, ReadColumn... columns) {
        return RawFolder.survey(FOLDER.file(".vcf", text), VcfLines.FORMAT, 1 << 20)
                .findings(List.of(columns))
                .files()
                .get(0);
    }

    @Test
    void readsTheFieldsThatEveryLineHas() {
        assertThat(read(
                        file(
                                "1 100 rs1;rs2 A C,<DEL>,* 50.5 q10;s50 . GT 0/1 ./.",
                                "<ctg> 0 . ACGTN . . . . GT . 0",
                                "X 7 . a G]17:198982] 1e3 PASS . . . ."),
                        column("CHROM", TEXT),
                        POS,
                        column("ID", listOf(TEXT)),
                        column("REF", TEXT),
                        column("ALT", listOf(TEXT)),
                        column("QUAL", REAL),
                        column("FILTER", listOf(TEXT))))
                .containsExactly(
                        "1: 1|100|[rs1,rs2]|A|[C,<DEL>,*]|50.5|[q10,s50]",
                        "2: <ctg>|0|NULL|ACGTN|NULL|NULL|NULL",
                        "3: X|7|NULL|a|[G]17:198982]]|1000.0|[PASS]");
        assertThat(read(
                        file("1 100 rs1;rs2 A C,T 50 q10;s50 . . . ."),
                        column("ID", TEXT),
                        column("ALT", TEXT),
                        column("FILTER", TEXT)))
                .containsExactly("1: rs1;rs2|C,T|q10;s50");
    }

    @Test
    void readsInfoAsTheHeaderTypesIt() {
        assertThat(read(
                        file(
                                "1 1 . A C,G 50 PASS DP=7;AF=0.5,.;TAGS=a,b;DB;ONE=x . . .",
                                "1 2 . A C 50 PASS AF=.;NOTE=plain;DP=.;DB=0 . . .",
                                "1 3 . A C 50 PASS . . . .",
                                "1 4 . A C 50 PASS DB=1;AF=1e-3 . . ."),
                        column("INFO/DP", WHOLE),
                        column("INFO/AF", listOf(REAL)),
                        column("INFO/NOTE", TEXT),
                        column("INFO/TAGS", TEXT),
                        column("INFO/DB", ValueType.Flag.WORDS),
                        column("INFO/ONE", TEXT)))
                .containsExactly(
                        "1: 7|[0.5,null]|NULL|a,b|true|x",
                        "2: NULL|NULL|plain|NULL|false|NULL",
                        "3: NULL|NULL|NULL|NULL|false|NULL",
                        "4: NULL|[0.001]|NULL|NULL|true|NULL");
    }

    @Test
    void readsTheSamplesInTheOrderOfTheHeader() {
        assertThat(read(
                        file(
                                "1 1 . A C 50 PASS . GT:DP:AD:PL 0/1:3:1,2:0,10,100 1|1:.:0,.",
                                "1 2 . A C,G 50 PASS . GT:PL 1/2:1,2,3,4,5,6 .",
                                "1 3 . A C 50 PASS . DP 7 8"),
                        column("SAMPLES", listOf(TEXT)),
                        column("FORMAT/GT", listOf(TEXT)),
                        column("FORMAT/DP", listOf(WHOLE)),
                        column("FORMAT/AD", listOf(listOf(WHOLE))),
                        column("FORMAT/PL", listOf(TEXT))))
                .containsExactly(
                        "1: [WANG LEI,LI NA]|[0/1,1|1]|[3,null]|[[1,2],[0,null]]|[0,10,100,null]",
                        "2: [WANG LEI,LI NA]|[1/2,null]|NULL|NULL|[1,2,3,4,5,6,null]",
                        "3: [WANG LEI,LI NA]|NULL|[7,8]|NULL|NULL");
    }

    @Test
    void decodesTextsSinceVersion43() {
        String[] lines = {"1 1 . A C 50 PASS NOTE=a%3Bb%3d%E6%B1%89;TAGS=x%2Cy,z . . ."};
        ReadColumn[] columns = {column("INFO/NOTE", TEXT), column("INFO/TAGS", listOf(TEXT)), column("INFO/TAGS", TEXT)
        };
        columns[2] = new ReadColumn("raw", "INFO/TAGS", TEXT, List.of(), OnBadValue.UNREADABLE);
        assertThat(read(ofVersion("VCFv4.3", lines), columns)).containsExactly("1: a;b=汉|[x,y,z]|x%2Cy,z");
        assertThat(read(file(lines), columns)).containsExactly("1: a%3Bb%3d%E6%B1%89|[x%2Cy,z]|x%2Cy,z");
        assertThat(read(
                        ofVersion("VCFv4.4", "1 1 . A C 50 PASS NOTE=50% . . .", "1 2 . A C 50 PASS NOTE=%ff . . ."),
                        column("INFO/NOTE", TEXT)))
                .containsExactly("1: unreadable.type(info/note)", "2: unreadable.type(info/note)");
        assertThat(read(ofVersion("VCFv4.3", "1 1 . A C 50 PASS NOTE=a_b . . ."), column("INFO/NOTE", TEXT)))
                .containsExactly("1: a b");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '#', textBlock = """
            chr_1 100 . A C 50 PASS . GT . .            # CHROM is no name of a contig
            <1 100 . A C 50 PASS . GT . .               # CHROM is no name of a contig
            1 . . A C 50 PASS . GT . .                  # POS is no number from 0 on
            1 -1 . A C 50 PASS . GT . .                 # POS is no number from 0 on
            1 12x . A C 50 PASS . GT . .                # POS is no number from 0 on
            1 1 rs1; A C 50 PASS . GT . .               # ID is no list with semicolons
            1 1 rs1;. A C 50 PASS . GT . .              # ID is no list with semicolons
            1 1 . . C 50 PASS . GT . .                  # REF has another base
            1 1 . A,C G 50 PASS . GT . .                # REF has another base
            1 1 . R G 50 PASS . GT . .                  # REF has another base
            1 1 . A R 50 PASS . GT . .                  # ALT has an allele
            1 1 . A C,,T 50 PASS . GT . .               # ALT has an allele
            1 1 . A [1:100[ 50 PASS . GT . .            # ALT has an allele
            1 1 . A <INS>x> 50 PASS . GT . .            # ALT has an allele
            1 1 . A C high PASS . GT . .                # QUAL is no number from 0 on
            1 1 . A C -5 PASS . GT . .                  # QUAL is no number from 0 on
            1 1 . A C 5. PASS . GT . .                  # QUAL is no number from 0 on
            1 1 . A C 50 PASS; . GT . .                 # FILTER is no list with semicolons between
            1 1 . A C 50 0 . GT . .                     # FILTER is no list with semicolons between
            1 1 . A C 50 my_filter . GT . .             # FILTER is no list with semicolons between
            1 1 . A C 50 PASS DP=7;;DB GT . .           # entry 2 of INFO is empty, or has no key
            1 1 . A C 50 PASS =7 GT . .                 # entry 1 of INFO is empty, or has no key
            1 1 . A C 50 PASS DP=7;DP=7 GT . .          # INFO/DP has a key that stands before in the same record
            1 1 . A C 50 PASS NEW=1;NEW=2 GT . .        # entry 2 of INFO has a key that stands before in the same record
            1 1 . A C 50 PASS 7x=1 GT . .               # entry 1 of INFO has a key that the header does not declare, and that is no name
            1 1 . A C 50 PASS DP=seven GT . .           # INFO/DP: not an integer
            1 1 . A C 50 PASS DP=7.0 GT . .             # INFO/DP: not an integer
            1 1 . A C 50 PASS DP=-7 GT . .              # INFO/DP: a negative number of things
            1 1 . A C 50 PASS DP GT . .                 # INFO/DP: no value, and it is no Flag
            1 1 . A C 50 PASS DP= GT . .                # INFO/DP: an empty value
            1 1 . A C 50 PASS DP=1,2 GT . .             # INFO/DP: 2 values, which is not Number=1 with 1 alternative allele
            1 1 . A C,G 50 PASS AF=0.5 GT . .           # INFO/AF: 1 value, which is not Number=A with 2 alternative alleles
            1 1 . A C 50 PASS AF=0,0.5 GT . .           # INFO/AF: 2 values, which is not Number=A
            1 1 . A C 50 PASS AF=1.5 GT . .             # INFO/AF: a frequency that does not lie between 0 and 1
            1 1 . A C 50 PASS RC=1 GT . .               # INFO/RC: 1 value, which is not Number=R
            1 1 . A C 50 PASS ONE=xy GT . .             # INFO/ONE: not one character
            1 1 . A C 50 PASS DB=2 GT . .               # INFO/DB: a value of a Flag other than 0 and 1
            1 1 . A C 50 PASS AC=x GT . .               # INFO/AC: not an integer
            1 1 . A C 50 PASS CIGAR=12 GT . .           # INFO/CIGAR: no CIGAR
            1 1 . A C 50 PASS NOTE=a_b GT . .           # a blank in INFO
            1 1 . A C 50 PASS . GT::DP . .              # key 2 of FORMAT is empty
            1 1 . A C 50 PASS . DP:GT . .               # GT is not the first key of FORMAT
            1 1 . A C 50 PASS . GT:GT . .               # key 2 of FORMAT stands before in the same record
            1 1 . A C 50 PASS . GT:X-1 . .              # key 2 of FORMAT is not declared by the header, and no name
            1 1 . A C 50 PASS . GT 0/2 .                # FORMAT/GT of sample 1: no genotype, or with an allele that the record lacks
            1 1 . A C 50 PASS . GT 0/1 0/|1             # FORMAT/GT of sample 2: no genotype
            1 1 . A C 50 PASS . GT 0/1 0.1              # FORMAT/GT of sample 2: no genotype
            1 1 . A C 50 PASS . GT 0/1:5 .              # sample 1 has more values than FORMAT has keys
            1 1 . A C 50 PASS . GT:DP . .:x             # FORMAT/DP of sample 2: not an integer
            1 1 . A C 50 PASS . GT:DP 0/1: .            # FORMAT/DP of sample 1: an empty value
            1 1 . A C 50 PASS . GT:PL 0/1:1,2 .         # FORMAT/PL of sample 1: 2 values, which is not Number=G with 1 alternative allele
            1 1 . A C 50 PASS . GT:PL 0:1,2,3 .         # FORMAT/PL of sample 1: 3 values, which is not Number=G
            1 1 . A C 50 PASS . GT:AD 0/1:1 .           # FORMAT/AD of sample 1: 1 value, which is not Number=R
            1 1 . A C 50 PASS . . 0/1 .                 # sample 1 has values, and FORMAT has no key
            """)
    void saysWhyALineIsNoRecord(String line, String why) {
        assertThat(read(file(SOUND.replace(" 100 ", " 0 "), line.strip(), SOUND), POS))
                .containsExactly("1: 0", "2: unreadable.not-vcf", "3: 100");
        assertThat(detail(line.strip()))
                .startsWith("null: " + why.strip())
                .doesNotContain("WANG", "LI NA", "seven", "my filter");
    }

    @Test
    void refusesLinesWithMoreOrFewerFieldsThanTheHeader() {
        assertThat(read(
                        file(
                                "1 1 . A C 50 PASS . GT 0/1",
                                "1 1 . A C 50 PASS . GT 0/1 0/1 0/1",
                                "1 1 . A C 50 PASS .",
                                SOUND),
                        POS))
                .containsExactly(
                        "1: unreadable.too-few-fields",
                        "2: unreadable.too-many-fields",
                        "3: unreadable.too-few-fields",
                        "4: 100");
        assertThat(read(withoutSamples("1 1 . A C 50 PASS .", SOUND), POS))
                .containsExactly("1: 1", "2: unreadable.too-many-fields");
    }

    @Test
    void refusesRecordsOutOfOrder() {
        List<String> rows = read(
                file(
                        "1 100 . A C 50 PASS . . . .",
                        "1 100 . A G 50 PASS . . . .",
                        "1 1400 . A C 50 PASS . . . .",
                        "1 400 . A C 50 PASS . . . .",
                        "<2> 50 . A C 50 PASS . . . .",
                        "1 2000 . A C 50 PASS . . . .",
                        "2 60 . A C 50 PASS . . . ."),
                POS);
        assertThat(rows)
                .containsExactly(
                        "1: 100",
                        "2: 100",
                        "3: 1400",
                        "4: unreadable.not-vcf",
                        "5: 50",
                        "6: unreadable.not-vcf",
                        "7: 60");
    }

    @Test
    void readsTheSameWhereverTheFileIsCut() {
        StringBuilder lines = new StringBuilder(file());
        for (int contig = 1; contig < 6; contig++) {
            for (int i = 0; i < 6; i++) {
                lines.append(contig == 4 && i == 2 ? 2 : contig)
                        .append('\t')
                        .append(i == 3 ? 5 : 10 * i)
                        .append("\t.\tA\tC\t")
                        .append(i == 5 && contig == 3 ? "x" : "5")
                        .append("\tPASS\tNOTE=")
                        .append("n".repeat(i * 3))
                        .append("x\tGT\t0/1\t.\n")
                        .append(i == 1 ? "\n" : "");
            }
        }
        byte[] bytes = lines.toString().getBytes(StandardCharsets.UTF_8);
        bytes[lines.indexOf("nnnx")] = (byte) 0xff;
        SourceFile file = FOLDER.file(".vcf", bytes);
        ReadSpec spec = spec(POS, column("CHROM", TEXT), column("INFO/NOTE", TEXT));
        List<String> whole = RawFolder.rows(spec, file, 1 << 20);
        assertThat(whole.toString()).contains("unreadable.encoding", "unreadable.not-vcf");
        assertThat(whole).hasSize(30);
        for (int part = 1; part < bytes.length; part += 23) {
            assertThat(RawFolder.rows(spec, file, part)).as("parts of " + part).isEqualTo(whole);
        }
    }

    @Test
    void readsPackedFilesAndFindsTheCutOnes() throws IOException {
        byte[] text = file(SOUND, SOUND).getBytes(StandardCharsets.UTF_8);
        byte[] first = block(Arrays.copyOf(text, 500));
        byte[] second = block(Arrays.copyOfRange(text, 500, text.length));
        byte[] last = HexFormat.of().parseHex("1f8b08040000000000ff0600424302001b0003000000000000000000");
        ReadSpec spec = spec(POS);
        assertThat(RawFolder.rows(spec, FOLDER.file(".vcf.gz", joined(first, second, last)), 100))
                .hasSize(2)
                .allMatch(row -> row.endsWith(": 100"));
        assertThat(RawFolder.rows(spec, FOLDER.file(".vcf.bgz", joined(first, second, last)), 100))
                .hasSize(2);
        assertThatThrownBy(() -> RawFolder.rows(spec, FOLDER.file(".vcf.gz", joined(first, second)), 100))
                .isInstanceOf(UnreadableSourceException.class)
                .hasMessageContaining("the empty block that it ends a file with is missing");
        byte[] cut = joined(first, Arrays.copyOf(second, second.length - 3), last);
        assertThatThrownBy(() -> RawFolder.rows(spec, FOLDER.file(".vcf.gz", cut), 100))
                .isInstanceOf(UnreadableSourceException.class);
    }

    /** A block as bgzip writes it. */
    private static byte[] block(byte[] text) {
        Deflater deflater = new Deflater(6, true);
        deflater.setInput(text);
        deflater.finish();
        byte[] packed = new byte[text.length + 100];
        int length = deflater.deflate(packed);
        deflater.end();
        CRC32 crc = new CRC32();
        crc.update(text);
        int size = 18 + length + 8 - 1;
        ByteArrayOutputStream block = new ByteArrayOutputStream();
        block.writeBytes(HexFormat.of().parseHex("1f8b08040000000000ff060042430200"));
        block.write(size & 0xff);
        block.write(size >> 8);
        block.write(packed, 0, length);
        for (long word : new long[] {crc.getValue(), text.length}) {
            for (int i = 0; i < 4; i++) {
                block.write((int) (word >> (8 * i)) & 0xff);
            }
        }
        return block.toByteArray();
    }

    private static byte[] joined(byte[]... parts) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.write(part);
        }
        return all.toByteArray();
    }

    @Test
    void takesLinesThatEndInCarriageReturnsToo() {
        assertThat(read(file(SOUND).replace("\n", "\r\n"), POS, column("FORMAT/DP", listOf(WHOLE))))
                .containsExactly("1: 100|[3,4]");
    }

    @Test
    void refusesCarriageReturnsThatEndNoLine() {
        String sound = file(SOUND);
        assertThat(read(sound.stripTrailing() + "\r\r\n", POS))
                .singleElement()
                .satisfies(row -> assertThat(row).endsWith(": unreadable.carriage-return"));
        assertThat(read(sound.replaceFirst("(#CHROM.*)\n", "$1\r\r\n"), POS))
                .singleElement()
                .satisfies(row -> assertThat(row).endsWith(": unreadable.not-vcf"));
    }

    @Test
    void passesOverLinesBeyondTheLimit() {
        ReadSpec spec =
                new ReadSpec(VcfLines.FORMAT, List.of(POS), MissingColumnPolicy.UNREADABLE, new RecordLimits(200));
        String text = file(
                SOUND, "1 200 . A C 50 PASS NOTE=" + "x".repeat(1 << 20) + " . . .", "1 300 . A C 50 PASS . . . .");
        assertThat(read(spec, text))
                .extracting(row -> row.substring(row.indexOf(' ') + 1))
                .containsExactly("100", "unreadable.too-long", "300");
        assertThat(RawFolder.rows(spec, FOLDER.file(".vcf", text), 50))
                .extracting(row -> row.substring(row.indexOf(' ') + 1))
                .containsExactly("100", "unreadable.too-long", "300");
    }

    @Test
    void aHeaderThatDeclaresAnotherTypeIsToldAndNoRecordRead() {
        ReadColumn depth = column("INFO/DP", ValueType.Flag.WORDS);
        ReadColumn frequency = column("INFO/AF", REAL);
        ReadColumn genotypes = column("FORMAT/AD", listOf(WHOLE));
        assertThat(read(file(SOUND), POS, depth, frequency, genotypes))
                .containsExactly("1: unreadable.type(info/dp) unreadable.type(info/af) unreadable.type(format/ad)");
        FileFindings found = findings(file(SOUND), POS, depth, frequency, genotypes);
        assertThat(found.differences().retyped()).containsExactly("INFO/DP", "INFO/AF", "FORMAT/AD");
        assertThat(found.hint())
                .contains(
                        "the file's header declares INFO/AF with Type=Float, Number=A, which is not the column's type");
        assertThat(read(file(SOUND), column("INFO/DP", REAL), column("INFO/AF", listOf(new ValueType.Exact(4, 2)))))
                .containsExactly("1: 7.0|[0.50]");
    }

    @Test
    void aKeyThatTheHeaderLacksIsMissing() {
        ReadColumn absent = column("INFO/MINE", TEXT);
        assertThat(findings(file(SOUND), POS, absent).differences().missing()).containsExactly("INFO/MINE");
        assertThat(read(file(SOUND), absent)).containsExactly("1: unreadable.missing-column(info/mine)");
        assertThat(read(lenient(absent), file(SOUND, "1 100 . A C 5 PASS MINE=a . . .")))
                .extracting(row -> row.substring(row.indexOf(' ') + 1))
                .containsExactly("NULL", "a");
        // a key of the specification needs no declaration
        assertThat(findings(file(SOUND), column("INFO/NS", WHOLE)).isEmpty()).isTrue();
        assertThat(read(file("1 1 . A C 5 PASS NS=3 . . ."), column("INFO/NS", WHOLE)))
                .containsExactly("1: 3");
        FileFindings none = findings(withoutSamples("1 1 . A C 50 PASS ."), column("FORMAT/GT", listOf(TEXT)));
        assertThat(none.differences().missing()).containsExactly("FORMAT/GT");
        assertThat(none.hint()).isEqualTo("the file has no samples");
    }

    @Test
    void takesBadValuesAsNullWhereAsked() {
        ReadColumn depth = new ReadColumn("depth", "INFO/DP", WHOLE, List.of("0"), OnBadValue.NULL_AND_WARN);
        ReadColumn reads = new ReadColumn("reads", "FORMAT/DP", listOf(WHOLE), List.of(), OnBadValue.NULL_AND_WARN);
        assertThat(read(
                        file("1 1 . A C 5 PASS DP=x GT:DP 0/1:y 0/1:4", "1 2 . A C 5 PASS DP=0 GT:DP 0/1:3 0/1:4"),
                        POS,
                        depth,
                        reads))
                .containsExactly("1: 1|NULL|NULL", "2: 2|NULL|[3,4]");
        List<String> details = RawFolder.details(
                spec(column("INFO/DP", WHOLE), column("FORMAT/DP", listOf(WHOLE))),
                FOLDER.file(".vcf", file("1 1 . A C 5 PASS DP=x GT:DP 0/1:3 0/1:y")));
        assertThat(details)
                .containsExactly(
                        firstLine() + " info/dp: not an integer",
                        firstLine() + " format/dp: not an integer, in sample 2");
    }

    @Test
    void commasBetweenQuotesSeparateNothing() {
        assertThat(read(
                        file(
                                "1 1 . A C 5 PASS NOTE=\"a,b\" . . .",
                                "1 2 . A C 5 PASS NOTE=a,b . . .",
                                "1 3 . A C 5 PASS NOTE=\"a\",\"b\" . . ."),
                        column("INFO/NOTE", TEXT)))
                .containsExactly("1: \"a,b\"", "2: unreadable.type(info/note)", "3: unreadable.type(info/note)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1 1 a;b;a A C 5 PASS . . . .", "1 1 . A C 5 q10;s50;q10 . . . ."})
    void aNameStandsOnceSinceVersion43(String line) {
        assertThat(read(ofVersion("VCFv4.3", line), POS)).containsExactly("1: unreadable.not-vcf");
        assertThat(read(ofVersion("VCFv4.2", line), POS)).containsExactly("1: 1");
    }

    /** "The last data line must end with a line separator" (VCF 4.3, 1.6): otherwise a value cut short would pass for a whole one. */
    @Test
    void aLastLineWithoutAnEndIsCutSinceVersion43() {
        String[] lines = {"1 1 . A C 5 PASS DP=10 . . .", "1 2 . A C 5 PASS DP=10 . . ."};
        for (String version : List.of("VCFv4.3", "VCFv4.4", "VCFv4.5")) {
            assertThat(read(ofVersion(version, lines).stripTrailing(), POS))
                    .containsExactly("1: 1", "2: unreadable.not-vcf");
        }
        assertThat(read(ofVersion("VCFv4.3", lines).replace("\n", "\r\n"), POS)).containsExactly("1: 1", "2: 2");
        assertThat(read(ofVersion("VCFv4.2", lines).stripTrailing(), POS)).containsExactly("1: 1", "2: 2");
        SourceFile file = FOLDER.file(".vcf", ofVersion("VCFv4.3", lines).stripTrailing());
        for (int part = 1; part < 300; part += 7) {
            assertThat(RawFolder.rows(spec(POS), file, part).get(1)).endsWith(": unreadable.not-vcf");
        }
    }

    /** Values by the alleles of a sample, of which there may be none. */
    @Test
    void samplesHaveLocalAllelesSinceVersion45() {
        String text = ofVersion(
                        "VCFv4.5",
                        "1 1 . A C,G 5 PASS . GT:LAA:LAD:MY 0/2:2:3,4:1,2 0/0::5:",
                        "1 2 . A C 5 PASS . LAA:LAD _ .",
                        "1 3 . A C 5 PASS . GT : .")
                .replace("\t \t", "\t\t");
        String declared = text.replace("#CHROM", "##FORMAT=<ID=MY,Number=LG,Type=Integer,Description=\"x\">\n#CHROM");
        ReadColumn local = column("FORMAT/LAA", listOf(listOf(WHOLE)));
        assertThat(read(declared, POS, local))
                .containsExactly("2: 1|[[2],[]]", "3: 2|[[],null]", "4: unreadable.not-vcf");
        assertThat(read(text.replace("VCFv4.5", "VCFv4.4"), POS))
                .containsExactly("1: unreadable.not-vcf", "2: unreadable.not-vcf", "3: unreadable.not-vcf");
    }

    /** The specification's own files have it as one Float. */
    @Test
    void aReservedKeyWithTwoMeaningsMayBeEither() {
        assertThat(read(
                        ofVersion("VCFv4.3", "1 1 . A C 5 PASS SB=0.150 . . .", "1 2 . A C 5 PASS SB=1,2,3,4 . . ."),
                        POS))
                .containsExactly("1: 1", "2: 2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1 1 . A C 5 PASS . GT |0|1 .", "1 1 . A C 5 PASS . GT /1 ."})
    void aGenotypeMayBeginWithItsPhaseSinceVersion44(String line) {
        assertThat(read(ofVersion("VCFv4.4", line), POS)).containsExactly("1: 1");
        assertThat(read(ofVersion("VCFv4.3", line), POS)).containsExactly("1: unreadable.not-vcf");
    }
}
