package dev.weir.contracts.sql;

import dev.weir.contracts.text.OwnResource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The functions that SQL may call, by name: those of Spark and Weir's own. They are a list, so that commands that start no
 * session know them; a test compares the list with a session.
 */
public final class SqlFunctions {

    private static final String LIST = "/sql/functions.tsv";
    private static final String ANY = "*";

    private static final Map<String, List<Overload>> BY_NAME = read();

    private SqlFunctions() {}

    /** What a function needs, and what it answers with. */
    public enum Kind {
        /** The same arguments always give the same answer. */
        ROW,
        /** One answer for several rows. */
        AGGREGATE,
        /** An answer for each row, out of several. */
        WINDOW,
        /** Several rows for one. */
        GENERATOR,
        /** Rows for none; it stands in {@code FROM}. */
        TABLE,
        /** Another answer each time. */
        RANDOM,
        /** The time at which it is asked. */
        CLOCK,
        /** Something of the session: who runs it, where, from which file, in which partition, with which version. */
        SESSION,
        /** What its arguments name outside the query: code, tables, files. */
        OUTSIDE,
        /** No answer: it ends the run. */
        FAILS;

        /** Whether an output row needs or makes more than one row. */
        public boolean isOfManyRows() {
            return switch (this) {
                case AGGREGATE, WINDOW, GENERATOR, TABLE -> true;
                case ROW, RANDOM, CLOCK, SESSION, OUTSIDE, FAILS -> false;
            };
        }
    }

    /**
     * A function with so many arguments.
     *
     * @param least the fewest arguments
     * @param most the most arguments
     * @param kind what it does with them
     */
    public record Overload(int least, int most, Kind kind) {
        public Overload {
            if (least < 0 || most < least) {
                throw new IllegalArgumentException("A function takes " + least + " to " + most + " arguments");
            }
        }

        public boolean takes(int arguments) {
            return arguments >= least && arguments <= most;
        }
    }

    /** The names, in lower case. */
    public static Set<String> names() {
        return BY_NAME.keySet();
    }

    /** The forms of a function, the fewest arguments first; none when there is no function of that name. */
    public static List<Overload> overloads(String name) {
        return BY_NAME.getOrDefault(name.toLowerCase(Locale.ROOT), List.of());
    }

    /** Whether an output row of a function needs or makes more than one row. */
    public static boolean isOfManyRows(String name) {
        return overloads(name).stream().anyMatch(overload -> overload.kind().isOfManyRows());
    }

    private static Map<String, List<Overload>> read() {
        Map<String, List<Overload>> found = new TreeMap<>();
        OwnResource.text(SqlFunctions.class, LIST)
                .lines()
                .filter(line -> !line.startsWith("#"))
                .map(line -> line.split("\t", -1))
                .forEach(fields -> found.computeIfAbsent(fields[0], name -> new ArrayList<>())
                        .add(new Overload(
                                Integer.parseInt(fields[1]),
                                fields[2].equals(ANY) ? Integer.MAX_VALUE : Integer.parseInt(fields[2]),
                                Kind.valueOf(fields[3].toUpperCase(Locale.ROOT)))));
        return found;
    }
}
