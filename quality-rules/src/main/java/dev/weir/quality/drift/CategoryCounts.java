package dev.weir.quality.drift;

import dev.weir.quality.state.FrequencyState;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.apache.commons.math3.special.Gamma;

/**
 * The same categories counted twice: in a reference and now. NULL is no category. A side without any row has lost or
 * gained everything, which is the greatest drift there is; two such sides are alike.
 */
public final class CategoryCounts {

    /** How many rows have to be expected of a class on either side (Cochran 1954); rarer categories are counted together. */
    public static final int FEWEST_EXPECTED = 5;

    /**
     * How many rows the smaller side has for each class, at the fewest. Chance alone then gives a population stability
     * index of 0.08 at most, on average: (classes − 1) (1/n + 1/m).
     */
    public static final int ROWS_OF_A_CLASS = 25;

    /** What no row of a class counts as, where a formula cannot have zero. */
    private static final double HALF_A_ROW = 0.5;

    /** Of categories, which are compared for the sake of the frequent ones, fewer classes with more rows each. */
    private static final int ROWS_OF_A_CATEGORY = 2 * ROWS_OF_A_CLASS;

    /** Where one class of all hides a larger share of the rows, it does not show a change. */
    private static final double MOST_HIDDEN = 0.05;

    private final double[] reference;
    private final double[] current;
    private final boolean oneOfMany;

    /** Counts in one order; sizes are equal. */
    CategoryCounts(double[] reference, double[] current) {
        this(reference, current, false);
    }

    private CategoryCounts(double[] reference, double[] current, boolean oneOfMany) {
        if (reference.length != current.length) {
            throw new IllegalArgumentException(reference.length + " categories are not " + current.length);
        }
        this.reference = reference.clone();
        this.current = current.clone();
        this.oneOfMany = oneOfMany;
    }

    /**
     * The values of two counts.
     *
     * @throws IllegalArgumentException when one has overflowed: it knows no values
     */
    public static CategoryCounts of(FrequencyState reference, FrequencyState current) {
        if (reference.overflowed() || current.overflowed()) {
            throw new IllegalArgumentException("A state that has overflowed has no categories");
        }
        SortedMap<String, Long> before = reference.counts();
        SortedMap<String, Long> now = current.counts();
        TreeSet<String> names = new TreeSet<>(before.keySet());
        names.addAll(now.keySet());
        return new CategoryCounts(
                names.stream()
                        .mapToDouble(name -> before.getOrDefault(name, 0L))
                        .toArray(),
                names.stream().mapToDouble(name -> now.getOrDefault(name, 0L)).toArray());
    }

    /** How many classes two sides are compared in: one for each {@value #ROWS_OF_A_CLASS} rows of the smaller, two or more. */
    static int classes(double rows, double others) {
        return (int) Math.min(NumericSample.TENTHS, Math.max(2, Math.min(rows, others) / ROWS_OF_A_CLASS));
    }

    /**
     * With rare categories as one class. A category is a class of its own where it is among the most frequent of both sides
     * together, and where {@value #FEWEST_EXPECTED} rows are expected of it on either side. Where the others together are
     * rarer than that, they go with the rarest class that is left.
     *
     * @param most classes at most
     */
    CategoryCounts pooled(int most) {
        List<Integer> order = IntStream.range(0, reference.length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> -(reference[i] + current[i])))
                .toList();
        int own = 0;
        while (own < order.size() && own < most && expects(order.get(own))) {
            own++;
        }
        if (own == most && own < order.size()) {
            own--;
        }
        double rest = order.stream()
                .skip(own)
                .mapToDouble(i -> reference[i] + current[i])
                .sum();
        boolean alone = own == 0 || expected(rest) >= FEWEST_EXPECTED;
        int[] classOf = new int[reference.length];
        for (int i = 0; i < classOf.length; i++) {
            classOf[order.get(i)] = i < own ? i : alone ? own : own - 1;
        }
        return merged(classOf);
    }

    /**
     * With classes that are too rare joined to the next ones in their order.
     *
     * @param fewest rows that have to be expected of a class on either side
     */
    CategoryCounts joined(double fewest) {
        int[] classOf = new int[reference.length];
        int last = 0;
        double both = 0;
        for (int i = 0; i < classOf.length; i++) {
            if (expected(both) >= fewest) {
                last++;
                both = 0;
            }
            both += reference[i] + current[i];
            classOf[i] = last;
        }
        if (last > 0 && expected(both) < fewest) {
            for (int i = 0; i < classOf.length; i++) {
                classOf[i] = Math.min(classOf[i], last - 1);
            }
        }
        return merged(classOf);
    }

    private CategoryCounts merged(int[] classOf) {
        int size = Arrays.stream(classOf).max().orElse(-1) + 1;
        double[] before = new double[size];
        double[] now = new double[size];
        for (int i = 0; i < classOf.length; i++) {
            before[classOf[i]] += reference[i];
            now[classOf[i]] += current[i];
        }
        boolean one = size() > 1 && size == 1 && before() > 0 && now() > 0;
        return new CategoryCounts(before, now, one && (hidden() > MOST_HIDDEN || !expectsAny()));
    }

    private boolean expectsAny() {
        return IntStream.range(0, reference.length).anyMatch(this::expects);
    }

    /** The share of the rows that have not the most frequent value: what one class of all hides. */
    private double hidden() {
        return 1 - Arrays.stream(both()).max().orElse(0) / (before() + now());
    }

    private boolean expects(int category) {
        return expected(reference[category] + current[category]) >= FEWEST_EXPECTED;
    }

    /** How many of the rows of both sides are expected on the smaller one. */
    private double expected(double both) {
        double before = before();
        double now = now();
        return both == 0 ? 0 : both * Math.min(before, now) / (before + now);
    }

    /** How many categories are compared one by one: one for each {@value #ROWS_OF_A_CATEGORY} rows of the smaller side. */
    int most() {
        return (int) Math.min(reference.length, Math.max(2, Math.min(before(), now()) / ROWS_OF_A_CATEGORY));
    }

    /** How many rows there were. */
    double before() {
        return sum(reference);
    }

    /** How many rows there are now. */
    double now() {
        return sum(current);
    }

    /** How often each occurs in both together. */
    double[] both() {
        double[] both = new double[reference.length];
        Arrays.setAll(both, i -> reference[i] + current[i]);
        return both;
    }

    /** How many rows of the rarest category are expected on the smaller side. */
    double leastExpected() {
        return expected(Arrays.stream(both()).filter(count -> count > 0).min().orElse(0));
    }

    /** Whether several values are one class, since too few rows are expected of the rarer ones, so that nothing is left to compare; a value that nearly all rows have stays one. */
    boolean isOneOfMany() {
        return oneOfMany;
    }

    /** How many categories occur. */
    public int size() {
        return (int) Arrays.stream(both()).filter(count -> count > 0).count();
    }

    /**
     * The population stability index: the sum of (c − r) ln(c / r) over the shares r before and c now. A category without a
     * row on one side counts as half a row there. 0 for equal shares, the same in both directions, without an upper end,
     * infinite where one side alone has no row; by convention below 0.1 little, above 0.25 much. Source: Siddiqi, Credit
     * Risk Scorecards (2006); it is the symmetric divergence of Kullback and Leibler (1951).
     */
    public double populationStabilityIndex() {
        double before = before();
        double now = now();
        if (before == 0 || now == 0) {
            return before == now ? 0 : Double.POSITIVE_INFINITY;
        }
        double sum = 0;
        for (int i = 0; i < reference.length; i++) {
            if (reference[i] + current[i] > 0) {
                double r = (reference[i] == 0 ? HALF_A_ROW : reference[i]) / before;
                double c = (current[i] == 0 ? HALF_A_ROW : current[i]) / now;
                sum += (c - r) * Math.log(c / r);
            }
        }
        return sum;
    }

    /**
     * The distance of Jensen and Shannon, with logarithms to base 2: the square root of the divergence of Lin (1991). 0 for
     * equal shares, 1 for shares with nothing in common, the same in both directions, a metric (Endres and Schindelin
     * 2003). Zero shares need no care.
     */
    public double jensenShannon() {
        double before = before();
        double now = now();
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
     * where fewer than five rows are expected in a category ({@link #pooled}), and with very many rows the smallest
     * difference is significant: for those the population stability index is better.
     */
    public double chiSquare() {
        double before = before();
        double now = now();
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
        return (int) IntStream.range(0, counts.length)
                .filter(i -> others[i] == 0 && counts[i] > 0)
                .count();
    }

    private static double half(double share, double middle) {
        return share == 0 ? 0 : share * Math.log(share / middle) / Math.log(2);
    }

    private static double term(double observed, double expected) {
        return (observed - expected) * (observed - expected) / expected;
    }

    private static double sum(double[] counts) {
        return Arrays.stream(counts).sum();
    }
}
