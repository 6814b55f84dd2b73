package dev.weir.examples;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Sows records among others, at places that a seed decides. */
public final class Planting {

    private final Random random;

    public Planting(long seed) {
        this.random = new Random(seed);
    }

    /** The sound records in their order, with the planted ones in between, each at a place of its own. */
    public List<Row> among(List<Row> sound, List<Row> planted) {
        List<Row> rows = new ArrayList<>(sound);
        for (Row row : planted) {
            rows.add(random.nextInt(rows.size() + 1), row);
        }
        return rows;
    }
}
