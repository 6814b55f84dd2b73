package dev.weir.jobs.engine.pass;

import dev.weir.contracts.Code;
import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.TableFormat;
import dev.weir.contracts.release.SourceCount;
import dev.weir.contracts.release.UnreadableRecords;
import dev.weir.jobs.engine.landed.LandedFiles;
import dev.weir.jobs.engine.read.SurveyedSource;
import dev.weir.jobs.engine.session.WeirSession;
import dev.weir.jobs.engine.sink.GoverningSink;
import dev.weir.jobs.engine.sink.SinkResult;
import dev.weir.jobs.engine.sink.SinkTarget;
import dev.weir.jobs.engine.sink.SinkTargets;
import dev.weir.jobs.engine.sink.spec.SinkColumns;
import dev.weir.jobs.engine.sink.spec.SinkSpec;
import dev.weir.jobs.engine.source.SourceDigests;
import dev.weir.jobs.engine.source.SourceInput;
import dev.weir.jobs.engine.staged.StagingArea;
import dev.weir.jobs.plan.Plan;
import dev.weir.jobs.plan.SourceRead;
import dev.weir.jobs.plan.SourceRoute;
import dev.weir.jobs.release.table.StagedRows;
import dev.weir.releases.journal.LoadMode;
import dev.weir.releases.warehouse.QuarantineName;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** The records of a run's sources: landed before they are asked for, or read by the one table that they are fused with. */
public final class SourceRows implements AutoCloseable {

    private final WeirSession session;
    private final Plan plan;
    private final String run;
    private final StagingArea area;
    private final SourceDigests digests;
    private final Map<String, LandedFiles> landed = new LinkedHashMap<>();
    private final Map<String, SourceInput> inputs = new LinkedHashMap<>();
    private final Map<String, SourceCount> counts = new LinkedHashMap<>();
    private final Map<String, List<UnreadableRecords>> unreadable = new LinkedHashMap<>();

    SourceRows(
            WeirSession session,
            Plan plan,
            String run,
            StagingArea area,
            SourceDigests digests,
            List<SourceInput> sources) {
        this.session = session;
        this.plan = plan;
        this.run = run;
        this.area = area;
        this.digests = digests;
        for (SourceInput source : sources) {
            String name = source.read().name();
            inputs.put(name, source);
            // the release itself has its number of rows
            source.released()
                    .ifPresent(released -> counts.put(
                            name,
                            new SourceCount(
                                    name,
                                    List.of(),
                                    released.rows(),
                                    released.rows(),
                                    0,
                                    Optional.of(released.release()))));
        }
    }

    /** Writes a source that is to be landed, once. */
    SourceCount land(String name) {
        SourceInput input = input(name);
        SinkSpec spec = area.fitted(SinkSpecs.landing(input.read(), run));
        LandedFiles files = new LandedFiles(session.spark(), area.landing(), spec.released());
        landed.put(input.read().name(), files);
        SinkResult result = GoverningSink.write(
                session.spark(),
                input.surveyed().rows(),
                spec,
                new SinkTargets(
                        SinkTarget.append(files.table()), Optional.empty(), Optional.of(quarantine(input.read()))));
        return count(input, result);
    }

    /** The records of a source: typed columns and hidden ones. A fused source is asked for once. */
    Dataset<Row> of(String name) {
        LandedFiles files = landed.get(name);
        return files == null ? input(name).surveyed().rows() : files.rows();
    }

    /** A source by name. */
    SourceInput input(String name) {
        SourceInput input = inputs.get(name);
        if (input == null) {
            throw new IllegalStateException("Source '" + name + "' was not surveyed");
        }
        return input;
    }

    /** Where a source's unreadable records go. */
    SinkTarget quarantine(SourceRead read) {
        StagedRows table = area.open(
                TableFormat.ICEBERG,
                QuarantineName.namespace(plan.product().id()),
                quarantineName(read),
                SinkColumns.SOURCE_QUARANTINE,
                LoadMode.APPEND);
        return SinkTarget.append(table.target());
    }

    /** The name of the table of a source's unreadable records, in the product's quarantine. */
    public static String quarantineName(SourceRead read) {
        return QuarantineName.ofSource(
                read.source().contract().id(), read.table().name());
    }

    /**
     * Notes what a pass over a source counted: by the reader itself, since a query's filter hides rows from
     * the sink.
     *
     * @throws ProblemsException when reader and sink disagree
     */
    SourceCount count(SourceInput input, SinkResult result) {
        SinkResult.Counts pass = result.counts();
        long seen = pass.produced() + pass.unreadable();
        SurveyedSource.Counted read = input.surveyed().counted();
        boolean landed = input.read().way() == SourceRoute.LANDED;
        if (read.unreadable().orElse(pass.unreadable()) != pass.unreadable()
                || (landed ? read.records() != seen : read.records() < seen)) {
            throw ProblemsException.of(
                    Code.COUNTS_DIFFER,
                    input.read().table().place(),
                    "Of source '" + input.read().name() + "' " + read.records() + " records were read, "
                            + read.unreadable().orElse(pass.unreadable()) + " of them unreadable; the sink saw " + seen
                            + " and " + pass.unreadable(),
                    "a fault of Weir lost or doubled records, so the run stops",
                    "report it with this message");
        }
        SourceCount count = input.count(read.records(), pass.unreadable(), digests);
        counts.put(count.table(), count);
        unreadable.put(count.table(), result.unreadable().of(count.table()));
        return count;
    }

    /** The counts of every source, in the plan's order. */
    List<SourceCount> counts() {
        return List.copyOf(counted().values());
    }

    /** The records that could not be read, by source in the plan's order and by cause. */
    List<UnreadableRecords> unreadable() {
        return plan.reads().stream()
                .flatMap(read -> unreadable.getOrDefault(read.name(), List.of()).stream())
                .toList();
    }

    /** Every source with its counts, in the plan's order. */
    Map<SourceInput, SourceCount> counted() {
        Map<SourceInput, SourceCount> all = new LinkedHashMap<>();
        for (SourceRead read : plan.reads()) {
            SourceCount count = counts.get(read.name());
            if (count == null) {
                throw new IllegalStateException("Source '" + read.name() + "' was never read");
            }
            all.put(input(read.name()), count);
        }
        return all;
    }

    @Override
    public void close() {
        landed.values().forEach(LandedFiles::close);
        inputs.values().forEach(SourceInput::close);
    }
}
