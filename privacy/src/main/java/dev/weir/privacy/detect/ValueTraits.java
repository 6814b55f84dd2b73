package dev.weir.privacy.detect;

import dev.weir.privacy.detect.model.NameModel;
import dev.weir.privacy.detect.words.GroupedDigits;
import dev.weir.privacy.detect.words.GroupedDigits.Groups;
import dev.weir.privacy.detect.words.Han;
import java.util.List;
import java.util.Set;
import java.util.function.ToLongFunction;

/**
 * What is known of one value: a bit for each {@link Detectors detector} that it fits, and for its length. This is all that
 * is known of a value once it has been looked at.
 */
public final class ValueTraits {

    /** More than 40 characters. */
    static final long LONG = 1L << 60;
    /** More than 20 Chinese characters. */
    static final long LONG_HAN = 1L << 61;
    /** Something that identifies a person was looked for inside a long text. */
    static final long SEARCHED = 1L << 62;
    /** And found; or found in a short text with a number among other characters, all of which are looked into. */
    static final long FOUND_INSIDE = 1L << 63;

    private static final List<Detector> DETECTORS = Detectors.all();

    /** A longer value is no number, no name, no address; only its first characters are searched. */
    private static final int LONGEST = 400;

    /** A model is not asked whether a longer value is, whole, a name. */
    private static final int LONGEST_NAME = 100;

    private static final int LONG_CHARACTERS = 40;
    private static final int LONG_HAN_CHARACTERS = 20;

    /** A short text with fewer digits holds no number of a person's. */
    private static final int FEWEST_DIGITS = 7;

    /** What chance, or no person, gives to the numbers in short texts: dates, firms, and cards, whose one digit in ten is right anyway. */
    private static final Set<String> IMPERSONAL_IN_SHORT = Set.of("DATE", "ORG", "BANK");

    private static final Set<String> IMPERSONAL_IN_LONG = Set.of("DATE", "ORG");

    /** Of the long values one in so many is searched inside, by its hash. */
    private static final int SEARCH_ONE_IN = 16;

    /** The kinds that a value of digits, dots and hyphens can be: most columns hold numbers, and are recognised quickly. */
    private static final Set<String> NUMERIC =
            Set.of(("PRC18 PRC15 USSSN TW_PERMIT INSNO MRN SUBJ MOBILE TAIWAN_MOBILE NORTH_AMERICAN LANDLINE_PARTED"
                            + " LANDLINE POSTCODE DATE AGE CARD CARD_OTHER GT LATLON IPV4 MAC IMEI VIN USCC")
                    .split(" "));

    /** The kinds that people write in groups of digits. */
    private static final Set<String> GROUPED = Set.of("PRC18", "PRC15", "MOBILE", "CARD", "CARD_OTHER");

    private static final long ALL = (1L << DETECTORS.size()) - 1;

    /** The detectors whose check digits are counted against chance; the shape of each has a bit after those of detectors. */
    private static final List<Detector> CHANCES =
            DETECTORS.stream().filter(each -> each.chance().isPresent()).toList();

    /** The shapes that a number has. */
    private static final Set<String> NUMERIC_SHAPES = Set.of("CARD", "IMEI", "USCC");

    private static final long GROUPED_BITS = bits(GROUPED);
    private static final long POINT_BITS = bits(Set.of("PRC18", "CARD"));
    private static final long OTHER_BITS = bits(Set.of("PRC18"));
    private static final long NUMERIC_BITS = bits(NUMERIC);

    private ValueTraits() {}

    /** The bit of the shape of a detector that has one. */
    static int shape(Detector detector) {
        return DETECTORS.size() + CHANCES.indexOf(detector);
    }

    private static long bits(Set<String> subtypes) {
        long bits = 0;
        for (int i = 0; i < DETECTORS.size(); i++) {
            bits |= subtypes.contains(DETECTORS.get(i).subtype()) ? 1L << i : 0;
        }
        return bits;
    }

    /** The bit of a category's own form, by its place in the law; after them come the categories that models find. */
    static int own(int form) {
        return DETECTORS.size() + CHANCES.size() + form;
    }

    /** The bits of a value. */
    public static long of(String value) {
        return of(value, new FormPattern[0], TextScanner.standard(), List.of());
    }

    /** What tells the traits of values where categories have forms of their own, and models are asked; for one thread. */
    public static ToLongFunction<String> with(List<IdentifierForm> forms, List<NameModel> models) {
        FormPattern[] own = forms.stream().map(IdentifierForm::read).toArray(FormPattern[]::new);
        TextScanner scanner = TextScanner.with(models);
        List<String> modelled = NameModel.categories(models);
        return value -> of(value, own, scanner, modelled);
    }

    private static long of(String value, FormPattern[] own, TextScanner scanner, List<String> modelled) {
        String text = FoldedText.of(value).text().strip();
        long traits = 0;
        if (text.length() > LONG_CHARACTERS) {
            traits |= LONG;
        }
        if (text.length() > LONG_HAN_CHARACTERS) {
            String start = text.substring(0, Math.min(text.length(), LONGEST));
            if (start.chars().filter(c -> Han.is((char) c)).count() > LONG_HAN_CHARACTERS) {
                traits |= LONG_HAN;
            }
            if (text.indexOf(' ') > 0 || (traits & LONG_HAN) != 0) {
                traits |= searched(start, scanner);
            }
        }
        for (int i = 0; i < own.length; i++) {
            traits |= own[i].matches(text) ? 1L << own(i) : 0;
        }
        if (!modelled.isEmpty() && text.length() > 1 && text.length() <= LONGEST_NAME) {
            traits |= scanner.wholeByModel(text)
                    .map(category -> 1L << own(own.length + modelled.indexOf(category)))
                    .orElse(0L);
        }
        long forms = forms(text, ~0L);
        if (traits == 0 && forms == 0 && isMoreThanNumber(text)) {
            traits = found(text, scanner, IMPERSONAL_IN_SHORT) & FOUND_INSIDE;
        }
        return traits | forms | shapes(text, forms);
    }

    /**
     * Whether a text has enough digits for a number of a person's, and has something beside it: {@code ID:…},
     * {@code name/number}.
     */
    private static boolean isMoreThanNumber(String text) {
        return !isNumber(text)
                && text.chars()
                                .filter(c -> c >= '0' && c <= '9')
                                .limit(FEWEST_DIGITS)
                                .count()
                        == FEWEST_DIGITS;
    }

    /** What looks as if it had a check digit; what has it, looks so. */
    private static long shapes(String text, long forms) {
        GroupedDigits.Joined number = GroupedDigits.joined(text);
        String joined = number.groups() == Groups.USUAL || number.groups() == Groups.POINT ? number.digits() : text;
        boolean isNumber = isNumber(joined);
        long shapes = 0;
        for (int i = 0; i < CHANCES.size(); i++) {
            Detector detector = CHANCES.get(i);
            if (!isNumber || NUMERIC_SHAPES.contains(detector.subtype())) {
                boolean fits = (forms >>> DETECTORS.indexOf(detector) & 1) != 0;
                boolean shaped = fits
                        || (joined.length() >= detector.shortest()
                                && joined.length() <= detector.longest()
                                && detector.chance().orElseThrow().shape().test(joined));
                shapes |= shaped ? 1L << shape(detector) : 0;
            }
        }
        return shapes;
    }

    /**
     * The detectors that a value fits.
     *
     * @param text folded, without blanks around it
     * @param asked the detectors that are tried, a bit for each
     */
    static long forms(String text, long asked) {
        long fits = fits(text, isNumber(text) ? asked & NUMERIC_BITS : asked);
        GroupedDigits.Joined number = GroupedDigits.joined(text);
        return switch (number.groups()) {
            case NONE -> fits;
            case USUAL -> fits | fits(number.digits(), asked & GROUPED_BITS);
            case POINT -> fits | fits(number.digits(), asked & POINT_BITS);
            case OTHER -> fits | fits(number.digits(), asked & OTHER_BITS);
        };
    }

    private static long fits(String text, long asked) {
        long fits = 0;
        for (long bits = asked & ALL; bits != 0; bits &= bits - 1) {
            int i = Long.numberOfTrailingZeros(bits);
            fits |= DETECTORS.get(i).matches(text) ? 1L << i : 0;
        }
        return fits;
    }

    private static long searched(String text, TextScanner scanner) {
        if (Math.floorMod(text.hashCode() * 0x9e3779b9, SEARCH_ONE_IN) != 0) {
            return 0;
        }
        return found(text, scanner, IMPERSONAL_IN_LONG);
    }

    private static long found(String text, TextScanner scanner, Set<String> impersonal) {
        boolean found = scanner.find(text).stream().anyMatch(span -> !impersonal.contains(span.category()));
        return found ? SEARCHED | FOUND_INSIDE : SEARCHED;
    }

    private static boolean isNumber(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!(c >= '0' && c <= '9') && c != '.' && c != '-' && c != '_' && c != ',') {
                return false;
            }
        }
        return true;
    }
}
