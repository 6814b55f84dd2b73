package dev.weir.quality.drift;

import dev.weir.quality.state.FrequencyState;
import java.util.Arrays;
import java.util.SortedMap;
import java.util.TreeSet;
import org.apache.commons.math3.special.Gamma;

/**
 * The same categories counted twice: in a reference and now. NULL is no category. A side without any row has lost or
 * gained everything, which is the greatest drift there is; two such sides are alike.
 */
public final class Categories {

    /** What the share of a category that does not occur is taken for, where a formula cannot have zero. */
    public static final double LEAST_SHARE = 0.0001;

    private final double[] reference;
    private final double[] current;

    /** Counts in one order; sizes are equal. */
    Categories(double[] reference, double[] current) {
        if (reference.length != current.length) {
            throw new IllegalArgumentException(reference.length + " categories are not " + current.length);
        }
        this.reference = reference.clone();
        this.current = current.clone();
    }

    /**
     * The values of two counts.
     *
     * @throws IllegalArgumentException when one has overflowed: it knows no values
     */
    public static Categories of(FrequencyState reference, FrequencyState current) {
        if (reference.overflowed() || current.overflowed()) {
            throw new IllegalArgumentException("A state that has overflowed has no categories");
        }
        SortedMap<String, Long> before = reference.counts();
        SortedMap<String, Long> now = current.counts();
        TreeSet<String> names = new TreeSet<>(before.keySet());
        names.addAll(now.keySet());
        return new Categories(
                names.stream()
                        .mapToDouble(name -> before.getOrDefault(name, 0L))
                        .toArray(),
                names.stream().mapToDouble(name -> now.getOrDefault(name, 0L)).toArray());
    }

    /**
     * The population stability index: the sum of (c − r) ln(c / r) over the shares r before and c now. A share of zero
     * counts as {@value #LEAST_SHARE}. 0 for equal shares, the same in both directions, without an upper end; by
     * convention below 0.1 little, above 0.25 much. Source: Siddiqi, Credit Risk Scorecards (2006); it is the
     * symmetric divergence of Kullback and Leibler (1951).
     */
    public double populationStabilityIndex() {
        double[] before = shares(reference);
        double[] now = shares(current);
        double sum = 0;
        for (int i = 0; i < before.length; i++) {
            double r = Math.max(before[i], LEAST_SHARE);
            double c = Math.max(now[i], LEAST_SHARE);
            sum += (c - r) * Math.log(c / r);
        }
        return sum;
    }

    /**
     * The distance of Jensen and Shannon, with logarithms to base 2: the square root of the divergence of Lin (1991). 0 for
     * equal shares, 1 for shares with nothing in common, the same in both directions, a metric (Endres and Schindelin
     * 2003). Zero shares need no care.
     */
    public double jensenShannon() {
        double before = sum(reference);
        double now = sum(current);
        if (before == 0 || now == 0) {
            return before == now ? 0 : 1;
        }
        double divergence = 0;
        for (int i = 0; i < reference.length; i++) {
            double r = reference[i] / before;
            double c = current[i] / now;
            double middle = (r + c) / 2;
            divergence += (half(r, middle) + half(c, middle)) / 2;
        }
        return Math.sqrt(Math.min(1, Math.max(0, divergence)));
    }

    /**
     * The p-value of Pearson's chi-square test that both come from one distribution (homogeneity of a table of two rows):
     * small where they differ. 1 with fewer than two categories; 0 when one side has no row. The approximation is rough
     * where fewer than five rows are expected in a category, and with very many rows the smallest difference is
     * significant: for those the population stability index says more.
     */
    public double chiSquare() {
        double before = sum(reference);
        double now = sum(current);
        if (before == 0 || now == 0) {
            return before == now ? 1 : 0;
        }
        double statistic = 0;
        int categories = 0;
        for (int i = 0; i < reference.length; i++) {
            double both = reference[i] + current[i];
            if (both > 0) {
                categories++;
                statistic += term(reference[i], both * (before / (before + now)))
                        + term(current[i], both * (now / (before + now)));
            }
        }
        return categories < 2 ? 1 : Gamma.regularizedGammaQ((categories - 1) / 2.0, statistic / 2);
    }

    /** The share of the rows now whose value did not occur before; 0 when there is no row now. */
    public double newShare() {
        return shareOutside(current, reference);
    }

    /** How many of the values now did not occur before. */
    public int newValues() {
        return valuesOutside(current, reference);
    }

    /** The share of the rows before whose value does not occur any more; 0 when there was no row. */
    public double lostShare() {
        return shareOutside(reference, current);
    }

    /** How many of the values before do not occur any more. */
    public int lostValues() {
        return valuesOutside(reference, current);
    }

    private static double shareOutside(double[] counts, double[] others) {
        double outside = 0;
        for (int i = 0; i < counts.length; i++) {
            outside += others[i] == 0 ? counts[i] : 0;
        }
        return outside == 0 ? 0 : outside / sum(counts);
    }

    private static int valuesOutside(double[] counts, double[] others) {
        int outside = 0;
        for (int i = 0; i < counts.length; i++) {
            outside += others[i] == 0 && counts[i] > 0 ? 1 : 0;
        }
        return outside;
    }

    private static double half(double share, double middle) {
        return share == 0 ? 0 : share * Math.log(share / middle) / Math.log(2);
    }

    private static double term(double observed, double expected) {
        return (observed - expected) * (observed - expected) / expected;
    }

    private static double[] shares(double[] counts) {
        double sum = sum(counts);
        return Arrays.stream(counts).map(count -> sum == 0 ? 0 : count / sum).toArray();
    }

    private static double sum(double[] counts) {
        return Arrays.stream(counts).sum();
    }
}
