package dev.weir.contracts.port;

import dev.weir.contracts.Code;
import dev.weir.contracts.Place;
import dev.weir.contracts.ProblemsException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The implementations of a port that are on the class path. */
public final class InstalledPlugins {

    private InstalledPlugins() {}

    /** The remedy for a name that none of them has. */
    public static String writeOneOf(String those, String one) {
        return "write one of " + those + "; if it is " + one + " of somebody's own, put its jar on WEIR_CLASSPATH";
    }

    /** The files that name them. */
    public static Place services(Class<?> port) {
        return Place.of("META-INF/services/" + port.getName());
    }

    /**
     * All of them.
     *
     * @param one what each is, for people, such as {@code a source format}
     * @throws ProblemsException C014 when one cannot be loaded
     */
    public static <T> List<T> all(Class<T> port, String one) {
        List<T> all = new ArrayList<>();
        try {
            ServiceLoader.load(port).forEach(all::add);
        } catch (ServiceConfigurationError | LinkageError e) { // made for a later Java, or without what it needs
            throw ProblemsException.of(
                    Code.UNSUPPORTED,
                    services(port),
                    one + " cannot be loaded",
                    why(e),
                    "take its jar out of the class path, or add what it lacks");
        }
        all.forEach(each -> PluginClass.met(each.getClass(), port));
        return all;
    }

    /** Why one could not be made, in the words of Java. */
    public static String why(Throwable failure) {
        if (!(failure instanceof ServiceConfigurationError)) {
            return failure.toString();
        }
        String message = String.valueOf(failure.getMessage());
        return failure.getCause() == null ? message : message + " (" + failure.getCause() + ")";
    }

    /**
     * What one of them says of itself.
     *
     * @param method for people, such as {@code methods()}
     * @throws ProblemsException C014 when it throws, or answers nothing
     */
    public static <T, R> R said(Class<?> port, String one, T each, String method, Function<T, @Nullable R> asked) {
        @Nullable R answer;
        try {
            answer = asked.apply(each);
        } catch (RuntimeException | LinkageError | StackOverflowError e) { // a plugin may throw anything
            throw unusable(port, one, each, method + " ended with " + e);
        }
        if (answer == null) {
            throw unusable(port, one, each, method + " answered nothing");
        }
        return answer;
    }

    private static ProblemsException unusable(Class<?> port, String one, Object each, String why) {
        return ProblemsException.of(
                Code.UNSUPPORTED,
                services(port),
                one + " cannot be used",
                "of "
                        + PluginClass.of(each.getClass(), port)
                                .map(PluginClass::toString)
                                .orElse(each.getClass().getName())
                        + ", " + why,
                "take its jar out of the class path, or have its owner mend it");
    }

    /**
     * The one of them that is for something; empty where none is.
     *
     * @param several what they are, for people, such as {@code release stores for one address}
     * @throws ProblemsException C005 when two are
     */
    public static <T> Optional<T> only(Class<T> port, String several, List<T> all, Predicate<T> isFor) {
        List<T> found = all.stream().filter(isFor).toList();
        if (found.size() > 1) {
            throw ProblemsException.of(
                    Code.DUPLICATE_NAME,
                    services(port),
                    "there are two " + several,
                    found.get(0).getClass().getName() + " and "
                            + found.get(1).getClass().getName() + " take it",
                    "take one out of the class path");
        }
        return found.stream().findFirst();
    }

    /**
     * Each by its name.
     *
     * @param several what they are, for people, such as {@code source formats}
     * @throws ProblemsException C005 when two have one name, C014 when one has none
     */
    public static <T> Map<String, T> named(Class<T> port, String several, Iterable<T> all, Function<T, String> name) {
        return named(port, several, all, name, each -> each);
    }

    /**
     * The same of what implementations bring.
     *
     * @param whose the implementation that brings it
     */
    public static <T> Map<String, T> named(
            Class<?> port, String several, Iterable<T> all, Function<T, String> name, Function<T, Object> whose) {
        Map<String, T> named = new LinkedHashMap<>();
        for (T each : all) {
            Object own = whose.apply(each);
            String word = said(port, "one of the " + several, own, "its name", any -> name.apply(each));
            if (word.isBlank()) {
                throw unusable(port, "one of the " + several, own, "its name is blank");
            }
            T first = named.putIfAbsent(word, each);
            if (first != null) {
                throw ProblemsException.of(
                        Code.DUPLICATE_NAME,
                        services(port),
                        "there are two " + several + " '" + word + "'",
                        whose.apply(first).getClass().getName() + " and "
                                + own.getClass().getName() + " have this name",
                        "take one out of the class path");
            }
        }
        return named;
    }
}
