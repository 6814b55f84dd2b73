package dev.weir.quality.drift;

import dev.weir.quality.state.FrequencyState;
import dev.weir.quality.state.QuantileState;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * Numbers with how often each occurs: all of them where they are few, else those that a sketch retains, each for many. Ranks
 * are then right within what {@link QuantileState} tells, about 0.5 % of the count on either side, and so is what is
 * computed of them: a distance of Kolmogorov and Smirnov within 0.01, 99 times out of 100.
 */
public final class Sample {

    /** How many classes numbers are compared in at most. */
    static final int TENTHS = 10;

    private final double[] values;
    private final double[] cumulative;
    private final double count;

    private Sample(List<Weighted> weighted) {
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

    /** What a sketch retains. */
    public static Sample of(QuantileState sketch) {
        List<Weighted> retained = new ArrayList<>();
        sketch.forEach((value, weight) -> retained.add(new Weighted(value + 0.0, weight)));
        return new Sample(retained);
    }

    /**
     * Exact counts of values that have an order.
     *
     * @param number the number that a value's name stands for
     * @throws IllegalArgumentException when the counts have overflowed
     */
    public static Sample of(FrequencyState counts, ToDoubleFunction<String> number) {
        if (counts.overflowed()) {
            throw new IllegalArgumentException("A state that has overflowed has no values");
        }
        List<Weighted> all = new ArrayList<>();
        counts.counts().forEach((name, rows) -> all.add(new Weighted(number.applyAsDouble(name), rows)));
        return new Sample(all);
    }

    /** Whether there is no number. */
    public boolean isEmpty() {
        return count == 0;
    }

    /**
     * The greatest difference between the two shares of numbers up to any number (Smirnov 1939): 0 for equal samples, 1 for
     * samples that do not overlap, the same in both directions. 1 when one side alone is empty, 0 when both are.
     */
    public double kolmogorovSmirnov(Sample other) {
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
    public double wasserstein(Sample other) {
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
     * side has few numbers, {@link Categories#ROWS_OF_A_CLASS} for each, and those that hardly occur are joined to their
     * neighbours. The least and the greatest class are open. An empty reference has one class.
     */
    public Categories tenths(Sample current) {
        int classes = Math.min(TENTHS, Categories.classes(count, current.count));
        List<Double> edges = new ArrayList<>();
        for (int i = 1; i < classes && !isEmpty(); i++) {
            double edge = quantile(i * count / classes);
            if (edges.isEmpty() || edges.get(edges.size() - 1) < edge) {
                edges.add(edge);
            } else if (edges.size() < 2 || edges.get(edges.size() - 2) != Math.nextDown(edge)) {
                edges.add(edges.size() - 1, Math.nextDown(edge));
            }
        }
        return new Categories(counts(edges), current.counts(edges)).joined();
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
    private void walk(Sample other, Step step) {
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
