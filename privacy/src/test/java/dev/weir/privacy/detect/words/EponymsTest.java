package dev.weir.privacy.detect.words;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.privacy.detect.TextScanner;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is called after a person is no person, and a person beside it is one all the same. */
class EponymsTest {

    private static final TextScanner SCANNER = TextScanner.standard();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "科雷氏骨折，史密斯骨折，巴顿骨折，蒙泰贾骨折",
                "唐氏筛查低风险，许莫氏结节，梅克尔憩室，马方综合征",
                "李斯特菌，布鲁氏菌，柯萨奇病毒，伯基特淋巴瘤",
                "戈谢病，庞贝病，贝尔面瘫",
                "汉密尔顿抑郁量表，贝克焦虑量表",
                "麦氏点压痛，墨菲征阴性，卢氏切口",
                "徐长卿10g，马兜铃9g，谷精草6g，韩信草9g",
                "易善复2粒，施慧达2.5mg，马来酸依那普利10mg",
                "马应龙痔疮膏，金水宝胶囊",
                "收费300元钱，共计2万元",
                "Times New Roman and Arial Black are fonts",
                "Ringer lactate 500 ml, Kocher clamp",
            })
    void staysAsItIs(String text) {
        assertThat(SCANNER.redact(text)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({
        "患者史密斯骨折入院, 患者[NAME]骨折入院",
        "张伟明骨折入院, [NAME]骨折入院",
        "罗兰骨折术后, [NAME]骨折术后",
        "王芳病情平稳, [NAME]病情平稳",
        "张伟明淋巴瘤化疗后, [NAME]淋巴瘤化疗后",
        "张伟明病毒性肝炎3年, [NAME]病毒性肝炎3年",
        "王秀英甲状腺炎病史, [NAME]甲状腺炎病史",
        "张建国焦虑量表评分12分, [NAME]焦虑量表评分12分",
        "王建军分级护理, [NAME]分级护理",
        "13812345678，方静怡, [PHONE]，[NAME]",
        "Emma Jones tremor improved, [NAME] tremor improved",
        "John Smith grade 2 murmur, [NAME] grade 2 murmur",
        "唐静行唐氏筛查, [NAME]行唐氏筛查",
        "护士长德吉卓玛与扎西次仁交班, 护士长[NAME]与[NAME]交班",
        "娜仁托娅值班, [NAME]值班",
        "与阿迪力电话联系, 与[NAME]电话联系",
        "患者斯琴诉腹痛, 患者[NAME]诉腹痛",
        "由东方朔护送, 由[NAME]护送",
        "刘洋、阿卜杜热合曼、张静怡在场, [NAME]、[NAME]、[NAME]在场",
    })
    void aPersonIsHidden(String text, String hidden) {
        assertThat(SCANNER.redact(text)).isEqualTo(hidden);
    }

    /** As fast as a list is long. */
    @Test
    void aLongListIsReadOnce() {
        String names = "患者刘洋" + "、赵静怡、王小明".repeat(10_000);
        assertThat(SCANNER.find(names)).hasSize(20_001);
    }

    @ParameterizedTest
    @ValueSource(strings = {"由于外伤送入", "由司机护送", "患者主诉腹痛", "与家属沟通", "丙泊酚、瑞芬太尼静脉泵入"})
    void wordsAreNoNames(String text) {
        assertThat(SCANNER.redact(text)).isEqualTo(text);
    }
}
