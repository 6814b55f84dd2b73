package dev.weir.jobs.draft;

import dev.weir.contracts.text.OwnResource;
import dev.weir.privacy.detect.HeaderHints;
import dev.weir.privacy.detect.LeakScan;
import dev.weir.privacy.detect.vocabulary.Vocabulary;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Names for columns and tables, made of what files call them: small letters, digits and {@code _}, each once. Latin names are split
 * into their words; Chinese ones are translated by {@code draft/words.tsv} where each of their words is there, and else columns are
 * called in pinyin.
 */
final class LogicalNames {

    /** A plural of an abbreviation, such as ESBLs, is one word. */
    private static final Pattern CAMEL =
            Pattern.compile("(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z](?!s(?![a-z]))[a-z])");

    /** A unit behind a name: mL has no two words. */
    private static final Pattern IN_BRACKETS = Pattern.compile("\\([^()]*+\\)|\\[[^\\[\\]]*+\\]");

    private static final Map<Character, String> GREEK = Map.of(
            '\u03a9', "ohm", '\u03b1', "alpha", '\u03b2', "beta", '\u03b3', "gamma", '\u03b4', "delta", '\u0394',
            "delta", '\u03ba', "kappa", '\u03bb', "lambda", '\u03c1', "rho", '\u03c9', "omega");

    private static final Pattern OTHER = Pattern.compile("[^A-Za-z0-9]+");
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]*");

    /** Between a Chinese part of a text and another one. */
    private static final Pattern SCRIPTS =
            Pattern.compile("(?<=[\\x00-\\x7f])(?=[^\\x00-\\x7f])|(?<=[^\\x00-\\x7f])(?=[\\x00-\\x7f])");

    private static final Pattern ACCENTS = Pattern.compile("\\p{InCombiningDiacriticalMarks}+");

    private static final Pattern SEPARATORS = Pattern.compile("[^\\p{L}]+");

    private static final LeakScan NAMES = new LeakScan("");

    /** What SQL would read as something else. */
    private static final Set<String> RESERVED = Set.of("""
        all and any as between by case cast cross distinct else end except exists false for from full group
        having in inner intersect is join left like limit minus natural not null on or order outer right
        select semi set table then true union using values when where window with\
        """.split("\\s+"));

    private static final int LONGEST = 60;
    private static final Map<String, String> WORDS = words();

    private final Set<String> taken = new HashSet<>();

    LogicalNames(Set<String> taken) {
        this.taken.addAll(taken);
    }

    /** A name for what a file calls so; {@code fallback} with a number where nothing can be made of it. */
    String of(String label, String fallback, int number) {
        return free(made(label).or(() -> spoken(label)).orElse(fallback + "_" + number));
    }

    /** A name for a column. */
    String ofColumn(String label, int number) {
        return of(label, "column", number);
    }

    private String free(String name) {
        String free = name;
        for (int i = 2; !taken.add(free); i++) {
            free = name + "_" + i;
        }
        return free;
    }

    /**
     * A Chinese header in pinyin; empty where it may be a person's name, or where the syllables read as a hint at what the column is
     * about, which the header alone may give.
     */
    private static Optional<String> spoken(String label) {
        StringBuilder spoken = new StringBuilder();
        for (String part : SCRIPTS.split(folded(label).replaceAll("[^\\p{L}\\p{N}]", " "))) {
            List<String> syllables =
                    part.codePoints().allMatch(c -> c < 0x80) ? List.of(part) : Vocabulary.pinyin(part);
            if (syllables.isEmpty()) {
                return Optional.empty();
            }
            spoken.append('_').append(String.join("_", syllables));
        }
        return Stream.concat(Stream.of(label), SEPARATORS.splitAsStream(label)).anyMatch(NAMES::mayCallPerson)
                ? Optional.empty()
                : plain(spoken.toString()).filter(name -> HeaderHints.of(name).isEmpty());
    }

    /** The name alone; empty where a word of it is not known. */
    static Optional<String> made(String label) {
        String plain = folded(label);
        List<String> parts = new ArrayList<>();
        int at = 0;
        while (at < plain.length()) {
            int end = at;
            while (end < plain.length() && plain.charAt(end) < 0x80) {
                end++;
            }
            if (end > at) {
                parts.add(plain.substring(at, end));
                at = end;
                continue;
            }
            String word = word(plain, at);
            if (word.isEmpty()) {
                return Optional.empty();
            }
            parts.add(Objects.requireNonNull(WORDS.get(word)));
            at += word.length();
        }
        return plain(String.join("_", parts)).filter(name -> !isPerson(name));
    }

    /** Letters without their accents; of units: µmol is umol, as UCUM writes it. */
    private static String folded(String label) {
        String plain = ACCENTS.matcher(Normalizer.normalize(label, Normalizer.Form.NFKD))
                .replaceAll("")
                .replace('\u03bc', 'u')
                .replace("\u00df", "ss");
        StringBuilder folded = new StringBuilder();
        for (char letter : IN_BRACKETS
                .matcher(plain)
                .replaceAll(unit -> Matcher.quoteReplacement(unit.group().toLowerCase(Locale.ROOT)))
                .toCharArray()) {
            String name = GREEK.get(letter);
            if (name != null) {
                folded.append(' ').append(name).append(' ');
            } else {
                folded.append(letter < 0x80 || Character.isLetterOrDigit(letter) ? letter : ' ');
            }
        }
        return folded.toString();
    }

    private static Optional<String> plain(String joined) {
        String name = OTHER.matcher(CAMEL.matcher(joined).replaceAll("_"))
                .replaceAll("_")
                .toLowerCase(Locale.ROOT)
                .replaceAll("^_+|_+$", "");
        name = name.length() > LONGEST ? name.substring(0, LONGEST).replaceAll("_+$", "") : name;
        if (name.isEmpty()) {
            return Optional.empty();
        }
        name = Character.isDigit(name.charAt(0)) ? "c_" + name : name;
        name = RESERVED.contains(name) ? name + "_value" : name;
        return NAME.matcher(name).matches() ? Optional.of(name) : Optional.empty();
    }

    /** Whether two words beside one another are usual names: a file that is called after a person gives its table no name. */
    private static boolean isPerson(String name) {
        List<String> words = Arrays.stream(name.split("_", -1))
                .filter(word -> !word.isEmpty() && word.chars().noneMatch(Character::isDigit))
                .toList();
        for (int i = 1; i < words.size(); i++) {
            if (Vocabulary.isUsualName(words.get(i - 1)) && Vocabulary.isUsualName(words.get(i))) {
                return true;
            }
        }
        return false;
    }

    /** The longest word that begins there. */
    private static String word(String text, int from) {
        for (int to = Math.min(text.length(), from + 8); to > from; to--) {
            if (WORDS.containsKey(text.substring(from, to))) {
                return text.substring(from, to);
            }
        }
        return "";
    }

    private static Map<String, String> words() {
        return OwnResource.text(LogicalNames.class, "/draft/words.tsv")
                .lines()
                .map(line -> line.split("\t", -1))
                .filter(fields -> fields.length == 2)
                .collect(Collectors.toUnmodifiableMap(fields -> fields[0], fields -> fields[1], (one, other) -> other));
    }
}
