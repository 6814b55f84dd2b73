package dev.weir.jobs.desk.upkeep;

import dev.weir.contracts.Workspace;
import dev.weir.jobs.desk.Desk;
import dev.weir.jobs.desk.Named;
import dev.weir.jobs.engine.session.WeirSession;
import dev.weir.jobs.release.clean.CleanPlan;
import dev.weir.jobs.release.clean.CleanUp;
import dev.weir.jobs.release.clean.Retention;
import dev.weir.releases.log.StoredReleaseLog;
import java.util.function.BiFunction;

/** Lets go what no release, pin, tag or retention of a product holds. */
public final class LetGo {

    private LetGo() {}

    /** What would go. Changes nothing. */
    public static CleanPlan look(Desk desk, String product) {
        return of(desk, product, (cleanUp, retention) -> cleanUp.look(retention, desk.now()));
    }

    /** Does it; {@code by} answers for it. */
    public static CleanPlan apply(Desk desk, String product, String by) {
        return of(desk, product, (cleanUp, retention) -> cleanUp.apply(retention, by, desk.now()));
    }

    private static CleanPlan of(Desk desk, String product, BiFunction<CleanUp, Retention, CleanPlan> verb) {
        Workspace read = desk.read();
        Retention retention = Retention.of(Named.product(read, product));
        desk.caller().engineBegins(read.root());
        try (WeirSession session = WeirSession.reading(read);
                CleanUp cleanUp = session.releases().cleanUp(product, StoredReleaseLog.of(read), session.upkeep())) {
            cleanUp.recovered().forEach(desk.caller()::note);
            return verb.apply(cleanUp, retention);
        }
    }
}
