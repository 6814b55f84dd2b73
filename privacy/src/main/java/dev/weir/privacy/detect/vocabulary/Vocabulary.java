package dev.weir.privacy.detect.vocabulary;

import com.hankcs.hanlp.HanLP;
import com.hankcs.hanlp.dictionary.py.Pinyin;
import dev.weir.privacy.detect.words.LatinNames;
import dev.weir.privacy.detect.words.NameWords;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * What a value may be that tells of no person by itself. A single value proves nothing ({@code Rose} is a word, and a name); of
 * a column most different values are of one vocabulary, or it is none of them.
 */
public enum Vocabulary {
    /** {@code mmol/L}, {@code 10^9/L}, {@code 次/分}. */
    UNIT(1, "units of measurement", Units::isUnit),
    /** {@code <0.5}, {@code 3.5-5.5}, {@code 1:40}, {@code ++}. */
    RESULT(2, "results and ranges", text -> ResultText.isResult(text) || MeasuredText.is(text)),
    /** {@code E11.9}, {@code 2345-7}, {@code CHEMBL25}: of systems that are published. */
    CODE(4, "codes of published systems", PublishedCodes::isCode),
    /** SMILES, InChI and its key. */
    STRUCTURE(8, "structures of molecules", Structures::isStructure),
    /** {@code C2H6O}. */
    FORMULA(32, "molecular formulas", Formulas::isFormula),
    /** 大肠埃希菌, 鲍曼不动杆菌. */
    ORGANISM(64, "names of organisms", Organisms::isOrganism),
    /** Words of English or Chinese, with numbers and units among them, and no name. */
    WORDS(16, "words of the language", WordText::isWords);

    private static final int LONGEST = 400;

    /** Of a peptide as InChI writes it. */
    private static final int LONGEST_STRUCTURE = 4_000;

    /** Alone it is read {@code xie}, and so the library reads it in words that it does not know; in words it is {@code xue}. */
    private static final char BLOOD = '血';

    private final int bit;
    private final String plural;
    private final Predicate<String> test;

    Vocabulary(int bit, String plural, Predicate<String> test) {
        this.bit = bit;
        this.plural = plural;
        this.test = test;
    }

    /** What its values are, for people. */
    public String plural() {
        return plural;
    }

    /** The vocabularies that a value is of: a bit for each. A value of more than 400 characters is of none. */
    public static int of(String value) {
        if (value.length() > LONGEST) {
            return 0;
        }
        String text = Normalizer.normalize(value, Normalizer.Form.NFKC).strip();
        int bits = 0;
        for (Vocabulary each : values()) {
            bits |= !text.isEmpty() && each.test.test(text) ? each.bit : 0;
        }
        return bits;
    }

    /** Whether a value by itself is a usual given name or surname of Latin letters, in any case, and no word of English. */
    public static boolean isUsualName(String value) {
        String word = value.strip().toLowerCase(Locale.ROOT);
        return (NameWords.isGiven(word) || NameWords.isFamily(word)) && !LatinNames.isWordOfEnglish(word);
    }

    /** Whether a value is one word that reads as a surname and a given name in pinyin, and is no word of English. */
    public static boolean readsAsName(String value) {
        return LatinNames.readsAsName(value.strip());
    }

    /** Whether a value is a structure of a molecule or its systematic name, or has the atoms and marks of SMILES, as {@code CON} has, too. */
    public static boolean mayBeStructure(String value) {
        return value.length() <= LONGEST_STRUCTURE && Structures.mayBe(value.strip());
    }

    /** Whether a short text is a choice that a form offers, each word known and none a name: what a search takes for a name in it is none. */
    public static boolean isChoice(String text) {
        return WordText.isChoice(text);
    }

    /** Whether a text is an abbreviation of clinics in capitals, such as {@code ELISA}, which is a name in small letters. */
    public static boolean isAbbreviation(String text) {
        return WordText.isAbbreviation(text);
    }

    /** The syllables of Chinese characters, without tones; empty where a character has none. */
    public static List<String> pinyin(String text) {
        List<Pinyin> syllables = HanLP.convertToPinyinList(text);
        return syllables.contains(Pinyin.none5)
                ? List.of()
                : IntStream.range(0, syllables.size())
                        .mapToObj(i -> reading(text.charAt(i), syllables.get(i)))
                        .toList();
    }

    private static String reading(char character, Pinyin syllable) {
        return character == BLOOD && syllable == Pinyin.xie3 ? "xue" : syllable.getPinyinWithoutTone();
    }

    /** A text without the results with units in it: {@code 3.5-11.0 10^9/L} has no date in it, though its digits are written as those of one. */
    public static String withoutResults(String text) {
        return text.length() > LONGEST ? text : MeasuredText.without(Normalizer.normalize(text, Normalizer.Form.NFKC));
    }

    /** Its bit in what {@link #of} answers. */
    public int bit() {
        return bit;
    }
}
