package dev.weir.jobs.release.table;

import java.util.OptionalLong;

/** What can be done where rows of a release are gone, and no clean-up let them go. */
public final class LostRows {

    private LostRows() {}

    /** Two ways: a copy; or a declaration, after which nothing waits for the rows. */
    public static String remedy(String product, long release) {
        return "Restore the warehouse from a copy. Where there is none, " + declare(product, release)
                + " declares the rows lost.";
    }

    /**
     * How a product goes on whose newest release's rows were declared lost. No run writes to an Iceberg table of whose newest version
     * metadata is gone; a rollback does.
     *
     * @param whole the newest release that has all of its files
     */
    public static String anew(String product, OptionalLong whole) {
        return "'weir run " + product + " --full' makes them anew."
                + (whole.isEmpty()
                        ? ""
                        : " If that run ends with S004, run 'weir rollback " + product + " --to " + whole.getAsLong()
                                + "' before it.");
    }

    /** The command that declares them lost, in single quotes. */
    public static String declare(String product, long release) {
        return "'weir clean " + product + " --lost " + release + " --because TEXT --apply'";
    }
}
