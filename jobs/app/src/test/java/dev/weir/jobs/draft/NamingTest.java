package dev.weir.jobs.draft;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.jobs.engine.discover.FoundFile;
import dev.weir.jobs.engine.read.file.Compression;
import dev.weir.jobs.engine.read.file.SourceFile;
import dev.weir.jobs.engine.read.layout.Layout;
import dev.weir.jobs.engine.read.layout.LayoutColumn;
import dev.weir.jobs.engine.read.value.ValueType;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What tables and columns are called, and which files are one table. */
class NamingTest {

    @ParameterizedTest
    @CsvSource({
        "PatientID, patient_id",
        "BP (mmHg), bp_mmhg",
        "BP (mL/min), bp_ml_min",
        "年龄(岁), age_years",
        "ESBLs, esbls",
        "R\u00fcckgabe, ruckgabe",
        "ALTSer, alt_ser",
        "β2-MG, beta_2_mg",
        "患者编号, patient_number",
        "联系电话, contact_phone",
        "紧急联系人, emergency_contact_person",
        "身份证号, identity_number",
        "检验结果, test_result",
        "ＩＤ, id",
        "order, order_value",
        "2ndVisit, c_2nd_visit",
    })
    void namesAreMadeOfWords(String label, String name) {
        assertThat(LogicalNames.made(label)).contains(name);
    }

    @Test
    void whatNobodyKnowsHasANumber() {
        LogicalNames names = new LogicalNames(Set.of("patient_number"));
        assertThat(names.of("患者编号", "column", 1)).isEqualTo("patient_number_2");
        assertThat(names.of("なまえ", "column", 7)).isEqualTo("column_7");
        assertThat(names.of("", "column", 8)).isEqualTo("column_8");
        assertThat(names.of("Karen_Kowalski_0011", "table", 9))
                .as("a person's name")
                .isEqualTo("table_9");
        assertThat(names.of("karen_visits", "table", 10)).isEqualTo("karen_visits");
    }

    @Test
    void aChineseHeaderIsSpokenWhereNoListTranslatesIt() {
        LogicalNames names = new LogicalNames(Set.of());
        assertThat(names.ofColumn("审核时间", 1)).isEqualTo("shen_he_shi_jian");
        assertThat(names.ofColumn("审核时间", 2)).as("each once").isEqualTo("shen_he_shi_jian_2");
        assertThat(names.ofColumn("MIC折点(μg/ml)", 3)).isEqualTo("mic_zhe_dian_ug_ml");
        assertThat(names.ofColumn("γ通过率(%)", 6)).isEqualTo("gamma_tong_guo_lv");
        assertThat(names.ofColumn("Price €", 7)).isEqualTo("price");
        assertThat(names.of("血液净化中心透析", "table", 8)).isEqualTo("xue_ye_jing_hua_zhong_xin_tou_xi");
        assertThat(names.of("张伟_检验", "table", 9)).as("a person's name").isEqualTo("table_9");
        assertThat(names.of("检验 王秀英", "table", 10)).as("a person's name").isEqualTo("table_10");
        assertThat(names.ofColumn("なまえ", 4)).as("no Chinese").isEqualTo("column_4");
        assertThat(names.ofColumn("欧阳娜娜", 5)).as("a person's name").isEqualTo("column_5");
    }

    @Test
    void deliveriesOfOneThingAreOneTable() {
        List<String> folder = List.of("v_2024-01.csv", "v_2024-02.csv", "w.csv", "v_2024-03.txt");
        List<SourceGroup> groups = SourceGroup.of(
                List.of(file("raw/v_2024-01.csv", "a"), file("raw/v_2024-02.csv", "a"), file("raw/w.csv", "a")),
                new LogicalNames(Set.of("w")),
                any -> folder);
        assertThat(groups).extracting(SourceGroup::pattern).containsExactly("v_*.csv", "w.csv");
        assertThat(groups).extracting(SourceGroup::table).containsExactly("v", "w_2");
        assertThat(groups).extracting(SourceGroup::folder).containsOnly("raw");
    }

    /** The third fits the first, but not the second: it is no part of their table. */
    @Test
    void eachFileIsHeldAgainstAllOfItsTable() {
        List<SourceGroup> groups = SourceGroup.of(
                List.of(
                        named("raw/v1.ndjson", "a", new ValueType.Text()),
                        named("raw/v2.ndjson", "b", new ValueType.Text()),
                        named("raw/v3.ndjson", "b", ValueType.Flag.WORDS)),
                new LogicalNames(Set.of()),
                any -> List.of("v1.ndjson", "v2.ndjson", "v3.ndjson"));
        assertThat(groups).extracting(group -> group.files().size()).containsExactly(2, 1);
        assertThat(groups.get(0).layout().columns())
                .extracting(LayoutColumn::physicalName)
                .containsExactly("a", "b");
        assertThat(groups.get(1).layout().columns())
                .extracting(LayoutColumn::type)
                .containsExactly(ValueType.Flag.WORDS);
    }

    @Test
    void aPackedFileBesideItsPlainOneIsKnown() {
        SourceFile plain = file("raw/labs.csv", "a").file();
        SourceFile packed = file("raw/labs.csv.gz", "a").file();
        SourceFile other = file("raw/other.csv.gz", "a").file();
        assertThat(SourceGroup.packedTwins(List.of(plain, packed, other)))
                .containsExactly(Map.entry(packed.path(), "raw/labs.csv"));
    }

    private static FoundFile named(String name, String column, ValueType type) {
        return FoundFile.of(
                new SourceFile("file:/" + name, name, 1, 1, Compression.NONE),
                new Layout(
                        "ndjson",
                        Map.of(),
                        Layout.Records.NAMED,
                        List.of(new LayoutColumn(column, column, type, LayoutColumn.Proof.GIVEN)),
                        List.of()));
    }

    @ParameterizedTest
    @CsvSource({
        "uric_acid, false",
        "paid, false",
        "PAID, false",
        "android, false",
        "patient_id, true",
        "PatientID, true",
        "visitNo, true",
        "Id, true",
        "患者ID, true",
        "样本编号, true",
    })
    void keysAreCalledSo(String label, boolean isKey) {
        assertThat(KeySign.isCalledKey(label)).isEqualTo(isKey);
    }

    @Test
    void foldersOfMonthsAreOnePattern() {
        assertThat(ofMonths("", "2026-01", "2026-02")).isEqualTo("*/lab.csv");
        assertThat(ofMonths("", "2026-01", "2026-02", "notes.txt")).isEqualTo("2026-*/lab.csv");
        assertThat(ofMonths("y", "y2026-01", "y2026-02", "old")).isEqualTo("y*/lab.csv");
        assertThat(ofMonths("", "2026-01", "2026-02", "2026-03"))
                .as("another month is of something else")
                .isEqualTo("{2026-01/lab.csv,2026-02/lab.csv}");
    }

    private static String ofMonths(String prefix, String... inFolder) {
        List<SourceGroup> groups = SourceGroup.of(
                List.of(file("raw/" + prefix + "2026-01/lab.csv", "a"), file("raw/" + prefix + "2026-02/lab.csv", "a")),
                new LogicalNames(Set.of()),
                any -> List.of(inFolder));
        assertThat(groups).hasSize(1);
        return groups.get(0).pattern();
    }

    @Test
    void aPatternFitsNoOtherFile() {
        List<SourceGroup> groups = SourceGroup.of(
                List.of(file("raw/v1.csv", "a"), file("raw/v2.csv", "b"), file("raw/v3.csv", "a")),
                new LogicalNames(Set.of()),
                any -> List.of("v1.csv", "v2.csv", "v3.csv"));
        assertThat(groups).extracting(SourceGroup::pattern).containsExactly("{v1.csv,v3.csv}", "v2.csv");
    }

    @Test
    void oneNameInTwoFoldersIsOneTableWhereTheLayoutIs() {
        List<SourceGroup> same = SourceGroup.of(
                List.of(file("raw/a/x.csv", "a"), file("raw/b/x.csv", "a")),
                new LogicalNames(Set.of()),
                any -> List.of());
        assertThat(same).hasSize(1);
        assertThat(same.get(0).folder()).isEqualTo("raw");
        assertThat(same.get(0).pattern()).isEqualTo("{a/x.csv,b/x.csv}");
        List<SourceGroup> others = SourceGroup.of(
                List.of(file("raw/a/x.csv", "a"), file("raw/b/x.csv", "b")),
                new LogicalNames(Set.of()),
                any -> List.of());
        assertThat(others).extracting(SourceGroup::table).containsExactly("x", "x_2");
    }

    private static FoundFile file(String name, String column) {
        return FoundFile.of(
                new SourceFile("file:/" + name, name, 1, 1, Compression.NONE),
                new Layout(
                        "csv",
                        Map.of("header", "false", "x", column),
                        Layout.Records.ALIKE,
                        Stream.of(column)
                                .map(each -> new LayoutColumn("", each, new ValueType.Text(), LayoutColumn.Proof.ANY))
                                .toList(),
                        List.of()));
    }
}
