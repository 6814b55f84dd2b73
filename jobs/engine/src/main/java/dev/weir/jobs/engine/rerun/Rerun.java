package dev.weir.jobs.engine.rerun;

import static java.util.Objects.requireNonNull;

import dev.weir.contracts.Code;
import dev.weir.contracts.Place;
import dev.weir.contracts.Problems;
import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.Workspace;
import dev.weir.contracts.release.Manifest;
import dev.weir.contracts.release.ReleasedTable;
import dev.weir.jobs.engine.content.ContentSum;
import dev.weir.jobs.engine.content.ContentSums;
import dev.weir.jobs.engine.content.HashMethod;
import dev.weir.jobs.engine.load.MergeChange;
import dev.weir.jobs.engine.pass.StageWalk;
import dev.weir.jobs.engine.pass.TablePass;
import dev.weir.jobs.engine.scope.RunFacts;
import dev.weir.jobs.engine.session.WeirSession;
import dev.weir.jobs.engine.settings.SessionSettings;
import dev.weir.jobs.engine.source.SourceDigests;
import dev.weir.jobs.engine.source.SourceInput;
import dev.weir.jobs.engine.staged.TableRun;
import dev.weir.jobs.engine.watch.RunFaults;
import dev.weir.jobs.engine.watch.RunWatch;
import dev.weir.lineage.RunEvent;
import dev.weir.privacy.keys.KeyFile;
import dev.weir.privacy.keys.KeyVersion;
import dev.weir.privacy.keys.WorkspaceKey;
import dev.weir.releases.warehouse.TableIdentity;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.function.Function;
import org.apache.hadoop.fs.FSError;

/**
 * Builds a release again from what it was made of, and compares content hashes. A table that was loaded in parts is built part
 * by part, each from its own sources, by the contracts, rules and keys of its time, on top of the parts before. Nothing is
 * released; the tables lie in encrypted files that die with it.
 */
public final class Rerun {

    private final WeirSession session;
    private final Function<Manifest, Workspace> recorded;
    private final String version;
    private final RunEvent.Listener listener;

    /**
     * In an open session.
     *
     * @param recorded the workspace as it stood when a release was made
     * @param version Weir's own
     * @param listener is called for each stage
     */
    public Rerun(
            WeirSession session, Function<Manifest, Workspace> recorded, String version, RunEvent.Listener listener) {
        this.session = session;
        this.recorded = recorded;
        this.version = version;
        this.listener = listener;
    }

    /**
     * Builds a release again.
     *
     * @param from the number of an earlier release that is taken as it was released: what it was made of is not asked for;
     *     empty to build every part
     * @throws ProblemsException with each source file that is gone or has changed (S001), before anything is built; when the
     *     law or a key is no longer that of a part; when the release does not go on from that one, or its
     *     rows are not those that it names
     */
    public RerunResult of(Manifest release, OptionalLong from) {
        RerunParts.Found found = new RerunParts(session, recorded).of(release, from);
        try (RunWatch watch = new RunWatch(session.spark(), release.reference() + " · rerun", List.of(listener));
                RerunArea area = new RerunArea(session.spark(), session.warehouse())) {
            List<List<SourceInput>> sources =
                    watch.stage("survey", "", () -> survey(found.parts(), release), inputs -> RunWatch.NO_ROWS);
            found.base()
                    .ifPresent(base -> found.tables()
                            .forEach(table -> watch.stage(
                                    "take",
                                    base.reference() + " " + table,
                                    () -> take(base, table, area),
                                    ContentSum::rows)));
            Map<String, TableRun> tables = Map.of();
            for (int i = 0; i < found.parts().size(); i++) {
                RerunPart part = found.parts().get(i);
                SessionSettings.in(
                        session.spark(), part.session().workspace().settings().zone());
                area.begin(part.release());
                tables = pass(part, area, new StageWalk(part.stages(), watch)).rebuild(sources.get(i));
            }
            Map<String, TableRun> built = tables;
            return watch.stage("hash", "", () -> compare(release, found, built), done -> RunWatch.NO_ROWS);
        } catch (Exception | FSError e) { // Spark throws checked exceptions undeclared, Hadoop's local disks an error
            throw RunFaults.toUserFacing(e);
        } finally {
            SessionSettings.in(session.spark(), session.workspace().settings().zone());
        }
    }

    /** Nothing is built before all sources of all parts are there. */
    private static List<List<SourceInput>> survey(List<RerunPart> parts, Manifest release) {
        Problems problems = new Problems();
        List<List<SourceInput>> sources = new ArrayList<>();
        String otherwise = "";
        for (int i = parts.size() - 1; i >= 0; i--) {
            RerunPart part = parts.get(i);
            // There is no use in leaving out older parts where the sources of a newer one are gone.
            if (problems.list().isEmpty() && i < parts.size() - 1) {
                otherwise = "; or take " + part.release().reference() + " as it was released: 'weir rerun "
                        + release.reference() + " --from " + part.release().number() + "'";
            }
            SourceDigests digests = SourceDigests.of(part.session().workspace(), part.plan(), key(part));
            sources.add(new RecordedSources(part, digests, otherwise, problems).survey());
        }
        problems.throwIfAny();
        Collections.reverse(sources);
        return sources;
    }

    /** A table as a release has it, with the keys that it remembers to have gone. */
    private ContentSum take(Manifest base, String name, RerunArea area) {
        ReleasedTable table = base.table(name).orElseThrow();
        ContentSum sum = ContentSums.of(
                session.releases().read(base, name),
                HashMethod.of(table.content().algorithm()));
        if (!sum.content().hash().equals(table.content().hash())) {
            throw ProblemsException.of(
                    Code.RELEASE_MISSING,
                    Place.of(base.reference()),
                    "The rows of table '" + name + "' are not those of " + base.reference(),
                    "their content hash is another one: a data file was changed",
                    "'weir verify " + base.reference() + " --deep' names it; restore it from a copy, or rerun without"
                            + " '--from'");
        }
        area.take(
                TableIdentity.of(session.warehouse(), table.version().format(), base.product(), name),
                session.releases().read(base, name));
        String deletes = TableIdentity.namespaceOfDeletes(base.product());
        table.load()
                .deletes()
                .ifPresent(version -> area.take(
                        TableIdentity.of(session.warehouse(), version.format(), deletes, name),
                        session.releases().read(base, deletes, MergeChange.remembered(table, version))));
        return sum;
    }

    private TablePass pass(RerunPart part, RerunArea area, StageWalk walk) {
        Clock clock = Clock.fixed(part.release().record().run().started(), ZoneOffset.UTC);
        RunFacts facts = new RunFacts("rerun-" + UUID.randomUUID(), version, clock.instant(), clock);
        return new TablePass(part.session(), part.plan(), part.law(), key(part), facts, area, part.scope(), walk);
    }

    private RerunResult compare(Manifest release, RerunParts.Found found, Map<String, TableRun> built) {
        List<RerunResult.OfTable> tables = new ArrayList<>();
        for (ReleasedTable table : release.tables()) {
            HashMethod method = HashMethod.of(table.content().algorithm());
            var sum = ContentSums.of(
                    requireNonNull(built.get(table.name()), table.name())
                            .product()
                            .rows(),
                    method);
            tables.add(new RerunResult.OfTable(table.name(), table.content(), sum.content()));
        }
        return new RerunResult(
                release.reference(),
                release.record().run().version(),
                version,
                found.base().map(Manifest::reference),
                found.parts().stream().map(part -> part.release().reference()).toList(),
                tables);
    }

    /** The version that masked; one that is gone with the rerun where nothing was masked with a key. */
    private static WorkspaceKey key(RerunPart part) {
        List<String> ids = part.release().basis().keys();
        if (ids.isEmpty()) {
            return WorkspaceKey.random(Clock.systemUTC(), new SecureRandom());
        }
        KeyFile keys = KeyFile.of(part.session().workspace());
        String id = ids.get(0);
        return keys.read()
                .version(id)
                .flatMap(KeyVersion::key)
                .orElseThrow(() -> ProblemsException.of(
                        Code.KEY,
                        Place.of(keys.path().toString()),
                        "The key version '" + id + "' that masked "
                                + part.release().reference() + " is not in the key store",
                        "it was retired, or the store is another one; without its secret no pseudonym comes out the"
                                + " same",
                        "bring back the key store that has it"));
    }
}
