package dev.weir.privacy.detect.words;

import java.util.Set;

/**
 * The words of English, in their forms: those of WordNet 3.1 and what its rules of detachment bring back to one (morphy(7WN)).
 * The list is loaded when it is first asked: some tens of milliseconds, 8 MB, once per process.
 */
public final class EnglishWords {

    private static final Set<String> WORDS = WordList.read("english-words.txt");

    /** An ending, and what stands in its place in the word that is looked up. */
    private static final String[][] ENDINGS = {
        {"s", ""},
        {"ses", "s"},
        {"xes", "x"},
        {"zes", "z"},
        {"ches", "ch"},
        {"shes", "sh"},
        {"men", "man"},
        {"ies", "y"},
        {"es", "e"},
        {"es", ""},
        {"ed", "e"},
        {"ed", ""},
        {"ing", "e"},
        {"ing", ""},
        {"er", ""},
        {"est", ""},
        {"er", "e"},
        {"est", "e"}
    };

    private static final int SHORTEST = 3;

    private EnglishWords() {}

    /** Whether a text in small letters is one of them. */
    public static boolean contains(String word) {
        if (WORDS.contains(word)) {
            return true;
        }
        for (String[] ending : ENDINGS) {
            int stem = word.length() - ending[0].length();
            if (stem >= SHORTEST && word.endsWith(ending[0]) && WORDS.contains(word.substring(0, stem) + ending[1])) {
                return true;
            }
        }
        return false;
    }
}
