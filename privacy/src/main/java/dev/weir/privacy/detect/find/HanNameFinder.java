package dev.weir.privacy.detect.find;

import com.hankcs.hanlp.seg.common.Term;
import dev.weir.privacy.detect.words.ClinicalWords;
import dev.weir.privacy.detect.words.Eponyms;
import dev.weir.privacy.detect.words.Han;
import dev.weir.privacy.detect.words.Measures;
import dev.weir.privacy.detect.words.NameDictionary;
import dev.weir.privacy.validate.Surnames;
import java.util.BitSet;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds Chinese names: after words that announce one (患者, 姓名, 联系人), before titles (医生, 先生), where HanLP sees one, and
 * names of several parts joined by a dot.
 */
public final class HanNameFinder implements Finder {

    private static final int RANK = 300;

    /** What is given to the dictionary at once: a sentence, or so much of it. */
    private static final int SENTENCE = 200;

    private static final Pattern ANNOUNCED = Pattern.compile(
            "(?:(?<=\\d)床|其[兄弟姐妹叔伯姑舅姨婶嫂孙婆媳婿]|之[妻夫子女父母兄弟姐妹媳婿孙]|外[婆公]|[其之][侄甥]|见证人|民警|[交辅协]警|警官|复核|麻醉|[爷奶姥][爷奶姥]|岳[父母]|[公婆]婆|舅舅|姑姑|叔叔|伯父|孙[子女]|女婿|儿媳|保姆|护工|陪护|翻译|导游|司机|房东|室友|工友|战友|班主任|村长|队长|送检人|来电者|受访者|村医|陪同人|代诉人|报案人|交班|随访|访视|通知|告知|居民|患者姓名|病人姓名|患儿姓名|产妇姓名|姓名|名字|名叫|叫做|患者|病人|患儿|产妇|伤者|死者|孕妇|受试者|联系人|家属|治疗师|药师|营养师|受检者|受血者|自称|名为|监护人|代理人|委托人|法定代表人|紧急联系人"
                    + "|客户|用户|旅客|乘客|收件人|收货人|寄件人|登记人|办理人|车主|当事人|经办人|签名|签字|签署|医师签名|记录者|记录人|陈述者|病史陈述者|主治医师|住院医师|主任医师|副主任医师|经治医师|责任护士|护士长|报告人"
                    + "|接诊医生|主刀医生|手术医师|主刀|麻醉师|医师|医生|护士|检查者|审核者|报告医师|审核医师|技师|术者|一助|二助|配偶|丈夫|妻子|其夫|其妻|父亲|母亲|其父|其母|其子|其女"
                    + "|儿子|女儿|哥哥|姐姐|弟弟|妹妹|我叫|我是|他叫|她叫|同事|朋友|同学|邻居|老师|律师|持卡人|户名|申请人|投保人|被保险人|教授|主任|局长|市长|经理|先生|女士|(?<![病患])者)(?:姓名|名)?["
                    + " \\t]{0,2}[:：为是叫系]{0,2}[ \\t]{0,2}");

    private static final Pattern TITLED =
            Pattern.compile("(?:老?先生|老太太|老人家|女士|小姐|太太|医生|医师|大夫|护士|护士长|主任|副主任|教授|老师|经理|院长|主管|阿姨|大爷|大妈|奶奶|爷爷"
                    + "|叔叔|同志|师傅|律师|总监|大姐|大娘|大叔|大哥|大嫂|老人|总|局长|处长|科长|警官|博士|同学|某某|某)");

    /** The characters that the words above begin with. */
    private static final BitSet ANNOUNCES = characters(
            "床其之外见民辅协警复爷奶姥岳公婆舅姑叔伯孙女保护翻导司房室工战班队送来受村陪代报交随访通告居患病姓名叫产伤死孕受联家监代委法紧客用旅乘收寄登车经签医记陈主住副责接护麻检审报技术一二配治药营自丈妻其父母儿女哥姐弟妹我他她同朋邻老律持户申投被教局市先者办当乙甲原");

    private static final BitSet TITLES = characters("先女小太医大护主副教老经院阿奶爷叔同师律总局处科警博某");

    private static final Pattern DOTTED = Pattern.compile("[\u4e00-\u9fa5]{2,8}(?:\u00b7[\u4e00-\u9fa5]{1,10}){1,3}");

    /** Characters that go on with the sentence after a name. */
    private static final String GOES_ON = "幺于在和与及或的是为有无男女因就到来去说已向对从被把住电将曾系自诉述称可能应请也都不未于，。先医主护教同等今本入出转行经予签拟又再让给跟并其此该做患";

    private static final Pattern DESCRIBED = Pattern.compile(
            "(?:患者|病人|患儿|孕妇|产妇|孕产妇|受试者|姓名)[:：]?([\u4e00-\u9fa5]{2,10})"
                    + "[，,（( ]{1,2}(?:[\u4e00-\u9fa5]{1,6}族|男|女|\\d{1,3}岁)|(?<![\u4e00-\u9fa5])([\u4e00-\u9fa5]{2,10})[，,（( ]{1,2}[\u4e00-\u9fa5]{1,5}族(?![\u4e00-\u9fa5])");

    /** The last part of a name of several parts is hardly longer. */
    private static final int LAST_PART = 4;

    /** A longer row of unknown characters is no name. */
    private static final int FOREIGN = 9;

    /** What people do who come with a patient, or are asked about one. */
    private static final String COMES = "陪[护同]|护送|签[字名]|接听|来[诊院电接]|联系|电话";

    private static final Pattern TELLS = Pattern.compile(COMES + "|代[诉述]|自[诉述]|诉|述|要求");

    /** What ends a name: what its bearer is called or does. */
    private static final Pattern BEHIND = Pattern.compile(
            "医生|医师|大夫|护士|主任|教授|老师|大妈|大姐|大爷|大娘|大哥|大叔|先生|女士|小姐|阿姨|奶奶|爷爷|师傅|某|陪[护同]|代[诉述]|自[诉述]|接听|来[诊院电接]|签[字名]|拒");

    private static final Pattern TITLE_END =
            Pattern.compile("(?:医生|医师|大夫|护士|主任|教授|老师|大妈|大姐|大爷|大娘|大哥|大叔|先生|女士|小姐|阿姨|奶奶|爷爷|师傅)$");

    /** What may stand before a name that nothing announces. */
    private static final String LEADS = "非由请经与和找向给对为是叫问诉的到嘱让陪遵询及下于按同跟托派得知称送被";

    private static final String DOES = "诉述称于因系已自曾说问来到去又再经由被行服";

    /** What only people do, behind a name that no dictionary has: 娜仁高娃值班. */
    private static final Pattern ACTS = Pattern.compile(COMES + "|陪送|值班|[交接]班|查房|沟通|到院|同住");

    /** What staff do behind a usual name, where nothing calls them staff: 今日徐艳查房. */
    private static final Pattern WORKS =
            Pattern.compile(ACTS.pattern() + "|查看|巡视|换药|会诊|接诊|主刀|操作|执行|采血|抽血|穿刺|拔管|核对|记录|告知|宣教|主持");

    /** Words that say when; they open a clause before a name. */
    private static final Pattern WHEN = Pattern.compile(
            "[今昨次当][日晨晚早夜天]|[上中下]午|晚上|夜间|凌晨|早上|清晨|[夜白早晚]班|术[前后中]" + "|(?:复诊|查房|入院|出院|就诊|检查|交接)[时前后]|随后");

    /** Surnames that lead on more often than they name: 医师后停药. */
    private static final String MOSTLY_LEAD = "后时经于和向同及";

    private static final Pattern BROUGHT = Pattern.compile("由([\u4e00-\u9fa5]{2,4})(?:护送|陪[同送]|搀扶|送[入来至])");

    private static final String CALLS = "小老";

    private static final Pattern AMOUNT = Pattern.compile("[万千百亿]{0,2}元");

    @Override
    public void find(String original, Spans spans) {
        int han = 0;
        while (han < original.length() && !Han.is(original.charAt(han))) {
            han++;
        }
        if (han == original.length()) {
            return;
        }
        String text = NameDictionary.simplified(original);
        announced(text, spans);
        described(text, spans);
        bringing(text, spans);
        titled(text, spans);
        alone(text, spans);
        dotted(text, spans);
        recognised(text, spans);
        int reached = 0;
        for (Span span : spans.joined()) {
            if (span.category().equals("NAME") && span.end() > reached) {
                reached = beside(text, span.end(), spans);
            }
        }
    }

    private static void announced(String text, Spans spans) {
        Matcher matcher = ANNOUNCED.matcher(text).useTransparentBounds(true);
        for (int at = 0; at < text.length(); at++) {
            if (ANNOUNCES.get(text.charAt(at))
                    && matcher.region(at, text.length()).lookingAt()) {
                int end = nameAt(text, matcher.end());
                if (end == matcher.end()) {
                    end = foreignAt(text, end);
                }
                if (end == matcher.end() && (tellsAfterTwo(text, end) || isCalledAt(text, end))) {
                    end += 2;
                }
                end = cut(text, matcher.end(), withRest(text, matcher.end(), end));
                if (end > matcher.end()
                        && text.charAt(end - 1) != '某'
                        && (end == text.length() || text.charAt(end) != '某')
                        && !ClinicalWords.overlap(text, matcher.end(), end)) {
                    add(text, matcher.end(), end, RANK, spans);
                }
            }
        }
    }

    /** Where a name ends before a title or what its bearer does: 次仁卓嘎 + 代诉. */
    private static int cut(String text, int start, int end) {
        if (end - start < 2) {
            return end;
        }
        Matcher behind = BEHIND.matcher(text).region(start + 1, text.length());
        return behind.find() && behind.start() < end ? behind.start() : end;
    }

    /** A name of two characters that are no word, before what its bearer says: 患者斯琴诉腹痛. */
    private static boolean tellsAfterTwo(String text, int at) {
        return at + 2 < text.length()
                && Han.only(text.substring(at, at + 2))
                && isUnknown(text.substring(at, at + 2))
                && !goesOn(text.charAt(at))
                && TELLS.matcher(text).region(at + 2, text.length()).lookingAt();
    }

    /** As colleagues and neighbours are called: 护士小周交班, 邻居老马. */
    private static boolean isCalledAt(String text, int at) {
        return at + 1 < text.length()
                && CALLS.indexOf(text.charAt(at)) >= 0
                && NameDictionary.isSurname(text.charAt(at + 1)) >= 100
                && !NameDictionary.isWord(text.substring(at, at + 2))
                && (at + 2 == text.length() || !NameDictionary.isWord(text.substring(at + 1, at + 3)));
    }

    /** A name that begins as a Han one does and goes on, without a word in it, to the next mark: 孕妇巴哈尔古丽，. */
    private static int withRest(String text, int start, int end) {
        int run = end;
        while (run < text.length() && run - start < FOREIGN && Han.is(text.charAt(run))) {
            run++;
        }
        boolean isMarked = run == text.length() || !Han.is(text.charAt(run));
        return end - start >= 3 && run > end && isMarked && isUnknown(text.substring(start, run)) ? run : end;
    }

    /** Who brings a patient: 由东方朔护送. */
    private static void bringing(String text, Spans spans) {
        Matcher matcher = BROUGHT.matcher(text);
        while (matcher.find()) {
            String name = matcher.group(1);
            boolean isName = Surnames.length(name) > 0 && !goesOn(name.charAt(0));
            if (isName && (name.length() > 2 || !NameDictionary.isWord(name))) {
                add(text, matcher.start(1), matcher.end(1), RANK, spans);
            }
        }
    }

    /** Names without a Han surname, which no dictionary has: three characters and more that are no words, before a word. */
    private static int foreignAt(String text, int at) {
        int to = at;
        while (to < text.length() && to - at < FOREIGN && Han.is(text.charAt(to))) {
            to++;
        }
        int end = at;
        for (Term term : NameDictionary.words(text.substring(at, to))) {
            boolean name = term.word.length() == 1
                    ? !goesOn(term.word.charAt(0))
                    : !NameDictionary.isWord(term.word) && !ClinicalWords.overlap(text, end, end + term.word.length());
            if (!name) {
                break;
            }
            end += term.word.length();
        }
        return end - at >= 3 && end - at < FOREIGN ? end : at;
    }

    /** Whatever stands between a word for a patient and a people, a sex or an age is a name: 孕妇次仁卓嘎，藏族. */
    private static void described(String text, Spans spans) {
        if (text.indexOf('族') < 0 && text.indexOf('男') < 0 && text.indexOf('女') < 0 && text.indexOf('岁') < 0) {
            return;
        }
        Matcher matcher = DESCRIBED.matcher(text);
        while (matcher.find()) {
            int group = matcher.group(1) == null ? 2 : 1;
            int start = matcher.start(group);
            boolean words = group == 2 && foreignAt(text, start) != matcher.end(group);
            if (!words && !NameDictionary.isWord(text.substring(start, matcher.end(group)))) {
                add(text, start, matcher.end(group), RANK, spans);
            }
        }
    }

    /** Where the name ends that a text has at a place; the place itself where there is none. */
    private static int nameAt(String text, int at) {
        int to = Math.min(text.length(), at + 5);
        int run = at;
        while (run < to && Han.is(text.charAt(run))) {
            run++;
        }
        String candidate = text.substring(at, run);
        int surname = Surnames.length(candidate);
        if (isLead(candidate)) {
            return at;
        }
        if (surname == 0
                || candidate.length() <= surname
                || (surname == 1 && !NameDictionary.isInUse(candidate.charAt(0)))) {
            return at;
        }
        if (candidate.length() <= surname + 2) {
            if (!NameDictionary.isWord(candidate) && !goesOn(candidate.charAt(surname))) {
                boolean longer = candidate.length() == surname + 2 && goesOn(candidate.charAt(surname + 1));
                return longer ? run - 1 : run;
            }
            return at;
        }
        if (goesOn(candidate.charAt(surname))
                || NameDictionary.isWord(candidate.substring(0, 4 > candidate.length() ? candidate.length() : 4))
                || NameDictionary.isWord(candidate.substring(0, surname + 2))
                || (NameDictionary.isWord(candidate.substring(0, surname + 1))
                        && !NameDictionary.isLikelyName(candidate.substring(0, surname + 2)))) {
            return at;
        }
        if (candidate.length() == 4 && candidate.length() == run - at && isUnknown(candidate)) {
            return run;
        }
        char third = candidate.charAt(surname + 1);
        boolean two = !goesOn(third)
                && NameDictionary.endsName(third) > 0
                && !NameDictionary.isWord(candidate.substring(surname + 1, surname + 3));
        return at + surname + (two ? 2 : 1);
    }

    /** Whether a character that leads on stands before a word, and is no surname here. */
    private static boolean isLead(String candidate) {
        return candidate.length() >= 3
                && MOSTLY_LEAD.indexOf(candidate.charAt(0)) >= 0
                && NameDictionary.isWord(candidate.substring(1, 3));
    }

    /** Whether no two characters beside each other are a word or lead on: 罗桑顿珠. */
    private static boolean isUnknown(String text) {
        for (int i = 1; i < text.length(); i++) {
            if (goesOn(text.charAt(i)) || NameDictionary.isWord(text.substring(i - 1, i + 1))) {
                return false;
            }
        }
        return true;
    }

    private static boolean goesOn(char c) {
        return GOES_ON.indexOf(c) >= 0;
    }

    private static void titled(String text, Spans spans) {
        Matcher matcher = TITLED.matcher(text);
        for (int at = 1; at < text.length(); at++) {
            if (!TITLES.get(text.charAt(at))
                    || !matcher.region(at, text.length()).lookingAt()) {
                continue;
            }
            for (int given = 3; given >= 0; given--) {
                int start = at - given - 1;
                if (start >= 0 && isTitled(text, start, at) && !ClinicalWords.overlap(text, start, at)) {
                    add(text, start, at, RANK, spans);
                    break;
                }
            }
        }
    }

    private static boolean isTitled(String text, int start, int end) {
        String name = text.substring(start, end);
        boolean free = start == 0 || !Han.is(text.charAt(start - 1)) || LEADS.indexOf(text.charAt(start - 1)) >= 0;
        if (name.length() == 1) {
            return free && NameDictionary.isSurname(name.charAt(0)) >= 100 && !"主副总科各全高".contains(name);
        }
        return Han.only(name)
                && (name.length() > 3
                        ? Surnames.length(name) == 2
                        : NameDictionary.isLikelyName(name) && (free || name.length() == 3));
    }

    /** A name that stands by itself, between signs, blanks or numbers. */
    private static void alone(String text, Spans spans) {
        int start = 0;
        while (start < text.length()) {
            int end = start;
            while (end < text.length() && Han.is(text.charAt(end))) {
                end++;
            }
            if (end - start >= 2
                    && end - start <= 4
                    && NameDictionary.isLikelyName(text.substring(start, end))
                    && !isAmount(text, start)
                    && !ClinicalWords.overlap(text, start, end)) {
                add(text, start, end, RANK + 2, spans);
            } else if (end > start) {
                int from = afterTime(text, start);
                opening(text, from, end, spans);
                acting(text, from, spans);
                working(text, from, end, spans);
                if (from > start) {
                    busy(text, from, end, spans);
                }
            }
            start = end + 1;
        }
    }

    /** A name that opens a clause, before what its bearer does: 王小明诉头晕. */
    private static void opening(String text, int start, int end, Spans spans) {
        for (int length = 4; length >= 2; length--) {
            int next = start + length;
            if (next < end
                    && DOES.indexOf(text.charAt(next)) >= 0
                    && !ClinicalWords.overlap(text, start, next)
                    && NameDictionary.isLikelyName(text.substring(start, next))) {
                add(text, start, next, RANK + 2, spans);
                return;
            }
        }
    }

    /** Where a clause goes on behind the words that say when. */
    private static int afterTime(String text, int start) {
        Matcher when = WHEN.matcher(text).region(start, text.length());
        int at = start;
        while (when.lookingAt()) {
            at = when.end();
            when.region(at, text.length());
        }
        return at;
    }

    /** Behind the words that say when a usual name may stand before whatever its bearer does: 昨晚彭飞测血压. */
    private static void busy(String text, int from, int end, Spans spans) {
        for (int length = 3; length >= 2; length--) {
            int to = from + length;
            if (to + 2 <= end
                    && NameDictionary.isLikelyName(text.substring(from, to))
                    && !TITLE_END.matcher(text).region(from, to).find()
                    && !ClinicalWords.overlap(text, from, to)
                    && begins(text, to)) {
                add(text, from, to, RANK + 2, spans);
                return;
            }
        }
    }

    private static boolean begins(String text, int at) {
        return NameDictionary.isWord(text.substring(at, at + 2)) || goesOn(text.charAt(at));
    }

    /** A name that opens a clause, or stands behind the words that say when, before what staff do. */
    private static void working(String text, int from, int end, Spans spans) {
        for (int length = 4; length >= 2; length--) {
            int to = from + length;
            if (to < end
                    && WORKS.matcher(text).region(to, text.length()).lookingAt()
                    && mayWork(text.substring(from, to))
                    && !ClinicalWords.overlap(text, from, to)) {
                add(text, from, to, RANK + 2, spans);
                return;
            }
        }
    }

    /** A usual name; or a usual surname before one character, which are no word together: 李珅. */
    private static boolean mayWork(String name) {
        return (NameDictionary.isLikelyName(name) && !TITLE_END.matcher(name).find())
                || (name.length() == 2
                        && NameDictionary.isSurname(name.charAt(0)) >= 100
                        && !NameDictionary.isWord(name)
                        && !goesOn(name.charAt(1))
                        && !"主副总科各全高".contains(name.substring(0, 1)));
    }

    /** A name without a Han surname that opens a clause, alone or behind 与, before what its bearer does. */
    private static void acting(String text, int start, Spans spans) {
        int from = "与和由".indexOf(text.charAt(start)) >= 0 ? start + 1 : start;
        int end = foreignAt(text, from);
        if (end > from
                && ACTS.matcher(text).region(end, text.length()).lookingAt()
                && !TITLE_END.matcher(text).region(from, end).find()) {
            add(text, from, end, RANK + 2, spans);
        }
    }

    /** Two Han parts and a dot between them are hardly anything else; what announces the name stays outside. */
    private static void dotted(String text, Spans spans) {
        Matcher matcher = DOTTED.matcher(text);
        while (matcher.find()) {
            int start = matcher.start();
            Matcher words =
                    ANNOUNCED.matcher(text).useTransparentBounds(true).region(start, text.indexOf('\u00b7', start));
            while (words.find() && words.end() < text.indexOf('\u00b7', start)) {
                start = words.end();
            }
            add(text, withoutLead(text, start), withoutRest(text, matcher.end()), RANK, spans);
        }
    }

    /** Where a first part begins, after the words that stand before it: 联系古丽·玉素甫. */
    private static int withoutLead(String text, int start) {
        int dot = text.indexOf('\u00b7', start);
        int at = start;
        for (Term term : NameDictionary.words(text.substring(start, dot))) {
            boolean lead =
                    term.word.length() > 1 ? NameDictionary.isWord(term.word) : "由请让与和经及嘱其姐弟兄妹向对".contains(term.word);
            if (!lead || at + term.word.length() >= dot) {
                break;
            }
            at += term.word.length();
        }
        return at;
    }

    /** Where a last part ends, before the words that follow it: 热娜·艾力代诉病史. */
    private static int withoutRest(String text, int end) {
        int dot = text.lastIndexOf('\u00b7', end - 1);
        int at = dot + 1;
        if (end - at <= LAST_PART && (end == text.length() || !Character.isLetterOrDigit(text.charAt(end)))) {
            return cut(text, at, end);
        }
        Matcher tells = TELLS.matcher(text).region(Math.min(at + 2, end), end);
        if (tells.find()) {
            return tells.start();
        }
        for (Term term : NameDictionary.words(text.substring(at, end))) {
            boolean first = at == dot + 1;
            boolean rest = term.word.length() > 1
                    ? NameDictionary.isWord(term.word)
                    : goesOn(term.word.charAt(0)) || "代陪护男女签".contains(term.word);
            if (rest && !first) {
                break;
            }
            at += term.word.length();
        }
        return at;
    }

    private static void recognised(String text, Spans spans) {
        int start = 0;
        while (start < text.length()) {
            int end = start;
            boolean surname = false;
            while (end < text.length() && end - start < SENTENCE && !isStop(text.charAt(end))) {
                surname |= Surnames.isSingle(text.charAt(end));
                end++;
            }
            if (surname && end > start + 1) {
                sentence(text, start, end, spans);
            }
            start = end < text.length() && isStop(text.charAt(end)) ? end + 1 : Math.max(end, start + 1);
        }
    }

    private static boolean isStop(char c) {
        return c == '\n' || c == '。' || c == '；' || c == ';' || c == '!' || c == '?';
    }

    private static void sentence(String text, int start, int end, Spans spans) {
        List<Term> terms = NameDictionary.words(text.substring(start, end));
        for (int i = 0; i < terms.size(); i++) {
            Term term = terms.get(i);
            int length = term.word.length();
            if (!NameDictionary.isName(term) || length < 2) {
                continue;
            }
            int from = start + term.offset;
            int to = from + length;
            if (!Han.only(term.word)) {
                continue;
            }
            if (LEADS.indexOf(text.charAt(from)) >= 0
                    && to < text.length()
                    && NameDictionary.isLikelyName(text.substring(from + 1, to + 1))) { // 经孙丽 + 华会诊
                add(text, from + 1, to + 1, RANK + 1, spans);
                continue;
            }
            Matcher title = TITLE_END.matcher(term.word);
            if (title.find()) {
                to = from + title.start();
                length = title.start();
            }
            int surname = isLead(term.word) ? 0 : Surnames.length(term.word);
            boolean clinical = to > from && ClinicalWords.overlap(text, from, to);
            if (surname == 0 || length < 1 || length > surname + 2 || clinical || NameDictionary.isWord(term.word)) {
                continue;
            }
            boolean amid = from > 0 && Han.is(text.charAt(from - 1)) && LEADS.indexOf(text.charAt(from - 1)) < 0;
            boolean titled = to < text.length()
                    && TITLED.matcher(text).region(to, text.length()).lookingAt();
            if (!titled && (isAmount(text, from) || Eponyms.has(text, from, to))) {
                continue;
            }
            if (amid && !titled && (length == 2 || !NameDictionary.isLikelyName(text.substring(from, to)))) {
                continue;
            }
            // The model often takes one character too few of a given name.
            if (length == surname + 1 && length == term.word.length() && i + 1 < terms.size()) {
                Term next = terms.get(i + 1);
                if (next.word.length() == 1
                        && Han.only(next.word)
                        && !goesOn(next.word.charAt(0))
                        && NameDictionary.endsName(next.word.charAt(0)) >= 30) {
                    to++;
                }
            }
            add(text, from, to, RANK + 1, spans);
        }
    }

    /** Whether an amount of money reads as a name: 300元钱, 2万元. */
    private static boolean isAmount(String text, int from) {
        return from > 0
                && isDigit(text.charAt(from - 1))
                && AMOUNT.matcher(text).region(from, text.length()).lookingAt();
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    /**
     * Names beside a name: 刘洋与赵静怡. One without a Han surname stands between marks, or before what only people do.
     *
     * @return where the last of them ends
     */
    private static int beside(String text, int end, Spans spans) {
        int at = end;
        while (at + 2 < text.length() && "与和及、".indexOf(text.charAt(at)) >= 0) {
            int next = besideAt(text, at + 1);
            if (next == at + 1) {
                return at;
            }
            add(text, at + 1, next, RANK + 2, spans);
            at = next;
        }
        return at;
    }

    /** Where the name ends that begins at a place; the place itself where none does. */
    private static int besideAt(String text, int at) {
        for (int length = 4; length >= 2; length--) {
            int to = at + length;
            if (to <= text.length()
                    && NameDictionary.isLikelyName(text.substring(at, to))
                    && !ClinicalWords.overlap(text, at, to)) {
                return to;
            }
        }
        int to = foreignAt(text, at);
        boolean ends = to == text.length()
                || !Han.is(text.charAt(to))
                || ACTS.matcher(text).region(to, text.length()).lookingAt();
        return ends && !ClinicalWords.overlap(text, at, to) ? to : at;
    }

    private static void add(String text, int from, int to, int rank, Spans spans) {
        if (!Measures.is(text, from)) {
            spans.add("NAME", from, to, rank);
        }
    }

    private static BitSet characters(String all) {
        return all.codePoints().collect(BitSet::new, BitSet::set, BitSet::or);
    }
}
