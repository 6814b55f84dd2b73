package dev.weir.jobs.engine.run;

import dev.weir.contracts.Workspace;
import dev.weir.contracts.release.Manifest;
import dev.weir.contracts.release.Outcome;
import dev.weir.contracts.release.RunRecord;
import dev.weir.jobs.engine.report.EventLineage;
import dev.weir.jobs.engine.report.RunArtifacts;
import dev.weir.jobs.engine.scope.RunFacts;
import dev.weir.jobs.engine.session.WeirSession;
import dev.weir.jobs.engine.watch.RunFaults;
import dev.weir.jobs.plan.Plan;
import dev.weir.lineage.OpenLineageListener;
import dev.weir.lineage.ParentRun;
import dev.weir.lineage.ProductLineage;
import dev.weir.lineage.RunEvent;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The lineage events of a run that makes a release of an earlier one: its beginning and, in every case, its ending. */
public final class RunLineage implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(RunLineage.class);

    private final Workspace workspace;
    private final OpenLineageListener listener;
    private final RunEvent.Started started;
    private final RunFacts facts;

    private RunLineage(Workspace workspace, OpenLineageListener listener, RunEvent.Started started, RunFacts facts) {
        this.workspace = workspace;
        this.listener = listener;
        this.started = started;
        this.facts = facts;
    }

    /** What sends the events of this process's runs, to the transports of the workspace. */
    public static OpenLineageListener open(WeirSession session) {
        return OpenLineageListener.open(
                session.workspace(),
                System.getenv(),
                RunArtifacts.lineage(session.warehouse()),
                ParentRun.of(System.getenv(), LOG::warn),
                session.lostEvents(),
                LOG::warn);
    }

    /**
     * Reports the beginning.
     *
     * @param command that asks for the release
     */
    public static RunLineage begin(WeirSession session, Plan plan, RunFacts facts, String command) {
        RunEvent.Started started = new RunEvent.Started(
                facts.id(),
                plan.product(),
                List.of(),
                facts.started(),
                Optional.empty(),
                new TreeMap<>(Map.of("command", command)));
        RunLineage lineage = new RunLineage(session.workspace(), open(session), started, facts);
        lineage.listener.on(started);
        return lineage;
    }

    /** The beginning, as it was reported. */
    public RunEvent.Started started() {
        return started;
    }

    /** Reports a release. */
    public void released(Manifest manifest, ProductLineage columns) {
        listener.on(new RunEvent.Ended(manifest.record(), Optional.of(manifest), columns));
    }

    /** Reports an ending without a release. */
    public void ended(RunRecord record) {
        listener.on(new RunEvent.Ended(record));
    }

    /** Reports that there was nothing to do, since the newest release has what was asked for. */
    public RunRecord unchanged(Manifest newest) {
        RunRecord record = record(Outcome.UNCHANGED, OptionalLong.of(newest.number()), List.of());
        listener.on(new RunEvent.Ended(record, Optional.of(newest), EventLineage.of(workspace, newest)));
        return record;
    }

    /**
     * Reports that the run broke, or was refused.
     *
     * @return the same failure, to be thrown
     */
    public RuntimeException failed(RuntimeException userFacing) {
        RunRecord record =
                record(RunFaults.outcome(userFacing), OptionalLong.empty(), List.of(RunFaults.sentence(userFacing)));
        listener.on(new RunEvent.Ended(record, RunFaults.causes(userFacing)));
        return userFacing;
    }

    private RunRecord record(Outcome outcome, OptionalLong release, List<String> reasons) {
        return new RunRecord(
                facts.ended(started.product().id()),
                new RunRecord.Ending(outcome, release, reasons),
                List.of(),
                List.of(),
                List.of());
    }

    /** Waits a few seconds at most for destinations that answer. */
    @Override
    public void close() {
        listener.close();
    }
}
