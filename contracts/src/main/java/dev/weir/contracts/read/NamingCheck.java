package dev.weir.contracts.read;

import dev.weir.contracts.Code;
import dev.weir.contracts.Column;
import dev.weir.contracts.Problem;
import dev.weir.contracts.Product;
import dev.weir.contracts.naming.ClassWord;
import dev.weir.contracts.naming.NamingStandard;
import dev.weir.contracts.naming.Term;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Compares the columns of products with how the workspace names columns. */
public final class NamingCheck {

    private static final String BETWEEN_WORDS = "_";

    private final NamingStandard naming;

    public NamingCheck(NamingStandard naming) {
        this.naming = naming;
    }

    /** The columns of a product that depart from it, each with the approved form. */
    public List<Problem> departures(Product product) {
        List<Problem> departures = new ArrayList<>();
        product.tables().forEach(table -> table.columns().forEach(column -> departures.addAll(departures(column))));
        return departures;
    }

    private List<Problem> departures(Column column) {
        List<Problem> departures = new ArrayList<>();
        String name = words(column.name());
        for (Term term : naming.terms()) {
            term.insteadOf().stream()
                    .map(NamingCheck::words)
                    .filter(word -> contains(name, word))
                    .findFirst()
                    .ifPresent(word -> departures.add(problem(
                            column,
                            "'" + term.name() + "' is '" + term.words().get(0) + "' here, and not '" + word + "'",
                            "call it '" + with(name, word, term.words().get(0)) + "'")));
        }
        for (ClassWord word : naming.classWords()) {
            if (name.equals(word.word()) || name.endsWith(BETWEEN_WORDS + word.word())) {
                lacking(column, word)
                        .ifPresent(lacks -> departures.add(problem(
                                column,
                                "a column that ends in '" + word.word() + "' " + lacks,
                                "give it another name, or the type and unit of its name")));
            }
        }
        return departures;
    }

    /** What a column would need to be called so; empty where it has it. */
    private static Optional<String> lacking(Column column, ClassWord word) {
        Optional<String> otherType = word.type()
                .filter(wanted ->
                        !column.type().display().replaceAll("[(<].*", "").equals(wanted));
        if (otherType.isPresent()) {
            return otherType.map(wanted -> "has the type " + wanted + ", and this one is a "
                    + column.type().display());
        }
        return word.unit()
                .filter(wanted -> !column.meaning().unit().equals(Optional.of(wanted)))
                .map(wanted -> "has the unit " + wanted + ", and this one has "
                        + column.meaning()
                                .unit()
                                .map(other -> "the unit " + other)
                                .orElse("none"));
    }

    private static Problem problem(Column column, String why, String remedy) {
        return new Problem(
                Code.NAMING,
                column.place(),
                "the column '" + column.name() + "' is not named as contracts/naming.yaml has it",
                why,
                remedy);
    }

    /** {@code lengthOfStay}, {@code Length-of-stay} and {@code length_of_stay} are the same words. */
    private static String words(String name) {
        return name.replaceAll("(?<=\\p{Ll})(?=\\p{Lu})", BETWEEN_WORDS)
                .replaceAll("[^\\p{L}\\p{N}]+", BETWEEN_WORDS)
                .toLowerCase(Locale.ROOT);
    }

    private static boolean contains(String name, String word) {
        return bounded(name).contains(bounded(word));
    }

    private static String with(String name, String word, String approved) {
        String replaced = bounded(name).replace(bounded(word), bounded(approved));
        return replaced.substring(1, replaced.length() - 1);
    }

    private static String bounded(String words) {
        return BETWEEN_WORDS + words + BETWEEN_WORDS;
    }
}
