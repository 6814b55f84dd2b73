package dev.weir.privacy.detect;

import dev.weir.privacy.detect.words.HeaderWords;
import dev.weir.privacy.detect.words.WordList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a column's name hints at, in Chinese, English, Japanese or the abbreviations of pinyin that hospital
 * systems use. The table is {@code detect/header-hints.tsv}: the first row that fits decides, so {@code 身份证照片} is a
 * photograph and no number. Where none fits, the {@link HeaderWords} decide.
 */
public final class HeaderHints {

    private static final Pattern CAMEL = Pattern.compile("(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])");
    private static final Pattern OTHER = Pattern.compile("[^A-Za-z0-9\u3041-\u30ff\u4e00-\u9fa5]+");
    private static final Pattern PLACE = Pattern.compile("\\[[^\\]]*]");
    private static final Pattern UNIT = Pattern.compile("[(\\uff08][^)\\uff09]*[)\\uff09]");
    private static final List<Hint> HINTS = WordList.rows("header-hints.tsv")
            .map(row -> new Hint(row[0], Pattern.compile(row[1]), Pattern.compile(row[2], Pattern.CASE_INSENSITIVE)))
            .toList();

    private HeaderHints() {}

    /**
     * The category that a name hints at; empty where there is none. Of a path into a document, places and conditions in brackets
     * say nothing; nor does a unit in brackets, but for that of a time, which lasts and is no date.
     */
    public static Optional<String> of(String header) {
        return said(header)
                .or(() -> saidWithout(PLACE, header))
                .or(() -> saidWithout(UNIT, header).filter(category -> !category.equals("DATE")));
    }

    private static Optional<String> saidWithout(Pattern part, String header) {
        String rest = part.matcher(header).replaceAll("");
        return rest.equals(header) ? Optional.empty() : said(rest);
    }

    private static Optional<String> said(String header) {
        String plain = OTHER.matcher(HeaderWords.withoutAccents(header)).replaceAll("_");
        String split = trimmed(CAMEL.matcher(plain).replaceAll("_"));
        String whole = trimmed(plain).toLowerCase(Locale.ROOT);
        String words = split.toLowerCase(Locale.ROOT);
        for (Hint hint : HINTS) {
            if (hint.chinese().matcher(split).find()
                    || hint.english().matcher(words).matches()
                    || hint.english().matcher(whole).matches()) {
                return Optional.of(hint.category());
            }
        }
        return HeaderWords.of(words);
    }

    /** The categories in the order in which they are tried: of two that fit equally, the earlier is kept. */
    static List<String> order() {
        return HINTS.stream().map(Hint::category).toList();
    }

    private static String trimmed(String header) {
        int start = header.startsWith("_") ? 1 : 0;
        int end = header.endsWith("_") && header.length() > start ? header.length() - 1 : header.length();
        return header.substring(start, end);
    }

    private record Hint(String category, Pattern chinese, Pattern english) {}
}
