package dev.weir.releases.fault;

/** The end of a process that is acted out: no exception that anybody would handle. */
public final class Died extends Error {

    private static final long serialVersionUID = 1L;

    Died(Point point) {
        super("died at " + point);
    }

    /** Whether somebody died of it, however it was wrapped on the way. */
    public static boolean of(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof Died) {
                return true;
            }
        }
        return false;
    }
}
