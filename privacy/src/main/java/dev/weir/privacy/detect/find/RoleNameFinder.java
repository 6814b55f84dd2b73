package dev.weir.privacy.detect.find;

import dev.weir.privacy.detect.words.ClinicalWords;
import dev.weir.privacy.detect.words.Han;
import dev.weir.privacy.detect.words.Measures;
import dev.weir.privacy.detect.words.NameDictionary;
import dev.weir.privacy.validate.Surnames;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Finds Chinese names by where they stand alone: between a word for what a person does and a mark (审核詹，), behind 姓 and 小名, in front of a
 * title (禤医生). What stands there and is no word is a name, however rare its surname.
 */
public final class RoleNameFinder implements Finder {

    private static final int RANK = 303;

    private static final String HAN = "[\u3400-\u9fff]";

    private static final String MARK = "(?=[，,。；;、：:（()）/／→|“”\"「」【】…！!？?—]|\\s|$)";

    /** What staff do and are, in front of one of them. */
    private static final String STAFF =
            "取材|初诊|抄方|审方|带教|注射[者人]?|穿刺[者人]?|摄影[者人]?|技术员|操作[者人员]?|签名栏写?|主管|主诊|咨询师?|主治|住院医[师生]?|规培[生]?|进修[医生]{0,2}|实习[医生]{0,2}|值班[医师生]{0,2}|医[师生]|护[士师]长?|责护|药师|药剂师|技师|治疗师|康复师|营养师|检验师|心理师|社工"
                    + "|麻醉[师医生]{0,2}|主刀|术者|[一二三]助|助手|第[一二]助手|器械|巡回|洗手|气道|按压|胸外按压|记录[者人]?|报告[者人]?|审核[者人]?|复核[者人]?|核对[者人]?|检查[者人]|操作[者人]"
                    + "|复述[者人]?|接听[者人]?|接[报收][者人]|通知[者人]?|经手人|执行[者人]|签[名字]处?|见证[者人]|研究者|监查员|协调员|随访[者人员]|访视[者人员]|评估[者人]|送检[者人]|采样[者人]|采集[者人]|录入[者人]?|质控[者人]?"
                    + "|检验科|急诊科?|影像科|放射科|超声科|药剂科|病理科|输血科|[心胸脑骨普神泌]外科?|[心呼消神肾血]内科?|ICU|CCU|NICU|CRC|CRA|PI|Sub-I";

    /** Whom a patient has, and what a patient is called. */
    private static final String KIN =
            "入院登记|自报|患者(?:名|本名)?|病人|患儿|产妇|伤者|死者|姓名|登记名|本名|真名|全名|大名|户主|当事人|来电[者人]?|报警人|报案人|陪[同护]人|联[系络]人|监护人|被监护人|申请单|接送人|领队|室友|同事|同学|同乡|工友|邻居"
                    + "|[其之]?(?:继|养|生|岳|祖|外祖|曾祖)[父母]|外[公婆孙甥]女?|[其之][父母夫妻子女兄弟姐妹叔伯姑舅姨侄甥孙]|[长次幼独三]?[子女](?=" + HAN
                    + "{2,4}[，,、；;（(。])|(?<=[，,、；;：:（(。])[父母夫妻]|丈夫|妻子|爱人|配偶|父亲|母亲|儿子|女儿|哥哥|弟弟|姐姐|妹妹|女婿|儿媳|男友|女友|前[夫妻]|未婚[夫妻]|公公|婆婆|爷爷|奶奶|外婆|外公|姥姥|姥爷";

    private static final String SAID = "[：:为是叫系]{0,2}[ \\t]?[“\"「]?";

    private static final PrefilteredPattern AFTER_STAFF =
            PrefilteredPattern.compile("(?:" + STAFF + ")" + SAID + "(" + HAN + "{1,4})" + MARK);

    private static final PrefilteredPattern AFTER_KIN =
            PrefilteredPattern.compile("(?:" + KIN + ")" + SAID + "(" + HAN + "{2,6}?)(?:" + MARK
                    + "|(?=亦|言|由|核对|一致|[自代]?[诉述]|接听|来[诊院电接]|陪[同护]|急送|送[入来至]|否认|称|懂|不懂|生日|主刀|按手印|[女男][，,]))");

    /** 自述姓鲜于，, 姓黑，. */
    private static final PrefilteredPattern SURNAMED = PrefilteredPattern.compile("姓[“\"「]?(" + HAN + "{1,2})" + MARK);

    private static final PrefilteredPattern NAMED =
            PrefilteredPattern.compile("(?<![品药病菌地署题书知有无])名[“\"「]?(" + HAN + "{2,4})" + MARK);

    /** 小名妞妞，, 昵称“白夜行”. */
    private static final PrefilteredPattern CALLED =
            PrefilteredPattern.compile("(?:小名|乳名|昵称|网名|绰号|外号|别名|化名|曾用名|人称|自称|俗称|家人[唤叫称]|被?[唤叫]作)[：:为是叫作]{0,2}(?:[“\"「]("
                    + HAN + "{1,6})[”\"」]|(" + HAN + "{2,3})" + MARK + ")");

    /** 男友阿杰生日: a given name as it is called. */
    private static final PrefilteredPattern DEAR = PrefilteredPattern.compile("(?:" + KIN + "|同乡|保姆|护工)(阿" + HAN + ")");

    private static final PrefilteredPattern TITLED =
            PrefilteredPattern.compile("(?:(?<!" + HAN + ")|(?<=[时后前请由让嘱与和及系是所科院处室房问报称]))(" + HAN
                    + ")(?:主任|护士长|医生|医师|大夫|护士|教授|药师|技师|老师|师傅|警官|先生|女士|老太太|老太|大爷|大妈|阿姨|奶奶|爷爷|总住院|副教授|副主任|博士|同学|太太)");

    /** 才旺教授: no word, and nothing before it. */
    private static final PrefilteredPattern TITLED_TWO =
            PrefilteredPattern.compile("(?<!" + HAN + ")(" + HAN + "{2})(?:副?主任|副?教授|医生|医师|大夫|护士|药师|老师|师傅|女士|先生|博士)");

    /** 俸老三. */
    private static final Pattern BY_PLACE = Pattern.compile(HAN + "老[大二三四五六七八九么幺]");

    /** 老周今天不肯下床. */
    private static final PrefilteredPattern OLD_OR_YOUNG =
            PrefilteredPattern.compile("(?<!" + HAN + ")([老小]" + HAN + ")(?=[今昨说讲诉称]|不[肯愿]|自[诉述]|陪|来[诊院电])");

    /** Characters before a title that are surnames, and hardly ever so there. */
    private static final String NO_SURNAMES =
            "应经于和由同从向及有能相查解终步计通并以原本该各全主副总科国军名女男老后每公农花司官师养惠两几某新外旧前另多大小哪这那其此值主副带患产孕患儿床号楼组室";

    /** What is said of people, and begins no name. */
    private static final Pattern BEGINS_CLAUSE = Pattern.compile(
            "[不未已无有可在也都均又再请被把为对向应需要拒否诉述]|[网小大本真全]名|姓|认|急送|陪|签|接听|来[诊院电接]|代[诉述]|.*(?:医生|医师|护士|主任|老师|教授|大夫|药师)");

    @Override
    public void find(String original, Spans spans) {
        if (original.chars().noneMatch(c -> Han.is((char) c))) {
            return;
        }
        String text = NameDictionary.simplified(original);
        AFTER_STAFF.each(text, found -> {
            if (Surnames.length(found.group(1)) > 0 || found.group(1).length() > 2) {
                after(text, found, spans);
            }
        });
        AFTER_KIN.each(text, found -> after(text, found, spans));
        SURNAMED.each(text, found -> {
            String name = found.group(1);
            if (name.length() == 1 ? "名氏于".indexOf(name) < 0 : Surnames.length(name) == 2) {
                add(found, 1, spans);
            }
        });
        NAMED.each(text, found -> {
            String name = found.group(1);
            if (Surnames.length(name) > 0 && isUnknown(name)) {
                add(found, 1, spans);
            }
        });
        CALLED.each(text, found -> {
            int group = found.group(1) == null ? 2 : 1;
            if (group == 1 || isUnknown(found.group(2)) || isDoubled(found.group(2))) {
                add(found, group, spans);
            }
        });
        TITLED_TWO.each(text, found -> {
            String name = found.group(1);
            boolean isName = !NameDictionary.isWord(name)
                    && !BEGINS_CLAUSE.matcher(name).lookingAt()
                    && NO_SURNAMES.indexOf(name.charAt(1)) < 0
                    && NO_SURNAMES.indexOf(name.charAt(0)) < 0;
            if (isName && !ClinicalWords.overlap(text, found.start(1), found.end(1))) {
                add(found, 1, spans);
            }
        });
        OLD_OR_YOUNG.each(text, found -> {
            boolean isSurname = NameDictionary.isSurname(found.group(1).charAt(1)) >= 100;
            if (isSurname && !NameDictionary.isWord(found.group(1))) {
                add(found, 1, spans);
            }
        });
        DEAR.each(text, found -> add(found, 1, spans));
        TITLED.each(text, found -> {
            char surname = found.group(1).charAt(0);
            boolean isFirst = found.start(1) == 0 || !Han.is(text.charAt(found.start(1) - 1));
            if ((isFirst || Surnames.isSingle(surname))
                    && NO_SURNAMES.indexOf(surname) < 0
                    && !Measures.is(text, found.start(1))) {
                add(found, 1, spans);
            }
        });
    }

    private static void after(String text, MatchResult found, Spans spans) {
        String name = found.group(1);
        boolean isSaid = ":：".indexOf(text.charAt(found.start(1) - 1)) >= 0;
        boolean isName = name.length() == 1
                ? isSurname(text, found.start(1))
                : isName(name) || (isSaid && Surnames.length(name) > 0 && !NameDictionary.isWord(name));
        if (isName && !ClinicalWords.overlap(text, found.start(1), found.end(1))) {
            add(found, 1, spans);
        }
    }

    /** One character is a surname alone, where staff call one another. */
    private static boolean isSurname(String text, int at) {
        char c = text.charAt(at);
        return Surnames.isSingle(c) && NO_SURNAMES.indexOf(c) < 0 && !Measures.is(text, at);
    }

    private static boolean isName(String text) {
        if (BY_PLACE.matcher(text).matches()) {
            return true;
        }
        if (NameDictionary.isWord(text) || BEGINS_CLAUSE.matcher(text).lookingAt()) {
            return false;
        }
        int surname = Surnames.length(text);
        boolean isShort = surname > 0 && text.length() <= surname + 2;
        return isShort
                ? !NameDictionary.isWord(text.substring(0, 2)) || NameDictionary.isLikelyName(text)
                : isUnknown(text);
    }

    /** Whether no two characters beside each other are a word. */
    private static boolean isUnknown(String text) {
        for (int i = 1; i < text.length(); i++) {
            if (NameDictionary.isWord(text.substring(i - 1, i + 1))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isDoubled(String text) {
        return text.length() == 2 && text.charAt(0) == text.charAt(1);
    }

    private static void add(MatchResult found, int group, Spans spans) {
        spans.add("NAME", found.start(group), found.end(group), RANK);
    }
}
