package dev.weir.jobs.cli;

import java.io.FileNotFoundException;
import java.io.PrintStream;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.file.FileSystemException;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;

/**
 * The stack traces of a failure and its causes, for {@code --debug}. Messages of libraries may hold values of rows, so only those of
 * Weir and of kinds on a list are shown; of the others the kind, and Spark's own name of the error.
 */
final class FailureTrace {

    /** What is said of files, of connections and of the machine holds no value of a row. */
    private static final List<Class<? extends Throwable>> SHOWN = List.of(
            FileNotFoundException.class,
            FileSystemException.class,
            SocketException.class,
            SocketTimeoutException.class,
            UnknownHostException.class,
            SSLException.class,
            ClassNotFoundException.class,
            LinkageError.class,
            VirtualMachineError.class);

    private static final String OWN = "dev.weir.";
    private static final String SPARK = "org.apache.spark.";

    /** Spark begins its messages with the name of the error. */
    private static final Pattern NAMED = Pattern.compile("^\\[[A-Z][A-Z0-9_.]*]");

    private final PrintStream to;
    private final Set<Throwable> printed = Collections.newSetFromMap(new IdentityHashMap<>());
    private boolean isLeftOut;

    private FailureTrace(PrintStream to) {
        this.to = to;
    }

    static void print(Throwable failure, PrintStream to) {
        FailureTrace trace = new FailureTrace(to);
        trace.print("", "", failure);
        if (trace.isLeftOut) {
            to.println("Messages of libraries are left out here, since they may hold values of rows.");
        }
        to.flush();
    }

    private void print(String indent, String caption, Throwable failure) {
        if (!printed.add(failure)) {
            return;
        }
        to.println(indent + caption + words(failure));
        for (StackTraceElement frame : failure.getStackTrace()) {
            to.println(indent + "\tat " + frame);
        }
        for (Throwable suppressed : failure.getSuppressed()) {
            print(indent + "\t", "Suppressed: ", suppressed);
        }
        Throwable cause = failure.getCause();
        if (cause != null) {
            print(indent, "Caused by: ", cause);
        }
    }

    private String words(Throwable failure) {
        String kind = failure.getClass().getName();
        String message = failure.getMessage();
        if (message == null) {
            return kind;
        } else if (isShown(failure, message)) {
            return kind + ": " + message;
        }
        isLeftOut = true;
        Matcher named = NAMED.matcher(message);
        return kind + (kind.startsWith(SPARK) && named.find() ? ": " + named.group() : "");
    }

    /** A message that is another one's, passed on, is shown where that is. */
    private static boolean isShown(Throwable failure, String message) {
        Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        for (Throwable each = failure; each != null && seen.add(each); each = each.getCause()) {
            String passed = each.getMessage();
            if (passed != null && message.contains(passed) && !maySpeak(each)) {
                return false;
            }
        }
        return true;
    }

    private static boolean maySpeak(Throwable failure) {
        StackTraceElement[] frames = failure.getStackTrace();
        return (frames.length > 0 && frames[0].getClassName().startsWith(OWN))
                || SHOWN.stream().anyMatch(kind -> kind.isInstance(failure));
    }
}
