package dev.weir.privacy.detect.words;

import com.hankcs.hanlp.corpus.dictionary.item.EnumItem;
import com.hankcs.hanlp.corpus.tag.NR;
import com.hankcs.hanlp.dictionary.CoreDictionary;
import com.hankcs.hanlp.dictionary.nr.PersonDictionary;

/**
 * What HanLP's dictionaries say of single Han characters, in one array for each question: names are asked of every value that may be one,
 * and a look into a dictionary searches for it, where an array has it at its place.
 */
final class CharacterRoles {

    private static final char FIRST = '\u3400';
    private static final char LAST = '\u9fff';

    private static final int[] SURNAME = roles(NR.B);
    private static final int[] BEGINS_GIVEN = roles(NR.C);
    private static final int[] ENDS_GIVEN = roles(NR.D);
    private static final int[] GIVEN = roles(NR.E);
    private static final int[] WORD = words();

    private CharacterRoles() {}

    /** How often it is a surname, in the corpus. */
    static int surname(char c) {
        return at(SURNAME, c);
    }

    /** How often it begins a given name of two characters. */
    static int beginsGiven(char c) {
        return at(BEGINS_GIVEN, c);
    }

    /** How often it ends one. */
    static int endsGiven(char c) {
        return at(ENDS_GIVEN, c);
    }

    /** How often it is a whole given name. */
    static int given(char c) {
        return at(GIVEN, c);
    }

    /** How often it is a word by itself. */
    static int word(char c) {
        return at(WORD, c);
    }

    private static int at(int[] counts, char c) {
        return c >= FIRST && c <= LAST ? counts[c - FIRST] : 0;
    }

    private static int[] roles(NR role) {
        int[] counts = new int[LAST - FIRST + 1];
        for (int i = 0; i < counts.length; i++) {
            EnumItem<NR> item = PersonDictionary.dictionary.get(String.valueOf((char) (FIRST + i)));
            counts[i] = item == null || !item.containsLabel(role) ? 0 : item.getFrequency(role);
        }
        return counts;
    }

    private static int[] words() {
        int[] counts = new int[LAST - FIRST + 1];
        for (int i = 0; i < counts.length; i++) {
            CoreDictionary.Attribute attribute = CoreDictionary.get(String.valueOf((char) (FIRST + i)));
            counts[i] = attribute == null ? 0 : attribute.totalFrequency;
        }
        return counts;
    }
}
