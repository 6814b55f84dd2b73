package dev.weir.contracts.release;

import dev.weir.contracts.ExitCode;
import java.util.Locale;

/** How a run ended. */
public enum Outcome {
    /** A new release exists. */
    RELEASED(ExitCode.DONE),
    /** Nothing has changed since the last release. */
    UNCHANGED(ExitCode.DONE),
    /** A rule that blocks has failed: no release. */
    HELD(ExitCode.QUALITY),
    /** Law or policy said no: no release. */
    REFUSED(ExitCode.COMPLIANCE),
    /** Another run came first: no release. */
    CONFLICT(ExitCode.CONFLICT),
    /** The run broke: no release. */
    FAILED(ExitCode.INTERNAL);

    private final ExitCode exit;

    Outcome(ExitCode exit) {
        this.exit = exit;
    }

    /** The exit status when nothing more exact is known. */
    public ExitCode exit() {
        return exit;
    }

    /** Whether all rows were judged, or were judged before. */
    public boolean isDecision() {
        return switch (this) {
            case RELEASED, UNCHANGED, HELD -> true;
            case REFUSED, CONFLICT, FAILED -> false;
        };
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
