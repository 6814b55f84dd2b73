package dev.weir.jobs.verb.proof;

import dev.weir.contracts.Workspace;
import dev.weir.contracts.release.Manifest;
import dev.weir.jobs.desk.Desk;
import dev.weir.jobs.engine.content.DeepEngine;
import dev.weir.jobs.engine.content.NewestVersions;
import dev.weir.jobs.engine.session.WeirSession;
import dev.weir.jobs.release.clean.SignedTables;
import dev.weir.releases.evidence.DeepCheck;
import dev.weir.releases.evidence.VerificationCheck;
import dev.weir.releases.log.StoredReleaseLog;
import java.util.ArrayList;
import java.util.List;

/** All of a verification that needs the engine. */
final class EngineVerification {

    private EngineVerification() {}

    static List<VerificationCheck> of(Desk desk, Workspace settings, String product, List<Manifest> releases) {
        desk.caller().engineBegins(settings.root());
        List<VerificationCheck> checks = new ArrayList<>();
        try (WeirSession session = WeirSession.reading(settings)) {
            session.releases().recover(product).forEach(desk.caller()::note);
            DeepEngine engine = new DeepEngine(session.releases());
            StoredReleaseLog log = StoredReleaseLog.of(settings);
            for (Manifest release : releases) {
                checks.addAll(new DeepCheck(release, log.files(), log.keys(), engine).checks());
            }
            checks.add(new NewestVersions(new SignedTables(log, session.upkeep()), session.warehouse(), session.runs())
                    .check(product));
        }
        return checks;
    }
}
