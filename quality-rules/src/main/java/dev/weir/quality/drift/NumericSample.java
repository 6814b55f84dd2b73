package dev.weir.quality.drift;

import dev.weir.quality.state.FrequencyState;
import dev.weir.quality.state.QuantileState;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;

/**
 * Numbers with how often each occurs: all of them where they are few, else those that a sketch retains, each for many. Ranks
 * are then right within what {@link QuantileState} tells, about 0.5 % of the count on either side, and so is what is
 * computed of them: a distance of Kolmogorov and Smirnov within 0.01, 99 times out of 100.
 */
public final class NumericSample {

    /** How many classes numbers are compared in at most. */
    static final int TENTHS = 10;

    /** The share of a tenth of so many rows varies as a sketch of 512 does: by 0.0027. */
    private static final double ROWS_OF_A_SKETCH = 12_000;

    /** A sketch knows shares within about half a percent, so that it cannot judge a class with one of 40 rows. */
    private static final double ROWS_OF_A_SLIVER = 40;

    private final double[] values;
    private final double[] cumulative;
    private final double count;
    private final boolean sketched;

    private NumericSample(List<Weighted> weighted, boolean sketched) {
        this.sketched = sketched;
        List<Weighted> sorted = new ArrayList<>(weighted);
        sorted.sort(Comparator.comparingDouble(Weighted::value));
        this.values = new double[sorted.size()];
        this.cumulative = new double[sorted.size()];
        double sum = 0;
        for (int i = 0; i < values.length; i++) {
            values[i] = sorted.get(i).value;
            sum += sorted.get(i).weight;
            cumulative[i] = sum;
        }
        this.count = sum;
    }

    /** What a sketch retains; the least and the greatest number are always among it. */
    public static NumericSample of(QuantileState sketch) {
        List<Weighted> retained = new ArrayList<>();
        sketch.forEach((value, weight) -> retained.add(new Weighted(value + 0.0, weight)));
        retained.sort(Comparator.comparingDouble(Weighted::value));
        if (!retained.isEmpty()) {
            end(retained, 0, sketch.least() + 0.0);
            end(retained, retained.size() - 1, sketch.greatest() + 0.0);
        }
        return new NumericSample(retained, sketch.isEstimate());
    }

    /** One of the many numbers that an outermost one stands for is the outermost of all. */
    private static void end(List<Weighted> retained, int at, double outermost) {
        Weighted stands = retained.get(at);
        if (stands.value == outermost) {
            return;
        }
        retained.set(at, new Weighted(stands.value, stands.weight - 1));
        retained.add(new Weighted(outermost, 1));
        retained.removeIf(number -> number.weight == 0);
        retained.sort(Comparator.comparingDouble(Weighted::value));
    }

    /**
     * Exact counts of values that have an order.
     *
     * @param number the number that a value's name stands for
     * @throws IllegalArgumentException when the counts have overflowed
     */
    public static NumericSample of(FrequencyState counts, ToDoubleFunction<String> number) {
        if (counts.overflowed()) {
            throw new IllegalArgumentException("A state that has overflowed has no values");
        }
        List<Weighted> all = new ArrayList<>();
        counts.counts().forEach((name, rows) -> all.add(new Weighted(number.applyAsDouble(name), rows)));
        return new NumericSample(all, false);
    }

    static NumericSample of(double... numbers) {
        return new NumericSample(
                DoubleStream.of(numbers)
                        .mapToObj(number -> new Weighted(number, 1))
                        .toList(),
                false);
    }

    /** The least number; there is one. */
    double least() {
        return values[0];
    }

    /** The greatest number; there is one. */
    double greatest() {
        return values[values.length - 1];
    }

    NumericSample plus(NumericSample other) {
        List<Weighted> both = new ArrayList<>();
        for (NumericSample sample : List.of(this, other)) {
            for (int i = 0; i < sample.values.length; i++) {
                both.add(
                        new Weighted(sample.values[i], sample.cumulative[i] - (i == 0 ? 0 : sample.cumulative[i - 1])));
            }
        }
        return new NumericSample(both, sketched || other.sketched);
    }

    /** How many independent rows would say as much of shares of tenths: a sketch that has let numbers go adds its error. */
    double worth() {
        return sketched ? 1 / (1 / count + 1.0 / ROWS_OF_A_SKETCH) : count;
    }

    /** The same of the tails, where a sketch holds one of many numbers. */
    double worthOfTails() {
        return sketched ? 1 / (1 / count + 1.0 / QuantileState.K) : count;
    }

    /** {@code ∫ sqrt(F (1 − F))} of the distribution function F, between finite numbers. */
    double spread() {
        double area = 0;
        for (int i = 0; i + 1 < values.length; i++) {
            double width = values[i + 1] - values[i];
            double share = cumulative[i] / count;
            area += Double.isFinite(width) ? width * StrictMath.sqrt(share * (1 - share)) : 0;
        }
        return area;
    }

    /** The standard deviation of the finite numbers. */
    double deviation() {
        double sum = 0;
        double rows = 0;
        for (int pass = 0; ; pass++) {
            double mean = pass == 0 ? 0 : sum / rows;
            double next = 0;
            rows = 0;
            for (int i = 0; i < values.length; i++) {
                if (Double.isFinite(values[i])) {
                    double weight = cumulative[i] - (i == 0 ? 0 : cumulative[i - 1]);
                    rows += weight;
                    next += pass == 0 ? weight * values[i] : weight * (values[i] - mean) * (values[i] - mean);
                }
            }
            if (pass == 1) {
                return rows == 0 ? 0 : StrictMath.sqrt(next / rows);
            }
            sum = next;
        }
    }

    public boolean isEmpty() {
        return count == 0;
    }

    /**
     * The greatest difference between the two shares of numbers up to any number (Smirnov 1939): 0 for equal samples, 1 for
     * samples that do not overlap, the same in both directions. 1 when one side alone is empty, 0 when both are.
     */
    public double kolmogorovSmirnov(NumericSample other) {
        if (isEmpty() || other.isEmpty()) {
            return isEmpty() == other.isEmpty() ? 0 : 1;
        }
        double[] greatest = new double[1];
        walk(other, (difference, width) -> greatest[0] = Math.max(greatest[0], difference));
        return greatest[0];
    }

    /**
     * The first Wasserstein distance, in the column's own unit: how far a number has to be moved on average to make one
     * sample of the other (the area between the two distribution functions, Vallender 1974). The same in both directions, a
     * metric. Infinite when one side alone is empty, or more numbers are infinite on one side; 0 when both are empty.
     */
    public double wasserstein(NumericSample other) {
        if (isEmpty() || other.isEmpty()) {
            return isEmpty() == other.isEmpty() ? 0 : Double.POSITIVE_INFINITY;
        }
        double[] area = new double[1];
        walk(other, (difference, width) -> area[0] += difference == 0 ? 0 : difference * width);
        return area[0];
    }

    /**
     * Both samples counted in the tenths of this one, the reference: ten classes with as many numbers each, where no number
     * occurs too often for that; one that fills a tenth by itself is a class of its own. There are fewer classes where a
     * side has few numbers, {@link CategoryCounts#ROWS_OF_A_CLASS} for each, and those that hardly occur are joined to their
     * neighbours. The least and the greatest class are open. An empty reference has one class.
     */
    public CategoryCounts tenths(NumericSample current) {
        int classes = Math.min(TENTHS, CategoryCounts.classes(count, current.count));
        double fewest = Math.max(
                CategoryCounts.FEWEST_EXPECTED,
                sketched || current.sketched ? Math.min(count, current.count) / ROWS_OF_A_SLIVER : 0);
        List<Double> edges = new ArrayList<>();
        for (int i = 1; i < classes && !isEmpty(); i++) {
            double edge = quantile(i * count / classes);
            if (edges.isEmpty() || edges.get(edges.size() - 1) < edge) {
                edges.add(edge);
            } else if (edges.size() < 2 || edges.get(edges.size() - 2) != Math.nextDown(edge)) {
                edges.add(edges.size() - 1, Math.nextDown(edge));
            }
        }
        return new CategoryCounts(counts(edges), current.counts(edges)).joined(fewest);
    }

    /** The least number that so many numbers do not exceed. */
    private double quantile(double rank) {
        for (int i = 0; i < values.length; i++) {
            if (cumulative[i] >= rank - 1e-9 * count) {
                return values[i];
            }
        }
        return values[values.length - 1];
    }

    /** How many numbers are not greater than this one. */
    private double rank(double number) {
        int low = 0;
        int high = values.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (values[middle] <= number) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low == 0 ? 0 : cumulative[low - 1];
    }

    private double[] counts(List<Double> edges) {
        double[] counts = new double[edges.size() + 1];
        double below = 0;
        for (int i = 0; i < edges.size(); i++) {
            double rank = rank(edges.get(i));
            counts[i] = rank - below;
            below = rank;
        }
        counts[edges.size()] = count - below;
        return counts;
    }

    /** Walks the numbers of both in their order, with the difference of the ranks up to each and the way to the next. */
    private void walk(NumericSample other, Step step) {
        int here = 0;
        int there = 0;
        while (here < values.length || there < other.values.length) {
            double at = Math.min(at(values, here), at(other.values, there));
            while (here < values.length && values[here] <= at) {
                here++;
            }
            while (there < other.values.length && other.values[there] <= at) {
                there++;
            }
            double difference = Math.abs(share(here) - other.share(there));
            double next = Math.min(at(values, here), at(other.values, there));
            boolean last = here == values.length && there == other.values.length;
            step.at(last || difference < 1e-12 ? 0 : difference, last ? 0 : next - at);
        }
    }

    private static double at(double[] values, int index) {
        return index < values.length ? values[index] : Double.POSITIVE_INFINITY;
    }

    private double share(int taken) {
        return taken == 0 ? 0 : cumulative[taken - 1] / count;
    }

    private interface Step {
        void at(double difference, double width);
    }

    private record Weighted(double value, double weight) {}
}
