package dev.weir.jobs.engine.scope;

/** What is asked of the queries of a run beside that they can be run. */
public enum ReproducibilityDemand {
    /** That it reports what may come out differently on another machine. */
    NONE,
    /** That nothing may. */
    REPRODUCIBLE
}
