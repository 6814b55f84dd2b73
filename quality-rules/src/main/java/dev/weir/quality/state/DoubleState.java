package dev.weir.quality.state;

/** Numbers of a floating-point column. */
public final class DoubleState extends NumberState {

    private static final long serialVersionUID = 1L;

    private double least = Double.NaN;
    private double greatest = Double.NEGATIVE_INFINITY;
    private double sum;

    DoubleState() {}

    void add(double value) {
        widen(value, value);
        sum += value;
        moments().add(value);
    }

    @Override
    DoubleState plus(NumberState state) {
        if (!(state instanceof DoubleState other)) {
            throw different(this, state);
        }
        DoubleState both = new DoubleState();
        both.join(this, other);
        both.widen(least, greatest);
        both.widen(other.least, other.greatest);
        both.sum = sum + other.sum;
        return both;
    }

    @Override
    public double minimum() {
        return least;
    }

    @Override
    public double maximum() {
        return greatest;
    }

    @Override
    public double sum() {
        return sum;
    }

    /** NaN is the greatest of all: no number, so the least starts there; and -0.0 is 0.0. */
    private void widen(double low, double high) {
        if (low < least || Double.isNaN(least)) {
            least = low + 0.0;
        }
        if (high > greatest || Double.isNaN(high)) {
            greatest = high + 0.0;
        }
    }
}
