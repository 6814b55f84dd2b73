package dev.weir.privacy.detect.words;

import java.util.Set;

/** What is a name in Latin letters, and what a plain word: the lists that every finder of names reads. All in small letters. */
public final class NameWords {

    /** Given names of the English-speaking world that are hardly ever anything else. */
    private static final Set<String> GIVEN = WordList.read("given-names.txt");

    private static final Set<String> FAMILY = WordList.read("family-names.txt");

    /** Words that begin with a capital and are no part of a name. */
    private static final Set<String> NO_NAME = WordList.read("no-names.txt");

    /** Words of plain English. */
    private static final Set<String> PLAIN = WordList.read("plain-words.txt");

    /** Given names that are words too. */
    private static final Set<String> AND_WORD = WordList.read("names-and-words.txt");

    /** Whom diseases, signs and scales are called after, and makers of instruments; the list was written for Weir. */
    private static final Set<String> EPONYMS = WordList.read("eponyms.txt");

    private NameWords() {}

    /** Whether a word is a given name. */
    public static boolean isGiven(String word) {
        return GIVEN.contains(word);
    }

    /** Whether a word is a family name. */
    public static boolean isFamily(String word) {
        return FAMILY.contains(word);
    }

    /** Whether a word is no part of a name, though it begins with a capital. */
    public static boolean isNoName(String word) {
        return NO_NAME.contains(word);
    }

    /** Whether a word is one of plain English, which may stand where a name does. */
    public static boolean isPlain(String word) {
        return PLAIN.contains(word);
    }

    /** Whether a given name is a word, too. */
    public static boolean isWordToo(String word) {
        return AND_WORD.contains(word);
    }

    /** Whether a word is in clinical texts the name of a disease, a sign, a scale or a maker, and no common family name. */
    public static boolean isEponym(String word) {
        return EPONYMS.contains(word) && !FAMILY.contains(word);
    }

    /** The same, a common family name or not. */
    public static boolean mayBeEponym(String word) {
        return EPONYMS.contains(word);
    }
}
