package dev.weir.quality.state;

import java.io.Serializable;

/**
 * Count, mean and sum of squared differences from the mean, by Welford's recurrence; partitions merge by the pairwise
 * formula of Chan, Golub and LeVeque (1979), which keeps its digits where sums of squares lose them.
 */
final class Moments implements Serializable {

    private static final long serialVersionUID = 1L;

    private long count;
    private double mean;
    private double m2;

    void add(double value) {
        count++;
        double difference = value - mean;
        mean += difference / count;
        m2 += difference * (value - mean);
    }

    Moments plus(Moments other) {
        if (count == 0) {
            return other;
        }
        if (other.count == 0) {
            return this;
        }
        Moments both = new Moments();
        both.count = count + other.count;
        double difference = other.mean - mean;
        both.mean = mean + difference * other.count / both.count;
        both.m2 = m2 + other.m2 + difference * difference * ((double) count * other.count / both.count);
        return both;
    }

    long count() {
        return count;
    }

    double mean() {
        return mean;
    }

    double m2() {
        return m2;
    }
}
