package dev.weir.releases.fault;

import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;

/** What befalls each call of a process. */
@FunctionalInterface
public interface Fate {

    /** Decides on one call. */
    Fault at(Point point);

    /** Nothing befalls it. */
    static Fate quiet() {
        return point -> Fault.NONE;
    }

    /** One fault, at the change of that number, counted from 1. */
    static Fate atChange(int number, Fault fault) {
        AtomicInteger changes = new AtomicInteger();
        return point ->
                point.effect() == Point.Effect.CHANGES && changes.incrementAndGet() == number ? fault : Fault.NONE;
    }

    /** Faults at random, the same for the same seed and the same calls. */
    static Fate random(long seed, double share, List<Fault> faults) {
        Random random = new Random(seed);
        return point -> random.nextDouble() < share ? faults.get(random.nextInt(faults.size())) : Fault.NONE;
    }
}
