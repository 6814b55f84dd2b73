package dev.weir.privacy.detect.words;

import com.hankcs.hanlp.corpus.tag.Nature;
import com.hankcs.hanlp.dictionary.CoreDictionary;
import com.hankcs.hanlp.dictionary.other.CharTable;
import com.hankcs.hanlp.seg.Segment;
import com.hankcs.hanlp.seg.Viterbi.ViterbiSegment;
import com.hankcs.hanlp.seg.common.Term;
import dev.weir.privacy.validate.Surnames;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What HanLP's dictionaries know of Han names: which characters names are made of, and which words are none. Its
 * recognition of names tags the roles of characters (surname, given name, context) with a hidden Markov model: Zhang Huaping
 * and Liu Qun, "Automatic recognition of Chinese person names based on role tagging", 2004.
 *
 * <p>The dictionaries are loaded when they are first asked: a third of a second, 40 MB, once per process. A segment may be
 * used by many threads.
 */
public final class NameDictionary {

    private static final Segment SEGMENT = new ViterbiSegment()
            .enableCustomDictionary(false)
            .enableNameRecognize(true)
            .enableTranslatedNameRecognize(true)
            .enablePlaceRecognize(true)
            .enableOffset(true);

    private static final int LONGEST_NAME = 4;

    /** What no name ends with. */
    static final String DISEASES = "\u75c5\u75c7\u764c\u7624";

    private static final Pattern DOTTED =
            Pattern.compile("[\u3400-\u9fff]{2,10}(?:[\u00b7.][\u3400-\u9fff]{1,10}){1,3}");
    private static final Pattern DOT = Pattern.compile("[\u00b7.]");

    private NameDictionary() {}

    /** Words in their order, with their natures; {@code nr} and {@code nrf} are names. */
    public static List<Term> words(String text) {
        return SEGMENT.seg(text);
    }

    /** Whether a word is a person's name by its nature. */
    public static boolean isName(Term term) {
        return term.nature == Nature.nr || term.nature == Nature.nrf || term.nature == Nature.nrj;
    }

    /** Whether the dictionary has a text as a word that is no name. */
    public static boolean isWord(String text) {
        CoreDictionary.Attribute attribute = CoreDictionary.get(text);
        return attribute != null
                && !(attribute.hasNature(Nature.nr)
                        && attribute.getNatureFrequency(Nature.nr) * 2 >= attribute.totalFrequency);
    }

    /** How often a character ends a given name of two characters, in the corpus. */
    public static int endsName(char c) {
        return CharacterRole.ENDS_GIVEN.count(c);
    }

    /** How often a character is a surname. */
    public static int isSurname(char c) {
        return CharacterRole.SURNAME.count(c);
    }

    /** Whether a surname is met as one, or is hardly ever anything else. */
    public static boolean isInUse(char surname) {
        return isSurname(surname) >= 20 || CharacterRole.WORD.count(surname) <= 1; // rare, and nothing else
    }

    private static boolean isCommonSurname(char c) {
        return Surnames.isSingle(c) && isSurname(c) >= 100;
    }

    /** Each traditional character in its simplified form; places stay the same. */
    public static String simplified(String text) {
        StringBuilder simplified = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            simplified.append(Han.is(c) ? c == '\u937e' ? '\u949f' : CharTable.convert(c) : c);
        }
        return simplified.toString();
    }

    /**
     * Whether a text on its own looks like a Han name: a surname that is in use, characters that given names are made of, and
     * no word of the language; or several parts joined by a dot.
     */
    public static boolean isLikelyName(String text) {
        String name = unparted(text);
        if (name.length() <= LONGEST_NAME && Han.only(name)) {
            return isHanName(name) || isTraditional(name) || isDotted(text);
        }
        return isDotted(text);
    }

    /** A name whose characters blanks or marks part: 张 伟, 张-伟, 张·伟, 张^伟 of DICOM. */
    private static String unparted(String text) {
        if (text.length() > 2 * LONGEST_NAME || !Han.is(text.charAt(0)) || text.endsWith("\u00b7")) {
            return text;
        }
        StringBuilder name = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            if ("^\u00b7".indexOf(text.charAt(i)) < 0 && !GroupedDigits.isMark(text.charAt(i))) {
                name.append(text.charAt(i));
            }
        }
        return name.toString();
    }

    private static boolean isTraditional(String text) {
        String simplified = simplified(text);
        return !simplified.equals(text) && isHanName(simplified);
    }

    /** Names of several parts, as minorities and translations have them: none of the parts is a word. */
    private static boolean isDotted(String text) {
        boolean dot = text.indexOf('\u00b7') > 0 || text.indexOf('.') > 0;
        return dot
                && DOTTED.matcher(text).matches()
                && DOT.splitAsStream(text).noneMatch(part -> part.length() > 1 && isWord(part));
    }

    private static boolean isHanName(String text) {
        int length = text.length();
        if (length < 2 || isWord(text)) {
            return false;
        }
        if (length == LONGEST_NAME && isCommonSurname(text.charAt(0)) && isCommonSurname(text.charAt(1))) {
            return isHanName(text.substring(1)); // a wife's name after her husband's: 赖李韵如
        }
        int surname = Surnames.length(text);
        int given = length - surname;
        if (surname == 0 || given < 1 || given > 2 || (surname == 1 && !isInUse(text.charAt(0)))) {
            return false;
        }
        char last = text.charAt(length - 1);
        if (DISEASES.indexOf(last) >= 0) {
            return false;
        }
        if (given == 1) {
            return CharacterRole.GIVEN.count(last) + endsName(last) >= 20;
        }
        char middle = text.charAt(length - 2);
        return CharacterRole.BEGINS_GIVEN.count(middle) + endsName(middle) >= 5
                && endsName(last) + CharacterRole.GIVEN.count(last) >= 10
                && (isSurname(text.charAt(0)) >= 500 || surname == 2 || !isWord(text.substring(surname)))
                && !isWord(text.substring(0, length - 1));
    }
}
