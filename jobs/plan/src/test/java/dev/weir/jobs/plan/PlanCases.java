package dev.weir.jobs.plan;

import dev.weir.contracts.Product;
import dev.weir.contracts.Rule;
import dev.weir.contracts.Severity;
import dev.weir.contracts.TableFormat;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** The workspaces whose plans are kept as golden files, by the folder's name. */
public final class PlanCases {

    private PlanCases() {}

    public static Map<String, SampleWorkspace> all() {
        Map<String, SampleWorkspace> cases = new LinkedHashMap<>();
        cases.put("fused", fused());
        cases.put("read-twice", readTwice());
        cases.put("union", union());
        cases.put("markers", markers());
        cases.put("delta", delta());
        cases.put("before-the-mask", beforeTheMask());
        cases.put("comparing-rows", comparingRows());
        cases.put("kept-aside", keptAside());
        cases.put("against-history", againstHistory());
        cases.put("terms-and-waivers", termsAndWaivers());
        cases.put("table-of-a-table", tableOfATable());
        return cases;
    }

    private static SampleWorkspace fused() {
        return SampleWorkspace.of("clinical")
                .source("raw", "visits", "id string", "started date", "text string")
                .table(
                        "visits",
                        "SELECT id, started, text FROM raw.visits WHERE started IS NOT NULL",
                        "id string MRN pseudonymise",
                        "started date DATE keep",
                        "text string TEXT")
                .row("visits.id.required", "visits", Severity.QUARANTINE, "id IS NOT NULL")
                .row("visits.started.minimum", "visits", Severity.WARN, "started >= DATE '1900-01-01'")
                .key("visits", Severity.BLOCK, "id")
                .check("enough", "visits", Severity.BLOCK, "RowCount > 10")
                .check("text-is-there", "visits", Severity.WARN, "Completeness \"text\" > 0.5")
                .check("many-days", "visits", Severity.WARN, "DistinctValuesCount \"started\" > 5")
                .rule(
                        "raw.visits.columns.missing",
                        "raw.visits",
                        new Rule.SourceColumns(Rule.Difference.MISSING),
                        Severity.BLOCK);
    }

    private static SampleWorkspace againstHistory() {
        return SampleWorkspace.of("clinical")
                .source("raw", "visits", "id string", "started date", "reason string", "score number")
                .table(
                        "visits",
                        "SELECT id, started, reason, score FROM raw.visits",
                        "id string MRN pseudonymise",
                        "started date DATE keep",
                        "reason string HEALTH pseudonymise",
                        "score number NONE keep")
                .rule(
                        "mix-is-stable",
                        "visits",
                        drift(Rule.Measure.POPULATION_STABILITY_INDEX, "reason", new Rule.Baseline.LastRelease()),
                        Severity.WARN)
                .rule(
                        "scores-stay",
                        "visits",
                        drift(Rule.Measure.KOLMOGOROV_SMIRNOV, "score", new Rule.Baseline.Release(3)),
                        Severity.BLOCK)
                .rule(
                        "volume-as-usual",
                        "visits",
                        new Rule.Drift(
                                Rule.Measure.ROW_COUNT,
                                Optional.empty(),
                                new Rule.Baseline.Window(21),
                                List.of(Rule.Season.WEEKDAY),
                                new Rule.Bound(Rule.Bound.Side.AT_MOST, 3)),
                        Severity.BLOCK)
                .rule("fresh", "visits", new Rule.Freshness("started", Duration.ofDays(2)), Severity.WARN);
    }

    public static Rule.Drift drift(Rule.Measure measure, String column, Rule.Baseline against) {
        return new Rule.Drift(
                measure, Optional.of(column), against, List.of(), new Rule.Bound(Rule.Bound.Side.AT_MOST, 0.2));
    }

    private static SampleWorkspace readTwice() {
        return SampleWorkspace.of("p")
                .source("raw", "a", "id string", "k integer")
                .table("small", "SELECT id FROM raw.a WHERE k < 10", "id string")
                .table("large", "SELECT id FROM raw.a WHERE k >= 10", "id string")
                .row("named", "small", Severity.QUARANTINE, "id <> ''");
    }

    private static SampleWorkspace union() {
        return SampleWorkspace.of("p")
                .source("raw.new", "a", "id string")
                .source("raw.old", "a", "id string")
                .table("both", "SELECT id FROM raw.new UNION ALL SELECT id FROM raw.old.a", "id string NAME");
    }

    private static SampleWorkspace markers() {
        return SampleWorkspace.of("p")
                .source("raw.visits", "visits", "id string", "patient string", "doctor string")
                .source("raw.patients", "patients", "id string")
                .source("raw.doctors", "doctors", "id string")
                .table(
                        "visits",
                        "SELECT id, patient, doctor FROM raw.visits",
                        "id string MRN pseudonymise",
                        "patient string MRN pseudonymise",
                        "doctor string STAFF pseudonymise")
                .table("patients", "SELECT id FROM raw.patients", "id string MRN pseudonymise")
                .table("doctors", "SELECT id FROM raw.doctors", "id string STAFF pseudonymise")
                .key("visits", Severity.QUARANTINE, "id")
                .unique("visits", Severity.QUARANTINE, "patient", "doctor")
                .reference("visits", Severity.QUARANTINE, "patient", "patients", "id")
                .reference("visits", Severity.WARN, "doctor", "doctors", "id");
    }

    private static SampleWorkspace delta() {
        return SampleWorkspace.of("molecules")
                .audience(Product.Audience.PUBLIC)
                .format(TableFormat.DELTA)
                .source("raw", "assays", "smiles string", "value number")
                .table("assays", "SELECT smiles, value FROM raw.assays", "smiles string", "value number")
                .key("assays", Severity.QUARANTINE, "smiles")
                .check("as-usual", "assays", Severity.WARN, "Mean \"value\" between -6 and 1");
    }

    private static SampleWorkspace beforeTheMask() {
        return SampleWorkspace.of("p")
                .source("raw.visits", "visits", "id string", "patient string")
                .source("raw.patients", "patients", "id string")
                .table(
                        "visits",
                        "SELECT id, patient FROM raw.visits",
                        "id string MRN redact",
                        "patient string MRN drop")
                .table("patients", "SELECT id FROM raw.patients", "id string MRN pseudonymise")
                .key("visits", Severity.BLOCK, "id")
                .reference("visits", Severity.BLOCK, "patient", "patients", "id");
    }

    private static SampleWorkspace comparingRows() {
        return SampleWorkspace.of("p")
                .source("raw", "flights", "flight string", "day date", "departed timestamp", "updated timestamp")
                .table(
                        "flights",
                        "SELECT flight, day, departed, updated FROM raw.flights",
                        "flight string",
                        "day date",
                        "departed timestamp",
                        "updated timestamp")
                .rule(
                        "one-row-per-flight-and-day",
                        "flights",
                        new Rule.Key(
                                List.of("flight", "day"),
                                Rule.Nulls.FAIL,
                                Optional.empty(),
                                Optional.of(new Rule.Keep(Rule.End.LAST, "updated"))),
                        Severity.QUARANTINE)
                .rule(
                        "one-departure",
                        "flights",
                        new Rule.Depends(List.of("day", "flight"), "departed"),
                        Severity.QUARANTINE)
                .rule("one-day", "flights", new Rule.Depends(List.of("flight"), "day"), Severity.WARN);
    }

    private static SampleWorkspace keptAside() {
        Rule.Reference toPatient = new Rule.Reference(List.of("patient"), "patients", List.of("id"));
        return SampleWorkspace.of("p")
                .source("raw.visits", "visits", "id string", "patient string", "started date")
                .source("raw.patients", "patients", "id string", "name string", "born date", "sex string")
                .table(
                        "visits",
                        "SELECT id, patient, started FROM raw.visits",
                        "id string MRN redact",
                        "patient string MRN pseudonymise",
                        "started date DATE keep")
                .table(
                        "patients",
                        "SELECT id, name, born, sex FROM raw.patients",
                        "id string MRN pseudonymise",
                        "name string NAME redact",
                        "born date DATE drop",
                        "sex string")
                .key("visits", Severity.BLOCK, "id")
                .reference("visits", Severity.QUARANTINE, "patient", "patients", "id")
                .rule(
                        "started-after-birth",
                        "visits",
                        new Rule.Row("started >= parent.born", List.of("started"), Optional.of(toPatient)),
                        Severity.QUARANTINE)
                .rule(
                        "women-only",
                        "visits",
                        new Rule.Row("parent.sex = 'F'", List.of(), Optional.of(toPatient)),
                        Severity.WARN)
                .check("names-differ", "patients", Severity.WARN, "Uniqueness \"name\" > 0.9")
                .rule(
                        "all-sexes",
                        "patients",
                        new Rule.Dqdl("DistinctValuesCount \"sex\" > 1", Rule.Of.PRODUCED),
                        Severity.WARN);
    }

    private static SampleWorkspace termsAndWaivers() {
        return SampleWorkspace.of("p")
                .source("raw", "a", "id string", "k integer")
                .table("t", "SELECT id, k FROM raw.a", "id string", "k integer")
                .row("most-are-positive", "t", Severity.BLOCK, "k > 0")
                .terms(new Rule.Terms(
                        Optional.of(SampleWorkspace.DAY),
                        Optional.of(SampleWorkspace.DAY),
                        OptionalDouble.of(0.95),
                        List.of("signs")))
                .waived(SampleWorkspace.DAY.plusDays(7))
                .row("not-yet", "t", Severity.QUARANTINE, "k < 10")
                .terms(new Rule.Terms(
                        Optional.of(SampleWorkspace.DAY.plusDays(1)),
                        Optional.empty(),
                        OptionalDouble.empty(),
                        List.of()))
                .key("t", Severity.BLOCK, "id")
                .terms(new Rule.Terms(
                        Optional.empty(),
                        Optional.of(SampleWorkspace.DAY.minusDays(1)),
                        OptionalDouble.empty(),
                        List.of()))
                .check("enough", "t", Severity.BLOCK, "RowCount > 10")
                .waived(SampleWorkspace.DAY.plusDays(8))
                .check("not-too-many", "t", Severity.BLOCK, "RowCount < 1000")
                .waived(SampleWorkspace.DAY.minusDays(1))
                .check("complete", "t", Severity.BLOCK, "IsComplete \"k\"")
                .waived(SampleWorkspace.DAY);
    }

    private static SampleWorkspace tableOfATable() {
        return SampleWorkspace.of("p")
                .source("raw", "a", "id string", "k integer")
                .table("sums", "SELECT id, sum(k) AS total FROM p.rows GROUP BY id", "id string", "total integer")
                .table("rows", "SELECT id, k FROM raw.a", "id string", "k integer");
    }
}
