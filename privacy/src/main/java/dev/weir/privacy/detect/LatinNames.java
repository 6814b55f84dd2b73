package dev.weir.privacy.detect;

import dev.weir.privacy.validate.Surnames;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Names in Latin letters as whole values: English by lists of given and family names, Chinese by the syllables of pinyin. */
final class LatinNames {

    private static final int MOST_WORDS = 4;
    private static final int LONGEST = 60;

    /** One syllable of pinyin, near enough. */
    private static final String SYLLABLE =
            "(?:[bpmfdtnlgkhjqxrzcsyw]|zh|ch|sh)?(?:iang|iong|uang|ang|eng|ing|ong|ian|iao|uai|uan|ueng"
                    + "|ai|an|ao|ei|en|er|ia|ie|in|iu|ou|ua|ui|un|uo|ue|ve|a|e|i|o|u|v)";

    /** A given name of one or two syllables. */
    static final Pattern PINYIN = Pattern.compile("(?i)" + SYLLABLE + "(?:[-']?" + SYLLABLE + ")?");

    /** Given names of the English-speaking world that are hardly ever anything else. */
    static final Set<String> GIVEN = WordList.read("given-names.txt");

    /** Words that begin with a capital and are no part of a name. */
    static final Set<String> NO_NAME = WordList.read("no-names.txt");

    private static final Set<String> FAMILY = WordList.read("family-names.txt");
    private static final Pattern BETWEEN = Pattern.compile("[ ,]+");

    private LatinNames() {}

    /** Whether a text on its own looks like a person's name: two to four words with capitals, one of them known as a name. */
    static boolean isLikelyName(String text) {
        if (text.length() > LONGEST || (text.indexOf(' ') < 0 && text.indexOf(',') < 0)) {
            return false;
        }
        String[] words = BETWEEN.split(text);
        if (words.length < 2 || words.length > MOST_WORDS) {
            return false;
        }
        boolean known = false;
        for (int i = 0; i < words.length; i++) {
            if (!isCapitalised(words[i])) {
                return false;
            }
            words[i] = words[i].toLowerCase(Locale.ROOT).replace(".", "");
            if (NO_NAME.contains(words[i])) {
                return false;
            }
            known |= GIVEN.contains(words[i]);
        }
        String first = words[0];
        String last = words[words.length - 1];
        return known
                || (first.length() == 1 && FAMILY.contains(last))
                || isPinyin(first, last)
                || isPinyin(last, first);
    }

    /** A Chinese surname and a given name in pinyin. */
    static boolean isPinyin(String surname, String given) {
        return Surnames.isLatin(surname)
                && surname.length() > 1
                && given.length() > 1
                && PINYIN.matcher(given).matches();
    }

    private static boolean isCapitalised(String word) {
        if (word.isEmpty() || !Character.isUpperCase(word.charAt(0))) {
            return false;
        }
        for (int i = 1; i < word.length(); i++) {
            char c = word.charAt(i);
            if (!Character.isLetter(c) && c != '\'' && c != '-' && c != '.') {
                return false;
            }
        }
        return true;
    }
}
