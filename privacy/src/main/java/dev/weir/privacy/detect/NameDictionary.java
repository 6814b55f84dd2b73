package dev.weir.privacy.detect;

import com.hankcs.hanlp.corpus.dictionary.item.EnumItem;
import com.hankcs.hanlp.corpus.tag.NR;
import com.hankcs.hanlp.corpus.tag.Nature;
import com.hankcs.hanlp.dictionary.CoreDictionary;
import com.hankcs.hanlp.dictionary.nr.PersonDictionary;
import com.hankcs.hanlp.seg.Segment;
import com.hankcs.hanlp.seg.Viterbi.ViterbiSegment;
import com.hankcs.hanlp.seg.common.Term;
import dev.weir.privacy.validate.Surnames;
import java.util.List;

/**
 * What HanLP's dictionaries know of Han names: which characters names are made of, and which words are none. Its
 * recognition of names tags the roles of characters (surname, given name, context) with a hidden Markov model: Zhang Huaping
 * and Liu Qun, "Automatic recognition of Chinese person names based on role tagging", 2004.
 *
 * <p>The dictionaries are loaded when they are first asked: a third of a second, 40 MB, once per process. A segment may be
 * used by many threads.
 */
final class NameDictionary {

    private static final Segment SEGMENT = new ViterbiSegment()
            .enableCustomDictionary(false)
            .enableNameRecognize(true)
            .enableTranslatedNameRecognize(true)
            .enablePlaceRecognize(true)
            .enableOffset(true);

    private NameDictionary() {}

    /** Words in their order, with their natures; {@code nr} and {@code nrf} are names. */
    static List<Term> words(String text) {
        return SEGMENT.seg(text);
    }

    /** Whether a word is a person's name by its nature. */
    static boolean isName(Term term) {
        return term.nature == Nature.nr || term.nature == Nature.nrf || term.nature == Nature.nrj;
    }

    /** Whether the dictionary has a text as a word that is no name. */
    static boolean isWord(String text) {
        CoreDictionary.Attribute attribute = CoreDictionary.get(text);
        return attribute != null
                && !(attribute.hasNature(Nature.nr)
                        && attribute.getNatureFrequency(Nature.nr) * 2 >= attribute.totalFrequency);
    }

    /** How often a character ends a given name of two characters, in the corpus. */
    static int endsName(char c) {
        return frequency(c, NR.D);
    }

    /** How often a character begins a given name of two. */
    static int beginsGiven(char c) {
        return frequency(c, NR.C);
    }

    /** How often a character is a whole given name. */
    static int isGiven(char c) {
        return frequency(c, NR.E);
    }

    /** How often a character is a surname. */
    static int isSurname(char c) {
        return frequency(c, NR.B);
    }

    private static int frequency(char c, NR role) {
        EnumItem<NR> item = PersonDictionary.dictionary.get(String.valueOf(c));
        return item == null || !item.containsLabel(role) ? 0 : item.getFrequency(role);
    }

    /**
     * Whether a text on its own looks like a Han name: a surname that is in use, characters that given names are made of, and
     * no word of the language.
     */
    static boolean isLikelyName(String text) {
        int length = text.length();
        if (length < 2 || length > 4 || !Han.only(text) || isWord(text)) {
            return false;
        }
        int surname = Surnames.length(text);
        int given = length - surname;
        if (surname == 0 || given < 1 || given > 2) {
            return false;
        }
        if (surname == 1 && isSurname(text.charAt(0)) < 20) {
            return false;
        }
        char last = text.charAt(length - 1);
        if (given == 1) {
            return isGiven(last) + endsName(last) >= 20;
        }
        char middle = text.charAt(length - 2);
        return beginsGiven(middle) + endsName(middle) >= 5
                && endsName(last) + isGiven(last) >= 10
                && (isSurname(text.charAt(0)) >= 500 || surname == 2 || !isWord(text.substring(surname)))
                && !isWord(text.substring(0, length - 1));
    }
}
