package dev.weir.jobs.engine.scope;

import java.util.Locale;

/** A command that asks for a run, and what people are advised to type after one that is refused. */
public enum Verb {
    /** It releases. */
    RUN {
        @Override
        String withInterval(String product) {
            return "run 'weir run " + product
                    + " --interval 2026-11-19' for a day, or with '--full' to make every table from all sources";
        }

        @Override
        String withoutInterval() {
            return "run it without '--interval'";
        }

        @Override
        public String afterFull(String product) {
            return "";
        }
    },
    /** It judges what a run would release. */
    CHECK {
        @Override
        String withInterval(String product) {
            return "type 'weir check " + product
                    + " --interval 2026-11-19' for a day, or leave '--next' out to judge every table from all sources";
        }

        @Override
        String withoutInterval() {
            return "check it with '--next'";
        }

        @Override
        public String afterFull(String product) {
            return "; 'weir check " + product + "' judges what that would make";
        }
    };

    /** To do the same once more. */
    public String again() {
        return name().toLowerCase(Locale.ROOT) + " again";
    }

    /** Where an interval is missing. */
    abstract String withInterval(String product);

    /** Where nothing is loaded by intervals. */
    abstract String withoutInterval();

    /** What is added to the advice to run with --full. */
    public abstract String afterFull(String product);
}
