package dev.weir.jobs.engine.read.delimited;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.jobs.engine.read.file.TextEncoding;
import dev.weir.jobs.engine.read.layout.Layout;
import dev.weir.jobs.engine.read.layout.LayoutColumn;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How delimited text seems to be written, from its first characters. */
class DelimitedLayoutTest {

    private static final TextEncoding UTF8 = new TextEncoding("UTF-8", "a test");

    private static Layout of(String text) {
        return DelimitedLayout.of("a.csv", text, true, UTF8).orElseThrow();
    }

    @Test
    void theDelimiterThatCutsMostRecordsAlikeIsTaken() {
        assertThat(of("id;weight;height\n1;70,5;1,80\n2;60,1;1,70\n").read())
                .containsExactly(java.util.Map.entry("delimiter", "\";\""));
        assertThat(of("id\tnote\n1\ta, b, c\n2\td\n").format()).isEqualTo("tsv");
        assertThat(of("id|note\n1|\"x\ny\"\n2|z\n").columns()).hasSize(2);
    }

    @Test
    void linesBeforeTheHeaderArePassedOver() {
        assertThat(of("Export of May\n\nid,n,day\n1,2,2024-01-01\n2,3,2024-01-02\n")
                        .read())
                .containsEntry("skipRows", "2");
        assertThat(of("登记表,,\nid,n,day\n1,2,2024-01-01\n2,3,2024-01-02\n").read())
                .containsEntry("skipRows", "1");
    }

    /** A name of two words is written as names of reagents are, and four others stand above dates and numbers alone. */
    @Test
    void oneFieldThatMayBeAValueDoesNotOutweighManyNames() {
        StringBuilder reagents = new StringBuilder("试剂名 Reagent,厂家,Cat. No. 货号,到货 Rec'd,有效期至 Exp.,Qty 数量,单价 ¥\n");
        for (int i = 0; i < 20; i++) {
            reagents.append("Fetal bovine serum,Merck,RR%d047A,2024-01-%02d,2025-03-%02d,%d,%d.5\n"
                    .formatted(i, i + 1, i + 2, i % 4, 100 + i));
        }
        assertThat(of(reagents.toString()).columns())
                .extracting(LayoutColumn::label)
                .contains("试剂名 Reagent", "Qty 数量");
        String people = reagents.toString().replaceFirst("^[^\n]*", "Ann Lee,Merck,RR1047A,n.d.,n.d.,n.d.,n.d.");
        assertThat(of(people).read()).as("one word four times is no name").containsEntry("header", "false");
    }

    /** Of a list of a few colleagues one name is written as they are, and the others as no value is. */
    @Test
    void aHeaderOfASmallListIsOneThoughOneOfItsNamesLooksLikeAValue() {
        StringBuilder staff = new StringBuilder("Initials,Full name,e-mail,ext.,role,room\n");
        for (String each : List.of("Ann Lee", "Bo Tan", "Cy Ott", "Di Fox", "Ed Ray", "Flo Kim")) {
            staff.append("%s,%s,%s@lab.example,+31 20 564 709%d,technician,cold lab\n"
                    .formatted(each.replaceAll("[a-z ]", ""), each, each.charAt(0), each.length()));
        }
        assertThat(of(staff.toString()).columns())
                .extracting(LayoutColumn::label)
                .containsExactly("Initials", "Full name", "e-mail", "ext.", "role", "room");
        String people = staff.toString().replaceFirst("^[^\n]*", "GO,Gil Orr,unknown,none,technician,cold lab");
        assertThat(of(people).read()).as("a colleague without a telephone").containsEntry("header", "false");
    }

    @Test
    void linesThatAFileOpensWithAreCommentsWhereverTheyStand() {
        Layout logger = of("# logger 7, site 3\n# started 2026\ntime,value\n1,2.5\n# battery changed\n2,2.6\n");
        assertThat(logger.read()).containsEntry("comment", "\"#\"").doesNotContainKey("skipRows");
        assertThat(logger.columns()).extracting(LayoutColumn::physicalName).containsExactly("time", "value");
        Layout titled = of("% a\nExport of May\nid,n,day\n1,2,2024-01-01\n2,3,2024-01-02\n");
        assertThat(titled.read()).containsEntry("comment", "\"%\"").containsEntry("skipRows", "2");
        assertThat(of("#x\n1,2\n3,4\n#y\n5,6\n").read())
                .containsEntry("comment", "\"#\"")
                .containsEntry("header", "false");
    }

    /** The names may stand behind the sign, and a record may begin with it: neither is passed over. */
    @Test
    void aHeaderOrARecordThatBeginsAsCommentsDoIsNone() {
        assertThat(of("#id\tname\tn\n1\ta b\t2\n2\tc d\t3\n").read()).doesNotContainKey("comment");
        assertThat(of("# made by x\n#id,n,day\n1,2,2024-01-01\n2,3,2024-01-02\n")
                        .read())
                .doesNotContainKey("comment");
        assertThat(of("# made by x\nid,n,day\n1,2,2024-01-01\n#2,3,2024-01-02\n")
                        .read())
                .doesNotContainKey("comment");
    }

    /** Texts above texts: the names alone tell that they are names. */
    @Test
    void variablesOfTrialsAreAHeader() {
        Layout supplement = of("""
                STUDYID,RDOMAIN,USUBJID,IDVAR,IDVARVAL,QNAM,QLABEL,QVAL,QORIG,QEVAL
                HX017,DM,HX017-010001,,,SUBJINIT,Subject Initials,SSY,CRF,
                HX017,DM,HX017-010002,,,EDULEVEL,Level of Education,PRIMARY,CRF,
                """);
        assertThat(supplement.read()).doesNotContainKey("header");
        assertThat(supplement.columns()).extracting(LayoutColumn::physicalName).contains("QNAM", "QEVAL");
        assertThat(of("AETERM,AEOUT\nHEADACHE,RECOVERED\n").read()).containsEntry("header", "false");
    }

    @Test
    void aFirstLineThatMayBeARecordIsOne() {
        Layout people = of("王芳,女,北京\n李伟,男,上海\n张敏,女,广州\n");
        assertThat(people.read()).containsEntry("header", "false");
        assertThat(people.toString()).doesNotContain("王芳", "北京");
        assertThat(of("1,2\n3,4\n").read()).containsEntry("header", "false");
    }

    /** Identifiers with dashes and names of several words are no words that columns are called. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "P-0001,S-0001\nP-0002,S-0002\nP-0003,S-0003\n",
                "Beijing Hospital,Ward A\nPeking Union Medical College Hospital,Ward B\nShanghai Clinic,Ward C\n",
                "北京医院,王芳\n上海医院,李伟\n广州医院,张敏\n",
                "P.01,x_1\nP.02,x_2\nP.03,x_3\n",
                "张三,高血压\n李四,感冒\n王五,骨折\n",
                "P-0001,S-0001\n",
                "北京医院,王芳\n",
                "Beijing Hospital,Ward A\n",
            })
    void aFirstRecordIsNoHeader(String text) {
        Layout layout = of(text);
        assertThat(layout.read()).containsEntry("header", "false");
        assertThat(layout.columns()).extracting(LayoutColumn::label).containsOnly("");
        for (String value : text.split("[,\n]", -1)) {
            assertThat(value.isEmpty() || !layout.toString().contains(value))
                    .as(value)
                    .isTrue();
        }
    }

    @Test
    void wordsForNothingSayNothingAboutTheFirstLine() {
        for (String word : List.of("NA", "-", "不详", "")) {
            assertThat(of("王芳," + word + ",a\n李伟,5.1,b\n张敏,4.9,c\n").read())
                    .as(word)
                    .containsEntry("header", "false");
        }
        String odd = "王芳,拒测\n" + "李伟,5.1\n张敏,4.9\n陈静,5.5\n".repeat(2);
        assertThat(of(odd).toString()).doesNotContain("王芳");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "patient_id,visit_no,taken_on\n",
                "患者编号,姓名\n",
                "患者编号,姓名\n北京一,王芳\n上海二,李伟\n",
                "name,weight\nA B,70\nC D,60\n",
                "Patient Name,Date of Birth\nJohn Smith,1990-01-01\nMary Jones,1991-01-01\n",
                "patient_id,ICD10,age\nP1,I10,34\nP2,E11,50\n",
                "item,amount\napple,1\nplum,2\n",
            })
    void aHeaderIsFound(String text) {
        Layout layout = of(text);
        assertThat(layout.read()).isEmpty();
        assertThat(layout.columns())
                .extracting(LayoutColumn::physicalName)
                .containsExactly(text.split("\n", -1)[0].split(",", -1));
    }

    @Test
    void aKnownNameAboveManyCodesIsAHeader() {
        String words = "clear,cloudy,mild,severe,torn,whole,red,blue,soft,hard,wet,dry";
        for (String names : List.of("patient_no,finding", "machine_no,finding", "instrument_id,model")) {
            assertThat(of(names + "\n" + codes(words)).read()).as(names).isEmpty();
        }
        Layout control = of("CTRL,clear\n" + codes(words));
        assertThat(control.read()).containsEntry("header", "false");
        assertThat(control.remarks()).anyMatch(remark -> remark.startsWith("header: false, since nothing tells"));
        assertThat(of("patient_no,finding\nP1,clear\nP2,torn\n").read()).containsEntry("header", "false");
    }

    @Test
    void aWordAboveFewWordsThatComeAgainIsAHeader() {
        String rows = "latex,rash,severe\npollen,itch,mild\nnuts,rash,mild\nmilk,itch,severe\n".repeat(6);
        assertThat(of("agent,reaction,severity\n" + rows).read()).isEmpty();
        assertThat(of("latex,reaction,mild\n" + rows).read()).containsEntry("header", "false");
        assertThat(of("egg,itch,mild\n" + rows).read()).containsEntry("header", "false");
    }

    private static String codes(String words) {
        StringBuilder rows = new StringBuilder();
        for (String word : words.split(",", -1)) {
            rows.append("K").append(rows.length()).append(',').append(word).append('\n');
        }
        return rows.toString();
    }

    /** Records of another width stay: a run names each, while lines that are skipped are gone. */
    @Test
    void recordsOfAnotherWidthAreNoTitles() {
        Layout layout = of("P-1,4.5\nP-2,4.6,2024-01-02\nP-3,4.7,2024-01-03\nP-4,4.8,2024-01-04\n");
        assertThat(layout.read()).containsOnly(Map.entry("header", "false"));
        assertThat(layout.because())
                .anySatisfy(line -> assertThat(line).startsWith("line 1 has 2 fields where most have 3"));
        assertThat(of("王芳,女\n李伟,男,北京\n张敏,女,上海\n").read()).doesNotContainKey("skipRows");
        assertThat(of("王芳\n李伟,男,北京\n张敏,女,上海\n").read()).doesNotContainKey("skipRows");
    }

    @Test
    void aHeaderWithAnotherNumberOfNamesIsOne() {
        Layout trailing = of("id,n,\n1,2\n2,3\n3,4\n");
        assertThat(trailing.read()).isEmpty();
        assertThat(trailing.columns()).extracting(LayoutColumn::physicalName).containsExactly("id", "n");

        for (String text : List.of("id,n\n1,2,3\n2,3,4\n3,4,5\n", "id,n\n1,2,\n2,3,\n3,4,\n")) {
            Layout missing = of(text);
            assertThat(missing.read()).containsOnly(Map.entry("skipRows", "1"), Map.entry("header", "false"));
            assertThat(missing.columns()).extracting(LayoutColumn::label).containsExactly("id", "n", "");
            assertThat(missing.because()).anySatisfy(line -> assertThat(line).contains("the header has 2 names"));
        }

        Layout unnamed = of("id,n,\n1,2,3\n2,3,4\n");
        assertThat(unnamed.read()).containsOnly(Map.entry("byPosition", "true"));
        assertThat(unnamed.columns()).hasSize(3);
    }

    @Test
    void namesAreThoseThatTheReaderFinds() {
        Layout quoted = of("\"id \",\"n\"\n1,2\n2,3\n");
        assertThat(quoted.read()).containsOnly(Map.entry("byPosition", "true"));
        assertThat(quoted.columns()).extracting(LayoutColumn::label).containsExactly("id", "n");
        Layout padded = of("\"id\" , n\n1 , 2\n2 , 3\n");
        assertThat(padded.read()).containsOnly(Map.entry("trim", "true"));
        assertThat(padded.columns()).extracting(LayoutColumn::physicalName).containsExactly("id", "n");
    }

    @Test
    void namesThatMayBeValuesAreNotWritten() {
        Layout pivoted = of("day,110105194912310021,13800138000,n\n2024-01-01,1,2,3\n2024-01-02,2,3,4\n");
        assertThat(pivoted.toString()).doesNotContain("110105194912310021", "13800138000");
        Layout twice = of("id,score,score\n1,2,3\n2,3,4\n");
        assertThat(twice.read()).containsEntry("byPosition", "true");
        assertThat(twice.columns()).extracting(LayoutColumn::physicalName).containsOnly("");
        assertThat(twice.columns()).extracting(LayoutColumn::label).containsExactly("id", "score", "score");
    }

    @Test
    void emptyNamesAtTheEndAreNoColumns() {
        assertThat(of("id,n,,\n1,2,,\n2,3,,\n").columns())
                .extracting(LayoutColumn::physicalName)
                .containsExactly("id", "n");
    }

    @Test
    void quotesThatCloseNothingAreCharacters() {
        assertThat(of("id,size\n1,\"5 inch\" wide\n2,\"6 inch\" wide\n").read()).containsEntry("quote", "\"\"");
    }

    @Test
    void blanksAroundValuesAreCut() {
        assertThat(of("id, n\n1, 2\n2, 3\n").read()).containsEntry("trim", "true");
    }

    @Test
    void whatIsNoDelimitedTextIsNone() {
        assertThat(DelimitedLayout.of("a.csv", "{\"a\":1}\n{\"a\":2}\n", true, UTF8))
                .isEmpty();
        assertThat(DelimitedLayout.of("a.txt", "Dear all,\nthis is\na letter, and more, of it\n", true, UTF8))
                .isEqualTo(Optional.empty());
        assertThat(DelimitedLayout.of("a.csv", "%PDF-1.7\n\u0000\u0001\u0002\u0003\n", true, UTF8))
                .isEmpty();
        assertThat(DelimitedLayout.of("a.csv", "\n \n", true, UTF8)).isEmpty();
    }

    @Test
    void twoThousandColumns() {
        StringBuilder text = new StringBuilder();
        for (int row = 0; row < 3; row++) {
            for (int i = 0; i < 2_000; i++) {
                text.append(i == 0 ? "" : ",").append(row == 0 ? "c" + i % 1000 + (i < 1000 ? "a" : "b") : "1");
            }
            text.append('\n');
        }
        Layout wide = of(text.toString());
        assertThat(wide.columns()).hasSize(2_000);
        assertThat(wide.columns()).extracting(LayoutColumn::physicalName).doesNotContain("");
    }
}
