package dev.weir.jobs.verb.upkeep;

import dev.weir.catalogue.InstalledExporters;
import dev.weir.contracts.Workspace;
import dev.weir.jobs.desk.Desk;
import dev.weir.jobs.desk.LookupByName;
import dev.weir.jobs.engine.report.RunFiles;
import dev.weir.jobs.engine.session.WeirSession;
import dev.weir.jobs.engine.watch.RunFaults;
import dev.weir.jobs.release.clean.CleanPlan;
import dev.weir.jobs.release.clean.CleanUp;
import dev.weir.jobs.release.clean.Retention;
import dev.weir.releases.log.StoredReleaseLog;
import dev.weir.releases.warehouse.Warehouse;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Lets go what no release, pin, tag or retention of a product holds, and puts the papers of earlier runs away.
 *
 * @param plan what goes, and what stays
 * @param papers of earlier runs and releases
 */
public record ExpiryResult(CleanPlan plan, ArtifactRetention papers) {
    public boolean isNothing() {
        return plan.isNothing() && papers.isNothing();
    }

    /** What would go. Changes nothing. */
    public static ExpiryResult look(Desk desk, String product, int staying) {
        return of(
                desk,
                product,
                staying,
                (workspace, cleanUp, retention, papers) ->
                        new ExpiryResult(cleanUp.look(retention, desk.now()), papers));
    }

    /** Does it; {@code by} answers for it. */
    public static ExpiryResult apply(Desk desk, String product, int staying, String by) {
        return of(desk, product, staying, (workspace, cleanUp, retention, papers) -> {
            CleanPlan done = cleanUp.apply(retention, by, desk.now());
            papers.putAway(workspace);
            enter(desk, workspace, product, done.expiring());
            return new ExpiryResult(done, papers);
        });
    }

    /** Pages that stay of releases whose rows went say so. */
    static void enter(Desk desk, Workspace workspace, String product, List<Long> releases) {
        StoredReleaseLog log = StoredReleaseLog.of(workspace);
        RunFiles files = new RunFiles(workspace, Warehouse.of(workspace));
        Set<Long> shown = ArtifactRetention.shown(workspace, product);
        List<InstalledExporters.Failure> failures = new ArrayList<>();
        releases.stream()
                .filter(shown::contains)
                .forEach(release ->
                        failures.addAll(files.enter(log.read(product, release)).failures()));
        if (releases.stream().anyMatch(shown::contains)) {
            // the product's own page is that of its newest release, whatever was entered last
            log.latest(product).ifPresent(files::enter);
        }
        failures.stream()
                .map(InstalledExporters.Failure::sentence)
                .distinct()
                .forEach(sentence -> desk.caller().note(sentence));
    }

    private interface Verb {
        ExpiryResult on(Workspace workspace, CleanUp cleanUp, Retention retention, ArtifactRetention papers);
    }

    private static ExpiryResult of(Desk desk, String product, int staying, Verb verb) {
        Workspace read = desk.read(product);
        Retention retention = Retention.of(LookupByName.product(read, product));
        StoredReleaseLog log = StoredReleaseLog.of(read);
        desk.caller().engineBegins(read.root());
        try (WeirSession session = WeirSession.reading(read)) {
            session.requireTables(product); // what no catalogue names would look like what nothing holds
            try (CleanUp cleanUp = session.releases().cleanUp(product, log, session.upkeep())) {
                cleanUp.recovered().forEach(desk.caller()::note);
                return verb.on(
                        read,
                        cleanUp,
                        retention,
                        ArtifactRetention.of(read, log, product, LocalDate.now(desk.clock()), staying));
            }
        } catch (RuntimeException e) {
            throw RunFaults.toUserFacing(e);
        }
    }
}
