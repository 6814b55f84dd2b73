package dev.weir.jobs.spark;

import dev.weir.contracts.Code;
import dev.weir.contracts.Place;
import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.Workspace;
import dev.weir.contracts.release.Manifest;
import dev.weir.contracts.release.ReleasedTable;
import dev.weir.jobs.plan.Plan;
import dev.weir.jobs.plan.Planner;
import dev.weir.jobs.spark.content.ContentSums;
import dev.weir.jobs.spark.content.HashMethod;
import dev.weir.lineage.RunEvent;
import dev.weir.privacy.keys.KeyFile;
import dev.weir.privacy.keys.KeyVersion;
import dev.weir.privacy.keys.WorkspaceKey;
import dev.weir.privacy.law.LawPack;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.apache.hadoop.fs.FSError;

/**
 * Builds a release again from what it was made of, and compares content hashes. Nothing is released; the tables lie in
 * encrypted files that die with it.
 */
public final class Rerun {

    private final WeirSession session;
    private final String version;
    private final RunEvent.Listener listener;

    /**
     * In an open session.
     *
     * @param session of the workspace as it stood when the release was made
     * @param version Weir's own
     * @param listener hears of each stage
     */
    public Rerun(WeirSession session, String version, RunEvent.Listener listener) {
        this.session = session;
        this.version = version;
        this.listener = listener;
    }

    /**
     * Builds a release again.
     *
     * @throws ProblemsException with each source file that is gone or has changed (S001), before anything is built; when the
     *     law or a key is no longer the release's
     */
    public RerunResult of(Manifest release) {
        Workspace workspace = session.workspace();
        LawPack law = law(workspace, release);
        Clock clock = Clock.fixed(release.record().run().started(), ZoneOffset.UTC);
        Plan plan = new Planner(Grammars.languages(), law)
                .plan(workspace, release.product(), LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC));
        WorkspaceKey key = key(workspace, release);
        ProductRun.Facts facts = new ProductRun.Facts("rerun-" + UUID.randomUUID(), version, clock.instant(), clock);
        try (RunWatch watch = new RunWatch(session.spark(), release.reference() + " · rerun", List.of(listener));
                RerunArea area = new RerunArea(session.spark(), session.warehouse())) {
            RunScope scope = RunScope.recorded(
                    plan, new RecordedIntervals(session.releaseLog(), plan, workspace.zone()).of(release));
            TablePass pass = new TablePass(session, plan, law, key, facts, area, scope, watch);
            List<SourceInput> inputs = watch.stage(
                    "survey",
                    "",
                    () -> RecordedSources.of(session, plan, release).survey(plan),
                    found -> RunWatch.NO_ROWS);
            TablePass.Judged judged = pass.judge(inputs);
            return watch.stage("hash", "", () -> compare(release, judged), done -> RunWatch.NO_ROWS);
        } catch (Exception | FSError e) { // Spark throws checked exceptions undeclared, Hadoop's local disks an error
            throw Faults.told(e);
        }
    }

    private RerunResult compare(Manifest release, TablePass.Judged judged) {
        List<RerunResult.OfTable> tables = new ArrayList<>();
        for (ReleasedTable table : release.tables()) {
            TableRun built = judged.tables().stream()
                    .filter(candidate -> candidate.plan().name().equals(table.name()))
                    .findFirst()
                    .orElseThrow(() ->
                            new IllegalStateException("The recorded contracts have no table '" + table.name() + "'"));
            HashMethod method = HashMethod.of(table.content().algorithm());
            var sum = ContentSums.of(built.product().rows(), method);
            tables.add(new RerunResult.OfTable(table.name(), table.rows(), sum.rows(), table.content(), sum.content()));
        }
        return new RerunResult(release.reference(), release.record().run().version(), version, tables);
    }

    private static LawPack law(Workspace workspace, Manifest release) {
        LawPack law = LawPack.of(workspace.law());
        if (!law.sha256().equals(release.basis().lawPackSha256())) {
            throw ProblemsException.of(
                    Code.INVALID_VALUE,
                    Place.of("weir.yaml"),
                    "The law pack '" + law.id() + "' is not the one of " + release.reference(),
                    "that was '" + release.basis().lawPack() + "' with SHA-256 "
                            + release.basis().lawPackSha256() + ", this is " + law.sha256(),
                    "rerun it with Weir " + release.record().run().version());
        }
        return law;
    }

    /** The version that masked; one that is gone with the rerun where nothing was masked with a key. */
    private static WorkspaceKey key(Workspace workspace, Manifest release) {
        List<String> ids = release.basis().keys();
        if (ids.isEmpty()) {
            return WorkspaceKey.random(Clock.systemUTC(), new SecureRandom());
        }
        KeyFile keys = KeyFile.of(workspace);
        String id = ids.get(0);
        return keys.read()
                .version(id)
                .flatMap(KeyVersion::key)
                .orElseThrow(() -> ProblemsException.of(
                        Code.KEY,
                        Place.of(keys.path().toString()),
                        "The key version '" + id + "' that masked " + release.reference() + " is not in the key store",
                        "it was retired, or the store is another one; without its secret no pseudonym comes out the"
                                + " same",
                        "bring back the key store that has it"));
    }
}
