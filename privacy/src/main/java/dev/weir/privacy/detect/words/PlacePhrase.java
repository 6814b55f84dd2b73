package dev.weir.privacy.detect.words;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Places that are written with the region they lie in, whatever else they are called after: {@code OH - Columbus},
 * {@code Akron, OH} and {@code Harrison County, Ohio}. Regions and places are WordNet's; the codes of regions are those of its states.
 */
public final class PlacePhrase {

    private static final int LONGEST = 80;
    private static final Pattern CODE_FIRST = Pattern.compile("(?<region>\\p{Lu}{2}) ?[-\u2013] ?(?<place>\\p{Lu}.*)");
    private static final Pattern REGION_LAST = Pattern.compile("(?<place>\\p{Lu}[^,]*), ?(?<region>\\p{Lu}[^,]*)");
    private static final Pattern MARK = Pattern.compile("[,\u2013-]");
    private static final Pattern CODES = Pattern.compile("\\p{Lu}{2}(?:-\\p{Lu}{2})*(?: USA?)?");
    private static final Pattern BETWEEN = Pattern.compile("[ -]+");

    private static final Pattern OF_PLACES = Pattern.compile(
            "(?:El|Las|Los|La|San|Santa|Santo|São|Sao|Saint|St\\.?|Sainte|New|Fort|Port|Mount|Cape|Lake|Costa|Puerto|Sri|Saudi) \\p{Lu}[\\p{L}'’-]+");

    /** Behind a comma a degree or a profession as well: Washington, MD. */
    private static final Set<String> BEHIND_NAMES = Set.of("MA", "MD", "MS", "PA");

    private PlacePhrase() {}

    /** Whether a text is a place and its region, and no more. A family name before a given name or an initial is none. */
    public static boolean is(String text) {
        if (text.length() > LONGEST || !MARK.matcher(text).find()) {
            return false;
        }
        Matcher first = CODE_FIRST.matcher(text);
        if (first.matches()) {
            return isRegion(first.group("region")) && mayBePlace(first.group("place"));
        }
        Matcher last = REGION_LAST.matcher(text);
        return last.matches()
                && !BEHIND_NAMES.contains(last.group("region"))
                && isRegion(last.group("region"))
                && mayBePlace(last.group("place"));
    }

    /** Whether a text is two words of which the first makes places of the second: Las Vegas, San José, Fort Worth. */
    public static boolean isCalledAsPlaces(String text) {
        return OF_PLACES.matcher(text).matches();
    }

    /** Whether a text is a place, of words that are nothing else: Wichita, and no Jackson. */
    public static boolean isBare(String text) {
        for (String word : words(text)) {
            if (!LatinNames.isPlace(word) || LatinNames.isName(word)) {
                return false;
            }
        }
        return true;
    }

    /** The codes of one region or several, or what one is called: New Mexico. */
    private static boolean isRegion(String text) {
        boolean isCode = CODES.matcher(text).matches();
        boolean isPlace = false;
        for (String word : words(text)) {
            if (LatinNames.isPlace(word)) {
                isPlace = true;
            } else if (isCode || !TitlePhrase.isPlain(word)) {
                return false;
            }
        }
        return isPlace;
    }

    /** What is called after a saint, or words of which one says that they are a place and that are not a person's name as well. */
    private static boolean mayBePlace(String text) {
        String[] words = words(text);
        boolean isPlace = false;
        boolean areAll = true;
        for (String word : words) {
            boolean says = LatinNames.isPlace(word) || TitlePhrase.isPlain(word);
            isPlace |= says;
            areAll &= says;
        }
        return areAll || TitlePhrase.isOfSaints(words[0]) || (isPlace && !LatinNames.isLikelyName(text));
    }

    private static String[] words(String text) {
        return BETWEEN.split(text.toLowerCase(Locale.ROOT).replace(".", "").strip());
    }
}
