package dev.weir.jobs.engine.run;

import dev.weir.contracts.Code;
import dev.weir.contracts.Place;
import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.profile.ReleaseProfile;
import dev.weir.contracts.release.Manifest;
import dev.weir.jobs.engine.pass.StageWalk;
import dev.weir.jobs.engine.scope.RunFacts;
import dev.weir.jobs.engine.session.WeirSession;
import dev.weir.jobs.plan.Plan;
import dev.weir.jobs.plan.lineage.LineageGraph;
import dev.weir.jobs.release.Staging;
import dev.weir.lineage.ProductLineage;
import dev.weir.lineage.RunEvent;
import dev.weir.privacy.law.LawPack;
import dev.weir.releases.evidence.ReleaseFiles;
import dev.weir.releases.log.PublishResult;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/** The last steps to a release, whatever its tables were made from: evidence and signature, the commit point, and what people should know of it. */
public final class Publishing {

    private final ReleaseSeal seal;
    private final RunEvent.Started started;
    private final RunFacts facts;
    private final StageWalk walk;

    private Publishing(ReleaseSeal seal, RunEvent.Started started, RunFacts facts, StageWalk walk) {
        this.seal = seal;
        this.started = started;
        this.facts = facts;
        this.walk = walk;
    }

    /**
     * Collects what the run is made by, and the key that its release is signed with.
     *
     * @param columns what the tables are made of
     * @param walk whose last stages seal and publish
     * @throws ProblemsException when a file has been changed since the plan was made, or the key or the certificates of the
     *     time-stamp authority cannot be used
     */
    public static Publishing begin(
            WeirSession session,
            Plan plan,
            LawPack law,
            LineageGraph columns,
            RunEvent.Started started,
            RunFacts facts,
            StageWalk walk) {
        return new Publishing(ReleaseSeal.begin(session, plan, law, columns, walk.watch()), started, facts, walk);
    }

    /** What the events of the run say of the release's columns. */
    public ProductLineage lineage() {
        return seal.lineage();
    }

    /**
     * Publishes what is staged.
     *
     * @param draft the manifest without evidence and signature
     * @param profile what the release shows of its columns' values
     * @param rows of the release, as its stage tells them
     * @param supersededBy what is thrown where another run has published a release under this number, which it is given
     * @return the manifest that is in the log
     * @throws ProblemsException with {@link Code#STORE_UNREACHABLE} where it is unknown whether it is
     */
    public Manifest publish(
            Staging staging,
            Manifest draft,
            ReleaseFiles files,
            ReleaseProfile profile,
            ToLongFunction<Manifest> rows,
            Function<Manifest, RuntimeException> supersededBy) {
        Manifest manifest =
                walk.seal(draft.reference(), () -> seal.seal(draft, started, files, profile, facts.dayInChina()));
        PublishResult publication =
                walk.publish(manifest.reference(), () -> staging.release(manifest), done -> rows.applyAsLong(manifest));
        notes(publication, manifest, supersededBy).forEach(walk.watch()::note);
        return manifest;
    }

    /** What people should know of a release that was published; thrown, what stands against one that was not. */
    static List<String> notes(
            PublishResult publication, Manifest manifest, Function<Manifest, RuntimeException> supersededBy) {
        return publication.match(
                PublishResult.Done::notes,
                refused -> {
                    throw supersededBy.apply(refused.winner());
                },
                unknown -> {
                    throw ProblemsException.of(
                            Code.STORE_UNREACHABLE,
                            Place.of("releases/" + manifest.product() + "/" + manifest.number() + ".json"),
                            "Whether release " + manifest.reference() + " was published is not known",
                            "the release log's answer was lost, and it cannot be read",
                            "see to the store, then run the product again, or 'weir doctor --fix': either settles the matter",
                            unknown.cause());
                });
    }
}
