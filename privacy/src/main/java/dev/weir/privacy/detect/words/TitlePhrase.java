package dev.weir.privacy.detect.words;

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

    private static boolean isPlain(String word) {
        return word.length() >= LITTLE && !LatinNames.isName(word) && !isOfPeople(word) && EnglishWords.contains(word);
    }

    private static boolean isUnknown(String word) {
        return word.length() > 1
                && !LatinNames.isName(word)
                && !LatinNames.isPlace(word)
                && !LatinNames.isWordOfEnglish(word);
    }

    private static boolean isOfPeople(String word) {
        return OF_PEOPLE.contains(word)
                || (word.endsWith("s") && OF_PEOPLE.contains(word.substring(0, word.length() - 1)));
    }
}
