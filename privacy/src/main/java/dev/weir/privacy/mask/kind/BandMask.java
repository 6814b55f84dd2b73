package dev.weir.privacy.mask.kind;

import dev.weir.privacy.mask.kind.Generalisation.Band;
import dev.weir.privacy.mask.text.Normaliser;
import dev.weir.privacy.mask.text.TextMask;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The band that an age lies in. It reads {@code 37}, {@code 37.5}, {@code 37岁}, {@code 3岁6个月}, {@code 37 years},
 * {@code 7个月}, {@code 12 days}, and what is open at one end: {@code > 89}, {@code ≥90}, {@code 90+}, {@code <1}, and
 * the bands that it makes: {@code 35-39}. A range or open age that could lie in more than one band has none; nor has one above 150.
 */
final class BandMask implements TextMask {

    /** No person is older. */
    static final int OLDEST = 150;

    private static final int NO_AGE = -1;

    private static final Pattern AGE =
            Pattern.compile("(?<sign>>=|≥|>|<=|≤|<)?\\s*(?<number>[0-9]{1,4})(?:\\.[0-9]{1,4})?\\s*"
                    + "(?:(?<more>\\+)|(?<unit>[^0-9+\\s][^0-9+]{0,15})(?:[0-9]{1,2}(?:个月|個月|月))?)?");
    /** As {@link Band} writes them. */
    private static final Pattern AGES = Pattern.compile("(?<from>[0-9]{1,3})-(?<to>[0-9]{1,3})");

    private static final Pattern YEARS = Pattern.compile("周?[岁歲]|y|yo|yrs?|years?(?: old)?");
    private static final Pattern MONTHS = Pattern.compile("[个個]?月(?:龄|齡)?|m|mos?|months?(?: old)?");
    private static final Pattern DAYS =
            Pattern.compile("[天日周](?:龄|齡)?|星期|小时|小時|d|h|w|wks?|hours?|days?(?: old)?|weeks?(?: old)?");

    private final Band band;
    private final byte[] refusal;
    private final byte[][] labels;
    private final Normaliser normaliser = Normaliser.plain();

    BandMask(Band band, byte[] refusal) {
        this.band = band;
        this.refusal = refusal;
        int closed = (Math.min(band.top(), OLDEST + 1) + band.width() - 1) / band.width();
        this.labels = new byte[closed + 1][];
        for (int i = 0; i < closed; i++) {
            int from = i * band.width();
            labels[i] = ascii(from + "-" + (Math.min(from + band.width(), band.top()) - 1));
        }
        labels[closed] = ascii(band.top() + "+");
    }

    @Override
    public byte[] mask(byte[] utf8, int offset, int length) {
        normaliser.normalise(utf8, offset, length);
        byte[] text = normaliser.bytes();
        int start = normaliser.start();
        int age = plain(text, start, normaliser.length());
        int label = age == NO_AGE
                ? written(new String(text, start, normaliser.length(), StandardCharsets.UTF_8))
                : labelOf(age);
        return label == NO_AGE ? refusal.clone() : labels[label].clone();
    }

    /** The age, where it is one to three digits and nothing else, as nearly every value is. */
    private static int plain(byte[] text, int start, int length) {
        if (length < 1 || length > 3) {
            return NO_AGE;
        }
        int age = 0;
        for (int i = start; i < start + length; i++) {
            if (text[i] < '0' || text[i] > '9') {
                return NO_AGE;
            }
            age = age * 10 + text[i] - '0';
        }
        return age;
    }

    private int written(String text) {
        Matcher ages = AGES.matcher(text);
        if (ages.matches()) {
            int from = labelOf(Integer.parseInt(ages.group("from")));
            int to = Math.min(Integer.parseInt(ages.group("to")), OLDEST);
            return from == labelOf(to) ? from : NO_AGE;
        }
        Matcher matcher = AGE.matcher(text);
        if (text.length() > 40 || !matcher.matches()) {
            return NO_AGE;
        }
        int years = years(
                Integer.parseInt(matcher.group("number")),
                matcher.group("unit") == null
                        ? "y"
                        : matcher.group("unit").strip().toLowerCase(Locale.ROOT));
        if (years == NO_AGE) {
            return NO_AGE;
        }
        String sign = matcher.group("more") == null ? matcher.group("sign") : "≥";
        if (sign == null) {
            return labelOf(years);
        }
        return switch (sign) {
            case ">" -> from(years + 1);
            case ">=", "≥" -> from(years);
            case "<" -> years <= band.width() ? labelOf(0) : NO_AGE;
            default -> years < band.width() ? labelOf(0) : NO_AGE;
        };
    }

    private static int years(int number, String unit) {
        if (YEARS.matcher(unit).matches()) {
            return number;
        }
        if (MONTHS.matcher(unit).matches()) {
            return number / 12;
        }
        // Ages that matter to a band are not counted in days or weeks.
        return DAYS.matcher(unit).matches() && number <= 365 ? 0 : NO_AGE;
    }

    /** The open band, when all from that age on are in it. */
    private int from(int years) {
        return years >= band.top() && years <= OLDEST ? labels.length - 1 : NO_AGE;
    }

    private int labelOf(int years) {
        if (years > OLDEST) {
            return NO_AGE;
        }
        return years >= band.top() ? labels.length - 1 : years / band.width();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
