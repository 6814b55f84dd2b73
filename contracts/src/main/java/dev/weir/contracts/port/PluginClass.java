package dev.weir.contracts.port;

import static java.util.Objects.requireNonNull;

import dev.weir.contracts.Code;
import dev.weir.contracts.Place;
import dev.weir.contracts.Problem;
import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.text.Sha256;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * A class that is not Weir's own, with the jar or folder that it comes from: messages name both, since another team maintains it.
 *
 * @param name of the class
 * @param origin where its jar or folder lies
 */
public record PluginClass(String name, URI origin) {

    private static final String OWN = "dev.weir.";

    /** Where implementations of ports have come from that lie elsewhere than their port. */
    private static final Set<URI> MET = ConcurrentHashMap.newKeySet();

    public PluginClass {
        requireNonNull(name, "name");
        requireNonNull(origin, "origin");
    }

    /** Whose an implementation of a port is; empty where it comes with the port. */
    public static Optional<PluginClass> of(Class<?> type, Class<?> port) {
        Optional<URI> origin = origin(type);
        return origin.equals(origin(port))
                ? Optional.empty()
                : origin.map(from -> new PluginClass(type.getName(), from));
    }

    /** From now on, what fails in classes that come from where this one does is its owner's to mend. */
    static void met(Class<?> type, Class<?> port) {
        of(type, port).ifPresent(added -> MET.add(added.origin()));
    }

    /** What has failed in a plugin's class; empty where none was at work. */
    public static Optional<Problem> fault(Throwable failure) {
        Set<Throwable> seen = new HashSet<>();
        Optional<Problem> innermost = Optional.empty();
        for (Throwable cause = failure; cause != null && seen.add(cause); cause = cause.getCause()) {
            Optional<PluginClass> at = at(cause.getStackTrace());
            if (at.isPresent()) {
                innermost = Optional.of(at.get().failed("code that is not Weir's own has failed", words(cause)));
            }
        }
        return innermost;
    }

    private static Optional<PluginClass> at(StackTraceElement[] trace) {
        return Stream.of(trace)
                .map(StackTraceElement::getClassName)
                .distinct()
                .flatMap(name -> named(name).stream())
                .findFirst();
    }

    /** Our own words, or the kind of failure alone: what others say may hold values of rows. */
    private static String words(Throwable failure) {
        StackTraceElement[] trace = failure.getStackTrace();
        return "it ended with " + failure.getClass().getName()
                + (trace[0].getClassName().startsWith(OWN) ? ": " + failure.getMessage() : "");
    }

    private static Optional<PluginClass> named(String name) {
        if (MET.isEmpty() || name.startsWith(OWN) || name.startsWith("java.")) {
            return Optional.empty();
        }
        try {
            Class<?> type = Class.forName(name, false, Thread.currentThread().getContextClassLoader());
            return origin(type).filter(MET::contains).map(from -> new PluginClass(name, from));
        } catch (ClassNotFoundException | LinkageError e) { // made while the process ran, so of no jar
            return Optional.empty();
        }
    }

    private static Optional<URI> origin(Class<?> type) {
        CodeSource source = type.getProtectionDomain().getCodeSource();
        if (source == null || source.getLocation() == null) { // the JDK's
            return Optional.empty();
        }
        try {
            return Optional.of(source.getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException("The class loader of " + type.getName() + " names no place", e);
        }
    }

    public String jar() {
        String path = origin.getPath() == null ? origin.toString() : origin.getPath();
        Path name = Path.of(path).getFileName();
        return name == null ? path : name.toString();
    }

    /**
     * The SHA-256 of its jar, in 64 lower-case hex digits; of its class file where it lies in a folder.
     *
     * @throws UncheckedIOException when it cannot be read
     */
    public String sha256() {
        Path from = Path.of(origin);
        Path file = Files.isDirectory(from) ? from.resolve(name.replace('.', '/') + ".class") : from;
        try {
            return Sha256.hex(Files.readAllBytes(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Reports that it has failed.
     *
     * @param what happened, as a clause; no value of any row
     */
    public Problem failed(String what, String why) {
        return new Problem(
                Code.INTERNAL,
                Place.of(this.toString()),
                what,
                why,
                "ask the owner of " + jar() + " to mend it; --debug shows the stack trace");
    }

    /** The same, as an exception that a task may throw. */
    public ProblemsException failure(String what, String why) {
        return new ProblemsException(List.of(failed(what, why)));
    }

    /** Such as {@code com.example.Veil (veil.jar)}. */
    @Override
    public String toString() {
        return name + " (" + jar() + ")";
    }
}
