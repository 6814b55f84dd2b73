package dev.weir.jobs.engine.republish;

import dev.weir.contracts.Code;
import dev.weir.contracts.Place;
import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.profile.ReleaseProfile;
import dev.weir.contracts.release.Manifest;
import dev.weir.contracts.release.ReleasedTable;
import dev.weir.contracts.release.ShownRows;
import dev.weir.contracts.release.json.DataFileList;
import dev.weir.jobs.engine.content.FileDigests;
import dev.weir.jobs.engine.history.HistoryTable;
import dev.weir.jobs.engine.history.ProductHistory;
import dev.weir.jobs.engine.pass.StageWalk;
import dev.weir.jobs.engine.report.ReleasedLineage;
import dev.weir.jobs.engine.report.RunFiles;
import dev.weir.jobs.engine.run.Publishing;
import dev.weir.jobs.engine.run.RunLineage;
import dev.weir.jobs.engine.run.WarehouseArea;
import dev.weir.jobs.engine.scope.RunFacts;
import dev.weir.jobs.engine.session.WeirSession;
import dev.weir.jobs.engine.sql.SparkSqlGrammar;
import dev.weir.jobs.engine.watch.RunWatch;
import dev.weir.jobs.plan.Plan;
import dev.weir.jobs.plan.Stage;
import dev.weir.jobs.plan.lineage.LineageGraph;
import dev.weir.jobs.release.Staging;
import dev.weir.privacy.law.LawPack;
import dev.weir.quality.history.PastRelease;
import dev.weir.releases.evidence.EarlierFiles;
import dev.weir.releases.evidence.ReleaseFiles;
import dev.weir.releases.log.StoredReleaseLog;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Publishes a release that has the rows of an earlier one: with evidence, signature, report and page like any other. It tells
 * what the earlier release has put aside, and leaves for later baselines what that left.
 */
public final class Republication {

    private final WeirSession session;
    private final StoredReleaseLog log;
    private final RunFacts facts;
    private final Plan plan;
    private final StageWalk walk;
    private final Publishing publishing;
    private final RunLineage lineage;

    private Republication(
            WeirSession session, RunFacts facts, Plan plan, StageWalk walk, Publishing publishing, RunLineage lineage) {
        this.session = session;
        this.log = StoredReleaseLog.of(session.workspace());
        this.facts = facts;
        this.plan = plan;
        this.walk = walk;
        this.publishing = publishing;
        this.lineage = lineage;
    }

    /**
     * Collects what the release is made by; errors as {@link Publishing#begin} and {@link ReleasedLineage#of}.
     *
     * @param former the release whose rows it has: they are made of what they were made of then, whatever the queries are today
     * @param lineage gets the release
     */
    public static Republication begin(
            WeirSession session,
            RunFacts facts,
            Plan plan,
            LawPack law,
            Manifest former,
            RunWatch watch,
            RunLineage lineage) {
        LineageGraph columns = ReleasedLineage.of(StoredReleaseLog.of(session.workspace()), former)
                // of a release that kept none the queries of today are all that is known
                .orElseGet(() -> LineageGraph.of(plan, new SparkSqlGrammar()));
        StageWalk walk = new StageWalk(Stage.ofRelease(), watch);
        return new Republication(
                session,
                facts,
                plan,
                walk,
                Publishing.begin(session, plan, law, columns, lineage.started(), facts, walk),
                lineage);
    }

    /**
     * Publishes.
     *
     * @param former as {@link #begin} has it
     * @param draft makes the manifest of the tables, without evidence and signature
     * @return the manifest that is in the log
     * @throws ProblemsException with {@link Code#CONFLICT} when another run has published first, and as {@link
     *     Publishing#publish}
     */
    public Manifest publish(
            Staging staging,
            Manifest former,
            List<RepublishedTable> tables,
            Function<List<ReleasedTable>, Manifest> draft) {
        walk.take(Stage.Kind.KEEP, () -> keepHistory(staging, former));
        List<DataFileList> files = walk.take(
                Stage.Kind.DIGEST,
                () -> new FileDigests(session.spark())
                        .lists(Stream.concat(
                                        tables.stream().map(RepublishedTable::files),
                                        tables.stream().flatMap(table -> table.deleted().stream()))
                                .toList()));
        List<ReleasedTable> released = new ArrayList<>();
        for (int i = 0; i < tables.size(); i++) {
            released.add(tables.get(i).released(files.get(i)));
        }
        Manifest drafted = draft.apply(released);
        EarlierFiles earlier = EarlierFiles.of(log.files(), former.product());
        Manifest manifest = publishing.publish(
                staging,
                drafted,
                // the counts are those of the earlier release's run, and so is what it put aside
                new ReleaseFiles(
                        files.subList(0, tables.size()),
                        files.subList(tables.size(), files.size()),
                        earlier.quarantine(former)),
                earlier.profile(former).orElse(ReleaseProfile.NONE),
                done -> RunWatch.NO_ROWS,
                winner -> supersededBy(drafted, winner));
        new RunFiles(session.workspace(), session.warehouse())
                .leave(manifest.record(), ShownRows.NONE, plan, Optional.of(manifest))
                .notes()
                .forEach(walk.watch()::note);
        lineage.released(manifest, publishing.lineage());
        return manifest;
    }

    /** What baselines learn from: the new release left what the earlier one had. */
    private List<PastRelease> keepHistory(Staging staging, Manifest former) {
        List<PastRelease> kept = new ProductHistory(session, former.product()).releases(List.of(former.number()));
        for (PastRelease past : kept) {
            HistoryTable.stage(
                    new WarehouseArea(session.warehouse(), former.product(), staging),
                    former.product(),
                    new PastRelease(
                            staging.nextNumber(), facts.id(), facts.clock().instant(), past.tables()));
        }
        return kept;
    }

    private static ProblemsException supersededBy(Manifest draft, Manifest winner) {
        return ProblemsException.of(
                Code.CONFLICT,
                Place.of(draft.reference()),
                "Another run has published " + winner.reference() + " first",
                "both were made on the release before it",
                "Look at that release, then decide again.");
    }
}
