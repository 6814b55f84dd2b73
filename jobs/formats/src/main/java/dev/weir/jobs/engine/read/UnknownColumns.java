package dev.weir.jobs.engine.read;

import dev.weir.contracts.text.FieldPath;
import dev.weir.privacy.detect.Detector;
import dev.weir.privacy.detect.Detectors;
import dev.weir.privacy.detect.vocabulary.Vocabulary;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What may be shown of names that a file gives to unexpected columns. What stands where names should be may be
 * values of people, so names are shown only if all of them look like names and no detector of personal data objects.
 */
public final class UnknownColumns {
    private static final int MOST_SHOWN = 20;
    private static final int LONGEST = 64;
    private static final int MOST_DIGITS = 4;

    /** Date d'entrée, Numéro d'anonymat, mother's age: O'Brien and D'Angelo are none. */
    private static final String ELISION =
            "(?<=(?<!\\p{L})(?i:[dlsncjmt]|qu|un|all|dall|dell|nell|sull|quell))['\u2019](?=\\p{Ll})|(?<=\\p{Ll})['\u2019](?=s(?:[ _]|$))";

    /** Words of letters, digits and what names of columns have besides: signs of units, of powers and of what is counted. */
    private static final Pattern NAME =
            Pattern.compile("[\\p{L}\\p{M}\\p{N}_](?:[\\p{L}\\p{M}\\p{N}_.,:/%‰#&+*^=<>~±×·()（）\\[\\]$€£¥°℃℉µ²³⁺⁻-]"
                    + "|(?<! ) (?! |$)|ELISION)*+".replace("ELISION", ELISION));

    private UnknownColumns() {}

    /**
     * Sentences, each about one column or about several.
     *
     * @param names as the file has them, empty ones included
     * @param headerIsSure whether the line is a header: it names a column that is expected
     */
    static List<String> summary(List<String> names, boolean headerIsSure) {
        List<String> named = names.stream().filter(name -> !name.isEmpty()).toList();
        List<String> summary = new ArrayList<>();
        if (headerIsSure && named.stream().allMatch(UnknownColumns::looksLikeName)) {
            summary.addAll(named.subList(0, Math.min(MOST_SHOWN, named.size())));
            if (named.size() > MOST_SHOWN) {
                summary.add("and " + (named.size() - MOST_SHOWN) + " more");
            }
        } else if (!named.isEmpty()) {
            int longest = named.stream()
                    .mapToInt(name -> name.codePointCount(0, name.length()))
                    .max()
                    .orElse(0);
            summary.add(columns(named.size())
                    + (named.size() == 1 ? " whose name looks like a value" : " whose names look like values")
                    + "; longest " + longest + " characters");
        }
        if (named.size() < names.size()) {
            summary.add(columns(names.size() - named.size()) + " without a name");
        }
        return List.copyOf(summary);
    }

    /** Sentences, each about one key that no column reads, or about several of one object. */
    static List<String> summary(ObservedKeys keys) {
        List<String> summary = new ArrayList<>();
        keys.unread().forEach((object, names) -> {
            if (keys.isAnyMet()
                    && names.size() <= MOST_SHOWN
                    && names.stream().allMatch(UnknownColumns::looksLikeName)) {
                names.forEach(name -> summary.add(path(object, name)));
            } else {
                summary.add((names.size() == 1 ? "1 key" : names.size() + " keys")
                        + (object.isEmpty() ? "" : " of '" + object + "'") + ", which may be "
                        + (names.size() == 1 ? "a value" : "values"));
            }
        });
        if (keys.more()) {
            summary.add("and more");
        }
        summary.addAll(keys.gaps());
        return summary;
    }

    private static String path(String object, String key) {
        FieldPath.Key step = new FieldPath.Key(key);
        return object.isEmpty() ? new FieldPath(List.of(step)).display() : object + step.display();
    }

    private static String columns(int number) {
        return number == 1 ? "1 column" : number + " columns";
    }

    /** What is measured, and in which unit: {@code WBC 10^9/L}, {@code Height (cm)}. */
    private static final Pattern MEASURED =
            Pattern.compile("(\\p{L}[\\p{L}\\p{N}_ .-]*[⁺⁻+]?) [(\\[]?([^\\s()\\[\\]]{1,20})[)\\]]?");

    /** Whether a text is a name as columns have them, and not what one of them may hold. */
    public static boolean looksLikeName(String text) {
        Matcher measured = MEASURED.matcher(text);
        if (measured.matches() && (Vocabulary.of(measured.group(2)) & Vocabulary.UNIT.bit()) != 0) {
            return looksLikeName(measured.group(1));
        }
        if (Vocabulary.isAbbreviation(text)) {
            return true;
        }
        if (text.length() > LONGEST || !NAME.matcher(text).matches()) {
            return false;
        }
        long digits = text.codePoints().filter(Character::isDigit).count();
        boolean letters = text.codePoints().anyMatch(c -> Character.isLetter(c) || c == '_');
        String plain = Normalizer.normalize(text, Normalizer.Form.NFKC);
        return letters
                && digits <= MOST_DIGITS
                && Detectors.all().stream()
                        .filter(detector -> detector.proof() != Detector.Proof.HEADER)
                        .noneMatch(detector -> detector.matches(plain));
    }
}
