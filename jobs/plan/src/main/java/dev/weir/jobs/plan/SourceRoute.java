package dev.weir.jobs.plan;

import java.util.Locale;

/** How the records of a source reach a table. Each file is parsed once. */
public enum SourceRoute {
    /** From the file to the sink in one pass. */
    FUSED,
    /** Written once into encrypted typed files that die with the run, and read from there. */
    LANDED,
    /** Rows of a release, read where they lie: they are typed and masked already. */
    IN_PLACE;

    /** The name as people see it. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
