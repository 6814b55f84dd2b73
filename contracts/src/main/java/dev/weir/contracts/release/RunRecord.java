package dev.weir.contracts.release;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * All that a run has to say, whether it released or not.
 *
 * @param run which run
 * @param ending how it ended
 * @param sources by table
 * @param tables in the order of the product
 * @param verdicts of every rule, in the order of the product's rules
 * @param reproducible whether the same sources give the same rows on every machine; empty where no query was analysed
 * @param harmless what looks like people in released columns and is called harmless by a steward
 */
public record RunRecord(
        Run run,
        Ending ending,
        List<SourceCount> sources,
        List<TableCount> tables,
        List<Verdict> verdicts,
        Optional<Reproducibility> reproducible,
        List<HarmlessFinding> harmless) {

    /** Of a run that has analysed no query, and in which nothing had to be called harmless. */
    public RunRecord(
            Run run, Ending ending, List<SourceCount> sources, List<TableCount> tables, List<Verdict> verdicts) {
        this(run, ending, sources, tables, verdicts, Optional.empty(), List.of());
    }

    public RunRecord {
        sources = List.copyOf(sources);
        tables = List.copyOf(tables);
        verdicts = List.copyOf(verdicts);
        harmless = List.copyOf(harmless);
    }

    /**
     * Which run.
     *
     * @param id a UUID: the OpenLineage run id as well
     * @param product its product
     * @param version Weir's version
     * @param times of the stages, in their order
     */
    public record Run(
            String id, String product, String version, Instant started, Instant ended, List<StageTime> times) {

        /** A run whose stages were not timed. */
        public Run(String id, String product, String version, Instant started, Instant ended) {
            this(id, product, version, started, ended, List.of());
        }

        public Run {
            times = List.copyOf(times);
        }

        /** The same run with the times of its stages. */
        public Run timed(List<StageTime> stages) {
            return new Run(id, product, version, started, ended, stages);
        }
    }

    /**
     * How it ended.
     *
     * @param release the new release's number, or the last one's when nothing had changed; empty when there is none
     * @param reasons one sentence each; empty when released
     * @param late released intervals other than the run's own, of which files arrived or changed since; empty where the run
     *     had no interval
     */
    public record Ending(Outcome outcome, OptionalLong release, List<String> reasons, List<String> late) {

        /** With no file that came late. */
        public Ending(Outcome outcome, OptionalLong release, List<String> reasons) {
            this(outcome, release, reasons, List.of());
        }

        public Ending {
            reasons = List.copyOf(reasons);
            late = List.copyOf(late);
        }
    }

    /** Rows of its tables that were released. */
    public long released() {
        return tables.stream().mapToLong(TableCount::released).sum();
    }

    /** Rows of its tables that a rule took out. */
    public long quarantined() {
        return tables.stream().mapToLong(TableCount::quarantined).sum();
    }

    /** Records of its sources that became no row. */
    public long unreadable() {
        return sources.stream().mapToLong(SourceCount::unreadable).sum();
    }

    /** How well its data kept the rules. */
    public Score score() {
        return Score.of(this);
    }
}
