package dev.weir.privacy.detect.words;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Words that name a column, from {@code detect/header-words.tsv}. Chinese and Japanese words fit where a name contains them;
 * English ones at the end of a name, where its head stands; initials of pinyin are the whole name. The longest decides.
 */
public final class HeaderWords {

    /** What only qualifies where, which or in what form, and stands after the head. */
    private static final Set<String> TAILS =
            Set.of(("cn en zh hk mo tw us uk eu jp sg old new raw orig original primary secondary main str txt"
                            + " value val col field full plain clean")
                    .split(" "));

    private static final Pattern ACCENT = Pattern.compile("(?<=\\p{IsLatin})[\u0300-\u036f]+");

    private static final Map<String, String> HAN = new HashMap<>();
    private static final Map<String, String> HEADS = new HashMap<>();
    private static final Map<String, String> WHOLE = new HashMap<>();
    private static final int LONGEST_HAN;

    static {
        rows().forEach((language, words) -> words.forEach((word, code) -> (switch (language) {
                    case "en" -> HEADS;
                    case "py" -> WHOLE;
                    default -> HAN;
                })
                .put(word, code)));
        LONGEST_HAN = HAN.keySet().stream().mapToInt(String::length).max().orElse(0);
    }

    private HeaderWords() {}

    /**
     * The category that a name hints at.
     *
     * @param name in lower case, its words parted by underscores
     */
    public static Optional<String> of(String name) {
        Optional<String> han = name.chars().allMatch(c -> c < 128) ? Optional.empty() : contained(name);
        return han.or(() -> head(name));
    }

    /** A name in full or half width, its Latin letters without accents: Prufer, Infirmiere. */
    public static String withoutAccents(String name) {
        String parted = Normalizer.normalize(Normalizer.normalize(name, Normalizer.Form.NFKC), Normalizer.Form.NFD);
        return Normalizer.normalize(ACCENT.matcher(parted).replaceAll(""), Normalizer.Form.NFC);
    }

    /** How many words there are. */
    public static int count() {
        return HAN.size() + HEADS.size() + WHOLE.size();
    }

    private static Optional<String> contained(String name) {
        for (int length = Math.min(LONGEST_HAN, name.length()); length > 1; length--) {
            for (int start = 0; start + length <= name.length(); start++) {
                String code = HAN.get(name.substring(start, start + length));
                if (code != null) {
                    return Optional.of(code);
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<String> head(String name) {
        List<String> words = Arrays.asList(name.split("_"));
        String whole = WHOLE.get(String.join("", words));
        if (whole != null) {
            return Optional.of(whole);
        }
        for (int end = words.size(); end > 0; end--) {
            for (int start = 0; start < end; start++) {
                String joined = String.join("", words.subList(start, end));
                String code = HEADS.getOrDefault(joined, HEADS.get(withoutNumber(joined)));
                if (code != null) {
                    return Optional.of(code);
                }
            }
            String last = withoutNumber(words.get(end - 1));
            if (!last.isEmpty() && !TAILS.contains(last)) {
                return Optional.empty();
            }
        }
        return Optional.empty();
    }

    private static String withoutNumber(String word) {
        int end = word.length();
        while (end > 0 && Character.isDigit(word.charAt(end - 1))) {
            end--;
        }
        return word.substring(0, end);
    }

    /** By language, words without blanks and their categories; a word that stands twice is a fault of the table. */
    private static Map<String, Map<String, String>> rows() {
        Map<String, Map<String, String>> rows = new HashMap<>();
        WordList.rows("header-words.tsv").forEach(row -> {
            Map<String, String> words = rows.computeIfAbsent(row[1], language -> new HashMap<>());
            for (String word : row[2].split(";", -1)) {
                if (words.put(withoutAccents(word).replace(" ", "").toLowerCase(Locale.ROOT), row[0]) != null) {
                    throw new IllegalStateException("header-words.tsv has " + word + " twice");
                }
            }
        });
        return rows;
    }
}
