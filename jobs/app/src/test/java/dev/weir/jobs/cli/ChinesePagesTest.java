package dev.weir.jobs.cli;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.privacy.law.LawPack;
import dev.weir.privacy.law.Provisions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The Chinese pages keep in step with the English ones that they follow, as far as a program can see: sections, tables,
 * commands, codes, words in back quotes, numbers and articles of law.
 */
class ChinesePagesTest {

    private static final Path ROOT = WrittenPage.ROOT;
    private static final Path CHINESE = ROOT.resolve("docs/zh").normalize();
    private static final Path GLOSSARY = CHINESE.resolve("glossary.md");

    private static final Pattern ARTICLE = Pattern.compile("\\b(PIPL|DSL|CSL|CBR) (\\d+)");
    private static final Pattern GATE_ROW = Pattern.compile("(?<![A-Za-z0-9])R[1-9]?\\d[a-z]?(?![A-Za-z0-9])");
    private static final Pattern LONG_NUMBER = Pattern.compile("\\d[\\d,.]*\\d(?: ?%)?|\\d ?%");

    private static final String HAN = "\\p{IsHan}";
    private static final Pattern NO_BLANK = Pattern.compile(HAN + "[A-Za-z0-9`]|[A-Za-z0-9`%]" + HAN);
    private static final Pattern NARROW_MARK = Pattern.compile(HAN + "[,;:?!()]|[,;?!()]" + HAN);

    /** An English page, and the Chinese one that follows it. */
    record Pair(WrittenPage english, WrittenPage chinese) {}

    static List<Pair> pairs() {
        List<Pair> pairs = new ArrayList<>();
        pairs.add(pair("README.md", "README.zh.md"));
        WrittenPage.all().stream()
                .map(WrittenPage::file)
                .filter(file -> file.startsWith(CHINESE) && !file.equals(GLOSSARY))
                .map(file -> CHINESE.relativize(file).toString())
                .forEach(name -> pairs.add(pair("docs/" + name, "docs/zh/" + name)));
        return pairs;
    }

    @Test
    void thePagesAreFound() {
        assertThat(pairs()).hasSizeGreaterThanOrEqualTo(4);
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void eachNamesTheOtherAtItsTop(Pair pair) {
        assertThat(targetsAtTheTop(pair.chinese())).contains(pair.english().file());
        assertThat(targetsAtTheTop(pair.english())).contains(pair.chinese().file());
        assertThat(String.join("\n", top(pair.english()))).contains("[中文](");
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void theyHaveTheSameSections(Pair pair) {
        assertThat(levels(pair.chinese())).isEqualTo(levels(pair.english()));
        assertThat(counted(pair.chinese(), line -> line.startsWith("|")))
                .as("rows of tables in each section")
                .isEqualTo(counted(pair.english(), line -> line.startsWith("|")));
        assertThat(counted(pair.chinese(), line -> line.matches("(?:-|\\d+\\.) .*")))
                .as("points of lists in each section")
                .isEqualTo(counted(pair.english(), line -> line.matches("(?:-|\\d+\\.) .*")));
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void theyHaveTheSameCode(Pair pair) {
        assertThat(pair.chinese().code()).isEqualTo(pair.english().code());
        assertThat(missing(pair.chinese().spans(), pair.english().spans())).isEmpty();
        assertThat(PagesTest.codes(pair.chinese())).isEqualTo(PagesTest.codes(pair.english()));
        assertThat(found(GATE_ROW, pair.chinese())).isEqualTo(found(GATE_ROW, pair.english()));
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void theyHaveTheSameNumbersAndArticles(Pair pair) {
        assertThat(missing(numbers(pair.chinese()), numbers(pair.english()))).isEmpty();
        String chinese = String.join("\n", pair.chinese().prose());
        assertThat(ARTICLE.matcher(String.join("\n", pair.english().prose()))
                        .results()
                        .map(article -> cited(article.group(1), Integer.parseInt(article.group(2))))
                        .filter(article -> !chinese.contains(article)))
                .as("articles of the English page that the Chinese one has not")
                .isEmpty();
    }

    /** A blank between Chinese and Latin letters or digits; Chinese punctuation beside Chinese. */
    @Test
    void theyAreSetAsChineseIs() {
        Stream<WrittenPage> pages = Stream.concat(pairs().stream().map(Pair::chinese), Stream.of(glossary()));
        List<String> faults = new ArrayList<>();
        pages.forEach(page -> page.prose().stream()
                .filter(line -> isSetWrong(bare(line)))
                .forEach(line -> faults.add(page + ": " + line)));
        assertThat(faults).isEmpty();
        assertThat(isSetWrong("第12版")).isTrue();
        assertThat(isSetWrong("发布,然后")).isTrue();
        assertThat(isSetWrong("第 12 版，占 30%。")).isFalse();
    }

    @Test
    void theGlossaryHasTheWordsOfTheLawPack() {
        Provisions law = provisions();
        List<String> rows = new ArrayList<>();
        law.instruments()
                .forEach((name, instrument) -> rows.add(row(instrument.title().chinese(), name)));
        law.gate()
                .mechanisms()
                .forEach((type, terms) -> rows.add(row(terms.name().chinese(), type.name())));
        assertThat(rows).hasSizeGreaterThan(20);
        assertThat(glossary().lines()).containsAll(rows);
        String all = String.join("\n", glossary().lines());
        law.grades().values().forEach(grade -> assertThat(all).contains(grade.term()));
    }

    private static Provisions provisions() {
        return LawPack.load("cn-2026-01").provisions();
    }

    private static WrittenPage glossary() {
        return WrittenPage.of(GLOSSARY);
    }

    private static Pair pair(String english, String chinese) {
        return new Pair(WrittenPage.of(ROOT.resolve(english)), WrittenPage.of(ROOT.resolve(chinese)));
    }

    private static String row(String chinese, String word) {
        return "| " + chinese + " | `" + word + "` |";
    }

    private static List<String> top(WrittenPage page) {
        return page.lines().subList(0, 4);
    }

    private static List<Path> targetsAtTheTop(WrittenPage page) {
        return new WrittenPage(page.file(), top(page))
                .links().stream().map(link -> PagesTest.target(page, link)).toList();
    }

    private static List<Integer> levels(WrittenPage page) {
        return page.headings().stream().map(heading -> heading.indexOf(' ')).toList();
    }

    /** How many such lines each section has, by its number. */
    private static Map<Integer, Integer> counted(WrittenPage page, Predicate<String> counts) {
        Map<Integer, Integer> counted = new TreeMap<>();
        int section = 0;
        for (String line : page.prose()) {
            section += line.startsWith("## ") ? 1 : 0;
            counted.merge(section, counts.test(line) ? 1 : 0, Integer::sum);
        }
        return counted;
    }

    private static Set<String> found(Pattern pattern, WrittenPage page) {
        return pattern.matcher(String.join("\n", page.prose()))
                .results()
                .map(MatchResult::group)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> missing(Set<String> there, Set<String> wanted) {
        Set<String> missing = new TreeSet<>(wanted);
        missing.removeAll(there);
        return missing;
    }

    /** Numbers of several digits and percentages, but for articles of law and the age in it, which Chinese writes in words. */
    private static Set<String> numbers(WrittenPage page) {
        String text =
                ARTICLE.matcher(String.join("\n", page.prose())).replaceAll("").replace("under 14", "");
        return LONG_NUMBER
                .matcher(text)
                .results()
                .map(number -> number.group().replace(" ", ""))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The line without marks of Markdown and targets of links; a text in back quotes is one mark. */
    private static String bare(String line) {
        return WrittenPage.SPAN
                .matcher(line.replaceAll("!?\\[([^\\]]*)\\]\\([^)]*\\)", "$1"))
                .replaceAll("`")
                .replaceAll("\\*\\*", "");
    }

    private static boolean isSetWrong(String line) {
        return NO_BLANK.matcher(line).find() || NARROW_MARK.matcher(line).find();
    }

    private static String cited(String instrument, int article) {
        Provisions.Instrument law = requireNonNull(provisions().instruments().get(instrument), instrument);
        return "《" + law.title().chinese() + "》第" + inChinese(article) + "条";
    }

    /** A number from 1 to 99. */
    private static String inChinese(int number) {
        String digits = "一二三四五六七八九";
        int tens = number / 10;
        int ones = number % 10;
        return (tens > 1 ? digits.substring(tens - 1, tens) : "")
                + (tens > 0 ? "十" : "")
                + (ones > 0 ? digits.substring(ones - 1, ones) : "");
    }
}
