package dev.weir.privacy.detect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.privacy.detect.find.AddressFinder;
import dev.weir.privacy.detect.find.DateFinder;
import dev.weir.privacy.detect.find.Finder;
import dev.weir.privacy.detect.find.MessageFinder;
import dev.weir.privacy.detect.find.NumberFinder;
import dev.weir.privacy.detect.find.PostcodeFinder;
import dev.weir.privacy.detect.find.Span;
import dev.weir.privacy.detect.find.Spans;
import dev.weir.privacy.detect.find.StreetFinder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What each finder finds by itself: it stands between ⟦ and ⟧; all other text it leaves, though much of it looks alike. */
public class FindersTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "身份证⟦RID:110105194912310021⟧，另一110105194912310029",
                "110105194912310029",
                "证件⟦RID:150102880730303⟧，编号150102880730303",
                "证件150102881330303",
                "⟦PHONE:000-12-3456⟧ and 666-12-3456 and 900-12-3456",
                "123-00-4567 and 123-45-0000 and ⟦RID:123-45-6789⟧",
                "order 123456789, SSN ⟦RID:123456789⟧",
                "SSN 000456789",
                "SSN 666456789, 912345678, 123006789, 123450000",
                "code A1234563, HKID ⟦RID:A1234563⟧, HKID A1234564",
                "⟦RID:A123456(3)⟧, A123456(4)",
                "HKID ⟦RID:A123456-3⟧, HKID A123456-4",
                "ref a123456-3, A1234563",
                "⟦RID:a123456(3)⟧",
                "身份证 ⟦RID:1234567(8)⟧, ref 1234567(8)",
                "⟦RID:A123456789⟧, A123456788",
                "身份证 ⟦RID:a-123456789⟧, ref a-123456789",
                "护照USA110076543210",
                "⟦ORG:91350100M000100Y43⟧ and ⟦ORG:91350100m000100y43⟧ and 91350100M000100Y44",
                "⟦BANK:6222020200112233446⟧ and 6222020200112233445",
                "卡号⟦BANK:6222020200112233445⟧",
                "card ⟦BANK:1234 5678 9012 3⟧",
                "card 1234 5678 9012",
                "⟦BANK:6.2.2.2.0.2.0.2.0.0.1.1.2.2.3.3.4.4.6⟧ ok",
                "⟦BANK:378282246310005⟧ and ⟦BANK:3782 822463 10005⟧ and 378282246310006",
                "⟦BANK:GB82 WEST 1234 5698 7654 32⟧, ⟦BANK:gb82west12345698765432⟧, GB82WEST12345698765433",
                "code 12345678, account ⟦BANK:12345678⟧",
                "account 1234567",
                "⟦PHONE:1.3.8.0.0.1.3.8.0.0.0⟧ and ⟦PHONE:13800138000⟧ and 12800138000",
                "⟦PHONE:+86 138-0013-8000⟧, ⟦PHONE:008613800138000⟧",
                "⟦PHONE:138 00138000⟧",
                "⟦PHONE:00.1380.0138⟧ and ⟦PHONE:01 2345 678⟧ and ⟦PHONE:01.2345.678⟧",
                "01 2345 67 and ⟦PHONE:01 23 45 67 89⟧",
                "⟦PHONE:555-123-4567⟧ and 55-12-3456 and 55555-55555-55555 and ⟦PHONE:12345-123-4567⟧",
                "⟦PHONE:55-123-45678⟧ and 55-1234-567",
                "55-12-345",
                "⟦PHONE:12 34 56 78⟧ and ⟦PHONE:12-34-56-78⟧ and ⟦PHONE:123 45 67 89⟧ and ⟦PHONE:12 345 67 89⟧",
                "12 34 56 78.9 and 12 34 56 78, 90",
                "⟦PHONE:020 1234567⟧ and ⟦PHONE:01/23456789⟧ and 0123/45 and ⟦PHONE:0123 456 78⟧",
                "01/02/03 and ⟦PHONE:01-234-567-89⟧",
                "⟦PHONE:(020) 79460958⟧ and ⟦PHONE:02079460958⟧",
                "邮编⟦ADDR:100000⟧，门牌100000",
                "⟦PHONE:01062781234⟧ and ⟦PHONE:075512345678⟧ and 01162781234",
                "⟦PHONE:037112345678⟧",
                "4008123456 and ⟦PHONE:800-810-8888⟧ and 电话⟦PHONE:400-812-3456⟧",
                "code 1234567, tel 123456, tel ⟦PHONE:1234567⟧",
                "⟦PHONE:+12 34 56 7⟧ and ⟦PHONE:+12 345 678⟧ and ⟦PHONE:0044 20 7946 0958⟧",
                "+1 (2) 3 4 and ⟦PHONE:001 23 45 6⟧",
                "⟦PHONE:415-555-0132⟧ and ⟦PHONE:1 415 555 0132⟧ and ⟦PHONE:415.555.0132⟧ and 415 555 01323",
                "size 12 345 67, call 12 34, call ⟦PHONE:12 345 67⟧",
                "⟦PHONE:+12345678⟧ and +1234567 and +123456 7890 1234 5678 90123",
                "(020) 7946 and ⟦PHONE:(020) 1234 5678⟧ and (02) 123 45",
                "no 12 34567, tel 12 3456, tel ⟦PHONE:12 34567⟧",
                "234 567 890, call 1 ⟦PHONE:234 567 890⟧",
                "⟦PLATE:京A12345⟧, ⟦PLATE:京AD12345⟧, ⟦PLATE:京A1234学⟧, ⟦PLATE:京A·12345⟧, 京I12345, 京A123456",
                "VIN ⟦PLATE:1M8GDM9AXKP042788⟧, code 1M8GDM9AXKP042788, VIN 1M8GDM9A1KP042788",
                "⟦NETID:192.0.2.1⟧ and 256.0.0.1 and 1.2.3.4.5 and ⟦NETID:192.0.2.1⟧.",
                "⟦NETID:00:1A:2B:3C:4D:5E⟧ and 00:1A:2B:3C:4D and ⟦NETID:00-1a-2b-3c-4d-5e⟧",
                "⟦NETID:2001:db8::1⟧ and ⟦NETID:2001:db8:0:0:0:0:0:1⟧ and 12:34:56 and 1::2 and 2001:db8:1:2:3:4",
                "fe80::1ff:fe23 and ab::cdef12:3",
                "IMEI ⟦NETID:490154203237518⟧, code 490154203237518, IMEI 490154203237519",
                "QQ号⟦NETID:12345⟧, QQ 1234, QQ:012345",
                "MRN ⟦MRN:00123456⟧, MRN A, mrn is ⟦MRN:H-12⟧",
                "医保卡号⟦INSNO:YB4403001⟧, 医保卡号YB44",
                "受试者⟦SUBJ:S-0001⟧, subject id ⟦SUBJ:01-012⟧, subject id S1",
                "微信号：⟦NETID:lihua_88⟧, wechat id abc, wechat: ⟦NETID:li-hua⟧, 微博⟦NETID:lihua88⟧, user name is ⟦NETID:li_hua⟧",
                "login abcd, login ⟦NETID:abcde⟧",
                "抖音号: ⟦NETID:haha2024⟧",
                "用户名 ⟦NETID:zhang_wei⟧",
                "⟦EMAIL:li@qq.com⟧, ⟦EMAIL:li(at)qq.com⟧ and li %40 qq.com",
                "⟦TRAVEL:E12345678⟧, ⟦TRAVEL:G12345678⟧, EI1234567, D12345678, 123456789, passport ⟦TRAVEL:123456789⟧",
                "code AB1234567, passport 1234567, passport ⟦TRAVEL:AB1234567⟧",
                "军字第⟦TRAVEL:123456⟧号, 军字⟦TRAVEL:123456⟧, 军字12345",
                "护照 ⟦TRAVEL:H12345678⟧",
                "x110105194912310021 and 5110105194912310021 and 0.110105194912310021",
                "⟦PHONE:+123456 7890 1234 5678 90⟧ and +123456 7890 1234 5678 901",
                "⟦PHONE:01/2345678⟧ and 01/234567 and ⟦PHONE:01234/567890⟧ and 01234/5678901",
                "⟦PHONE:(02) 123 456⟧ and (02) 123 45",
                "99 and ⟦PHONE:99-99-99-99⟧",
                "⟦NETID:0:1:2:3:4:5:6:7⟧ and 0:1:2:3:4:5:6",
                "123456789, social security 987654321",
                "⟦PHONE:(000) 0000 0000⟧",
                "⟦PHONE:011 44 20 7946⟧ and ⟦PHONE:011 44 20 794⟧ and ⟦PHONE:0049 30 1234⟧",
                "⟦PHONE:555 0142⟧ (home) and 55 0142 (home)",
                "code ⟦RID:11010519491231002X⟧, code 110105194912310029",
                "code ⟦RID:1.1.0.1.0.5.1.9.4.9.1.2.3.1.0.0.2.X⟧, code 1.1.0.1.0.5.1.9.4.9.1.2.3.1.0.0.2.9",
            })
    void numbers(String marked) {
        String text = marked.replaceAll("⟦[A-Z]+:|⟧", "");
        assertThat(marked(NumberFinder.of(NumberFinder.Accounts.FOUND), text, true))
                .isEqualTo(marked);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "⟦2024年2月29日⟧ and 2024年13月1日 and ⟦2024 年 2 月⟧ and 1724年2月",
                "⟦3月5日⟧ and 13月5日 and 3月32日 and 年3月5日",
                "⟦二〇二四年三月五日⟧ and ⟦二零二四年十二月⟧",
                "⟦2024-02-29⟧ and 2024-13-29 and ⟦2024.02.29⟧ and ⟦2024/2/9⟧ and 2024-02/29",
                "⟦29.02.2024⟧ and ⟦2/29/24⟧ and 32.02.2024 and ⟦29-2-24⟧",
                "⟦March 3, 2021⟧ and ⟦Mar 3⟧ and ⟦3rd of March 2021⟧ and ⟦3 Mar 21⟧",
                "⟦2024-02-29 10:30⟧ and ⟦2024-02-29T10:30:15.123Z⟧ and 10:30",
                "⟦20240229⟧ and 20230229 and x20240229 and 20240229.5 and 20240229-1",
                "⟦2024-02-29T10:30:15+08:00⟧ and ⟦2024年2月29日 8:05⟧",
                "今年二月",
                "2024",
                "⟦1899年1月⟧",
                "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa ⟦3 May 2021⟧ aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa ⟦4 May 2022⟧",
                "on the ⟦3rd of May, 2021⟧ at 5:30 pm",
                "⟦2024-02-29⟧",
                "⟦3May2021⟧",
                "⟦20240229⟧",
                "⟦1999.9.9⟧",
            })
    void days(String marked) {
        finds(new DateFinder(), marked);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "PID|1||⟦H20481173⟧||⟦赵^立新⟧||19580304|M",
                "⟦DOE^JOHN^A⟧ seen, ⟦Sun^Meiling=孙^美玲⟧",
                "⟦42 Juniper Court^^Salem^OR^97301⟧",
                "Juniper Court^^Salem^OR^97301",
                "42Juniper^^Salem^OR^97301",
                "⟦42 J^^Salem^OR^97301⟧",
                "PID|1|⟦A12⟧|⟦B-34⟧~C|x",
                "PID|1|AB|⟦ABC⟧",
                "x^2 and a^b",
                "^ ⟦DOE^JOHN⟧",
            })
    void messagesOfHospitals(String marked) {
        finds(new MessageFinder(), marked);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "家住⟦广东省深圳市南山区科技园路1号⟧，已婚",
                "住⟦朝阳区建国路598号25栋2744室⟧",
                "在科技园路上",
                "⟦科技园路1号⟧",
                "深圳市南山区",
                "⟦深圳市南山区1号⟧",
                "深圳市南山区三号",
                "人民医院门诊3号楼2室",
                "地址：⟦湖北省黄冈市蕲春县漕河镇八里湖村3组15户⟧",
                "⟦拉萨市城关区八廓街道12号院2单元301户⟧",
                "⟦建国路5号3-502⟧",
                "⟦建国路3-502⟧",
                "在建国路",
                "患者现住在⟦上海市徐汇区衡山路12弄3号501室⟧，电话",
                "广东省科技园",
                "广东路",
                "来自内蒙古自治区呼和浩特市新城区",
                "甲区乙路",
                "病区3号床",
                "区1号",
                "⟦和平区南京路5号⟧",
                "与⟦和平区南京路5号⟧",
                "12号3室",
                "市区道路",
                "A座5楼",
                "⟦中关村软件园二期5号楼⟧",
                "一⟦二三四五六七八九十甲路5号⟧",
                "一二三四⟦五六七八九十甲乙丙丁路5号⟧",
                "某⟦黑龙江省哈尔滨市南岗区西大街5号⟧",
                "某⟦广东省深圳市南山区科技园路1号⟧",
                "⟦建国路0号⟧",
                "⟦建国路9号楼⟧",
                "⟦建国路A座⟧",
                "⟦建国路Z座⟧",
                "建国路a座",
                "⟦建国路甲座⟧",
                "建国路丙乙",
                "深圳市南山区A座",
            })
    void chineseAddresses(String marked) {
        finds(new AddressFinder(), marked);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "at ⟦12 Oak Hill Road⟧ now",
                "⟦17 2450 Crown St, Springfield, IL 62701⟧",
                "on ⟦Crown Street⟧ today",
                "Crown Street today",
                "12 Chest Road",
                "⟦Brucker Bundesstrasse 31⟧ in",
                "⟦14 Lindenweg⟧ now",
                "⟦20 Rue de la Paix, 75002 Paris, France⟧",
                "⟦Rua Mina 50⟧",
                "⟦Wesselényi u. 94. Budapest⟧",
                "⟦61076 32 Kuuse Apt. 681⟧",
                "⟦Carrera 7 # 71-21⟧",
                "⟦25615 Kuuse 53.⟧",
                "⟦Kuuse 53 Apt. 72⟧",
                "⟦P.O. Box 12⟧",
                "⟦Unit 12 Box 34⟧",
                "⟦PSC 12, Box 34\nAPO AE 12345⟧",
                "⟦Postfach 123⟧",
                "⟦the corner of Crown Street and 12 Oak Hill⟧",
                "lives at ⟦Kuuse 53⟧ now",
                "⟦2274 Kuuse 41⟧",
                "at ⟦Kuuse 41⟧ now",
                "at Table 41 now",
                "at Abc 41 now",
                "⟦2274 kuuse 41⟧",
                "2274 table 41",
                "Seen at ⟦calle mayor 50⟧ now",
                "Seen at ⟦calle 7 # 71-21⟧ now",
                "lives at ⟦12 oak hill road⟧",
                "⟦12 oak street, springfield⟧",
                "⟦po box 12⟧",
                "⟦12 Oak Road, Springfield\nFrance⟧",
                "⟦12 Oak Road\nSpringfield\nIL 62701\nUSA⟧",
                "⟦12 Oak Road⟧\n\nThe patient is well.",
                "⟦12 Oak Road (Springfield)⟧ now",
                "⟦12 Oak Road⟧, Phone: 5",
                "⟦12 Oak Road, NY⟧",
                "⟦12 Oak Road, Springfield⟧. He left",
                "⟦12 Oak Road, Village of Oaks⟧",
                "⟦12 Oak Road, Village⟧ of oaks",
                "⟦12 Oak Road⟧ of",
                "⟦12 Oak Road,\n> Springfield, 62701⟧",
                "⟦12 Oak Road⟧ to 62701",
                "⟦12 Oak Road\nSpringfield, 62701⟧ now",
                "⟦12 Oak Road, Unit 5b⟧, 12345678901",
                "⟦12 Oak Road⟧, 12abcd",
                "⟦12 Oak Road, 12abc⟧",
                "⟦12 Oak Road, 1234567890⟧",
                "⟦12 Oak Road⟧\n5:30 is late",
                "⟦12 Oak Road One Two Three Four Five⟧ Six Seven Kuuse Tartu Narva",
                "address: ⟦53 Kuuse⟧",
                "⟦12 Oak Road\nKuuse 123⟧",
                "⟦12 Oak Road\nK 1234⟧\nis well",
                "⟦12 Oak Road\nA 62701⟧ x",
                "⟦12 Oak Road\n5⟧",
                "⟦12 Oak Road\n\nA 62701⟧ x",
                "⟦12 Oak Road⟧\n\nSpringfield",
                "⟦12 Oak Road⟧               \nSpringfield",
                "⟦12 Oak Road              \nSpringfield⟧",
                "⟦12 Oak Road             \nSpringfield⟧",
                "⟦12 Oak Road⟧ * \nSpringfield",
                "⟦12 Oak Road, \n > Springfield⟧",
                "⟦12 Oak Road⟧; \nSpringfield",
                "⟦12 Oak Road⟧\nA\nB\nC\nD\nE\nF\nG\nH",
                "⟦12 Oak Road⟧\nA 12\nis well",
                "⟦12 Oak Road⟧\n123 is well",
                "⟦12 Oak Road\n1234⟧ is well",
                "⟦12 Oak Road\nKuuse\nTartu\nNarva\nRapla\nValga\nKeila⟧\nPaide\nVoru",
            })
    void streets(String marked) {
        finds(new StreetFinder(), marked);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "to ⟦14 Oak Hill, London SW1A 2AA⟧ now",
                "to ⟦Oak Hill, London SW1A 2AA⟧ now",
                "at London SW1A 2AA now",
                "see Kuuse, 10115 Berlin. Then",
                "⟦12 Kuuse, Tartu 51003, Estonia⟧",
                "ship to ⟦9 Elm Pl,\nSpringfield, IL 62701\nUSA⟧",
                "ship to ⟦9 Elm Pl,\nSpringfield, IL 62701-1234⟧.",
                "Acme Ltd\n⟦9 Elm Pl\nSpringfield, IL 62701⟧",
                "John\n\n⟦9 Elm Pl\nSpringfield, IL 62701⟧",
                "to a ⟦9 Elm Pl., bldg. 4, Springfield, IL 62701⟧",
                "3511 LX Utrecht, Zyxlaan 5",
                "⟦Zyxlaan 5, 3511 LX Utrecht⟧",
                "⟦Nygata 3, 4021 Stavanger.⟧",
                "Nygata 3, 2021 Stavanger.",
                "K1A 0B1 Ottawa and ⟦9 Elm Pl, Ottawa K1A 0B1⟧",
                "⟦9 Elm Pl, Perth, WA 6000⟧",
                "take 5 Aspirin, 10115 Units daily",
                "⟦9 Elm Pl; Springfield; IL 62701⟧",
                "⟦Room 5, Kuuse 12, 03-204 Warszawa⟧",
                "Springfield IL 62701",
                "a, b, IL 62701",
                "9 Elm,\n\n\nIL 62701",
                "One Two Three Four Five Six ⟦Seven Eight Nine Ten Eleven Twelve Kuuse 13 Tartu, Kuuse, Parnu, Narva, IL 62701⟧",
                "⟦Elm Pl, Springfield, IL 99999⟧",
                "⟦Elm Pl, Springfield, IL 00000⟧",
                "Elm Pl, Springfield, IL /////",
                "⟦1 Kuuse\nTartu\nNarva\nRapla\nValga, IL 62701⟧",
                "1 Kuuse\nTartu\n⟦Narva\nRapla\nValga\nJogeva\nKeila\nPaide, IL 62701⟧",
                "9 Elm Pl           , IL 62701",
                "⟦9 Elm Pl , IL 62701⟧",
                "9 Elm Pl chest, IL 62701",
            })
    void addressesByTheirPostcode(String marked) {
        finds(new PostcodeFinder(), marked);
    }

    private static void finds(Finder finder, String marked) {
        assertThat(marked(finder, marked.replaceAll("[⟦⟧]", ""), false)).isEqualTo(marked);
    }

    private static String marked(Finder finder, String text, boolean categories) {
        Spans spans = new Spans();
        finder.find(text, spans);
        return marked(spans, text, categories);
    }

    public static String marked(Spans spans, String text, boolean categories) {
        StringBuilder marked = new StringBuilder();
        int at = 0;
        for (Span span : spans.joined()) {
            marked.append(text, at, span.start()).append('⟦');
            marked.append(categories ? span.category() + ":" : "");
            marked.append(text, span.start(), span.end()).append('⟧');
            at = span.end();
        }
        return marked.append(text.substring(at)).toString();
    }
}
