package dev.weir.jobs.cli.terminal;

import dev.weir.contracts.Code;
import dev.weir.contracts.Place;
import dev.weir.contracts.Problem;
import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.port.PluginClass;
import dev.weir.releases.storage.StoreFailure;
import java.util.List;
import java.util.Optional;

/** What failed a command, or one product of it, as problems. */
public final class FailureProblems {

    private FailureProblems() {}

    /** Those that it carries; where it carries none, what a store or a plugin's class did, or the fault of Weir's own. */
    public static List<Problem> of(Throwable failure) {
        if (failure instanceof ProblemsException carried) {
            return carried.problems();
        }
        return List.of(ofOthers(failure)
                .orElseGet(() -> new Problem(
                        Code.INTERNAL,
                        Place.of("weir"),
                        words(failure),
                        "this is a fault of Weir's own",
                        "Run again with --debug for the stack trace, and report it.")));
    }

    /** Whether it is a fault of Weir's own. */
    public static boolean isOwnFault(Throwable failure) {
        return !(failure instanceof ProblemsException) && ofOthers(failure).isEmpty();
    }

    private static Optional<Problem> ofOthers(Throwable failure) {
        return StoreFailure.in(failure).or(() -> PluginClass.fault(failure));
    }

    /**
     * Our own words, those nearest to the command where there are some among the causes, or the kind of failure alone: a
     * library's message may hold values of rows.
     */
    private static String words(Throwable failure) {
        for (Throwable each = failure; each != null; each = each.getCause()) {
            StackTraceElement[] trace = each.getStackTrace();
            boolean ours = trace.length > 0 && trace[0].getClassName().startsWith("dev.weir.");
            String message = each.getMessage();
            boolean isOfCause =
                    each.getCause() != null && each.getCause().toString().equals(message);
            if (ours && message != null && !isOfCause) {
                return firstLine(message);
            }
        }
        return "Something ended with " + failure.getClass().getName();
    }

    private static String firstLine(String text) {
        int end = text.indexOf('\n');
        return end < 0 ? text : text.substring(0, end);
    }
}
