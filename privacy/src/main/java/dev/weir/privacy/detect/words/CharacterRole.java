package dev.weir.privacy.detect.words;

import com.hankcs.hanlp.corpus.dictionary.item.EnumItem;
import com.hankcs.hanlp.corpus.tag.NR;
import com.hankcs.hanlp.dictionary.CoreDictionary;
import com.hankcs.hanlp.dictionary.nr.PersonDictionary;
import java.util.Arrays;
import java.util.function.ToIntFunction;

/**
 * What HanLP's dictionaries say of single Han characters, in one array for each question: names are asked of every value that may be one,
 * and a look into a dictionary searches for it, where an array has it at its place.
 */
final class CharacterRole {

    static final CharacterRole SURNAME = new CharacterRole(NR.B);

    /** The first of a given name of two characters. */
    static final CharacterRole BEGINS_GIVEN = new CharacterRole(NR.C);

    /** The second. */
    static final CharacterRole ENDS_GIVEN = new CharacterRole(NR.D);

    /** A whole given name. */
    static final CharacterRole GIVEN = new CharacterRole(NR.E);

    /** A word by itself. */
    static final CharacterRole WORD = new CharacterRole(text -> {
        CoreDictionary.Attribute attribute = CoreDictionary.get(text);
        return attribute == null ? 0 : attribute.totalFrequency;
    });

    private static final char FIRST = '\u3400';
    private static final char LAST = '\u9fff';

    private final int[] counts = new int[LAST - FIRST + 1];

    private CharacterRole(NR role) {
        this(text -> {
            EnumItem<NR> item = PersonDictionary.dictionary.get(text);
            return item == null || !item.containsLabel(role) ? 0 : item.getFrequency(role);
        });
    }

    private CharacterRole(ToIntFunction<String> count) {
        Arrays.setAll(counts, i -> count.applyAsInt(String.valueOf((char) (FIRST + i))));
    }

    /** How often a character has the role, in the corpus. */
    int count(char c) {
        return c >= FIRST && c <= LAST ? counts[c - FIRST] : 0;
    }
}
