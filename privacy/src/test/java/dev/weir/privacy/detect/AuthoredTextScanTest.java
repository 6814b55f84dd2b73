package dev.weir.privacy.detect;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What stands in files that people write goes onto public pages. The numbers were made up. */
class AuthoredTextScanTest {

    private final AuthoredTextScan written = new AuthoredTextScan();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "身份证 11010519491231002X",
                "身份证 110105_19491231_002X",
                "身份证 １１０１０５１９４９１２３１００２Ｘ",
                "because: \"person 110105 1949 1231 002X\"",
                "SELECT concat('110105','19491231','002X') AS a",
                "SELECT '110105' || '19491231' || '002X' AS a",
                "一一〇一〇五一九四九一二三一〇〇二X",
                "x_张伟_11010519491231002X.ndjson",
                "reg_%31%31%30105201211216201.csv",
                "110105 | 19491231 | 002 X",
                "11010519491231002 x",
                "'110105','19491231','002'X",
                "110105+19491231(0021), 110105.19491231.002X",
                "1 110105 19491231 002X 1",
                "purpose: MTEwMTA1MjAxMjExMjE2MjAx",
                "purpose: \"313130313035323031323131323136323031\""
            })
    void anIdentityNumberInAnyWriting(String line) {
        assertThat(written.inLine(line)).contains("a resident identity number (居民身份证号码)");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "because: \"患者罗海,电话 15092441760\"",
                "row: p_int <> 15092441760",
                "row: p_int = 15092441760",
                "row: p_int IN (1, 15092441760)",
                "WHERE phone = '150-9244-1760'",
                "description: \"call +86 150 9244 1760\"",
                "because: \"contact: 15092441760\"",
                "validValues: [15092441760]",
                "delivery_15092441760.csv"
            })
    void aMobile(String line) {
        assertThat(written.inLine(line)).contains("a mobile number (手机号码)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"卡6222023723105635514,", "card = 6222 0237 2310 5635 514", "// 6222-0237-2310-5635-514"})
    void aBankCard(String line) {
        assertThat(written.inLine(line)).contains("a bank card number (银行卡号)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"because: \"家住北京市朝阳区建国路598号25栋2744室\"", "-- 上海市徐汇区衡山路12弄3号501室"})
    void anAddressDownToTheDoor(String line) {
        assertThat(written.inLine(line)).contains("somebody's address (住址)");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "RowCount > 15092441760",
                "RowCount between 15092441760 and 15092441790",
                "row: bytes >= 15092441760",
                "row: 15092441760 < bytes",
                "mustBeLessThan: 15092441760",
                "mustBeBetween: [13000000001, 15092441760]",
                "maximum: 15092441760",
                "maxBytes: 15092441760",
                "because: \"15000000000 rows a day\"",
                "url: \"tel:15092441760\"",
                "officer: { name: A, phone: 15092441760 }",
                "- { username: a@example.org, phone: \"15092441760\" }",
                "address: 北京市朝阳区建国路598号25栋2744室",
                "description: \"医院在北京市朝阳区建国路598号\"",
                "sha256: 138123456789abcdef15092441760cafe6222023723105635514a",
                "id: 15092441760abc",
                "ratio: 0.15092441760",
                "version: 1.2.15092441760",
                "until: \"2027-03-31\" # 2026-11-22T18:24:47.123456Z",
                "codes: [110105, 194912, 310021]",
                "'110105','1949','1231002X'",
                "'110105','19491231';'002X'",
                "'110105','19491231',         '002X'",
                "110105 19491231 002Y",
                "110105 19491231 002-",
                "11010519491231002",
                "110105194912310020",
                "description: \"建国路598号25栋2744室\"",
                "description: \"北京市朝阳区25栋2744室\"",
                "at: 1700000000000000",
                "order: 20261122182447123",
                "大约一千五百人，二〇二六年"
            })
    void thresholdsContactsAndWhatIsNobodysPass(String line) {
        assertThat(written.inLine(line)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"15092441", "一切正常", "15092441760a"})
    void aValueThatIsNone(String value) {
        assertThat(written.asValue(value)).isEmpty();
    }

    @Test
    void saysWhatAValueIs() {
        assertThat(written.asValue("15092441760")).contains("a mobile number (手机号码)");
        assertThat(written.asValue("6222023723105635514")).contains("a bank card number (银行卡号)");
        assertThat(written.asValue("110105_19491231_002X")).contains("a resident identity number (居民身份证号码)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"15092441760", " 6222023723105635514 ", "110105_19491231_002X"})
    void aValueThatIsOne(String value) {
        assertThat(written.asValue(value)).isPresent();
    }
}
