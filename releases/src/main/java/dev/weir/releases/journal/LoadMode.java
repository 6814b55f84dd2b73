package dev.weir.releases.journal;

/** What a run's rows become. */
public enum LoadMode {
    /** The whole of the table, released or not at all: a product's table. */
    REPLACE,
    /** Rows in place of some files of the last release's version, released or not at all: a product's table. */
    CHANGE,
    /** Rows added to those that are there, kept when the run is held as well: a quarantine. */
    APPEND;

    /** Whether what is staged becomes visible only with a release. */
    public boolean isReleased() {
        return this != APPEND;
    }
}
