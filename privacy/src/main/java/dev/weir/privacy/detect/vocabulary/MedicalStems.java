package dev.weir.privacy.detect.vocabulary;

import dev.weir.privacy.detect.words.NameDictionary;
import dev.weir.privacy.detect.words.NameWords;
import dev.weir.privacy.detect.words.WordList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Names of medicines and diseases, which no dictionary of a language lists, by what they are built with: the stems of the World
 * Health Organization for generic names (<i>The use of stems in the selection of International Nonproprietary Names</i>), those that
 * 《中国药品通用名称命名原则》 gives them in Chinese, the forms in which medicines are given, and the Greek and Latin ends of
 * diseases and operations. From {@code detect/medical-stems.txt}: {@code -mab} ends a word, {@code cef-} begins one, {@code ~他汀}
 * stands in one, and others are words.
 */
final class MedicalStems {

    /** Shorter words that end so are names and words of anything. */
    private static final int SHORTEST = 7;

    private static final int SHORTEST_CHINESE = 3;
    private static final int LONGEST_CHINESE = 20;

    private static final Set<String> STEMS = WordList.read("medical-stems.txt");
    private static final List<String> LONG_STEMS = STEMS.stream()
            .filter(stem -> stem.startsWith("~") && stem.length() > SHORTEST_CHINESE)
            .map(stem -> stem.substring(1))
            .toList();

    private static final int LONGEST_STEM =
            STEMS.stream().mapToInt(String::length).max().orElse(0);

    private MedicalStems() {}

    /** Whether a word of Latin letters, all small, is one. */
    static boolean isWord(String word) {
        return STEMS.contains(word)
                || (word.length() >= SHORTEST
                        && !NameWords.isGiven(word)
                        && !NameWords.isFamily(word)
                        && isBuilt(word));
    }

    /** Whether Chinese characters are one, and no name. */
    static boolean isChinese(String text) {
        return text.length() >= SHORTEST_CHINESE
                && text.length() <= LONGEST_CHINESE
                && isBuilt(text)
                && !NameDictionary.isLikelyName(text)
                && (hasLongStem(text) || !NameDictionary.isLikelyName(text.substring(0, text.length() - 1)));
    }

    /** Of three characters: 舒芬太尼 is no 舒芬太 with a word behind it. */
    private static boolean hasLongStem(String text) {
        return LONG_STEMS.stream().anyMatch(text::endsWith);
    }

    private static boolean isBuilt(String word) {
        Set<String> parts = new HashSet<>();
        for (int from = 0; from < word.length(); from++) {
            for (int to = from + 1; to <= Math.min(word.length(), from + LONGEST_STEM); to++) {
                parts.add("~" + word.substring(from, to));
            }
        }
        for (int length = 1; length <= Math.min(word.length(), LONGEST_STEM); length++) {
            parts.add("-" + word.substring(word.length() - length));
            parts.add(word.substring(0, length) + "-");
        }
        return parts.stream().anyMatch(STEMS::contains);
    }
}
