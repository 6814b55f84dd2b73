package dev.weir.jobs.engine.scope;

/** Whether a run that finds nothing changed makes a release. */
public enum UnchangedPolicy {
    WHEN_CHANGED,
    ALWAYS
}
