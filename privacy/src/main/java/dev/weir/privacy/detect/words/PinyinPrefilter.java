package dev.weir.privacy.detect.words;

/**
 * A look at a value's bytes that tells of nearly all words that they are no syllables of pinyin. Where a consonant stands, and
 * what a word ends with, is enough for it: 'slyly', 'deposits', 'regular' are none.
 */
public final class PinyinPrefilter {

    private static final int SHORTEST = 4;
    private static final int LONGEST = 32;
    private static final int MOST_WORDS = 3;
    private static final int VOWELS = letters("aeiouv");
    private static final int BEFORE_H = letters("zcs");

    private PinyinPrefilter() {}

    /** Whether it may be one to three words in pinyin, in small or capital letters. */
    public static boolean mayBe(byte[] utf8, int from, int to) {
        if (to - from < SHORTEST || to - from > LONGEST) {
            return false;
        }
        int words = 1;
        char before = ' ';
        char beforeThat = ' ';
        for (int i = from; i < to; i++) {
            char c = (char) (utf8[i] | 0x20);
            if (c >= 'a' && c <= 'z') {
                if (!follows(c, before, beforeThat)) {
                    return false;
                }
                beforeThat = before;
                before = c;
            } else if (isBetween(utf8[i]) && ends(before, beforeThat) && ++words <= MOST_WORDS) {
                beforeThat = ' ';
                before = ' ';
            } else {
                return false;
            }
        }
        return ends(before, beforeThat);
    }

    private static boolean isBetween(int c) {
        return c == ' ' || c == '_' || c == '.' || c == '-' || c == ',' || c == '\'';
    }

    private static boolean follows(char c, char before, char beforeThat) {
        if (before == ' ' || isVowel(before)) {
            return before != ' ' || (c != 'i' && c != 'u' && c != 'v');
        }
        return isVowel(c) || (c == 'h' && isAny(before, BEFORE_H)) || ends(before, beforeThat);
    }

    /** Syllables end in a vowel, n, ng, or er. */
    private static boolean ends(char last, char before) {
        return isVowel(last)
                || (last == 'n' && isVowel(before))
                || (last == 'g' && before == 'n')
                || (last == 'r' && before == 'e');
    }

    private static boolean isVowel(char c) {
        return isAny(c, VOWELS);
    }

    private static boolean isAny(char c, int letters) {
        return c >= 'a' && c <= 'z' && ((letters >>> (c - 'a')) & 1) != 0;
    }

    /** A bit for each letter, from a on. */
    private static int letters(String letters) {
        return letters.chars().map(c -> 1 << (c - 'a')).sum();
    }
}
