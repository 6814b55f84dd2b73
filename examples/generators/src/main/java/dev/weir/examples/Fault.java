package dev.weir.examples;

import java.util.Comparator;
import java.util.Locale;

/** A line of {@code faults.tsv}: one reason of one record, or a warning about a file's header. */
public record Fault(String file, int line, Expected expected) implements Comparable<Fault> {

    private static final Comparator<Fault> BY_PLACE = Comparator.comparing(Fault::file)
            .thenComparing(Fault::line)
            .thenComparing(fault -> fault.expected().rule());

    /** The header of the file. */
    public static final String HEADER = "file\tline\tfault\trule\toutcome";

    @Override
    public int compareTo(Fault other) {
        return BY_PLACE.compare(this, other);
    }

    /** The line. */
    public String tsv() {
        return String.join(
                "\t",
                file,
                Integer.toString(line),
                expected.fault(),
                expected.rule(),
                expected.outcome().name().toLowerCase(Locale.ROOT));
    }
}
