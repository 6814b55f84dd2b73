package dev.weir.privacy.detect.vocabulary;

import dev.weir.privacy.detect.words.LatinNames;
import dev.weir.privacy.detect.words.NameWords;
import dev.weir.privacy.detect.words.WordList;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Words that forms, laboratories and machines write in German, French, Spanish, Italian, Portuguese and Dutch, with their endings, and
 * what German makes of two and more of them ({@code Wechselschicht}); in Chinese the short ones that are read as names otherwise
 * (全麻). The list was written for Weir, and has no word that is above all a name.
 */
final class FormWords {

    private static final Set<String> WORDS = WordList.read("form-words.txt");

    /** Those that lists of names have too, and that a form hardly ever means so: a note's sentence may, so the tagger does not know it. */
    private static final Set<String> NO_NAMES = WordList.read("form-words-no-names.txt");

    /** Single characters that stand at the end of what forms offer, or count and compare in it. */
    private static final String CHINESE_ENDS = "术镜管腔口面液痰尿血便膜骨关节费间余天后前中内下上法类型级期度无未已有次日周月年片块支层区侧部位三二一两四五六双单";

    /** Beside such words stands who it was. */
    private static final Pattern PEOPLE = Pattern.compile(
            "[请找与由给叫把让跟向]|护士|医生|医师|大夫|老师|先生|女士|家属|患[者儿]|病人|伤者|[儿孙]子|女儿|妈|爸|阿姨|叔|姐|哥|嫂|爷|奶|妻|夫|主[管任]|教授|同学|小姐|名单"
                    + "|(?iu)(?<!\\p{L})(?:mit|bei|von|durch|avec|par|chez|con|por|met|door|com|by|with|herrn?|frau|mme|sra?|mrs?|dra?|prof|oma|opa|tante|onkel)(?!\\p{L})");

    /** Ends of abstract nouns, adjectives and ways of treatment, which families are not called after. */
    private static final Set<String> ENDS = Set.of(
            "heit",
            "heiten",
            "keit",
            "keiten",
            "schaft",
            "tät",
            "ismus",
            "tion",
            "tionen",
            "therapie",
            "tomie",
            "logie",
            "logisch",
            "grafie",
            "graphie",
            "skopie",
            "ämie",
            "pathie",
            "lich",
            "liche",
            "licher",
            "liches",
            "tions",
            "ité",
            "thérapie",
            "scopie",
            "émie",
            "ción",
            "ciones",
            "idad",
            "ible",
            "mente",
            "miento",
            "terapia",
            "tomía",
            "logía",
            "grafía",
            "copia",
            "emia",
            "patía",
            "ção",
            "ções",
            "idade",
            "zione",
            "zioni",
            "ità",
            "mento",
            "bile");

    /** Shorter words that end so may be names. */
    private static final int SHORTEST_BUILT = 8;

    private static final int LONGEST_END =
            ENDS.stream().mapToInt(String::length).max().orElse(0);

    /** Of a case, a number or a sex. */
    private static final String[] ENDINGS = {"e", "en", "er", "es", "em", "s", "n", "t", "a", "o", "as", "os"};

    /** What stands between two words that are made one. */
    private static final String[] JOINTS = {"", "s", "n", "en", "es", "er", "e"};

    /** Shorter words with an ending may be others. */
    private static final int SHORTEST_STEM = 4;

    /** Shorter ones made of two may be names of places, which families are called after. */
    private static final int SHORTEST_COMPOUND = 10;

    private FormWords() {}

    /** Whether a word in small letters is one. */
    static boolean is(String word) {
        return WORDS.contains(word)
                || isInflected(word)
                || (word.length() >= SHORTEST_COMPOUND && isMadeOf(word))
                || (word.length() >= SHORTEST_BUILT && !LatinNames.isName(word) && endsAsWord(word));
    }

    /** Whether a text speaks of people, so that a name may stand in it. */
    static boolean speaksOfPeople(String text) {
        return PEOPLE.matcher(text).find();
    }

    /** Whether a single Chinese character is one that words of forms end with. */
    static boolean isEnd(String character) {
        return CHINESE_ENDS.contains(character);
    }

    /** Whether one of them is in a list of names, too: alone it proves nothing. */
    static boolean isNameToo(String word) {
        return is(word) && !LatinNames.isWordOfEnglish(word) && isNameAlone(word);
    }

    /** Whether a word in small letters is a name that a form may mean. */
    static boolean mayBeName(String word) {
        return LatinNames.isName(word) && !NameWords.isNoName(word) && !NO_NAMES.contains(word);
    }

    private static boolean isNameAlone(String word) {
        return LatinNames.isNameAlone(word) && !NO_NAMES.contains(word);
    }

    private static boolean endsAsWord(String word) {
        for (int length = 2; length <= LONGEST_END; length++) {
            if (ENDS.contains(word.substring(word.length() - length))) {
                return true;
            }
        }
        return false;
    }

    private static boolean isInflected(String word) {
        for (String ending : ENDINGS) {
            int stem = word.length() - ending.length();
            if (stem >= SHORTEST_STEM && word.endsWith(ending) && WORDS.contains(word.substring(0, stem))) {
                return !isNameAlone(word);
            }
        }
        return false;
    }

    private static boolean isMadeOf(String word) {
        for (int at = SHORTEST_STEM; at <= word.length() - SHORTEST_STEM; at++) {
            String rest = word.substring(at);
            boolean ends = WORDS.contains(rest) || isInflected(rest) || isMadeOf(rest);
            if (ends && begins(word.substring(0, at))) {
                return true;
            }
        }
        return false;
    }

    private static boolean begins(String part) {
        for (String joint : JOINTS) {
            if (part.endsWith(joint)
                    && part.length() - joint.length() >= SHORTEST_STEM - 1
                    && WORDS.contains(part.substring(0, part.length() - joint.length()))) {
                return true;
            }
        }
        return false;
    }
}
