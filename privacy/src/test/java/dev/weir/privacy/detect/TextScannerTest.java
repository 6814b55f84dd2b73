package dev.weir.privacy.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;

import dev.weir.privacy.detect.find.Span;
import java.time.Duration;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TextScannerTest {

    private static final TextScanner SCANNER = TextScanner.standard();

    @ParameterizedTest
    @ValueSource(strings = {"pos", "Neg", "neg.", "weak pos", "pending", "equivocal", "not tested"})
    void usualResultsAreNoNames(String result) {
        assertThat(SCANNER.find(result)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "全麻(气管插管)",
                "床位费(三人间)",
                "PT训练·Ⅱ",
                "20余天",
                "FES、PT、针灸",
                "常规护理",
                "Ja, nur nachts",
                "eingeschränkte Mitarbeit",
                "Titer Isoagglutinine",
                "Weniger als einmal pro Woche",
                "内镜下黏膜剥离术(ESD)"
            })
    void aTextOfKnownWordsAloneHasNoName(String words) {
        assertThat(SCANNER.find(words)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "与安静沟通",
                "vu avec Mme Roussel, refus",
                "Frau Gut",
                "Dr Winter",
                "left at Oma Gerda",
                "与陈建国沟通",
                "张伟",
                "Rücksprache mit Frau Hölzle"
            })
    void aNameBesideKnownWordsIsFound(String note) {
        assertThat(SCANNER.redact(note)).contains("[NAME]");
    }

    @Test
    void putsTheCategoryInThePlaceOfWhatIsFound() {
        assertThat(SCANNER.redact("电话13800138000，身份证11010519491231002X，2024-02-29入院"))
                .isEqualTo("电话[PHONE]，身份证[RID]，[DATE]入院");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "身份证号：11010519491231002X。 | 身份证号：[RID]。",
                "身份证１１０１０５１９４９１２３１００２Ｘ | 身份证[RID]",
                "证件号110105 19491231 002X | 证件号[RID]",
                "手机+86 199-1234-5678 | 手机[PHONE]",
                "座机010-62781234转802 | 座机[PHONE]",
                "邮箱li.wei@example.com, | 邮箱[EMAIL],",
                "卡号6222 0202 0011 2233 446 | 卡号[BANK]",
                "车牌京A12345违章 | 车牌[PLATE]违章",
                "护照号E12345678已过期 | 护照号[TRAVEL]已过期",
                "香港居民A123456(3)就诊 | 香港居民[RID]就诊",
                "台湾居民A123456789 | 台湾居民[RID]",
                "身份证号110105194/91231002X，已核对 | 身份证号[RID]，已核对",
                "身份证号1101051949*1231002X，已核对 | 身份证号[RID]，已核对",
                "身份证号11010519:491231002X，已核对 | 身份证号[RID]，已核对",
                "电话139:0917:8575 | 电话[PHONE]",
                "MTEwMTA1MTk0OTEyMzEwMDJY | [RID]",
                "其妻qian huajuan陪同 | 其妻[NAME]陪同",
                "其妻 qian hua juan 陪同 | 其妻 [NAME] 陪同",
                "予nasal cannula吸氧，予an line | 予nasal cannula吸氧，予an line",
                "信用代码91350100M000100Y43 | 信用代码[ORG]",
                "服务器192.0.2.1无响应 | 服务器[NETID]无响应",
                "住院号：0012345，床边查房 | 住院号：[MRN]，床边查房",
                "受试者编号S-0001 | 受试者编号[SUBJ]",
                "家住北京市海淀区中关村大街27号，已婚 | 家住[ADDR]，已婚",
                "患者张三于今日入院 | 患者[NAME]于今日入院",
                "姓名：欧阳娜娜 性别：女 | 姓名：[NAME] 性别：女",
                "主治医师：王建国 | 主治医师：[NAME]",
                "阿依古丽·买买提，女 | [NAME]，女",
                "Patient: John Smith, MRN 00123456 | Patient: [NAME], MRN [MRN]",
                "Seen by Dr. Emily Carter on March 3, 2021. | Seen by Dr. [NAME] on [DATE].",
                "SSN 123-45-6789 on file | SSN [RID] on file",
                "Call (415) 555-0132 ext 12 | Call [PHONE]",
                "Contact Zhang Wei at 12 Park Road | Contact [NAME] at [ADDR]",
                "sent to 14 Rue de la Paix 3, Paris, France. | sent to [ADDR].",
                "He lives at Lindenweg 12, Bern now | He lives at [ADDR] now",
                "She lives on ul. Lipowa 7 with her son | She lives on [ADDR] with her son",
                "Suite 200 is empty; ship to P.O. Box 77, Springfield, IL 62701. | [ADDR] is empty; ship to [ADDR].",
                "the report of Marta Lindgren; Lindgren signed it | the report of [NAME]; [NAME] signed it",
                "Okoro said that it hurts | [NAME] said that it hurts",
                "we asked Wojciechowska twice | we asked [NAME] twice",
                "a call to Baker, who agreed | a call to [NAME], who agreed",
                "her maiden name is Key | her maiden name is [NAME]",
                "seen with O'Hanlon and Jean-Pierre | seen with [NAME] and [NAME]",
                "the plan that Søren made | the plan that [NAME] made",
                "my name is kim okoro | my name is [NAME]",
                "My number is 202 555 0147 now | My number is [PHONE] now",
                "ring me on +44 (0)20 7946 0958 | ring me on [PHONE]",
                "send it to Zyxlaan 5, 3511 LX Utrecht | send it to [ADDR]",
                "seen by A. Qorvandt today | seen by [NAME] today",
                "Qorvandt, Maria was here | [NAME] was here",
                "it was Qorvandt who fell | it was [NAME] who fell",
                "three founders: Qorv, Zelba and Umrit | three founders: [NAME], [NAME] and [NAME]",
                "Remember me, Qorvandt? | Remember me, [NAME]?",
                "Dr van der Qorv called | Dr [NAME] called",
                "he met zelba u. qorvandt | he met [NAME]",
                "555 0142 (home) | [PHONE] (home)",
            })
    void findsWhatIdentifies(String text, String redacted) {
        assertThat(SCANNER.redact(text)).isEqualTo(redacted);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Flowsheet Cell Labels, Breath Sounds and Posterior Lung Field",
                "Skip Screen Options; Morse Fall Risk; Motor Strength; Generic Intake",
                "Patient Controlled Analgesia after Dialysis",
                "Guillain-Barr\u00e9 syndrome, not Sj\u00f6gren",
                "白细胞计数6.5×10^9/L，中性粒细胞百分比70.2%",
                "予阿司匹林100mg每日一次口服",
                "对照组与试验组差异无统计学意义(P=0.032)",
                "血压120/80mmHg，心率72次/分",
                "呼吸内科会诊，建议完善胸部CT",
                "高血压病3级，糖尿病史10年",
                "Blood pressure 120/80 mmHg, heart rate 72 bpm",
                "订单金额12345.67元",
                "hash 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
                "version 1.2.3.4.5",
                "Chest Pain and Heart Failure, Type 2 Diabetes Mellitus",
                "Intensive Care Unit: Vital Signs stable",
                "患者诉头晕，无发热。予以补液治疗后好转",
                "Give 250 mg of Aspirin 2 times a day by mouth.",
                "Heparin given at noon, then Warfarin 5 mg nightly.",
                "Pain is from the left hip, and Morphine helped.",
                "frank blood in stool, will follow up in the morning",
                "mark the site and grant consent before surgery",
                "There were 1200 Patients in 14 centres.",
                "Order 123 456 789 was shipped on time.",
                "In 2021 Covid 19 cases rose by 12 percent.",
                "Vitamin D 1000 Units 2 times daily",
                "Apply the cream via the skin 3 times, then rest.",
                "He walked 300 meters in a 6 minute walk test.",
                "Ward 7 East, Bed 3",
                "direct bilirubin 12 1200 and ALT 45",
                "follow up with primary care in 3 weeks",
            })
    void leavesTheRestAsItIs(String text) {
        assertThat(SCANNER.redact(text)).isEqualTo(text);
    }

    @Property
    void spansLieInOrderAndWithinAnyText(@ForAll String text) {
        List<Span> spans = SCANNER.find(text);
        int at = 0;
        for (Span span : spans) {
            assertThat(span.start()).isGreaterThanOrEqualTo(at);
            assertThat(span.end()).isLessThanOrEqualTo(text.length());
            at = span.end();
        }
    }

    @ParameterizedTest
    @Tag("torture")
    @ValueSource(
            strings = {
                "1",
                "a",
                "A ",
                "a.",
                "a@",
                "1-",
                "市",
                "张",
                "路1号",
                "·汉",
                "+86 ",
                "患者",
                "Dr. A",
                "2024-",
                "(0",
                ": ",
                "0:",
                "[",
                "王小",
                "省市区",
                "Patient ",
                "12 Aa ",
                "AB12 ",
                "https://a.b/",
                "\n",
                " ",
                "QQ",
                "住院号",
                "1.1.",
                "号",
                "Mr ",
                "病历号：",
                "A-",
                "1 A 1 ",
                "Apt 1 ",
                "1 Aa Road, Aa\n",
                "Aason "
            })
    void noTextIsSlow(String unit) {
        String text = unit.repeat(250_000 / unit.length());
        Assertions.assertTimeoutPreemptively(
                Duration.ofSeconds(60), () -> assertThatNoException().isThrownBy(() -> SCANNER.find(text)));
    }
}
