package dev.weir.jobs.engine.scope;

import java.util.Locale;

/** A command that asks for a run, and what people are advised to type after one that is refused. */
public enum Verb {
    /** It releases. */
    RUN,
    /** It judges what a run would release. */
    CHECK;

    /** To do the same once more. */
    public String again() {
        return name().toLowerCase(Locale.ROOT) + " again";
    }

    /** Where an interval is missing. */
    String withInterval(String product) {
        return this == RUN
                ? "run 'weir run " + product
                        + " --interval 2026-11-19' for a day, or with '--full' to make every table from all sources"
                : "type 'weir check " + product
                        + " --interval 2026-11-19' for a day, or leave '--next' out to judge every table from all sources";
    }

    /** Where nothing is loaded by intervals. */
    String withoutInterval() {
        return this == RUN ? "run it without '--interval'" : "check it with '--next'";
    }

    /** What is added to the advice to run with --full. */
    public String afterFull(String product) {
        return this == RUN ? "" : "; 'weir check " + product + "' judges what that would make";
    }
}
