package dev.weir.jobs.engine.read.vcf;

import static dev.weir.jobs.engine.read.vcf.VcfLines.WHOLE;
import static dev.weir.jobs.engine.read.vcf.VcfLines.column;
import static dev.weir.jobs.engine.read.vcf.VcfLines.spec;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.jobs.engine.read.RawFolder;
import dev.weir.jobs.engine.read.SourceFindings.FileFindings;
import dev.weir.jobs.engine.read.file.SourceFile;
import dev.weir.jobs.engine.read.text.HeaderFacts.Presence;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VcfHeaderTest {
    private static final RawFolder FOLDER = RawFolder.create();

    private static final String FIRST = "##fileformat=VCFv4.2";
    private static final String COLUMNS = "#CHROM POS ID REF ALT QUAL FILTER INFO";
    private static final String RECORD = "1 100 . A C 5 PASS .";

    @AfterAll
    static void removeFolder() {
        FOLDER.close();
    }

    private static SourceFile file(String... lines) {
        return FOLDER.file(".vcf", String.join("\n", lines).replace(' ', '\t').replace('_', ' ') + "\n");
    }

    private static FileFindings findings(SourceFile file, int lineBytes) {
        return RawFolder.survey(file, new Vcf(lineBytes), 1 << 20)
                .findings(List.of(column("POS", WHOLE)))
                .files()
                .get(0);
    }

    private static List<String> rows(SourceFile file) {
        return RawFolder.rows(spec(column("POS", WHOLE)), file, 1 << 20);
    }

    @Test
    void aSoundHeaderHasNothingToTell() {
        SourceFile sound = file(FIRST, COLUMNS, RECORD);
        assertThat(findings(sound, 1000).isEmpty()).isTrue();
        assertThat(rows(sound)).containsExactly("3: 100");
        assertThat(rows(file(FIRST, COLUMNS))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"VCFv4.1", "VCFv4.2", "VCFv4.3", "VCFv4.4", "VCFv4.5"})
    void readsTheVersionsThatThereAre(String version) {
        assertThat(rows(file("##fileformat=" + version, COLUMNS, RECORD))).containsExactly("3: 100");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '!', textBlock = """
            fileformat=VCFv4.6        ! line 1: it says VCFv4.6, and Weir reads VCFv4.1 to VCFv4.5
            fileformat=VCFv4.0        ! line 1: it says VCFv4.0
            fileformat=VCF_v4.2       ! line 1: it has to be ##fileformat=VCFv4.1
            fileformat=               ! line 1: it has to be ##fileformat=VCFv4.1
            source=me                 ! line 1: it has to be ##fileformat=VCFv4.1
            """)
    void tellsOfAWrongFirstLine(String first, String why) {
        SourceFile file = file("##" + first, COLUMNS, RECORD);
        FileFindings found = findings(file, 1000);
        assertThat(found.header()).isEqualTo(Presence.UNREADABLE);
        assertThat(found.differences().missing()).containsExactly("POS");
        assertThat(found.hint()).startsWith(why).endsWith("have the header mended where the file is written");
        assertThat(rows(file)).containsExactly("3: unreadable.not-vcf");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '!', quoteCharacter = '$', textBlock = """
            words                                                              ! it is no ##key=value
            key=                                                               ! it is no ##key=value
            fileformat=VCFv4.2                                                 ! ##fileformat stands twice
            INFO=DP                                                            ! the definition ##INFO is malformed: it does not begin with <
            INFO=<Number=1,Type=Integer,Description="x">                       ! the definition ##INFO is malformed: its ID is missing
            INFO=<ID=D_P,Number=1,Type=Integer,Description="x">                ! the definition ##INFO is malformed: its ID is missing, in quotes, or has a blank
            INFO=<ID=DP,Description="x",Number=1>                              ! the definition ##INFO is malformed: its Type is none of
            INFO=<ID=DP,Number=1,Type=Int,Description="x">                     ! the definition ##INFO is malformed: its Type is none of
            INFO=<ID=DP,Number=N,Type=Integer,Description="x">                 ! the definition ##INFO is malformed: its Number is neither
            INFO=<ID=DP,Number=-1,Type=Integer,Description="x">                ! the definition ##INFO is malformed: its Number is neither
            INFO=<ID=DP,Number=0,Type=Integer,Description="x">                 ! the definition ##INFO is malformed: it has no value (Number=0), and is no Flag
            INFO=<ID=DP,Number=1,Type=Integer,Description=x>                   ! the definition ##INFO is malformed: it has no Description in quotes
            INFO=<ID=DP,Number=1,Type=Integer,Description="x>                  ! the definition ##INFO is malformed: a quote in it does not close
            INFO=<ID=DP,Number=1,Type=Integer,Description="x"                  ! the definition ##INFO is malformed: a value with a bracket
            INFO=<ID=DP,Number=1,Type=Integer,Description="a "b" c">           ! the definition ##INFO is malformed: a value with a bracket
            INFO=<ID=DP,ID=DP,Number=1,Type=Integer,Description="x">           ! the definition ##INFO is malformed: a name stands in it twice
            FORMAT=<ID=DP,Number=0,Type=Flag,Description="x">                  ! the definition ##FORMAT is malformed: its Type is none of Integer, Float, Character, String
            FORMAT=<ID=DP,Number=P,Type=Integer,Description="x">               ! the definition ##FORMAT is malformed: its Number is neither
            FILTER=<ID=q10,Description=low>                                    ! the definition ##FILTER is malformed: it has no Description in quotes
            ALT=<ID=A<B,Description="x">                                       ! the definition ##ALT is malformed: a value with a bracket
            contig=<ID=1,A,length=5>                                           ! the definition ##contig is malformed: a part of it is no name=value
            contig=<length=5>                                                  ! the definition ##contig is malformed: its ID is missing
            """)
    void tellsOfAMalformedLine(String line, String why) {
        SourceFile file = file(FIRST, "##source=me", "##" + line.strip(), COLUMNS, RECORD);
        FileFindings found = findings(file, 1000);
        assertThat(found.header()).isEqualTo(Presence.UNREADABLE);
        assertThat(found.hint()).startsWith("line 3: " + why);
        assertThat(rows(file)).isNotEmpty().allMatch(row -> row.endsWith(": unreadable.not-vcf"));
    }

    /** Those of the 1000 Genomes at high coverage have the type first; the specification asks for no order. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "ID=DP,Type=Integer,Number=1,Description=\"x\"",
                "Description=\"x\",Type=Integer,Number=1,ID=DP",
                "Number=1,ID=DP,Source=\"me\",Type=Integer,Description=\"x\""
            })
    void definitionsHaveTheirKeysInAnyOrder(String keys) {
        for (String version : List.of("VCFv4.1", "VCFv4.2", "VCFv4.3")) {
            SourceFile file = file("##fileformat=" + version, "##INFO=<" + keys + ">", COLUMNS, RECORD);
            assertThat(findings(file, 1000).hint()).as(version).isEmpty();
            assertThat(rows(file)).containsExactly("4: 100");
        }
    }

    /** Any printable character but for some that separate (VCF 4.3, 1.4.5 and 1.4.7). */
    @Test
    void namesMayHaveQuotesAndContigsAreNamedAsInSam() {
        String alt = "##ALT=<ID=a!\"#'()b`~,Description=\"x\">";
        assertThat(findings(file("##fileformat=VCFv4.3", alt, "##contig=<ID=1*=.2>", COLUMNS, RECORD), 1000)
                        .hint())
                .isEmpty();
        for (String name : List.of("*1", "=1", "1(2)", "a\"b", "1\\2")) {
            String contig = "##contig=<ID=" + name + ",length=5>";
            assertThat(findings(file("##fileformat=VCFv4.3", contig, COLUMNS, RECORD), 1000)
                            .hint())
                    .as(name)
                    .startsWith("line 2: the definition ##contig is malformed: its ID is no name of a contig");
        }
        assertThat(findings(file(FIRST, "##contig=<ID=*1>", COLUMNS, RECORD), 1000)
                        .hint())
                .isEmpty();
    }

    @Test
    void aHeaderEndsInALineEndSinceVersion43() {
        SourceFile cut = FOLDER.file(".vcf", "##fileformat=VCFv4.3\n#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO");
        assertThat(findings(cut, 1000).hint()).startsWith("line 2: it has no line end, and the file may be cut");
        SourceFile old = FOLDER.file(".vcf", "##fileformat=VCFv4.2\n#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO");
        assertThat(findings(old, 1000).hint()).isEmpty();
    }

    @Test
    void aKeyMayBeDeclaredOnce() {
        String definition = "##INFO=<ID=DP,Number=1,Type=Integer,Description=\"x\">";
        assertThat(findings(file(FIRST, definition, "##source=me", definition, COLUMNS, RECORD), 1000)
                        .hint())
                .startsWith("line 4: INFO/DP is declared in line 2 already");
        assertThat(findings(file(FIRST, definition, definition.replace("INFO", "FORMAT"), COLUMNS, RECORD), 1000)
                        .isEmpty())
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '!', textBlock = """
            CHROM POSITION ID REF ALT QUAL FILTER INFO                       ! line 2: it has to be #CHROM POS ID REF ALT QUAL FILTER INFO, with tabs between
            CHROM_POS_ID_REF_ALT_QUAL_FILTER_INFO                            ! line 2: it has to be #CHROM
            CHROM POS ID REF ALT QUAL FILTER INFO FORMAT                     ! line 2: it has to be #CHROM
            CHROM POS ID REF ALT QUAL FILTER INFO LI_NA                      ! line 2: it has to be #CHROM
            CHROM POS ID REF ALT QUAL FILTER INFO FORMAT LI_NA WANG LI_NA    ! line 2: samples 1 and 3 have the same name
            """)
    void tellsOfAWrongLineOfColumns(String columns, String why) {
        SourceFile file = file(FIRST, "#" + columns.strip(), RECORD);
        assertThat(findings(file, 1000).hint()).startsWith(why).doesNotContain("LI NA", "WANG");
        assertThat(rows(file)).containsExactly("3: unreadable.not-vcf");
    }

    @Test
    void tellsOfAFileThatEndsTooEarly() {
        assertThat(findings(FOLDER.file(".vcf", ""), 1000).hint()).isEqualTo("the file is empty");
        assertThat(findings(file(FIRST, "##source=me"), 1000).hint())
                .startsWith("the file ends before the line that begins with #CHROM");
        SourceFile headless = file(FIRST, RECORD);
        assertThat(findings(headless, 1000).hint()).startsWith("line 2: it begins with no #");
        assertThat(rows(headless)).containsExactly("2: unreadable.not-vcf");
    }

    @Test
    void aLineOfTheHeaderHasALimitAndHasToBeText() {
        SourceFile large = file(FIRST, "##source=" + "x".repeat(5000), COLUMNS, RECORD);
        assertThat(findings(large, 1000).hint())
                .startsWith("line 2: it has more bytes than a line may have: raise 'maxRecordBytes'");
        assertThat(findings(large, 10_000).isEmpty()).isTrue();
        byte[] bytes = (FIRST + "\n##source=?\n" + COLUMNS.replace(' ', '\t') + "\n")
                .getBytes(java.nio.charset.StandardCharsets.ISO_8859_1);
        bytes[FIRST.length() + 10] = (byte) 0xe4;
        assertThat(findings(FOLDER.file(".vcf", bytes), 1000).hint())
                .startsWith("line 2: its bytes are no text in UTF-8");
    }

    @Test
    void tellsOfTheFirstFaultsAndHowManyMoreThereAre() {
        String[] lines = new String[12];
        java.util.Arrays.fill(lines, "##words");
        lines[0] = FIRST;
        lines[11] = COLUMNS;
        assertThat(findings(file(lines), 1000).hint())
                .startsWith("line 2: it is no ##key=value; line 3:")
                .contains("; and 5 more: have the header mended");
    }
}
