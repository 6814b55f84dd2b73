package dev.weir.releases.fault;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * The process that is acted out in this one, and what befalls its calls to storage. The file system, the JDBC driver and the
 * log's storage of this package ask here before each call. From its death on nothing of a process reaches the disk; the
 * next one begins with {@link #live}.
 */
public final class Faults {

    private static final List<Point> TRACE = new ArrayList<>();

    private static Fate fate = Fate.quiet();
    private static String root = "/";
    private static boolean dead;

    private Faults() {}

    /**
     * A new process begins.
     *
     * @param folder below which places are told
     */
    public static synchronized void live(String folder, Fate its) {
        TRACE.clear();
        root = folder;
        fate = its;
        dead = false;
    }

    /** A new process begins that nothing befalls. */
    public static void live() {
        live("/", Fate.quiet());
    }

    /** The calls of the process so far. */
    public static synchronized List<Point> trace() {
        return List.copyOf(TRACE);
    }

    /** A call that may fail. */
    @FunctionalInterface
    public interface Call<T, E extends Exception> {
        T make() throws E;
    }

    /** How a kind of storage words its errors. */
    interface Errors<E extends Exception> {
        E refused(String sentence);

        E timedOut(String sentence);

        E lost(String sentence);
    }

    /** Files'. */
    public static final Errors<IOException> FILES = new Errors<>() {
        @Override
        public IOException refused(String sentence) {
            return new IOException(sentence);
        }

        @Override
        public IOException timedOut(String sentence) {
            return new SocketTimeoutException(sentence);
        }

        @Override
        public IOException lost(String sentence) {
            return new IOException(sentence);
        }
    };

    public static <T, E extends Exception> T read(String name, Errors<E> errors, Call<T, E> call) throws E {
        return meet(Point.Effect.READS, name, errors, () -> {}, call);
    }

    public static <T, E extends Exception> T change(String name, Errors<E> errors, Call<T, E> call) throws E {
        return meet(Point.Effect.CHANGES, name, errors, () -> {}, call);
    }

    /** What a call leaves that is cut off in the middle. */
    @FunctionalInterface
    public interface Torn<E extends Exception> {
        void leave() throws E;
    }

    public static <T, E extends Exception> T meet(
            Point.Effect effect, String name, Errors<E> errors, Torn<E> torn, Call<T, E> call) throws E {
        Point point = next(effect, name);
        switch (befalls(point)) {
            case NONE -> {
                return call.make();
            }
            case SLOW -> {
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
                return call.make();
            }
            case DIES -> {
                torn.leave();
                throw die(point);
            }
            case DIES_AFTER -> {
                call.make();
                throw die(point);
            }
            case FAILS -> {
                torn.leave();
                throw errors.refused("fault at " + point);
            }
            case FAILS_AFTER -> {
                call.make();
                throw errors.refused("fault after " + point);
            }
            case LOST -> {
                call.make();
                throw errors.lost("connection lost after " + point);
            }
            case REPEATED -> {
                call.make();
                return call.make();
            }
            case TIMES_OUT -> throw errors.timedOut("time-out at " + point);
        }
        throw new IllegalStateException("No such fault");
    }

    private static synchronized Point next(Point.Effect effect, String name) {
        Point point = new Point(TRACE.size() + 1, plain(name), effect);
        if (dead && effect == Point.Effect.CHANGES) {
            throw new Died(point);
        }
        TRACE.add(point);
        return point;
    }

    private static synchronized Fault befalls(Point point) {
        return dead ? Fault.NONE : fate.at(point);
    }

    private static synchronized Died die(Point point) {
        dead = true;
        return new Died(point);
    }

    static synchronized boolean isDead() {
        return dead;
    }

    /** Without what differs from run to run. */
    private static String plain(String name) {
        return name.replace("file:", "")
                .replace(root, "")
                .replaceAll("(?i)[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", "*")
                .replaceAll("[0-9]{6,}", "#")
                .strip()
                .toLowerCase(Locale.ROOT);
    }
}
