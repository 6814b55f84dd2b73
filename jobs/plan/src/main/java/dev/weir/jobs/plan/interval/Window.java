package dev.weir.jobs.plan.interval;

/** Which files of a source a run reads. */
public enum Window {
    /** All that are there. */
    WHOLE("all files"),
    /** Those of the run's interval, by the dates in their paths; all where the run has no interval. */
    INTERVAL("the files of the interval"),
    /** Those that the table was not made of yet. */
    NEW_FILES("new files");

    private final String words;

    Window(String words) {
        this.words = words;
    }

    /** The window in words, such as {@code new files}. */
    public String words() {
        return words;
    }
}
