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

/** The implementations of a port that are on the class path. */
public final class Installed {

    private Installed() {}

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
                    e instanceof LinkageError ? e.toString() : String.valueOf(e.getMessage()),
                    "take its jar out of the class path, or add what it lacks");
        }
        return all;
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
     * @throws ProblemsException C005 when two have one name
     */
    public static <T> Map<String, T> named(Class<T> port, String several, Iterable<T> all, Function<T, String> name) {
        Map<String, T> named = new LinkedHashMap<>();
        for (T each : all) {
            T first = named.putIfAbsent(name.apply(each), each);
            if (first != null) {
                throw ProblemsException.of(
                        Code.DUPLICATE_NAME,
                        services(port),
                        "there are two " + several + " '" + name.apply(each) + "'",
                        first.getClass().getName() + " and " + each.getClass().getName() + " have this name",
                        "take one out of the class path");
            }
        }
        return named;
    }
}
