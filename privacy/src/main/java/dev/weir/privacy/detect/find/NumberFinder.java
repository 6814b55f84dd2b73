package dev.weir.privacy.detect.find;

import static dev.weir.privacy.detect.find.NumberRule.always;
import static dev.weir.privacy.detect.find.NumberRule.announced;
import static dev.weir.privacy.detect.find.NumberRule.proven;
import static dev.weir.privacy.detect.find.NumberRule.provenOrAnnounced;
import static dev.weir.privacy.detect.words.GroupedDigits.ANY_MARK;
import static dev.weir.privacy.detect.words.GroupedDigits.MARK;

import dev.weir.privacy.detect.words.GroupedDigits;
import dev.weir.privacy.validate.BankCardNumber;
import dev.weir.privacy.validate.DeviceNumber;
import dev.weir.privacy.validate.HongKongIdentity;
import dev.weir.privacy.validate.PlateNumber;
import dev.weir.privacy.validate.ResidentIdentity;
import dev.weir.privacy.validate.SocialCreditCode;
import dev.weir.privacy.validate.TaiwanIdentity;
import dev.weir.privacy.validate.VehicleIdentity;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.apache.commons.validator.routines.checkdigit.IBANCheckDigit;

/**
 * Finds numbers and the like: those with a check digit by it, the others by the words before them. Forms are bounded and
 * begin where a run of letters or digits begins, so no text makes them slow.
 */
public final class NumberFinder implements Finder {

    /** Numbers given out after this day are recognised by the words before them. */
    private static final LocalDate LAST_BIRTH = LocalDate.of(2099, 12, 31);

    private static final String NO_DIGIT_BEFORE = "(?<![0-9])(?<![0-9][.])";
    private static final String WORD_START = "(?<![0-9A-Za-z])";
    private static final String WORD_END = "(?![0-9A-Za-z])";
    private static final String SAID = "[^0-9A-Za-z\\n]{0,6}(?:is |为|是|no\\.? ?|number |#)?[ :#(\"']{0,3}";

    /** After a telephone number. */
    private static final String EXTENSION = "(?:,? ?(?:x|#|ext(?:ension|n)?\\.?:?) ?\\d{1,6})?";

    private static final Pattern IDENTITY = PrecedingWords.words(
            "身份证|身分证|证件|证号|持证|(?<![A-Za-z])BIR(?![A-Za-z])|公民身份|居民身份|居留|居住证|identity|(?<![A-Za-z])ID(?![A-Za-z])|ID ?(?:card|no|number|#)|HKID|national"
                    + " id|社保|医保");
    private static final Pattern PHONE = PrecedingWords.words(
            "电话|手机|联系|传真|座机|热线|致电|拨打|tel|phone|mobile|cell|fax|call|contact|reach|dial|whatsapp|answer(?:s|ed|ing)?"
                    + " at|messages? to|sms|text(?:ed)? (?:me|him|her|us)|(?<![a-z])ring |(?<![a-z])desk|direct"
                    + " (?:line|dial)|hotline|landline|registered|(?:this|that|the|following) number|voice ?mail|pager|beeper|t\u00e9l|m\u00f3vil|handy|telefon|(?<![a-z])ph[.:]|(?:my|his|her|their|your|our|new)"
                    + " number|(?<![a-z])[mtf][.:] ");
    private static final Pattern CARD = PrecedingWords.words(
            "卡号|行卡|银行|账号|帐号|账户|帐户|信用卡|储蓄卡|借记卡|(?<![A-Za-z])card|account|acct|visa|master ?card|amex|union"
                    + " ?pay|debit|credit");
    private static final Pattern TRAVEL =
            PrecedingWords.words("护照|通行证|台胞证|回乡证|旅行证|签证|passport|travel (?:document|permit)|permit");
    private static final Pattern DEVICE = PrecedingWords.words("IMEI|设备号|串号|device");
    private static final Pattern VEHICLE = PrecedingWords.words("车架|VIN|识别代号|vehicle");
    private static final Pattern SECURITY = PrecedingWords.words("SSN|social security|(?<![A-Za-z])ssn|社会安全");

    private static final List<NumberRule> RULES = List.of(
            always("EMAIL", PrefilteredPattern.of(ObfuscatedEmail.INSIDE)),
            provenOrAnnounced(
                    "RID",
                    form("[1-9]\\d{5}" + MARK + "?(?:18|19|20)\\d{2}" + MARK + "?(?:0[1-9]|1[0-2])" + MARK + "?"
                            + "(?:0[1-9]|[12]\\d|3[01])" + MARK + "?\\d{3}[\\dXx](?![0-9])"),
                    IDENTITY,
                    NumberFinder::isIdentity),
            provenOrAnnounced(
                    "RID",
                    form("[1-9](" + MARK + ")\\d(?:\\2\\d){15}\\2[\\dXx](?!\\2?[0-9])"),
                    IDENTITY,
                    NumberFinder::isIdentity),
            provenOrAnnounced(
                    "RID",
                    form("[1-9](?:" + ANY_MARK + "?\\d){16}" + ANY_MARK + "?[\\dXx](?![0-9])"),
                    IDENTITY,
                    number -> isIdentity(GroupedDigits.alone(number))),
            announced("RID", form("[1-9]\\d{14}(?![0-9])"), IDENTITY, NumberFinder::isIdentity),
            provenOrAnnounced("RID", word("\\d{3}[ -]\\d{2}[ -]\\d{4}"), SECURITY, NumberFinder::isSocialSecurity),
            announced("RID", form("\\d{9}(?![0-9])"), SECURITY, NumberFinder::isSocialSecurity),
            provenOrAnnounced("RID", word("(?i)[A-Z]{1,2}\\d{6}\\([0-9A]\\)"), IDENTITY, HongKongIdentity::isValid),
            provenOrAnnounced(
                    "RID",
                    word("[A-Z]{1,2}[ -]?\\d{3}[ .]?\\d{3} ?(?:\\([0-9A]\\)|\\[[0-9A]\\])"),
                    IDENTITY,
                    HongKongIdentity::isValid),
            announced("RID", word("(?i)[A-Z]{1,2}\\d{6}-?[0-9A]"), IDENTITY, HongKongIdentity::isValid),
            always("PHONE", said("内线|分机", "\\d{3,6}")),
            provenOrAnnounced(
                    "RID", word("[A-Z][ -]?[1289]\\d{2}[ -]?\\d{3}[ -]?\\d{3}"), IDENTITY, TaiwanIdentity::isValid),
            announced("RID", word("(?i)[A-Z][ -]?[1289]\\d{8}"), IDENTITY, TaiwanIdentity::isValid),
            announced("RID", word("[1578]\\d{6} ?[(\\[]\\d[)\\]]"), IDENTITY),
            announced("RID", word("[A-Z]{3}\\d{12}"), IDENTITY),
            proven(
                    "ORG",
                    word("(?i)[0-9A-HJ-NPQRTUWXY]{2}\\d{6}[0-9A-HJ-NPQRTUWXY]{10}"),
                    number -> SocialCreditCode.isValid(number.toUpperCase(Locale.ROOT))),
            provenOrAnnounced(
                    "BANK",
                    form("\\d{4}(" + ANY_MARK + "?)\\d{4}\\2\\d{4}\\2\\d{1,7}(?![0-9])"),
                    CARD,
                    number -> BankCardNumber.isIssued(GroupedDigits.alone(number))),
            provenOrAnnounced(
                    "BANK", form("\\d(" + MARK + ")\\d(?:\\2\\d){13,17}(?!\\2?[0-9])"), CARD, BankCardNumber::isIssued),
            provenOrAnnounced("BANK", form("3\\d{3}[ -]?\\d{6}[ -]?\\d{5}(?![0-9])"), CARD, BankCardNumber::isValid),
            proven(
                    "BANK",
                    word("(?i)[A-Z]{2}[ .-]?\\d{2}(?:[ .-]?[A-Z0-9]{4}){2,7}(?:[ .-]?[A-Z0-9]{1,4})?"),
                    number -> IBANCheckDigit.IBAN_CHECK_DIGIT.isValid(number.toUpperCase(Locale.ROOT))),
            announced("BANK", form("\\d{8,30}(?![0-9])"), CARD),
            always(
                    "PHONE",
                    form("(?:\\(?(?:\\+|00)?86\\)?[- ]?)?1[3-9]\\d(" + ANY_MARK + "?)\\d{4}\\2\\d{4}(?![0-9])")),
            always(
                    "PHONE",
                    form(
                            "\\(?0[1-9]\\d{1,2}\\)?[- ]\\d{7,8}(?:(?:[- ]|转|,? ?(?:x|ext\\.?|extension|#) ?)\\d{1,6})?(?![0-9])")),
            proven(
                    "PHONE",
                    form("0\\d{1,4}(?:[ .]\\d{2,4}){2,4}" + EXTENSION + "(?![0-9])"),
                    number -> number.length() >= 9),
            always(
                    "PHONE",
                    PrefilteredPattern.compile("(?<![0-9A-Za-z+])\\+\\d{1,3} ?\\(0\\) ?\\d{1,4}(?: \\d{2,4}){1,4}"
                            + EXTENSION + "(?![0-9])")),
            always("PHONE", form("1[3-9]\\d[ -]\\d{8}(?![0-9])")),
            provenOrAnnounced(
                    "PHONE",
                    form("\\d{2,5}-\\d{2,5}-\\d{3,5}(?:-\\d{2,4})?(?![0-9]|[-.][0-9])"),
                    PHONE,
                    number -> number.length() >= 10 && number.length() <= 12),
            always(
                    "PHONE",
                    form(
                            "(?:\\d{2}([- ])\\d{2}|\\d{3}([- ])\\d{2}|\\d{2}([- ])\\d{3})(?:(?:\\2|\\3|\\4)\\d{2}){2}(?![0-9]|[- .:,/]{1,2}[0-9])")),
            always("PHONE", form("1(" + MARK + ")[3-9](?:\\2\\d){9}(?!\\2?[0-9])")),
            provenOrAnnounced(
                    "PHONE",
                    form(
                            "(?!\\d{2}[/-]\\d{2}[/-]\\d{2})\\(?0[1-9]\\d{0,3}\\)?[/ -]{1,2}\\d{2,8}(?:[ -]\\d{2,4}){0,4}(?![0-9]|[-.:][0-9])"),
                    PHONE,
                    number -> digits(number) >= 9 && digits(number) <= 11),
            always("PHONE", form("0[1-9]\\d{3} \\d{6}(?![0-9])")),
            always("ADDR", said("邮编|邮政编码", "\\d{6}")),
            always("PHONE", form("0(?:10|2\\d|[3-9]\\d{2})[2-8]\\d{6,7}(?![0-9])")),
            always("PHONE", form("0[3-9]\\d{2}1\\d{7}(?![0-9])")),
            always("PHONE", form("\\(0[1-9]\\d{1,2}\\)\\d{7,8}(?![0-9])")),
            announced("PHONE", form("[48]00[- ]?\\d{3,4}[- ]?\\d{3,4}(?![0-9])"), PHONE),
            announced("PHONE", form("0?\\d{7,12}(?![0-9])"), PHONE),
            provenOrAnnounced(
                    "PHONE",
                    PrefilteredPattern.compile(
                            "(?<![0-9A-Za-z+])(?:\\+|00)\\d{1,3}(?:[ .()-]{1,2}\\d{1,5}){2,5}(?![0-9])"),
                    PHONE,
                    number -> number.length() >= 8),
            always(
                    "PHONE",
                    PrefilteredPattern.compile(
                            "(?<![0-9A-Za-z.-])(?:\\+?1[ .-])?(?:\\(\\d{3}\\) ?|\\d{3}[-. ])\\d{3}[-. ]\\d{4}" + ""
                                    + EXTENSION + "(?![0-9]|[-.][0-9])")),
            announced(
                    "PHONE",
                    PrefilteredPattern.compile("(?<![0-9A-Za-z.-])\\(?\\d{2,5}\\)?(?:[ .()/-]{1,2}\\d{2,5}){1,4}" + ""
                            + EXTENSION + "(?![0-9])"),
                    PHONE,
                    number -> number.length() >= 7),
            provenOrAnnounced(
                    "PHONE",
                    PrefilteredPattern.compile(
                            "(?<![0-9A-Za-z+])\\+\\d{1,6}(?:[ .()/-]{0,3}\\d{1,5}){2,6}" + EXTENSION + "(?![0-9])"),
                    PHONE,
                    number -> digits(number) >= 8 && digits(number) <= 20),
            provenOrAnnounced(
                    "PHONE",
                    PrefilteredPattern.compile(
                            "(?<![0-9A-Za-z.])\\(0?\\d{1,4}\\) ?\\d{2,4}[ -]\\d{2,4}(?:[ -]\\d{2,4})?(?![0-9])"),
                    PHONE,
                    number -> digits(number) >= 8),
            announced("PHONE", form("\\d{2,4}[ /-]\\d{4,8}(?![0-9])"), PHONE, number -> digits(number) >= 7),
            provenOrAnnounced(
                    "PHONE",
                    PrefilteredPattern.compile("(?<![0-9A-Za-z.-])(?:00\\d{1,3}|011)[- ]?\\d{2,4}(?:[ .-]\\d{2,5}){1,4}"
                            + EXTENSION + "(?![0-9])"),
                    PHONE,
                    number -> digits(number) >= 10),
            provenOrAnnounced(
                    "PHONE",
                    PrefilteredPattern.compile(
                            "(?<![0-9A-Za-z.-])(\\(?\\d{2,5}\\)?(?:[ .()/-]{1,2}\\d{2,5}){1,4})(?= ?\\((?i:home|work|cell|mobile"
                                    + "|office|fax|tel|phone|day|evening|h|w|c|m)\\)| (?i:is|was) (?i:my|his|her|their|our|the)(?: \\p{Ll}{2,9})?"
                                    + " (?i:number|phone|cell|mobile|line|landline))"),
                    PHONE,
                    number -> digits(number) >= 7),
            announced("TRAVEL", word("[A-Z]{1,2}\\d{7,9}(?:\\d{2})?|[A-Z]\\d{8,10}|[A-Z]\\d{6,8}[A-Z]"), TRAVEL),
            announced("TRAVEL", word("\\d{8,9}"), TRAVEL),
            always("TRAVEL", word("(?i)E[A-HJ-NP-Z]\\d{7}|[EG]\\d{8}")),
            always("TRAVEL", said("[军武空海警]字第?", "\\d{6,10}")),
            always("PLATE", PrefilteredPattern.compile("(?i)" + PlateNumber.FORM + "(?![0-9A-Za-z])")),
            always(
                    "PLATE",
                    said(
                            "(?<![A-Za-z])(?i:licen[cs]e )?plates?(?: no\\.?| number)?",
                            "(?=[A-Z-]{0,6}\\d)[A-Z0-9]{2,4}[ -]?[A-Z0-9]{2,5}")),
            always(
                    "STAFF",
                    said(
                            "工号|员工号|(?<![A-Za-z])staff (?:id|no\\.?|number)|badge (?:id|no\\.?|number)",
                            "(?=[A-Za-z\u4e00-\u9fa5-]{0,6}\\d)[A-Za-z0-9\u4e00-\u9fa5-]{0,2}[A-Za-z0-9-]{3,12}")),
            announced("PLATE", word("[A-HJ-NPR-Z0-9]{17}"), VEHICLE, VehicleIdentity::isValid),
            always(
                    "NETID",
                    PrefilteredPattern.compile(
                            "(?<![0-9.])(?:(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)\\.){3}(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)"
                                    + "(?![0-9]|\\.[0-9])")),
            always("NETID", word("(?:[0-9A-Fa-f]{2}[:-]){5}[0-9A-Fa-f]{2}")),
            proven(
                    "NETID",
                    PrefilteredPattern.compile(
                            "(?<![0-9A-Za-z:])(?:[0-9A-Fa-f]{1,4}:){2,7}(?::?[0-9A-Fa-f]{1,4}){1,6}(?![0-9A-Za-z:])"),
                    number -> number.length() > 10 && (number.contains("::") || colons(number) == 7)),
            announced("NETID", form("\\d{15}(?![0-9])"), DEVICE, DeviceNumber::isValid),
            always("NETID", said("QQ号?码?", "[1-9]\\d{4,11}")),
            always(
                    "MRN",
                    said(
                            "病历号码?|病理号|片号|条码|切片号|蜡块号|申请单号|体检号|超声号|放射号|病案号码?|住院号码?|门诊号码?|就诊号码?|就诊卡号?|登记号|患者编号|患者ID|病人ID|检查号|影像号|标本号|条码号|(?<![A-Za-z])MRN(?![A-Za-z])|medical"
                                    + " record(?: number| no\\.?)?|record (?:number|no\\.?)|patient"
                                    + " (?:id|no\\.?|number)|chart (?:number|no\\.?)|encounter(?: id| number)?|admission"
                                    + " (?:number|no\\.?)|visit (?:id|number|no\\.?)|accession(?: number|"
                                    + " no\\.?)?|hospital (?:number|no\\.?)",
                            "(?=[A-Za-z-]{0,8}\\d)[A-Za-z0-9-]{2,24}")),
            always(
                    "INSNO",
                    said(
                            "医保卡?号?码?|社保卡?号?码?|医疗保险号?|参保号?|保险号|保单号|社会保障号?码?|insurance (?:id|no\\.?|number|policy)"
                                    + "|policy (?:no\\.?|number)|medicare (?:id|no\\.?|number)|member id",
                            "(?=[A-Za-z-]{0,8}\\d)[A-Za-z0-9-]{6,24}")),
            always(
                    "SUBJ",
                    said(
                            "受试者(?:编号|号)?|筛选号|随机号|入组号|subject (?:id|no\\.?|number)|screening (?:no\\.?|number)"
                                    + "|randomi[sz]ation (?:no\\.?|number)|participant (?:id|no\\.?|number)",
                            "(?=[A-Za-z-]{0,8}\\d)[A-Za-z0-9-]{3,24}")));

    /** Names of accounts need no digit. */
    private static final NumberRule ACCOUNT = always(
            "NETID", said("微信号?|wechat(?: id)?|weixin|微博号?|抖音号?|用户名|账号名|user ?name|login", "[A-Za-z0-9_-]{5,30}"));

    private final List<NumberRule> rules;
    private final Accounts accounts;

    private NumberFinder(List<NumberRule> rules, Accounts accounts) {
        this.rules = rules;
        this.accounts = accounts;
    }

    /** One that finds all numbers. */
    public static NumberFinder of(Accounts accounts) {
        return new NumberFinder(RULES, accounts);
    }

    /** One that finds the plates of vehicles and no more. */
    public static NumberFinder ofPlates() {
        return new NumberFinder(
                RULES.stream().filter(rule -> rule.category().equals("PLATE")).toList(), Accounts.LEFT_OUT);
    }

    /** Names of accounts, which any letter may begin. */
    public enum Accounts {
        FOUND,
        LEFT_OUT
    }

    @Override
    public void find(String text, Spans spans) {
        if (ObfuscatedEmail.mayHold(text) || text.chars().anyMatch(c -> c >= '0' && c <= '9')) {
            for (int rank = 0; rank < rules.size(); rank++) {
                rules.get(rank).find(text, rank, spans);
            }
        }
        if (accounts == Accounts.FOUND) {
            ACCOUNT.find(text, RULES.size(), spans);
        }
    }

    private static PrefilteredPattern form(String number) {
        return PrefilteredPattern.compile("(?=[0-9(+])" + NO_DIGIT_BEFORE + "(" + number + ")");
    }

    private static PrefilteredPattern word(String number) {
        return PrefilteredPattern.compile("(?=[0-9A-Za-z])" + WORD_START + "(" + number + ")" + WORD_END);
    }

    private static PrefilteredPattern said(String words, String number) {
        return PrefilteredPattern.compile("(?i)(?:" + words + ")" + SAID + "(" + number + ")" + WORD_END);
    }

    private static boolean isIdentity(String number) {
        return ResidentIdentity.isValid(number, LAST_BIRTH);
    }

    private static boolean isSocialSecurity(String number) {
        return !number.startsWith("000")
                && !number.startsWith("666")
                && number.charAt(0) != '9'
                && !number.startsWith("00", 3)
                && !number.startsWith("0000", 5);
    }

    private static long digits(String number) {
        return number.chars().filter(c -> c >= '0' && c <= '9').count();
    }

    private static long colons(String number) {
        return number.chars().filter(c -> c == ':').count();
    }
}
