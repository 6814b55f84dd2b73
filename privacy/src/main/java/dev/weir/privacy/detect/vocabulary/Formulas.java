package dev.weir.privacy.detect.vocabulary;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Molecular formulas as chemists order them (Hill 1900): carbon, hydrogen, and other elements. Codes of a site and a number
 * (CH101, CHN12) are none, since no molecule has so many hydrogens, or an odd sum of bonds.
 */
final class Formulas {

    private static final Pattern FORMULA =
            Pattern.compile("C([1-9][0-9]{0,2})?H([1-9][0-9]{0,2})?((?:[A-Z][a-z]?(?:[1-9][0-9]{0,2})?)*)");

    private static final Pattern ELEMENT = Pattern.compile("([A-Z][a-z]?)([0-9]*)");

    /** By element, how many bonds it has beyond the two of a link in a chain. */
    private static final Map<String, Integer> BONDS = Map.ofEntries(
            Map.entry("D", -1),
            Map.entry("F", -1),
            Map.entry("Cl", -1),
            Map.entry("Br", -1),
            Map.entry("I", -1),
            Map.entry("Na", -1),
            Map.entry("K", -1),
            Map.entry("Li", -1),
            Map.entry("O", 0),
            Map.entry("S", 0),
            Map.entry("Se", 0),
            Map.entry("N", 1),
            Map.entry("P", 1),
            Map.entry("B", 1),
            Map.entry("Si", 2));

    private static final int OF_CARBON = 2;

    private Formulas() {}

    static boolean isFormula(String text) {
        Matcher formula = FORMULA.matcher(text);
        if (!formula.matches()) {
            return false;
        }
        int free = 2 + OF_CARBON * count(formula.group(1)) - count(formula.group(2));
        Set<String> met = new HashSet<>(Set.of("C", "H"));
        for (Matcher element = ELEMENT.matcher(formula.group(3)); element.find(); ) {
            Integer bonds = BONDS.get(element.group(1));
            if (bonds == null || !met.add(element.group(1))) {
                return false;
            }
            free += bonds * count(element.group(2));
        }
        return free >= 0 && free % 2 == 0;
    }

    private static int count(@Nullable String digits) {
        return digits == null || digits.isEmpty() ? 1 : Integer.parseInt(digits);
    }
}
