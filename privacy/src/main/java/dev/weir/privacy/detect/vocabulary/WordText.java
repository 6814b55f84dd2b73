package dev.weir.privacy.detect.vocabulary;

import com.hankcs.hanlp.seg.common.Term;
import dev.weir.privacy.detect.words.Han;
import dev.weir.privacy.detect.words.LatinNames;
import dev.weir.privacy.detect.words.NameDictionary;
import dev.weir.privacy.detect.words.NameWords;
import dev.weir.privacy.detect.words.WordList;
import dev.weir.privacy.validate.Surnames;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Text that is made of words: each word of English is one of WordNet or an abbreviation of clinics, each of other languages one of
 * forms, and Chinese has words of
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

    /** No sentence, no account and no quotation. */
    private static final Pattern CHOICE = Pattern.compile("[\\p{L}0-9Ⅰ-Ⅻ ,;、，/+()（）·%<>≥≤&-]+\\.?");

    private static final Pattern CAPITALS = Pattern.compile("\\p{Lu}{1,5}");

    /** Longer texts are no choice that a form offers. */
    private static final int LONGEST_CHOICE = 60;

    /** Of a choice: longer ones may be a part of a number. */
    private static final int FEW_DIGITS = 2;

    /** Longer numbers may be a person's. */
    private static final int MOST_DIGITS = 4;

    /** A single letter tells a kind, such as hepatitis B. */
    private static final int SHORTEST_WORD = 2;

    private WordText() {}

    static boolean isWords(String text) {
        if (StateWords.is(text) || LocaleTerms.is(text)) {
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
                if (!isLatin(word) || FormWords.isNameToo(word)) {
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

    /**
     * Whether a short text is a choice that a form offers: each word is one of forms or is known in Chinese to the last character, no
     * word may be a name, and nothing is asked or said in it. What a tagger takes for a name in it is none. Capitals alone, such as {@code
     * ESD}, are no word, and no name beside words.
     */
    static boolean isChoice(String text) {
        if (text.length() > LONGEST_CHOICE || !CHOICE.matcher(text).matches() || FormWords.speaksOfPeople(text)) {
            return false;
        }
        int known = 0;
        for (Matcher part = WORD.matcher(text); part.find(); ) {
            String token = part.group();
            if (Character.isDigit(token.charAt(0))) {
                if (token.length() > FEW_DIGITS) {
                    return false;
                }
            } else if (Han.is(token.charAt(0)) || Han.is(token.charAt(token.length() - 1))) {
                if (!isWhollyKnown(token)) {
                    return false;
                }
                known++;
            } else if (CAPITALS.matcher(token).matches()) {
                if (!isAbbreviated(token)) {
                    return false;
                }
            } else {
                String word = token.toLowerCase(Locale.ROOT);
                boolean isOfForms = FormWords.is(word);
                if (FormWords.mayBeName(word) || (!isOfForms && (!token.equals(word) || !isLatin(word)))) {
                    return false;
                }
                known += isOfForms ? 1 : 0;
            }
        }
        return known > 0 && !NameDictionary.isLikelyName(text) && !LatinNames.isLikelyName(text);
    }

    private static boolean isAbbreviated(String token) {
        String word = token.toLowerCase(Locale.ROOT);
        return CAPITALS.matcher(token).matches() && !FormWords.mayBeName(word) && !Surnames.isLatin(word);
    }

    /** Whether Chinese characters are words one behind the other, of which none is a name nor begins as one. */
    private static boolean isWhollyKnown(String token) {
        if (COUNTED.contains(token) || FormWords.is(token)) {
            return true;
        }
        return NameDictionary.words(token).stream()
                .allMatch(term -> FormWords.is(term.word)
                        || isAbbreviated(term.word)
                        || (term.word.length() == 1
                                ? FormWords.isEnd(term.word)
                                : NameDictionary.isWord(term.word)
                                        && !NameDictionary.isName(term)
                                        && !Surnames.isSingle(term.word.charAt(0))));
    }

    static boolean isAbbreviation(String text) {
        String small = text.toLowerCase(Locale.ROOT);
        return !small.equals(text) && text.equals(text.toUpperCase(Locale.ROOT)) && ABBREVIATIONS.contains(small);
    }

    private static boolean isLatin(String any) {
        String word = any.replaceFirst("['\u2019]s$", "");
        return LatinNames.isWordOfEnglish(word)
                || SHORT_WORDS.contains(word)
                || ABBREVIATIONS.contains(word)
                || MedicalStems.isWord(word)
                || FormWords.is(word)
                || ROMAN.matcher(word).matches();
    }

    private static boolean isChinese(String text) {
        if (MedicalStems.isChinese(text) || FormWords.is(text)) {
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
