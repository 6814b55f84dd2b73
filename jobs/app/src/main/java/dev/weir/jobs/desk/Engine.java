package dev.weir.jobs.desk;

import dev.weir.contracts.Workspace;
import dev.weir.jobs.engine.session.WeirSession;
import java.util.function.Function;

/** The engine, for as long as a verb needs it. */
public final class Engine {

    private Engine() {}

    /** To look at a product's tables. What dead runs have left of it is finished or undone first, with a note for each. */
    public static <T> T reading(Desk desk, Workspace workspace, String product, Function<WeirSession, T> verb) {
        desk.caller().engineBegins(workspace.root());
        return recovered(desk, workspace, product, verb);
    }

    /** The same, where nothing may be left in the workspace. */
    public static <T> T aside(Desk desk, Workspace workspace, String product, Function<WeirSession, T> verb) {
        desk.caller().engineBeginsAside();
        return recovered(desk, workspace, product, verb);
    }

    private static <T> T recovered(Desk desk, Workspace workspace, String product, Function<WeirSession, T> verb) {
        try (WeirSession session = WeirSession.reading(workspace)) {
            return noted(desk, session, open -> {
                open.releases().recover(product).forEach(desk.caller()::note);
                return verb.apply(open);
            });
        }
    }

    /** To write releases: each run recovers by itself. */
    public static <T> T writing(Desk desk, Workspace workspace, Function<WeirSession, T> verb) {
        desk.caller().engineBegins(workspace.root());
        try (WeirSession session = WeirSession.open(workspace)) {
            return noted(desk, session, verb);
        }
    }

    /** A lineage event that is lost is noted on every way out: a log alone reaches no person. */
    private static <T> T noted(Desk desk, WeirSession session, Function<WeirSession, T> verb) {
        try {
            return verb.apply(session);
        } finally {
            session.lostEvents().sentence().ifPresent(desk.caller()::note);
        }
    }
}
