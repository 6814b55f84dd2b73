package dev.weir.privacy.detect.vocabulary;

import com.hankcs.hanlp.seg.common.Term;
import dev.weir.privacy.detect.words.Han;
import dev.weir.privacy.detect.words.LatinNames;
import dev.weir.privacy.detect.words.NameDictionary;
import dev.weir.privacy.detect.words.NameWords;
import dev.weir.privacy.detect.words.WordList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Text that is made of words: each word of English is one of WordNet or an abbreviation of clinics, and Chinese has words of
 * two characters and more, of which none is a name. A text that is a name as a whole is none, and digits are few.
 */
final class WordText {

    private static final Set<String> ABBREVIATIONS = WordList.read("clinical-abbreviations.txt");

    /** WordNet leaves out words that have no meaning of their own. */
    private static final Set<String> SHORT_WORDS =
            Set.of(("a an and are as at be but by for from had has have if in into is it its no not"
                            + " of off on onto or out over per than that the then this to under until up upon via was were when where which"
                            + " while with within without")
                    .split(" "));

    private static final Set<String> COUNTED =
            Set.of("期", "级", "型", "度", "类", "次", "日", "天", "周", "月", "年", "岁", "片", "粒", "支", "例", "枚", "分");

    private static final Pattern WORD = Pattern.compile("\\p{L}+(?:['\u2019]\\p{L}+)?|[0-9]+");
    private static final Pattern ROMAN = Pattern.compile("[ivx]+");

    /** Longer numbers may be a person's. */
    private static final int MOST_DIGITS = 4;

    /** A single letter tells a kind, such as hepatitis B. */
    private static final int SHORTEST_WORD = 2;

    private WordText() {}

    static boolean isWords(String text) {
        if (StateWords.is(text)) {
            return true;
        }
        int words = 0;
        int names = 0;
        boolean usual = false;
        for (Matcher part = WORD.matcher(text); part.find(); ) {
            String token = part.group();
            if (Character.isDigit(token.charAt(0))) {
                if (token.length() > MOST_DIGITS) {
                    return false;
                }
            } else if (Han.is(token.charAt(0)) || Han.is(token.charAt(token.length() - 1))) {
                boolean isCounted = COUNTED.contains(token); // 3级, 5期: the word that it tells of stands before it
                if (!isCounted && !isChinese(token)) {
                    return false;
                }
                words += isCounted ? 0 : 1;
            } else if (token.length() >= SHORTEST_WORD) {
                String word = token.toLowerCase(Locale.ROOT);
                if (!isEnglish(word)) {
                    return false;
                }
                words++;
                names += LatinNames.isNameAndWord(word) ? 1 : 0;
                usual |= NameWords.isGiven(word) || NameWords.isFamily(word);
            }
        }
        // of one word alone only a usual name is taken for one: among the names of all countries are many words
        boolean areNames = words == 1 ? usual : names == words;
        return words > 0 && !areNames && !LatinNames.isLikelyName(text);
    }

    static boolean isAbbreviation(String text) {
        String small = text.toLowerCase(Locale.ROOT);
        return !small.equals(text) && text.equals(text.toUpperCase(Locale.ROOT)) && ABBREVIATIONS.contains(small);
    }

    private static boolean isEnglish(String any) {
        String word = any.replaceFirst("['\u2019]s$", "");
        return LatinNames.isWordOfEnglish(word)
                || SHORT_WORDS.contains(word)
                || ABBREVIATIONS.contains(word)
                || MedicalStems.isWord(word)
                || ROMAN.matcher(word).matches();
    }

    private static boolean isChinese(String text) {
        if (MedicalStems.isChinese(text)) {
            return true;
        }
        if (NameDictionary.isLikelyName(text)) {
            return false;
        }
        List<Term> terms = NameDictionary.words(text);
        return terms.stream().noneMatch(NameDictionary::isName)
                && terms.stream().anyMatch(term -> term.word.length() > 1 && NameDictionary.isWord(term.word));
    }
}
