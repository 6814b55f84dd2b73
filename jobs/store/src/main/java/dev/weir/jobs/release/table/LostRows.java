package dev.weir.jobs.release.table;

/** What can be done where rows of a release are gone, and no clean-up let them go. */
public final class LostRows {

    private LostRows() {}

    /** Two ways: a copy; or a declaration, after which a run need not find the release's tables as it has them. */
    public static String remedy(String product, long release) {
        return "Restore the warehouse from a copy. Where there is none, " + declare(product, release)
                + " declares the rows lost, and 'weir run " + product + " --full' makes them anew.";
    }

    /** The command that declares them lost, in single quotes. */
    public static String declare(String product, long release) {
        return "'weir clean " + product + " --lost " + release + " --because TEXT --apply'";
    }
}
