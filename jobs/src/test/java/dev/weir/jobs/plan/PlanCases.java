package dev.weir.jobs.plan;

import dev.weir.contracts.Product;
import dev.weir.contracts.Rule;
import dev.weir.contracts.Severity;
import dev.weir.contracts.TableFormat;
import java.util.LinkedHashMap;
import java.util.Map;

/** The workspaces whose plans are kept as golden files, by the folder's name. */
final class PlanCases {

    private PlanCases() {}

    static Map<String, SampleWorkspace> all() {
        Map<String, SampleWorkspace> cases = new LinkedHashMap<>();
        cases.put("fused", fused());
        cases.put("read-twice", readTwice());
        cases.put("union", union());
        cases.put("markers", markers());
        cases.put("delta", delta());
        cases.put("before-the-mask", beforeTheMask());
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

    private static SampleWorkspace tableOfATable() {
        return SampleWorkspace.of("p")
                .source("raw", "a", "id string", "k integer")
                .table("sums", "SELECT id, sum(k) AS total FROM p.rows GROUP BY id", "id string", "total integer")
                .table("rows", "SELECT id, k FROM raw.a", "id string", "k integer");
    }
}
