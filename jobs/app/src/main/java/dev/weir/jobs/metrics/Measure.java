package dev.weir.jobs.metrics;

import java.util.List;

/**
 * One number.
 *
 * @param labels the values of the instrument's labels, in their order
 */
public record Measure(Instrument instrument, List<String> labels, double value) {
    public Measure {
        labels = List.copyOf(labels);
        if (labels.size() != instrument.labels().size()) {
            throw new IllegalArgumentException(instrument + " has " + instrument.labels() + ", and here " + labels);
        }
    }
}
