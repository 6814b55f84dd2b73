package dev.weir.privacy.detect;

import static dev.weir.privacy.detect.Detector.Proof.CHECK_DIGIT;
import static dev.weir.privacy.detect.Detector.Proof.HEADER;
import static dev.weir.privacy.detect.Detector.Proof.PATTERN;

import dev.weir.privacy.detect.Detector.Proof;
import dev.weir.privacy.detect.find.AddressFinder;
import dev.weir.privacy.detect.find.ObfuscatedEmail;
import dev.weir.privacy.detect.find.Spans;
import dev.weir.privacy.detect.words.GroupedDigits;
import dev.weir.privacy.detect.words.Han;
import dev.weir.privacy.detect.words.LatinNames;
import dev.weir.privacy.detect.words.NameDictionary;
import dev.weir.privacy.validate.BankCardNumber;
import dev.weir.privacy.validate.CalendarDate;
import dev.weir.privacy.validate.DeviceNumber;
import dev.weir.privacy.validate.HongKongIdentity;
import dev.weir.privacy.validate.MobileNumber;
import dev.weir.privacy.validate.PlateNumber;
import dev.weir.privacy.validate.ResidentIdentity;
import dev.weir.privacy.validate.SocialCreditCode;
import dev.weir.privacy.validate.Surnames;
import dev.weir.privacy.validate.TaiwanIdentity;
import dev.weir.privacy.validate.VehicleIdentity;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.apache.commons.validator.routines.checkdigit.IBANCheckDigit;

/** Every kind of value that can be recognised by its form. The place of each in the list is its place in {@link ValueTraits}. */
public final class Detectors {

    /** Birth dates after this day are none; a fixed one, so that the same files always give the same answer. */
    private static final LocalDate LAST_BIRTH = LocalDate.of(2049, 12, 31);

    /** Of the mainland, its area code apart, and an extension behind it. */
    private static final String LANDLINE =
            "(?:\\(?0[1-9]\\d{1,2}\\)?[- .]\\d{7,8}|\\(0[1-9]\\d{1,2}\\)\\d{7,8})(?:-\\d{1,6})?";

    private static final String LANDLINES = LANDLINE + "(?:[ ,/;\u3001]{1,2}(?:" + LANDLINE + "|\\d{7,8}))*";
    private static final String NORTH_AMERICAN =
            "(?:\\+?1[ .-]?)?(?:\\([2-9]\\d\\d\\) ?|[2-9]\\d\\d[-. ])[2-9]\\d\\d[-. ]\\d{4}";
    private static final String SUBJECT = "(?:[A-Z]{1,6}\\d{0,4}[-_])?(?:\\d{2,6}[-_])?[A-Z]{0,3}[-_]?\\d{3,6}";
    private static final String VARIANT = "(?:N[CGMRP]_\\d+(?:\\.\\d+)?:)?[cgmnp]\\.[A-Za-z0-9_*>=+\\-()\\[\\];?]{3,}";
    private static final String PROTECTED_DIAGNOSIS =
            "(?:B2[0-4]|A5[0-9]|A6[0-4]|Z21|F\\d{2}|A1[5-9]|B1[6-8])(?:\\.?[0-9A-Z]{1,4})?";
    private static final String IPV4 = "(?:(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)\\.){3}(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)";
    private static final String LATIN_NAME = "\\p{Lu}[\\p{L}'.-]{0,24}(?:,? \\p{Lu}[\\p{L}'.-]{0,24}){0,3}";
    private static final String DEMOGRAPHIC =
            "男|女|男性|女性|[MF]|(?i:male|female|unknown|other)|未知|.{1,8}族|已婚|未婚|离异|丧偶|小学|初中|高中|中专|大专|本科|硕士|博士|文盲";

    private static final List<Detector> ALL = List.of(
            of("RID", "PRC18", CHECK_DIGIT, 18, 18, value -> ResidentIdentity.isValid(value, LAST_BIRTH)),
            of("RID", "PRC15", PATTERN, 15, 15, value -> ResidentIdentity.isIssued(value, LAST_BIRTH)),
            of("RID", "FPR15", HEADER, 15, 15, form("[A-Z]{3}\\d{12}")),
            of("RID", "HKID", CHECK_DIGIT, 8, 14, HongKongIdentity::isValid)
                    .byChance(1 / 11.0, form(HongKongIdentity.FORM)),
            of("RID", "MACAO", PATTERN, 10, 11, form("[1578](?:\\d{6} ?[(\\[]\\d[)\\]]|/\\d{6}/\\d)")),
            of("RID", "TWID", CHECK_DIGIT, 10, 13, TaiwanIdentity::isValid)
                    .byChance(1 / 10.0, form(TaiwanIdentity.FORM)),
            of("RID", "USSSN", HEADER, 11, 11, form("(?!000|666|9\\d\\d)\\d{3}-(?!00)\\d{2}-(?!0000)\\d{4}")),
            of("TRAVEL", "PASSPORT", PATTERN, 9, 10, form("(?i)[EG][ -]?\\d{8}|E[A-HJ-NP-Z][ -]?\\d{7}")),
            of("TRAVEL", "OFFICIAL_PASSPORT", HEADER, 9, 9, form("[DSP]\\d{8}|[DSP]E\\d{7}")),
            of("TRAVEL", "HKMO_PERMIT", HEADER, 9, 11, form("C[A-HJ-NP-Z0-9]\\d{7}|W\\d{8}|[HM]\\d{8}(?:\\d{2})?")),
            of("TRAVEL", "TW_PERMIT", HEADER, 8, 9, form("\\d{8}|[LT]\\d{8}")),
            of("INSNO", "INSNO", HEADER, 6, 20, form("[A-Z0-9]{6,20}")),
            of("MRN", "MRN", HEADER, 4, 24, form("[A-Za-z0-9-]{4,24}")),
            of("SUBJ", "SUBJ", HEADER, 3, 24, form(SUBJECT)),
            of("PHONE", "MOBILE", PATTERN, 11, 16, Detectors::isMobile),
            of("PHONE", "TAIWAN_MOBILE", PATTERN, 11, 12, beginning("0", "09\\d{2}[- ]\\d{3}[- ]?\\d{3}")),
            of("PHONE", "NORTH_AMERICAN", PATTERN, 12, 18, beginning("+123456789(", NORTH_AMERICAN)),
            of("PHONE", "INTERNATIONAL", PATTERN, 9, 24, Detectors::isInternational),
            of("PHONE", "LANDLINE_PARTED", PATTERN, 11, 60, beginning("0(", LANDLINES)),
            of("PHONE", "LANDLINE", HEADER, 9, 24, form("\\(?0[1-9]\\d{1,2}\\)?[- ]?\\d{7,8}(?:[- ]?\\d{1,6})?")),
            of("EMAIL", "EMAIL", PATTERN, 5, 320, ObfuscatedEmail::isWhole),
            of("ADDR", "ADDR_ZH", PATTERN, 5, 200, Detectors::isAddress),
            of("ADDR", "POSTCODE", HEADER, 6, 6, form("\\d{6}")),
            of("DATE", "DATE", PATTERN, 8, 40, CalendarDate::isValid),
            of("AGE", "AGE", HEADER, 1, 10, Detectors::isAge),
            of("AGE", "AGE_UNIT", PATTERN, 2, 10, value -> value.endsWith("岁") && isAge(value)),
            of("BANK", "CARD", PATTERN, 13, 19, BankCardNumber::isIssued).byChance(1 / 10.0, BankCardNumber::hasIssuer),
            of("BANK", "CARD_OTHER", HEADER, 13, 19, BankCardNumber::isValid),
            of("BANK", "IBAN", CHECK_DIGIT, 15, 42, Detectors::isIban).byChance(1 / 97.0, Detectors::looksLikeIban),
            of("GENE", "RSID", PATTERN, 5, 14, form("rs\\d{3,12}")),
            of("GENE", "HGVS", PATTERN, 5, 200, form(VARIANT)),
            of("GENE", "GT", HEADER, 3, 100, form("[0-9.](?:[/|][0-9.])+(?::.*)?")),
            of("GENE", "SEQ", PATTERN, 30, Integer.MAX_VALUE, form("[ACGTNacgtn]{30,}+")),
            of("GENE", "FILE", PATTERN, 5, 300, form(".+\\.(?:g?vcf|bcf|bam|cram|fastq|fq|sam)(?:\\.gz)?")),
            of("SPDIS", "ICD10", HEADER, 3, 8, form(PROTECTED_DIAGNOSIS)),
            of("HEALTH", "ICD10", HEADER, 3, 8, form("[A-TV-Z]\\d[0-9A-Z](?:\\.?[0-9A-Z]{1,4})?")),
            of("TRACK", "LATLON", HEADER, 6, 24, form("-?(?:180|1[0-7]\\d|\\d{1,2})\\.\\d{4,}")),
            of("NETID", "IPV4", PATTERN, 7, 15, form(IPV4)),
            of("NETID", "MAC", PATTERN, 17, 17, form("(?:[0-9A-Fa-f]{2}[:-]){5}[0-9A-Fa-f]{2}")),
            of("NETID", "IMEI", HEADER, 15, 15, DeviceNumber::isValid)
                    .byChance(1 / 10.0, form("(?:01|10|33|35|44|45|49|50|51|52|53|54|86|91|98|99)\\d{13}")),
            of("PLATE", "PLATE", PATTERN, 7, 9, form("(?i)" + PlateNumber.FORM)),
            of("PLATE", "VIN", HEADER, 17, 17, VehicleIdentity::isValid)
                    .byChance(1 / 11.0, form("(?=\\d{0,16}[A-Z])[A-HJ-NPR-Z0-9]{17}")),
            of("NAME", "NAME_ZH", HEADER, 2, 24, Detectors::isHanName),
            of("NAME", "NAME_LATIN", HEADER, 2, 60, form(LATIN_NAME)),
            of("NAME", "NAME_WORDS", PATTERN, 2, 32, NameDictionary::isLikelyName),
            of("NAME", "NAME_LATIN_WORDS", PATTERN, 4, 60, LatinNames::isLikelyName),
            of("ORG", "USCC", CHECK_DIGIT, 18, 18, SocialCreditCode::isValid)
                    .byChance(1 / 31.0, form("[0-9A-HJ-NPQRTUWXY]{2}\\d{6}[0-9A-HJ-NPQRTUWXY]{10}")),
            of("DEMO", "DEMO", HEADER, 1, 12, form(DEMOGRAPHIC)));

    private static final Pattern HAN_NAME =
            Pattern.compile("[\u4e00-\u9fa5]{2,4}|[\u4e00-\u9fa5]{1,10}(?:\u00b7[\u4e00-\u9fa5]{1,10})+");
    private static final Pattern PLACE = Pattern.compile("[省市区县州盟旗镇乡村屯街路道巷弄胡里坊苑园号栋幢楼室]");
    private static final Pattern INTERNATIONAL =
            Pattern.compile("\\(?\\+[1-9]\\d{0,2}\\)?(?:[ ()/-]{0,2}\\d{1,12}){1,6}");
    private static final Pattern IBAN = Pattern.compile("[A-Z]{2}\\d{2}[A-Z0-9]{11,30}");
    private static final Pattern AGE =
            Pattern.compile("(?:>\\s?)?\\d{1,3}(?:\\.\\d)?\\s?(?:岁|y|yr|years?)?", Pattern.CASE_INSENSITIVE);
    private static final Pattern DIGITS = Pattern.compile("\\d{1,3}(?:\\.\\d)?");

    private Detectors() {}

    /** All of them. */
    public static List<Detector> all() {
        return ALL;
    }

    private static Detector of(
            String category, String subtype, Proof proof, int shortest, int longest, Predicate<String> fits) {
        return new Detector(category, subtype, proof, shortest, longest, fits, Optional.empty());
    }

    private static Predicate<String> form(String form) {
        return Pattern.compile(form).asMatchPredicate();
    }

    /** Behind a 0, too, which is dialled before the mobile of another city. */
    private static boolean isMobile(String value) {
        return MobileNumber.isValid(value)
                || (value.length() == 12 && value.charAt(0) == '0' && MobileNumber.isValid(value.substring(1)));
    }

    /** A plus, a country's code and the number, 8 to 15 digits by ITU-T E.164; those without a blank have 10 at least. */
    private static boolean isInternational(String value) {
        if ("+(".indexOf(value.charAt(0)) < 0 || !INTERNATIONAL.matcher(value).matches()) {
            return false;
        }
        long digits = value.chars().filter(c -> c >= '0' && c <= '9').count();
        return digits <= 15 && digits >= (digits == value.length() - 1 ? 10 : 8);
    }

    private static boolean isIban(String value) {
        return looksLikeIban(value)
                && IBANCheckDigit.IBAN_CHECK_DIGIT.isValid(
                        GroupedDigits.bare(value).toUpperCase(Locale.ROOT));
    }

    /** A form that begins with one of some characters: most values do not, which a look at the first one shows. */
    private static Predicate<String> beginning(String characters, String form) {
        Predicate<String> fits = form(form);
        return value -> characters.indexOf(value.charAt(0)) >= 0 && fits.test(value);
    }

    private static boolean looksLikeIban(String value) {
        return Character.isLetter(value.charAt(0))
                && IBAN.matcher(GroupedDigits.bare(value).toUpperCase(Locale.ROOT))
                        .matches();
    }

    private static boolean isAddress(String value) {
        int han = 0;
        for (int i = 0; i < value.length(); i++) {
            han += Han.is(value.charAt(i)) ? 1 : 0;
        }
        if (han < 4 || !PLACE.matcher(value).find()) {
            return false;
        }
        Spans spans = new Spans();
        new AddressFinder().find(value, spans);
        int found = spans.joined().stream()
                .mapToInt(span -> span.end() - span.start())
                .sum();
        return found * 2 >= value.length();
    }

    private static boolean isHanName(String value) {
        return HAN_NAME.matcher(value).matches() && (value.indexOf('\u00b7') > 0 || Surnames.length(value) > 0);
    }

    private static boolean isAge(String value) {
        if (!AGE.matcher(value).matches()) {
            return false;
        }
        var digits = DIGITS.matcher(value);
        return digits.find() && Double.parseDouble(digits.group()) <= 150;
    }
}
