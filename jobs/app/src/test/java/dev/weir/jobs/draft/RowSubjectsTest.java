package dev.weir.jobs.draft;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.jobs.draft.DraftKeys.DraftReference;
import dev.weir.jobs.draft.DraftMeaning.Sure;
import dev.weir.jobs.engine.discover.ProfileOf;
import dev.weir.jobs.engine.read.layout.Layout;
import dev.weir.jobs.engine.read.layout.LayoutColumn;
import dev.weir.jobs.engine.read.value.ValueType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Whose rows are, and which dates stay as they are. */
class RowSubjectsTest {

    private static DraftTable table(String name, String... columns) {
        List<LayoutColumn> layout = new ArrayList<>();
        for (String column : columns) {
            String called = column.split(":", -1)[0];
            layout.add(new LayoutColumn(
                    called,
                    called,
                    column.endsWith(":DATE") ? new ValueType.Day("yyyy-MM-dd") : new ValueType.Text(),
                    LayoutColumn.Proof.GIVEN));
        }
        DraftTable bare =
                DraftTable.bare(new SourceGroup(name, "", name + ".csv", Layout.of("csv", layout), List.of()));
        List<DraftColumn> meant = new ArrayList<>();
        for (int i = 0; i < columns.length; i++) {
            String[] words = columns[i].split(":", -1);
            boolean isThin = words[1].endsWith("?");
            meant.add(bare.columns()
                    .get(i)
                    .with(DraftMeaning.of(words[1].replace("?", ""), isThin ? Sure.THIN : Sure.LIKELY, "")));
        }
        return new DraftTable(bare.source(), ProfileOf.columns(columns.length), meant, DraftKeys.NONE);
    }

    private static DraftTable referring(DraftTable table, String column, String to, String key) {
        return table.with(table.keys().with(List.of(new DraftReference(column, to, key, 0, false)), List.of()));
    }

    private static String category(List<DraftTable> tables, int table, String column) {
        return tables.get(table).column(column).orElseThrow().meaning().category();
    }

    /** Of the first table's columns. */
    private static List<String> categories(List<DraftTable> tables) {
        return tables.get(0).columns().stream()
                .map(column -> column.meaning().category())
                .toList();
    }

    @Test
    void aTableAboutNoPeopleKeepsItsDates() {
        List<DraftTable> tables = RowSubjects.released(
                RowSubjects.of(List.of(table("reagents", "lot:MRN?", "expires:DATE", "price:HEALTH?"))));
        assertThat(category(tables, 0, "expires")).isEqualTo("NONE");
        assertThat(category(tables, 0, "price")).isEqualTo("NONE");
    }

    @Test
    void keysOfThingsStayWhereNothingIsAboutPeople() {
        DraftTable sensors = table("sensors", "sensor_id:MRN?", "code:MRN?", "room:HEALTH?");
        DraftTable readings =
                referring(table("readings", "sensor:MRN?", "value:HEALTH?"), "sensor", "sensors", "sensor_id");
        List<DraftTable> tables = RowSubjects.released(RowSubjects.of(List.of(sensors, readings)));
        assertThat(category(tables, 0, "sensor_id")).isEqualTo("NONE");
        assertThat(category(tables, 0, "code")).as("it may be a person's").isEqualTo("MRN");
        assertThat(category(tables, 1, "sensor")).as("as what it refers to").isEqualTo("NONE");
        DraftTable worn =
                referring(table("worn", "sensor_id:MRN?", "patient_no:SUBJ"), "sensor_id", "sensors", "sensor_id");
        tables = RowSubjects.released(RowSubjects.of(List.of(sensors, worn)));
        assertThat(category(tables, 0, "sensor_id"))
                .as("a table that refers to it is about people")
                .isEqualTo("MRN");
    }

    @Test
    void stockIsKnownByWhatItsColumnsAreCalled() {
        DraftTable store = table("store", "入库单号:MRN?", "批号:MRN?", "单价:HEALTH?", "入库日期:DATE", "有效期至:DATE", "保管人:NAME");
        List<DraftTable> tables = RowSubjects.released(RowSubjects.of(List.of(store)));
        assertThat(categories(tables)).containsExactly("NONE", "NONE", "NONE", "NONE", "NONE", "NAME");
        DraftTable results =
                table("results", "样本号:MRN?", "试剂批号:MRN?", "质控批号:MRN?", "参考价格:HEALTH?", "日期:DATE", "检验者:NAME");
        tables = RowSubjects.released(RowSubjects.of(List.of(results)));
        assertThat(categories(tables))
                .as("samples are people's")
                .containsExactly("MRN", "MRN", "MRN", "HEALTH", "DATE", "NAME");
    }

    @Test
    void placesOfThingsAndCountsAreCalledSo() {
        for (String name : List.of(
                "Plate",
                "well",
                "Freezer",
                "Rack/Box/Pos",
                "Kit lot",
                "孔位",
                "冰箱编号",
                "oligo",
                "Cat. No.",
                "RRID",
                "机号",
                "设备号",
                "产品代码",
                "菌种号")) {
            assertThat(KeySign.isKeyOfThings(name)).as(name).isTrue();
        }
        for (String name : List.of(
                "donor",
                "Sample ID",
                "条码号",
                "patient_no",
                "wellbeing",
                "template",
                "手机号",
                "司机号",
                "target",
                "vial",
                "passage")) {
            assertThat(KeySign.isKeyOfThings(name)).as(name).isFalse();
        }
    }

    @Test
    void numbersOfRecordsAreCalledSo() {
        for (String name : List.of(
                "record_id",
                "Record ID",
                "id",
                "No.",
                "pid",
                "PTID",
                "case no",
                "subject number",
                "学号",
                "编号",
                "患者编号",
                "ID号")) {
            DraftTable table = table("t", name + ":MRN?", "crp:HEALTH?");
            assertThat(KeySign.of(table, table.columns().get(0)).isOfRecords())
                    .as(name)
                    .isTrue();
        }
        for (String name : List.of(
                "record",
                "visit_no",
                "gender_code",
                "site_id",
                "设备编号",
                "商品编码",
                "row_no",
                "paid",
                "lot no",
                "p",
                "test_id")) {
            DraftTable table = table("t", name + ":MRN?", "crp:HEALTH?");
            assertThat(KeySign.of(table, table.columns().get(0)).isOfRecords())
                    .as(name)
                    .isFalse();
        }
        DraftTable subjects = table("t", "study_id:MRN?", "dob:DATE");
        assertThat(KeySign.of(subjects, subjects.columns().get(0))).isEqualTo(KeySign.OF_STUDIES);
        DraftTable studies = table("t", "study_id:MRN?", "usubjid:SUBJ");
        assertThat(KeySign.of(studies, studies.columns().get(0)))
                .as("beside those of people")
                .isEqualTo(KeySign.OF_THINGS);
    }

    @Test
    void aStudysNumbersArePeoplesWhereverTheyAreInOneTable() {
        DraftTable people = table("people", "study_id:MRN", "name:NAME");
        DraftTable results = table("results", "study_id:MRN?", "crp:HEALTH?");
        assertThat(category(RowSubjects.released(RowSubjects.of(List.of(results))), 0, "study_id"))
                .as("of trials, say")
                .isEqualTo("NONE");
        assertThat(category(RowSubjects.released(RowSubjects.of(List.of(results, people))), 0, "study_id"))
                .isEqualTo("MRN");
    }

    @Test
    void staffStandsInTablesOfWhatItMakes() {
        DraftTable compounds = table("compounds", "compound_id:MRN?", "chemist:NAME", "made:DATE", "log_p:HEALTH?")
                .with(DraftKeys.ofPrimary(
                        Optional.of(DraftKeys.PrimaryKey.of("compound_id", "no value stands twice"))));
        List<DraftTable> tables = RowSubjects.released(RowSubjects.of(List.of(compounds)));
        assertThat(category(tables, 0, "compound_id")).isEqualTo("NONE");
        assertThat(category(tables, 0, "made")).isEqualTo("NONE");
        assertThat(category(tables, 0, "chemist")).as("it is a person's").isEqualTo("NAME");
        DraftTable taken = table("taken", "compound_id:MRN?", "patient_name:NAME", "made:DATE")
                .with(DraftKeys.ofPrimary(
                        Optional.of(DraftKeys.PrimaryKey.of("compound_id", "no value stands twice"))));
        tables = RowSubjects.released(RowSubjects.of(List.of(taken)));
        assertThat(category(tables, 0, "made")).as("a patient is no staff").isEqualTo("DATE");
        DraftTable donors = table("plasmids", "plasmid_id:MRN?", "chemist:NAME", "made:DATE", "sex:DEMO")
                .with(DraftKeys.ofPrimary(Optional.of(DraftKeys.PrimaryKey.of("plasmid_id", "no value stands twice"))));
        tables = RowSubjects.released(RowSubjects.of(List.of(donors)));
        assertThat(category(tables, 0, "made"))
                .as("somebody's sex stands beside it")
                .isEqualTo("DATE");
    }

    @Test
    void aCodeThatIsCalledAPersonsMakesTheRowsAPersons() {
        List<DraftTable> tables = RowSubjects.released(
                RowSubjects.of(List.of(table("readings", "donor_code:MRN?", "taken:DATE", "value:HEALTH?"))));
        assertThat(tables.get(0).keys().subject()).contains("donor_code");
        assertThat(category(tables, 0, "taken")).isEqualTo("DATE");
    }

    @Test
    void whatRefersToPeopleIsAboutThemAndSoIsWhatTheyReferTo() {
        DraftTable people = table("people", "code:MRN?", "name:NAME");
        DraftTable visits = referring(table("visits", "who:MRN?", "item:MRN?", "seen:DATE"), "who", "people", "code");
        DraftTable wards = table("wards", "ward:MRN?", "opened:DATE");
        DraftTable stays = referring(table("stays", "ward:MRN?", "phone:PHONE", "seen:DATE"), "ward", "wards", "ward");
        List<DraftTable> tables = RowSubjects.released(RowSubjects.of(List.of(people, visits, wards, stays)));
        assertThat(category(tables, 1, "seen")).isEqualTo("DATE");
        assertThat(category(tables, 2, "opened"))
                .as("a table that refers to it is about people")
                .isEqualTo("DATE");
    }

    @Test
    void aRowsOwnKeyIsNoPerson() {
        List<DraftTable> tables = RowSubjects.of(List.of(table("samples", "sample:MRN?", "phone:PHONE", "drawn:DATE")
                .with(DraftKeys.ofPrimary(Optional.of(DraftKeys.PrimaryKey.of("sample", "no value stands twice"))))));
        assertThat(tables.get(0).keys().subject()).isEmpty();
        assertThat(tables.get(0).keys().because()).contains("all dates of the table move by one number of days");
    }

    @Test
    void animalsAreNoPeopleUnlessAColumnSpeaksOfThem() {
        DraftTable study =
                table("dm", "USUBJID:SUBJ", "SUBJID:SUBJ", "SETCD:HEALTH?", "AGETXT:AGE", "SEX:DEMO", "RFSTDTC:DATE");
        List<DraftTable> tables = RowSubjects.released(RowSubjects.of(List.of(study)));
        assertThat(categories(tables)).containsOnly("NONE");
        assertThat(tables.get(0).keys().subject()).isEmpty();
        assertThat(tables.get(0).keys().because()).isEmpty();
        for (String speaking : List.of(
                "COUNTRY:HEALTH?",
                "RACE:DEMO",
                "donor:TEXT",
                "供者编号:MRN?",
                "主人:NAME",
                "PDX:HEALTH?",
                "name:NAME",
                "phone:PHONE",
                "case_no:MRN?",
                "SUBJID:SUBJ",
                "ward:HEALTH?",
                "bite:HEALTH?",
                "residence:ADDR",
                "chart:MRN")) {
            DraftTable mice = table("mice", "Mouse ID:MRN?", "strain:HEALTH?", "born:DATE", "operator:STAFF", speaking);
            tables = RowSubjects.released(RowSubjects.of(List.of(mice)));
            assertThat(category(tables, 0, "born")).as(speaking).isEqualTo("DATE");
            assertThat(category(tables, 0, "mouse_id")).as(speaking).isEqualTo("MRN");
        }
        DraftTable ratones =
                table("ratones", "Nº ratón:MRN?", "Sexo:DEMO", "Jaula:MRN?", "Destete:DATE", "Cepa:HEALTH?");
        tables = RowSubjects.released(RowSubjects.of(List.of(ratones)));
        assertThat(categories(tables)).containsOnly("NONE");
        DraftTable mice = table("mice", "小鼠编号:MRN?", "品系:HEALTH?", "出生日期:DATE", "基因型:GENE", "操作者:TEXT");
        tables = RowSubjects.released(RowSubjects.of(List.of(mice)));
        assertThat(categories(tables)).containsExactly("NONE", "NONE", "NONE", "NONE", "TEXT");
    }

    @Test
    void kindsStrainsAndGenotypesAloneAreThoseOfPeoplesMicrobesToo() {
        for (String[] columns : new String[][] {
            {"code:MRN?", "species:HEALTH?", "strain:HEALTH?", "genotype:GENE", "sex:DEMO", "born:DATE", "age:AGE"},
            {"USUBJID:SUBJ", "SETCD:HEALTH?", "sex:DEMO", "born:DATE"},
            {"no:MRN?", "dog:HEALTH?", "animal contact:HEALTH?", "cage:HEALTH?", "born:DATE", "age:AGE"}
        }) {
            List<DraftTable> tables = RowSubjects.released(RowSubjects.of(List.of(table("some", columns))));
            assertThat(category(tables, 0, "born")).as(columns[0]).isEqualTo("DATE");
        }
    }
}
