package dev.weir.privacy.detect.words;

import dev.weir.privacy.validate.Surnames;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Names in Latin letters as whole values: English by lists of given and family names, Chinese by the syllables of pinyin. */
public final class LatinNames {

    private static final int MOST_WORDS = 4;
    private static final int LONGEST = 60;

    /** One syllable of pinyin, near enough. */
    private static final String SYLLABLE =
            "(?:[bpmfdtnlgkhjqxrzcsyw]|zh|ch|sh)?(?:iang|iong|uang|ang|eng|ing|ong|ian|iao|uai|uan|ueng"
                    + "|ai|an|ao|ei|en|er|ia|ie|in|iu|ou|ua|ui|un|uo|ue|ve|a|e|i|o|u|v)";

    /** A given name of one or two syllables. */
    static final Pattern PINYIN = Pattern.compile("(?i)" + SYLLABLE + "(?:[-']?" + SYLLABLE + ")?");

    /** Given and family names of some forty countries. */
    private static final Set<String> ALL = WordList.read("names.txt");

    private static final Set<String> PLACES = WordList.read("places.txt");

    /** Prefix and suffix of a name of DICOM, behind family, given and middle name. */
    private static final Pattern DICOM_TITLES = Pattern.compile("^([^^]*\\^[^^]*\\^[^^]*)\\^.*$");

    private static final Pattern BETWEEN = Pattern.compile("[ ,^_]+");

    /** Two words that a mark parts in the place of a blank: cao-hua, cao.hua. */
    private static final Pattern PARTED = Pattern.compile("(\\p{L}{2,})[.-](\\p{L}{2,})");

    private static final int LONGEST_READ = 20;
    /** Macron, acute, caron and grave, and the dots of an ü, which is written u in names without marks. */
    private static final Pattern TONE = Pattern.compile("[\u0304\u0301\u030c\u0300\u0308]");

    private static final Pattern TITLE = Pattern.compile("(?:Mr|Mrs|Ms|Miss|Dr|Prof)\\.? ");
    private static final Pattern TWO_SYLLABLES = Pattern.compile(SYLLABLE + SYLLABLE);
    private static final int LONGEST_SURNAME = 8;

    private LatinNames() {}

    /** Whether a word in small letters is a name wherever it begins with a capital: no word of English, and no place. */
    public static boolean isNameAlone(String word) {
        return NameWords.isGiven(word)
                || (ALL.contains(word)
                        && !NameWords.isNoName(word)
                        && !PLACES.contains(word)
                        && !EnglishWords.contains(word));
    }

    /** Whether a word in small letters is a name, and a word of English or a place, too. */
    public static boolean isNameAndWord(String word) {
        return isName(word) && !NameWords.isNoName(word) && !NameWords.isPlain(word);
    }

    /** Whether a word in small letters is one of English, a name or not. */
    public static boolean isWordOfEnglish(String word) {
        return NameWords.isPlain(word) || EnglishWords.contains(word);
    }

    /** Whether a word in small letters is a place's. */
    public static boolean isPlace(String word) {
        return PLACES.contains(word);
    }

    /** Whether a word in small letters stands in a list of names. */
    public static boolean isName(String word) {
        return NameWords.isGiven(word) || NameWords.isFamily(word) || NameWords.isWordToo(word) || ALL.contains(word);
    }

    /**
     * Whether a text on its own looks like a person's name: two to four words with capitals or without any, one of them known
     * as a name and none as something else, after a title or none, parted as DICOM does or not; or one word that is a given
     * name or a whole name in pinyin.
     */
    public static boolean isLikelyName(String text) {
        if (text.length() > LONGEST || !isLatin(text)) {
            return false;
        }
        Matcher title = TITLE.matcher(text);
        String name = title.lookingAt() ? text.substring(title.end()) : text;
        name = PARTED.matcher(name).matches() ? name.replace('.', ' ').replace('-', ' ') : name;
        boolean parted = name.indexOf('^') > 0;
        if (parted) {
            name = DICOM_TITLES
                    .matcher(name.substring(0, name.indexOf('=') < 0 ? name.length() : name.indexOf('=')))
                    .replaceFirst("$1");
        }
        String[] words = BETWEEN.split(name);
        if (words.length == 1) {
            return !parted && isOneWord(name);
        }
        if (words.length > MOST_WORDS) {
            return false;
        }
        boolean small = Character.isLowerCase(words[0].isEmpty() ? '-' : words[0].charAt(0));
        boolean initial = false;
        for (int i = 0; i < words.length; i++) {
            if (!isWord(words[i], small)) {
                return false;
            }
            initial |= words[i].length() == 2 && words[i].endsWith(".");
            words[i] = words[i].toLowerCase(Locale.ROOT).replace(".", "");
            if (words[i].length() > 1 && NameWords.isNoName(words[i])) {
                return false;
            }
        }
        return areName(words, small, parted || initial || name.indexOf(',') > 0 || title.lookingAt());
    }

    /** Letters before U+0250 and what parts words, as far as the "=" after which DICOM has other scripts. */
    private static boolean isLatin(String text) {
        for (int i = 0; i < text.length() && text.charAt(i) != '='; i++) {
            char c = text.charAt(i);
            if (c > '\u024f' || (c >= '0' && c <= '9') || c == '/' || c == ':') {
                return false;
            }
        }
        return true;
    }

    /** Of words that are no others, whether they are a name; signs that hardly anything else has make up for much. */
    private static boolean areName(String[] words, boolean small, boolean signed) {
        int known = 0;
        int sure = 0;
        int families = 0;
        for (String word : words) {
            if (small && NameWords.isPlain(word)) {
                return false;
            }
            boolean given = NameWords.isGiven(word);
            known += given ? 1 : 0;
            sure += given && !NameWords.isWordToo(word) ? 1 : 0;
            families += NameWords.isFamily(word) ? 1 : 0;
        }
        String first = words[0];
        String last = words[words.length - 1];
        boolean people = sure > 0 || known > 1 || (known > 0 && families > 0) || (signed && known + families > 0);
        return people
                || (last.length() == 1 && signed && !NameWords.isPlain(first))
                || (first.length() == 1 && NameWords.isFamily(last))
                || isPinyin(first, last)
                || isPinyin(last, first);
    }

    /** A given name that is no word, or surname and given name in pinyin: three syllables, or a capital where the second begins. */
    private static boolean isOneWord(String word) {
        if (!isWord(word, Character.isLowerCase(word.isEmpty() ? '-' : word.charAt(0)))) {
            return false;
        }
        String lower = word.toLowerCase(Locale.ROOT);
        if (NameWords.isNoName(lower) || NameWords.isPlain(lower)) {
            return false;
        }
        boolean isWord = EnglishWords.contains(lower);
        if (Character.isUpperCase(word.charAt(0)) && NameWords.isGiven(lower) && !NameWords.isWordToo(lower)) {
            return true;
        }
        for (int at = 2; at < Math.min(lower.length() - 1, LONGEST_SURNAME + 1); at++) {
            if (Surnames.isLatin(lower.substring(0, at))) {
                String given = lower.substring(at);
                // of a word in capitals alone, such as SUPINE, no capital says that a name begins
                boolean begins = Character.isUpperCase(word.charAt(at))
                        && !(isWord && Character.isUpperCase(word.charAt(at - 1)));
                boolean parts = begins && PINYIN.matcher(given).matches();
                if (parts || (!isWord && TWO_SYLLABLES.matcher(given).matches())) {
                    return true;
                }
            }
        }
        return false;
    }

    /**
     * Whether one word reads as a name in pinyin, caohua, and is no word of English and no place. Of words alone too many do:
     * it is evidence for a column where nearly all do.
     */
    public static boolean readsAsName(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        if (lower.length() > LONGEST_READ
                || isWordOfEnglish(lower)
                || PLACES.contains(lower)
                || NameWords.isNoName(lower)) {
            return false;
        }
        for (int at = 2; at < Math.min(lower.length() - 1, LONGEST_SURNAME + 1); at++) {
            if (isPinyin(lower.substring(0, at), lower.substring(at))) {
                return true;
            }
        }
        return false;
    }

    /** A Chinese surname and a given name in pinyin, with marks of tones or without. */
    public static boolean isPinyin(String surname, String given) {
        return surname.length() > 1
                && given.length() > 1
                && Surnames.isLatin(toneless(surname))
                && PINYIN.matcher(toneless(given)).matches();
    }

    private static String toneless(String word) {
        int at = 0;
        while (at < word.length() && word.charAt(at) < 0x80) {
            at++;
        }
        return at == word.length()
                ? word
                : TONE.matcher(Normalizer.normalize(word, Normalizer.Form.NFD)).replaceAll("");
    }

    /** Letters, hyphens, apostrophes and dots; the first is a capital, or no letter is. */
    private static boolean isWord(String word, boolean small) {
        if (word.isEmpty() || !Character.isLetter(word.charAt(0)) || Character.isUpperCase(word.charAt(0)) == small) {
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
