package dev.weir.privacy.detect.words;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Phrases that are written as titles are: each word with a capital but the little ones. Organisations, places, films and goods are
 * called so, often after a person: Anderson Valley Brewing Company. What tells them from a name are words of English that are no names and
 * call no person what they are, as WordNet's nouns for people do: Constable Jane Okafor. Words that no list has are no more than those.
 */
public final class TitlePhrase {

    private static final int LONGEST = 120;
    private static final int LITTLE = 3;
    private static final Pattern WORD = Pattern.compile("\\p{L}[\\p{L}'\u2019]*");
    private static final Pattern POSSESSIVE = Pattern.compile("['\u2019]s$");

    private static final char LAST_LATIN = '\u024f';

    /** The end of what stands before a name. */
    private static final Pattern ADDRESSED =
            Pattern.compile("(?<!\\p{L})(?i:Mr|Mrs|Ms|Miss|Mx|Dr|Prof|Professor|Doctor|Nurse)\\.? +$");

    /** What a saint's name begins with, and a house or a place that is called after one. */
    private static final Set<String> OF_SAINTS = Set.of("saint", "st", "ste", "san", "santa");

    /** What the name of a company ends in. */
    private static final Set<String> OF_COMPANIES = Set.of("inc", "ltd", "llc", "llp", "plc", "corp", "gmbh");

    /** What people are: doctor, widow, constable. */
    private static final Set<String> OF_PEOPLE = WordList.read("people.txt");

    private TitlePhrase() {}

    /** Whether a text of two words and more is such a phrase. */
    public static boolean is(String text) {
        if (text.length() > LONGEST || text.indexOf(' ') < 0 || !hasCapital(text)) {
            return false;
        }
        int words = 0;
        int plain = 0;
        int unknown = 0;
        Matcher found = WORD.matcher(text);
        while (found.find()) {
            String word = POSSESSIVE.matcher(found.group()).replaceFirst("");
            boolean isTitled = Character.isUpperCase(word.charAt(0));
            if (!isTitled && word.length() > LITTLE) {
                return false;
            }
            words += isTitled && word.length() > 1 ? 1 : 0;
            String lower = word.toLowerCase(Locale.ROOT);
            plain += isTitled && isPlain(lower) ? 1 : 0;
            unknown += isTitled && isUnknown(lower) ? 1 : 0;
        }
        return plain > 0 && unknown <= plain && words > (unknown == 0 ? 1 : 2);
    }

    private static boolean hasCapital(String text) {
        char first = text.charAt(0);
        return Character.isUpperCase(first) || !Character.isLetter(first);
    }

    /**
     * Whether what was found as a name in a title calls a person: with the names and unknown words beside it it has two words and more as
     * far as its last one that is no plain word, or is two words of which the first is a given name, or stands behind a form of
     * address, or is no name in Latin letters. What is called after a person mostly has one name before plain words: NorthGate Brewing,
     * Grady Memorial Hospital, Saint Joseph Clinic.
     *
     * @param start of what was found
     * @param end of it, exclusive
     */
    public static boolean callsPerson(String title, int start, int end) {
        if (ADDRESSED.matcher(title).region(0, start).find()) {
            return true;
        }
        List<String> words = new ArrayList<>();
        int first = -1;
        int after = -1;
        Matcher found = WORD.matcher(title);
        while (found.find()) {
            first = first < 0 && found.end() > start ? words.size() : first;
            words.add(POSSESSIVE.matcher(found.group()).replaceFirst("").toLowerCase(Locale.ROOT));
            after = found.start() < end ? words.size() : after;
        }
        if (first < 0
                || words.subList(first, after).stream()
                        .anyMatch(word -> word.chars().anyMatch(c -> c > LAST_LATIN))) {
            return true;
        }
        boolean isTwo = after - first == 2 && !isOfSaints(words.get(first));
        if (after - first > 1 && isPinyin(words.get(first), words.get(first + 1))) {
            return true;
        }
        while (first > 0 && mayBeOfName(words.get(first - 1))) {
            first--;
        }
        while (after < words.size() && mayBeOfName(words.get(after))) {
            after++;
        }
        while (first < after && isOfSaints(words.get(first))) {
            first++;
        }
        while (after > first && isPlain(words.get(after - 1))) {
            after--;
        }
        return after - first > 1 || (isTwo && LatinNames.isLikelyName(title.substring(start, end)));
    }

    /** Whether a text of several words ends in one that ends no name: what a header says of it has to be found in its words. */
    public static boolean endsInPlainWord(String text) {
        String last = text.substring(text.lastIndexOf(' ') + 1);
        return last.length() < text.length()
                && isPlain(last.toLowerCase(Locale.ROOT).replace(".", ""));
    }

    private static boolean isPinyin(String one, String other) {
        return LatinNames.isPinyin(one, other) || LatinNames.isPinyin(other, one);
    }

    /** Whether a word in small letters begins what a saint is called. */
    static boolean isOfSaints(String word) {
        return OF_SAINTS.contains(word);
    }

    /** Whether a word in small letters is one of English, no name and nothing that people are. */
    static boolean isPlain(String word) {
        return OF_COMPANIES.contains(word)
                || (word.length() >= LITTLE
                        && !LatinNames.isName(word)
                        && !OF_PEOPLE.contains(word)
                        && (EnglishWords.contains(word) || areOfPeople(word)));
    }

    private static boolean isUnknown(String word) {
        return word.length() > 1
                && !LatinNames.isName(word)
                && !LatinNames.isPlace(word)
                && !LatinNames.isWordOfEnglish(word)
                && !isPlain(word);
    }

    private static boolean mayBeOfName(String word) {
        return word.length() > LITTLE && (LatinNames.isName(word) || isUnknown(word));
    }

    /** Several people are a team or an order: Cowboys, Sisters. */
    private static boolean areOfPeople(String word) {
        return word.endsWith("s") && OF_PEOPLE.contains(word.substring(0, word.length() - 1));
    }
}
