package dev.weir.privacy.detect;

import dev.weir.contracts.read.base.PersonalText;
import dev.weir.privacy.detect.find.AddressFinder;
import dev.weir.privacy.detect.find.Span;
import dev.weir.privacy.detect.find.Spans;
import dev.weir.privacy.detect.words.ChineseNumerals;
import dev.weir.privacy.detect.words.GroupedDigits;
import dev.weir.privacy.validate.BankCardNumber;
import dev.weir.privacy.validate.MobileNumber;
import dev.weir.privacy.validate.ResidentIdentity;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Looks through what people write about data, and how they name its files, for what is one person's in any writing: resident
 * identity numbers, mobiles, bank cards, and addresses down to the door. What a number is compared with by less or more is a
 * threshold, and the telephone of a team or an owner is meant to be read.
 */
public final class AuthoredTextScan implements PersonalText {

    private static final String IDENTITY = "a resident identity number (居民身份证号码)";
    private static final String MOBILE = "a mobile number (手机号码)";
    private static final String CARD = "a bank card number (银行卡号)";
    private static final String ADDRESS = "somebody's address (住址)";

    /** A fixed day, so that the same files always give the same answer. */
    private static final LocalDate LAST_BIRTH = LocalDate.of(2049, 12, 31);

    private static final int FEWEST_DIGITS = 11;
    private static final int IDENTITY_DIGITS = 18;
    private static final int REGION_DIGITS = 6;
    private static final int BIRTH_DIGITS = 14;

    /** Between two literals that are put together: '420106', '19560604'. */
    private static final int LONGEST_GAP = 8;

    /** A word that may be eleven digits in another coding. */
    private static final Pattern ENCODED = Pattern.compile("[A-Za-z0-9+/_=%-]{14,4000}");

    private static final Pattern DIGITS = Pattern.compile("[0-9]+");
    private static final String GAPS = " ._,/-'\"|+()";
    private static final String ALONE = "(?<![A-Za-z0-9@])(?<![0-9][.-])";
    private static final String END = "(?![A-Za-z0-9]|[.-][0-9])";

    private static final Pattern MOBILES = Pattern.compile(
            ALONE + "(?:\\(?(?:\\+|00)?86\\)?[ -]?)?(1[3-9]\\d(" + GroupedDigits.MARK + "?)\\d{4}\\2\\d{4})" + END);
    private static final Pattern CARDS = Pattern.compile(
            ALONE + "(\\d{4}(" + GroupedDigits.MARK + "?)\\d{4}\\2\\d{4}\\2\\d{4}(?:\\2?\\d{1,3})?)" + END);

    /** Numbers in the thousands of millions are amounts. */
    private static final Pattern ROUND = Pattern.compile("\\d{5}0{6}");

    /** What stands before a number that something is less or more than. */
    private static final Pattern COMPARED =
            Pattern.compile("(?:(?<!<)>=?|<=?|[\u2264\u2265]|(?i:\\bbetween)|(?i:\\bbetween) +[-0-9.]+ +(?i:and)"
                    + "|(?i:\\b(?:mustBe(?:Greater|Less|Between)\\w*|min\\w*|max\\w*|exclusive\\w*|at(?:Least|Most)"
                    + "|\\w*(?:bytes|rows|size|limit|threshold)))\"? *: *\\[?(?: *[-0-9.]+ *,)?) *[-+]?$");

    /** And after one. */
    private static final Pattern COMPARES = Pattern.compile(" *(?:>=?|<=?(?!>)|[\u2264\u2265])");

    private static final Pattern KEY = Pattern.compile("(?<![A-Za-z])([A-Za-z]+)\"? *:(?= |$|\")");

    /** Keys whose values say whom to ask. */
    private static final Pattern OF_CONTACTS = Pattern.compile(
            "(?i)owner|team|members?|username|support|channel|contacts?|url|by|e?mail|phone|tel|telephone|address|officer|representative");

    private static final Pattern REGION = Pattern.compile("[省市区县州盟旗]");
    private static final Pattern STREET = Pattern.compile("[路街道巷弄村镇乡]|小区|胡同|花园|公寓");
    private static final Pattern DOORS = Pattern.compile("[室户房]|单元");
    private static final Pattern DOOR = Pattern.compile("\\d(?:室|户|房|号房)|单元|\\d-\\d{3,4}$");

    @Override
    public Optional<String> inLine(String line) {
        return inText(line)
                .or(() -> ENCODED.matcher(line)
                        .results()
                        .flatMap(word -> EncodedText.readings(word.group()).stream())
                        .flatMap(reading -> inText(reading).stream())
                        .findFirst());
    }

    private static Optional<String> inText(String line) {
        int digits = digits(line);
        boolean door = digits > 0 && DOORS.matcher(line).find();
        if (digits < FEWEST_DIGITS && !door) {
            return Optional.empty();
        }
        String text = FoldedText.of(line).text();
        if (hasIdentity(text)) {
            return Optional.of(IDENTITY);
        } else if (hasNumber(
                MOBILES,
                text,
                number -> MobileNumber.isValid(number) && !ROUND.matcher(number).matches())) {
            return Optional.of(MOBILE);
        } else if (hasNumber(CARDS, text, BankCardNumber::isIssued)) {
            return Optional.of(CARD);
        }
        return door && hasAddress(text) ? Optional.of(ADDRESS) : Optional.empty();
    }

    /** Nearly no line of a file has so many digits, and a search costs more than this look. */
    private static int digits(String line) {
        int digits = 0;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            digits += (c >= '0' && c <= '9') || (c > 0x7f && isDigit(line.codePointAt(i))) ? 1 : 0;
        }
        return digits;
    }

    /** As folding will have it, or nearly: circled ones, Chinese ones. */
    private static boolean isDigit(int point) {
        return Character.isDigit(point)
                || Character.getType(point) == Character.OTHER_NUMBER
                || ChineseNumerals.isNumeral(point);
    }

    /**
     * Digits that make one as they stand, parted by single marks, or as literals that are put together: then region, birth and
     * the rest are whole literals.
     */
    private static boolean hasIdentity(String text) {
        List<MatchResult> groups = DIGITS.matcher(text).results().toList();
        for (int first = 0; first < groups.size(); first++) {
            StringBuilder number = new StringBuilder();
            boolean close = true;
            boolean region = false;
            boolean birth = false;
            for (int i = first; i < groups.size() && number.length() < IDENTITY_DIGITS; i++) {
                MatchResult group = groups.get(i);
                if (i > first) {
                    int gap = group.start() - groups.get(i - 1).end();
                    if (gap > LONGEST_GAP || !isGap(text, groups.get(i - 1).end(), group.start())) {
                        break;
                    }
                    close &= gap == 1;
                    region |= number.length() == REGION_DIGITS;
                    birth |= number.length() == BIRTH_DIGITS;
                }
                number.append(text, group.start(), group.end());
                boolean isX = number.length() == IDENTITY_DIGITS - 1 && hasCheck(text, group.end());
                String whole = isX ? number + "X" : number.toString();
                if ((close || (region && birth))
                        && ResidentIdentity.isIssued(whole, LAST_BIRTH)
                        && whole.length() == IDENTITY_DIGITS) {
                    return true;
                }
            }
        }
        return false;
    }

    /** An X, which a mark may part from the digits. */
    private static boolean hasCheck(String text, int at) {
        int x = at < text.length() && GAPS.indexOf(text.charAt(at)) >= 0 ? at + 1 : at;
        return x < text.length() && (text.charAt(x) == 'X' || text.charAt(x) == 'x');
    }

    private static boolean isGap(String text, int from, int to) {
        return text.substring(from, to).chars().allMatch(c -> GAPS.indexOf(c) >= 0);
    }

    private static boolean hasNumber(Pattern form, String text, Predicate<String> fits) {
        Matcher matcher = form.matcher(text);
        while (matcher.find()) {
            if (fits.test(GroupedDigits.bare(matcher.group(1)))
                    && !isThreshold(text, matcher.start(), matcher.end())
                    && !isOfContact(text, matcher.start())) {
                return true;
            }
        }
        return false;
    }

    private static boolean isThreshold(String text, int start, int end) {
        return COMPARED.matcher(text.substring(0, start)).find()
                || COMPARES.matcher(text).region(end, text.length()).lookingAt();
    }

    /** Whether the nearest key before a place, outside of quotes, is one of a contact. */
    private static boolean isOfContact(String text, int at) {
        Matcher key = KEY.matcher(text.substring(0, at));
        boolean isContact = false;
        while (key.find()) {
            long quotes =
                    text.substring(0, key.start()).chars().filter(c -> c == '"').count();
            if (quotes % 2 == 0) {
                isContact = OF_CONTACTS.matcher(key.group(1)).matches();
            }
        }
        return isContact;
    }

    private static boolean hasAddress(String text) {
        Spans spans = new Spans();
        new AddressFinder().find(text, spans);
        for (Span span : spans.joined()) {
            String address = text.substring(span.start(), span.end());
            if (REGION.matcher(address).find()
                    && STREET.matcher(address).find()
                    && DOOR.matcher(address).find()
                    && !isOfContact(text, span.start())) {
                return true;
            }
        }
        return false;
    }

    @Override
    public Optional<String> asValue(String value) {
        String text = value.strip();
        if (MobileNumber.isValid(text)) {
            return Optional.of(MOBILE);
        }
        return BankCardNumber.isIssued(text) ? Optional.of(CARD) : inLine(text);
    }
}
