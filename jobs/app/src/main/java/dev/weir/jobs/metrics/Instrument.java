package dev.weir.jobs.metrics;

import java.util.List;

/**
 * What is measured: a gauge each. Names and units are as OpenTelemetry writes them; Prometheus has underscores in place of dots, and
 * the unit behind the name.
 */
public enum Instrument {
    RELEASE_NUMBER("weir.release.number", "", "The newest release's number.", "product"),
    RELEASE_TIME("weir.release.time", "seconds", "When the newest release was made, since 1970.", "product"),
    RELEASE_SCORE("weir.release.score", "", "The quality score of the newest release, of 100.", "product"),
    RELEASE_ROWS("weir.release.rows", "", "Rows of a table in the newest release.", "product", "table"),
    RELEASE_QUARANTINED("weir.release.quarantined", "", "Rows that the newest release put aside.", "product", "table"),
    QUARANTINE_STANDING(
            "weir.quarantine.standing",
            "seconds",
            "For how long every release has put rows of the table aside.",
            "product",
            "table"),
    RUN_TIME("weir.run.time", "seconds", "When the last run ended, since 1970.", "product", "outcome"),
    RUN_DURATION("weir.run.duration", "seconds", "How long the last run took.", "product", "outcome"),
    STAGE_DURATION(
            "weir.run.stage.duration",
            "seconds",
            "How long a stage of the last run took.",
            "product",
            "stage",
            "subject"),
    LATE_INTERVALS(
            "weir.late.intervals",
            "",
            "Released intervals that had new files when a run for another one looked.",
            "product"),
    RULES("weir.rules", "", "Rules of the last run, by how they came out.", "product", "severity", "verdict"),
    RULE_FAILED_ROWS(
            "weir.rule.failed.rows",
            "",
            "Rows that fail a rule which the last run did not find kept.",
            "product",
            "table",
            "rule",
            "severity"),
    WAIVER_ENDS("weir.waiver.ends", "days", "Until a waiver ends; below 0 it is over.", "product", "rule"),
    HARMLESS_ENDS(
            "weir.harmless.ends", "days", "Until a column is called harmless no longer.", "product", "table", "column"),
    MECHANISM_ENDS(
            "weir.mechanism.ends",
            "days",
            "Until the last day of a mechanism that transfers rest on.",
            "recipient",
            "mechanism"),
    LEDGER_PEOPLE("weir.ledger.people", "", "People sent abroad this year.", "kind"),
    LEDGER_THRESHOLD("weir.ledger.threshold", "", "People from which the law asks for more.", "kind", "rule", "asks"),
    LINEAGE_WAITING("weir.lineage.waiting", "", "Lineage events that a destination has not taken yet."),
    PROBLEMS("weir.problems", "", "What is wrong in the workspace, or cannot be read, by its code.", "code");

    private final String id;
    private final String unit;
    private final String help;

    @SuppressWarnings("ImmutableEnumChecker") // List.of, which cannot be changed
    private final List<String> labels;

    Instrument(String id, String unit, String help, String... labels) {
        this.id = id;
        this.unit = unit;
        this.help = help;
        this.labels = List.of(labels);
    }

    /** Such as {@code weir.release.rows}. */
    public String id() {
        return id;
    }

    /** Empty for plain counts. */
    public String unit() {
        return unit;
    }

    public String help() {
        return help;
    }

    /** The names of its labels, in the order in which a measure has their values. */
    public List<String> labels() {
        return labels;
    }

    /** A count with these labels. */
    Measure at(long count, String... values) {
        return at((double) count, values);
    }

    /** A measure with these labels. */
    Measure at(double value, String... values) {
        return new Measure(this, List.of(values), value);
    }
}
