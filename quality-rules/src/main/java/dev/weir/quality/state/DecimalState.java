package dev.weir.quality.state;

import java.math.BigDecimal;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Numbers of a decimal column. */
public final class DecimalState extends NumberState {

    private static final long serialVersionUID = 1L;

    private @Nullable BigDecimal least;
    private @Nullable BigDecimal greatest;
    private BigDecimal sum = BigDecimal.ZERO;

    DecimalState() {}

    void add(BigDecimal value) {
        widen(value, value);
        sum = sum.add(value);
        moments().add(value.doubleValue());
    }

    @Override
    DecimalState plus(NumberState state) {
        if (!(state instanceof DecimalState other)) {
            throw different(this, state);
        }
        DecimalState both = new DecimalState();
        both.join(this, other);
        both.widen(least, greatest);
        both.widen(other.least, other.greatest);
        both.sum = sum.add(other.sum);
        return both;
    }

    /** The least value, exactly; empty when there is none. */
    public Optional<BigDecimal> least() {
        return Optional.ofNullable(least);
    }

    /** The greatest value, exactly; empty when there is none. */
    public Optional<BigDecimal> greatest() {
        return Optional.ofNullable(greatest);
    }

    public BigDecimal exactSum() {
        return sum;
    }

    @Override
    public double minimum() {
        return least == null ? Double.POSITIVE_INFINITY : least.doubleValue();
    }

    @Override
    public double maximum() {
        return greatest == null ? Double.NEGATIVE_INFINITY : greatest.doubleValue();
    }

    @Override
    public double sum() {
        return sum.doubleValue();
    }

    private void widen(@Nullable BigDecimal low, @Nullable BigDecimal high) {
        if (low != null && (least == null || low.compareTo(least) < 0)) {
            least = low;
        }
        if (high != null && (greatest == null || high.compareTo(greatest) > 0)) {
            greatest = high;
        }
    }
}
