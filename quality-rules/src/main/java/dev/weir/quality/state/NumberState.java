package dev.weir.quality.state;

import java.io.Serializable;

/**
 * The numbers of a column: how many, least, greatest, sum, mean and squared differences, NULL left out. Each type keeps
 * least, greatest and sum exactly, as its own accessors tell; the accessors here are the doubles that metrics speak in.
 * NaN counts as greater than any number, as in Spark SQL, and spreads into sum, mean and m2.
 */
public abstract sealed class NumberState implements Serializable permits LongState, DecimalState, DoubleState {

    private static final long serialVersionUID = 1L;

    private Moments moments = new Moments();

    NumberState() {}

    /** How many values. The others below tell nothing while this is 0. */
    public final long count() {
        return moments.count();
    }

    public abstract double minimum();

    public abstract double maximum();

    /** The sum; 0 when there is no value. */
    public abstract double sum();

    public final double mean() {
        return moments.mean();
    }

    /** The sum of squared differences from the mean; divided by the count it is the population's variance. */
    public final double m2() {
        return moments.m2();
    }

    /** The state of both; neither changes. */
    abstract NumberState plus(NumberState other);

    final Moments moments() {
        return moments;
    }

    /** Takes count, mean and squared differences of two others in place of its own. */
    final void join(NumberState one, NumberState other) {
        moments = one.moments.plus(other.moments);
    }

    static IllegalArgumentException different(NumberState one, NumberState other) {
        return new IllegalArgumentException("A " + one.getClass().getSimpleName() + " and a "
                + other.getClass().getSimpleName() + " are not states of one column");
    }
}
