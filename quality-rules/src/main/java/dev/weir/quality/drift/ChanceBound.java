package dev.weir.quality.drift;

import java.util.function.DoubleUnaryOperator;
import org.apache.commons.math3.distribution.ChiSquaredDistribution;

/**
 * What chance alone makes of a measure: the bound that releases of one unchanged distribution, their rows drawn
 * independently, exceed with a given probability at most. Nothing is drawn by lot: the same states give the same bound
 * everywhere. Each law is asymptotic with an allowance for small counts, or an inequality that holds for any counts. Where
 * a side has no row, chance explains nothing.
 *
 * @param level the probability, above 0 and below 1
 */
record ChanceBound(double level) {

    private static final double HYPER_LOG_LOG_ERROR = 1.04 / StrictMath.sqrt(512);

    ChanceBound {
        if (!(level > 0 && level < 1)) {
            throw new IllegalArgumentException("A probability of " + level + " is no level");
        }
    }

    /**
     * Of a population stability index: it is Pearson's statistic times 1/n + 1/m, to the first order. Its logarithm makes
     * it larger where a class has few rows; a third of the statistic's share of a class, by the least expected count, makes
     * up for that.
     *
     * @param before rows of the reference, as many as it is worth
     * @param now rows of the current release
     */
    double populationStabilityIndex(CategoryCounts classes, double before, double now) {
        int size = classes.size();
        if (size < 2) {
            return 0;
        }
        double statistic = chiSquare(size - 1);
        return statistic * (1 / before + 1 / now) * (1 + statistic / (3 * size * classes.leastExpected()));
    }

    /**
     * Of a distance of Jensen and Shannon: its square is an eighth of Pearson's statistic times 1/n + 1/m, in nats; with half
     * the allowance of {@link #populationStabilityIndex}.
     */
    double jensenShannon(CategoryCounts classes, double before, double now) {
        int size = classes.size();
        if (size < 2) {
            return 0;
        }
        double statistic = chiSquare(size - 1);
        double allowed = statistic * (1 + statistic / (6 * size * classes.leastExpected()));
        return Math.min(1, StrictMath.sqrt(allowed * (1 / before + 1 / now) / (8 * StrictMath.log(2))));
    }

    /**
     * The least p-value of a chi-square test. Half the probability: with five rows expected in a class, and many more rows on
     * one side than on the other, the law of chi-square promises too little in its tail.
     */
    double pValue() {
        return level / 2;
    }

    /** Where so many comparisons share the probability. */
    ChanceBound shared(int comparisons) {
        return new ChanceBound(level / comparisons);
    }

    private double chiSquare(int degrees) {
        return new ChiSquaredDistribution(degrees).inverseCumulativeProbability(1 - level);
    }

    /**
     * Of a distance of Kolmogorov and Smirnov, tied or not: the inequality of Dvoretzky, Kiefer and Wolfowitz for two
     * samples, with the constant e (Wei and Dudley 2012).
     */
    double kolmogorovSmirnov(double before, double now) {
        return before == 0 || now == 0
                ? 0
                : Math.min(1, StrictMath.sqrt((1 - StrictMath.log(level)) / 2 * (1 / before + 1 / now)));
    }

    /**
     * Of a Wasserstein distance: the area under a Brownian bridge over the distribution of both together. Its mean is
     * {@code sqrt(2/π) ∫ sqrt(F (1 − F))}; it exceeds that by t standard deviations of the values with a probability of
     * {@code exp(−t²/2)} at most (concentration of a norm of Gaussians, Borell and Tsirelson).
     *
     * @param spread {@code ∫ sqrt(F (1 − F))} of both together
     * @param deviation the standard deviation of both together
     */
    double wasserstein(double spread, double deviation, double before, double now) {
        return before == 0 || now == 0
                ? 0
                : StrictMath.sqrt(1 / before + 1 / now)
                        * (StrictMath.sqrt(2 / Math.PI) * spread
                                + deviation * StrictMath.sqrt(-2 * StrictMath.log(level)));
    }

    /**
     * Of a difference of two shares: exactly, given how many there are in both together, by the hypergeometric law (Fisher).
     *
     * @param some of the rows of both, such as those with NULL
     */
    double shares(long some, long before, long now) {
        if (before == 0 || now == 0 || some == 0 || some == before + now) {
            return 0;
        }
        long least = Math.max(0, some - before);
        long greatest = Math.min(some, now);
        long mode = Math.min(greatest, Math.max(least, (long) ((some + 1.0) * (now + 1.0) / (before + now + 2.0))));
        double total = 1;
        long low = mode;
        long high = mode;
        for (double weight = 1; low > least; low--) {
            weight *= (double) low * (before - some + low) / ((double) (some - low + 1) * (now - low + 1));
            if (weight < Double.MIN_NORMAL) {
                break;
            }
            total += weight;
        }
        for (double weight = 1; high < greatest; high++) {
            weight *= (double) (some - high) * (now - high) / ((double) (high + 1) * (before - some + high + 1));
            if (weight < Double.MIN_NORMAL) {
                break;
            }
            total += weight;
        }
        return outermost(some, before, now, mode, total);
    }

    /** From the mode outward, the differences that are nearest to none first, until what is left is rarer than the level. */
    private double outermost(long some, long before, long now, long mode, double total) {
        double inside = 1;
        double down = 1;
        double up = 1;
        long low = mode;
        long high = mode;
        double reached = difference(mode, some, before, now);
        while (total - inside > level * total) {
            double below = low > Math.max(0, some - before)
                    ? difference(low - 1, some, before, now)
                    : Double.POSITIVE_INFINITY;
            double above =
                    high < Math.min(some, now) ? difference(high + 1, some, before, now) : Double.POSITIVE_INFINITY;
            if (Double.isInfinite(Math.min(below, above))) {
                break;
            }
            if (below <= above) {
                down *= (double) low * (before - some + low) / ((double) (some - low + 1) * (now - low + 1));
                low--;
                inside += down;
            } else {
                up *= (double) (some - high) * (now - high) / ((double) (high + 1) * (before - some + high + 1));
                high++;
                inside += up;
            }
            reached = Math.max(reached, Math.min(below, above));
        }
        return reached;
    }

    private static double difference(long current, long some, long before, long now) {
        return Math.abs((double) current / now - (double) (some - current) / before);
    }

    /**
     * Of the share of rows whose value did not occur in the others: a value of N rows in both has them all on one side with
     * a probability of π^N at most, π being that side's share of all rows. Chernoff's inequality holds for their sum, since
     * such events exclude rather than favour each other.
     *
     * @param both how often each value occurs in both together
     * @param rows of the side that has the values
     * @param others rows of the other
     */
    double unseen(double[] both, double rows, double others) {
        if (rows == 0 || others == 0) {
            return 0;
        }
        double alone = StrictMath.log(rows / (rows + others));
        double limit = chernoff(
                theta -> {
                    double sum = 0;
                    for (double count : both) {
                        sum += logOneOf(count * alone, count * theta);
                    }
                    return sum;
                },
                -StrictMath.log(level));
        return Math.min(1, limit / rows);
    }

    /**
     * Of the difference between two numbers of different values, neither of which is an estimate: by Chernoff's inequality,
     * as {@link #unseen}, on either side.
     *
     * @param both how often each value occurs in both together
     */
    double different(double[] both, double before, double now) {
        if (before == 0 || now == 0) {
            return 0;
        }
        double here = StrictMath.log(now / (before + now));
        double there = StrictMath.log(before / (before + now));
        double surprise = -StrictMath.log(level / 2);
        double more = chernoff(theta -> differences(both, here, there, theta), surprise);
        double fewer = chernoff(theta -> differences(both, there, here, theta), surprise);
        return Math.floor(Math.max(more, fewer) + 1e-9);
    }

    private static double differences(double[] both, double gained, double lost, double theta) {
        double sum = 0;
        for (double count : both) {
            double gain = StrictMath.exp(count * gained);
            double loss = StrictMath.exp(count * lost);
            sum += StrictMath.log1p(gain * StrictMath.expm1(theta) + loss * StrictMath.expm1(-theta));
        }
        return sum;
    }

    /**
     * Of the relative change of an estimated number of different values. Of m rows instead of n there are, on average,
     * between as many and m/n times as many; their number varies by less than its root, and the sketches by 1.04/√512.
     *
     * @param distinct the lesser of the two numbers
     * @param growth by how much the number of rows may move it, relative to the number before
     */
    double estimatedCardinality(double distinct, double growth, boolean estimated) {
        double sketches = estimated ? HYPER_LOG_LOG_ERROR * HYPER_LOG_LOG_ERROR : 0;
        double deviations = StrictMath.sqrt(chiSquare(1));
        return growth + (1 + growth) * deviations * StrictMath.sqrt(2 * (sketches + 1 / Math.max(1, distinct)));
    }

    /** log(1 + p (e^x − 1)), of the logarithm of p. */
    private static double logOneOf(double logOfP, double x) {
        return logOfP + x > 30 ? logOfP + x : StrictMath.log1p(StrictMath.exp(logOfP + x) - StrictMath.exp(logOfP));
    }

    /** The least of (Λ(θ) + s) / θ, which has one minimum: what the sum exceeds with a probability of exp(−s) at most. */
    private static double chernoff(DoubleUnaryOperator logOfMoments, double surprise) {
        double low = StrictMath.log(1e-9);
        double high = StrictMath.log(500);
        for (int i = 0; i < 100; i++) {
            double one = low + (high - low) / 3;
            double other = high - (high - low) / 3;
            if (at(logOfMoments, surprise, one) <= at(logOfMoments, surprise, other)) {
                high = other;
            } else {
                low = one;
            }
        }
        return at(logOfMoments, surprise, (low + high) / 2);
    }

    private static double at(DoubleUnaryOperator logOfMoments, double surprise, double logOfTheta) {
        double theta = StrictMath.exp(logOfTheta);
        return (logOfMoments.applyAsDouble(theta) + surprise) / theta;
    }
}
