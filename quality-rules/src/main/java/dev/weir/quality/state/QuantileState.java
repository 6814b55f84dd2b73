package dev.weir.quality.state;

import java.io.InvalidObjectException;
import java.io.ObjectInputStream;
import java.io.Serializable;
import org.apache.datasketches.SketchesArgumentException;
import org.apache.datasketches.kll.KllDoublesSketch;
import org.apache.datasketches.kll.KllDoublesSketchIterator;
import org.apache.datasketches.memory.Memory;

/**
 * A KLL sketch of a column's numbers, NULL and NaN left out: ranks are right within about 0.5 % of the count, 99 times
 * out of 100. The sketch draws lots, so two runs over the same rows differ within that.
 */
public final class QuantileState implements Serializable {

    private static final long serialVersionUID = 1L;

    /** Size parameter k; the error falls with it, the sketch grows (about 10 kB at most). */
    public static final int K = 512;

    private final transient KllDoublesSketch sketch;

    QuantileState() {
        this(KllDoublesSketch.newHeapInstance(K));
    }

    private QuantileState(KllDoublesSketch sketch) {
        this.sketch = sketch;
    }

    void add(double value) {
        sketch.update(value);
    }

    /**
     * A sketch of datasketches' own format.
     *
     * @throws IllegalArgumentException when it is not one
     */
    public static QuantileState of(byte[] bytes) {
        try {
            return new QuantileState(KllDoublesSketch.heapify(Memory.wrap(bytes)));
        } catch (SketchesArgumentException e) {
            throw new IllegalArgumentException("The bytes are not those of a KLL sketch", e);
        }
    }

    /** The state of both; neither changes. */
    public QuantileState plus(QuantileState other) {
        QuantileState both = new QuantileState();
        both.sketch.merge(sketch);
        both.sketch.merge(other.sketch);
        return both;
    }

    public long count() {
        return sketch.getN();
    }

    /**
     * The number at a rank.
     *
     * @param rank between 0 (least) and 1 (greatest)
     * @return NaN when there is no number
     */
    public double quantile(double rank) {
        return sketch.getQuantile(rank);
    }

    /** The least number, exactly; NaN when there is none. */
    public double least() {
        return sketch.isEmpty() ? Double.NaN : sketch.getMinValue();
    }

    /** The greatest number, exactly; NaN when there is none. */
    public double greatest() {
        return sketch.isEmpty() ? Double.NaN : sketch.getMaxValue();
    }

    /** Whether it has let numbers go, so that ranks are estimates. */
    public boolean isEstimate() {
        return sketch.isEstimationMode();
    }

    /** The share of numbers below this one; NaN when there is no number. */
    public double rank(double value) {
        return sketch.getRank(value);
    }

    /** Calls for each number that the sketch retains, in no order, with how many numbers it stands for. */
    public void forEach(Retained use) {
        KllDoublesSketchIterator retained = sketch.iterator();
        while (retained.next()) {
            use.retained(retained.getValue(), retained.getWeight());
        }
    }

    /** Takes a retained number. */
    @FunctionalInterface
    public interface Retained {
        void retained(double value, long weight);
    }

    /** The sketch in the format of datasketches, which other languages read. */
    public byte[] bytes() {
        return sketch.toByteArray();
    }

    private Object writeReplace() {
        return new Serialised(bytes());
    }

    private void readObject(ObjectInputStream in) throws InvalidObjectException {
        throw new InvalidObjectException("A QuantileState travels as its sketch's bytes");
    }

    private static final class Serialised implements Serializable {

        private static final long serialVersionUID = 1L;

        private final byte[] sketch;

        Serialised(byte[] sketch) {
            this.sketch = sketch;
        }

        private Object readResolve() {
            return new QuantileState(KllDoublesSketch.heapify(Memory.wrap(sketch)));
        }
    }
}
