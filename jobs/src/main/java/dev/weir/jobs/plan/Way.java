package dev.weir.jobs.plan;

import java.util.Locale;

/** How the records of source files reach a table. Either way each file is parsed once. */
public enum Way {
    /** From the file to the sink in one pass. */
    FUSED,
    /** Written once into encrypted typed files that die with the run, and read from there. */
    LANDED;

    /** The name as people see it. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
