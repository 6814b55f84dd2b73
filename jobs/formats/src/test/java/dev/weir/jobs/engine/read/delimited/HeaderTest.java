package dev.weir.jobs.engine.read.delimited;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.jobs.engine.read.RawFolder;
import dev.weir.jobs.engine.read.ReadSpec;
import dev.weir.jobs.engine.read.SourceFindings;
import dev.weir.jobs.engine.read.file.SourceFile;
import dev.weir.jobs.engine.read.value.ReadColumn;
import dev.weir.jobs.engine.read.value.ValueType;
import java.nio.charset.Charset;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** What is told of a header, and what is not since it may be a value. */
class HeaderTest {
    private static final RawFolder FOLDER = RawFolder.create();
    private static final Delimited CSV = Delimited.csv();
    private static final ReadColumn ID = ReadColumn.of("id", ValueType.Whole.LONG);
    private static final ReadColumn NAME = ReadColumn.of("订单编号", new ValueType.Text());

    @AfterAll
    static void removeFolder() {
        FOLDER.close();
    }

    @Test
    void showsNamesOfNewColumnsThatLookLikeNames() {
        assertThat(findings("id,订单编号,more,Weight (kg),入院日期\n").differences().added())
                .containsExactly("more", "Weight (kg)", "入院日期");
    }

    @Test
    void showsNoneWhereOneMayBeAValue() {
        for (String value : List.of(
                "P0012345",
                "13812345678",
                "110101199003074514",
                "a@example.org",
                "2024-01-01",
                "3.5",
                "\"a\nb\"",
                "x".repeat(65),
                "北京市海淀区中关村大街27号")) {
            List<String> told =
                    findings("id,订单编号,more," + value + "\n").differences().added();
            assertThat(told).as(value).hasSize(1);
            assertThat(told.get(0)).startsWith("2 columns whose names look like values; longest ");
        }
    }

    @Test
    void showsNoneOfALineThatNamesNoColumn() {
        SourceFindings.FileFindings found = findings("张三,male\n");
        assertThat(found.differences().added())
                .containsExactly("2 columns whose names look like values; longest 4 characters");
    }

    @Test
    void showsAFewOfVeryMany() {
        StringBuilder header = new StringBuilder("id,订单编号");
        for (char a = 'a'; a <= 'z'; a++) {
            header.append(",c").append(a);
        }
        assertThat(findings(header + "\n").differences().added()).hasSize(21).endsWith("and 6 more");
    }

    @Test
    void takesEmptyFieldsAtTheEndOfAHeader() {
        String text = "id,订单编号,,,\n1,a,,,\n2,b\n3,c,,\n4,d,,x,\n5,e,,,,\n6\n7,f,,\"\",\n";
        assertThat(findings(text).differences().added()).isEmpty();
        assertThat(findings(text).unnamed()).isEqualTo(3);
        assertThat(findings("id,,订单编号,\n").differences().added()).containsExactly("1 column without a name");
        assertThat(findings(text).differences().missing()).isEmpty();
        assertThat(RawFolder.rows(ReadSpec.of(CSV, List.of(ID, NAME)), FOLDER.file(".csv", text), 1))
                .containsExactly(
                        "2: 1|a",
                        "3: 2|b",
                        "4: 3|c",
                        "5: unreadable.too-many-fields",
                        "6: unreadable.too-many-fields",
                        "7: unreadable.too-few-fields",
                        "8: 7|f");
    }

    @Test
    void saysWhyAColumnMayBeMissing() {
        assertThat(findings("id,订单编号\u00a0\n").hint()).contains("a header is '订单编号' but for U+00A0");
        assertThat(findings("id,\u200b订单编号\n").hint()).contains("U+200B");
        assertThat(findings("id,\ufeff订单编号\n").hint()).contains("U+FEFF");
        assertThat(findings("ID,订单编号\n").hint()).contains("upper or lower case");
        assertThat(findings("id;订单编号;x\n").hint()).contains("2 of ';'");
        assertThat(findings("1,2\n").hint()).contains("header: false");
        assertThat(findings("E01,名1\n").hint()).contains("header: false").contains("skipRows");
        assertThat(findings("仪器登记表,,\n").hint()).contains("skipRows");
        assertThat(findings("id,other\n").hint()).isEmpty();
        assertThat(findings("id,订单编号,订单编号\n").hint())
                .contains("'订单编号' stands twice")
                .contains("byPosition: true");
        assertThat(findings("id,订单编号,订单编号\n").differences().added()).isEmpty();
        assertThat(findings("").hint()).contains("no line where its header should be");
        assertThat(findings("id,\"订单编号\n").hint()).contains("quotes of the header");
        SourceFile gbk = FOLDER.file(".csv", "id,订单编号\n".getBytes(Charset.forName("GBK")));
        assertThat(RawFolder.survey(gbk, CSV, 100)
                        .findings(List.of(ID, NAME))
                        .files()
                        .get(0)
                        .hint())
                .contains("no text in UTF-8");
    }

    private static SourceFindings.FileFindings findings(String text) {
        return RawFolder.survey(FOLDER.file(".csv", text), CSV, 100)
                .findings(List.of(ID, NAME))
                .files()
                .get(0);
    }
}
