package dev.weir.contracts.read;

import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** What stewards are told of each mistake in a rule, as {@code rule-problems.txt} has it. */
final class RuleProblemsTest {

    private static final String RULES = "quality-rules/clinical/encounters.yaml";
    private static final String ENCOUNTERS = "contracts/clinical/encounters.odcs.yaml";

    @TempDir
    private Path folder;

    private final Mistakes cases = new Mistakes("rule-problems.txt");

    private void mistake(String name, String file, String from, String to) {
        cases.put(name, sample -> sample.replace(file, from, to));
    }

    /** The rule {@code volume} written in another way. */
    private void rule(String name, String says) {
        mistake(name, RULES, "    check: RowCount > 0\n    severity: block\n", says);
    }

    private void drift(String name, String drift) {
        rule(name, "    drift: { " + drift + " }\n    severity: warn\n");
    }

    /** Of the column {@code reason}, had it another type. */
    private void drift(String name, String drift, String type) {
        cases.put(
                name,
                sample -> sample.replace(
                                ENCOUNTERS,
                                "- name: reason\n        logicalType: string\n        classification: TEXT\n",
                                "- { name: reason, classification: TEXT, logicalType: " + type + " }\n")
                        .replace(
                                ENCOUNTERS, "        customProperties: [ { property: weirMask, value: redact } ]\n", "")
                        .replace(
                                RULES,
                                "    check: RowCount > 0\n    severity: block\n",
                                "    drift: { " + drift + " }\n    severity: warn\n"));
    }

    private void row(String name, String more) {
        rule(name, "    row: reason IS NOT NULL\n    severity: quarantine\n" + more);
    }

    private void drifts() {
        drift("a drift by no measure", "column: reason, measure: psi, atMost: 0.2");
        drift("a drift of no column", "measure: null-rate, atMost: 0.2");
        drift("a drift of an unknown column", "column: reasen, measure: null-rate, atMost: 0.2");
        drift(
                "a drift of the table with a column",
                "column: reason, measure: row-count, against: { window: 9 }, atMost: 3");
        drift("a share that nothing exceeds", "column: reason, measure: new-categories, atMost: 1");
        drift("a p-value that nothing falls below", "column: reason, measure: chi-square, atLeast: 0");
        drift("a p-value that nothing reaches", "column: reason, measure: chi-square, atLeast: 1");
        drift("a distance of texts", "column: reason, measure: wasserstein, atMost: 2");
        drift(
                "population stability of lists",
                "column: reason, measure: population-stability-index, atMost: 0.2",
                "array, items: { logicalType: string }");
        drift("categories of measured values", "column: reason, measure: new-categories, atMost: 0.2", "number");
        drift("a row-count without a bound", "measure: row-count, against: { window: 9 }");
        drift("a row-count with an alarm", "measure: row-count, against: { window: 9 }, alarm: once in 100 releases");
        drift("an alarm that is no rate", "column: reason, measure: null-rate, alarm: 0.01");
        drift("an alarm at every release", "column: reason, measure: null-rate, alarm: once in 1 releases");
        drift("a drift with two bounds", "column: reason, measure: null-rate, atMost: 0.2, atLeast: 0.1");
        drift("a p-value at most", "column: reason, measure: chi-square, atMost: 0.05");
        drift("a share in percent", "column: reason, measure: null-rate, atMost: 5");
        drift("a bound that is no number", "column: reason, measure: cardinality, atMost: .inf");
        drift("a baseline that is none", "column: reason, measure: null-rate, against: yesterday, atMost: 0.2");
        drift("two baselines", "column: reason, measure: null-rate, against: { release: 3, window: 2 }, atMost: 0.2");
        drift("a bound that no number of rows is beyond", "measure: row-count, against: { window: 9 }, atMost: 37.5");
        drift("a forecast from one release", "measure: row-count, atMost: 3");
        drift(
                "a forecast from less than three of each weekday",
                "measure: row-count, against: { window: 20 }, season: weekday, atMost: 3");
        drift("a season of a column", "column: reason, measure: null-rate, season: weekday, atMost: 0.2");
        rule(
                "a drift that takes rows out",
                "    drift: { column: reason, measure: null-rate, atMost: 0.2 }\n    severity: quarantine\n");
        rule("a drift with what belongs elsewhere", """
                drift: { column: reason, measure: null-rate, atMost: 0.2 }
                severity: warn
                threshold: 0.9
                where: reason > 'a'
                columns: [reason]
                join: patients
                of: produced
                keep: last by started_at
            """);
    }

    private void dependencies() {
        rule("a dependency with what belongs elsewhere", """
                depends: { on: [patient_id], column: reason }
                severity: warn
                where: reason > 'a'
                columns: [reason]
            """);
        rule("a dependency of itself", "    depends: { on: [reason], column: reason }\n    severity: warn\n");
        rule(
                "a dependency on a column twice",
                "    depends: { on: [patient_id, patient_id], column: reason }\n    severity: warn\n");
        rule("a dependency of no column", "    depends: { on: [patient], column: reasons }\n    severity: warn\n");
        rule(
                "a dependency by another vote",
                "    depends: { on: [patient_id], column: reason, by: lot }\n    severity: warn\n");
    }

    /** A blank text is none, and what has none of them would be passed over. */
    private void blanks() {
        mistake("rules about a contract without a name", RULES, "contract: clinical.encounters", "contract: ''");
        mistake("a rule whose id is blank", RULES, "- id: volume", "- id: ' '");
        rule("a row rule that says nothing", "    row: ''\n    severity: quarantine\n");
        mistake("a check that says nothing", RULES, "check: RowCount > 0", "check: '\u3000'");
        mistake("a rule of a table without a name", RULES, "- id: volume", "- id: volume\n    table: ''");
        mistake("an override of no rule", RULES, "override: encounters.key", "override: ''");
    }

    private void rows() {
        String two = "relationships: [ { to: patients.patient_id } ]\n      - { name: by, logicalType: string,"
                + " classification: MRN, relationships: [ { to: patients.patient_id } ] }";
        cases.put(
                "a join that could be either of two",
                sample -> sample.replace(ENCOUNTERS, "relationships: [ { to: patients.patient_id } ]", two)
                        .replace(
                                "contracts/clinical/encounters.sql",
                                "STOP AS stopped_at,",
                                "STOP AS stopped_at, PATIENT AS by,")
                        .replace(
                                RULES,
                                "    check: RowCount > 0\n",
                                "    row: parent.birth_year > 1900\n    join: patients\n"));
        cases.put(
                "a rule on a column that cannot be read",
                sample -> sample.replace(
                                ENCOUNTERS,
                                "- name: reason\n        logicalType: string",
                                "- name: reason\n        logicalType: text")
                        .replace(RULES, "    check: RowCount > 0\n", "    row: reason IS NOT NULL\n"));
        row("a join to nowhere", "    join: patient\n");
        rule("a parent without a join", "    row: parent.birth_year > 1900\n    severity: warn\n");
        rule(
                "a parent under its table's name",
                "    row: patients.birth_year > 1900\n    join: patients\n    severity: warn\n");
        rule(
                "an unknown column of the parent",
                "    row: parent.birthyear > 1900\n    join: patients\n    severity: warn\n");
        row("a day that is none", "    from: 2026-02-30\n");
        row("a day in another form", "    from: 1.2.2026\n");
        row("an end before the beginning", "    from: 2026-02-01\n    until: 2026-01-01\n");
        row("a threshold in percent", "    threshold: 95\n");
        row("a row that is kept", "    keep: last by started_at\n");
        row("a row of the released", "    of: released\n");
    }

    private void check(String name, String check) {
        rule(name, "    check: '" + check + "'\n    severity: quarantine\n");
    }

    private void checks() {
        mistake("a threshold beside DQDL", RULES, "check: RowCount > 0", "check: RowCount > 0\n    threshold: 0.9");
        mistake(
                "a check with a condition",
                RULES,
                "check: RowCount > 0",
                "check: RowCount > 0\n    where: reason > 'a'");
        rule(
                "a key that keeps without quarantine",
                "    check: IsUnique \"reason\"\n    keep: last by started_at\n    severity: warn\n");
        rule(
                "a key that keeps by no column",
                "    check: IsUnique \"reason\"\n    keep: last by start\n    severity: quarantine\n");
        rule(
                "a key that keeps by itself",
                "    check: IsUnique \"reason\"\n    keep: last by reason\n    severity: quarantine\n");
        rule(
                "a key that keeps somehow",
                "    check: IsUnique \"reason\"\n    keep: newest\n    severity: quarantine\n");
        check(
                "a reference of a share that takes rows out",
                "ReferentialIntegrity \"patient_id\" \"patients.patient_id\" > 0.9");
        check(
                "a reference to a source that takes rows out",
                "ReferentialIntegrity \"patient_id\" \"raw.patients.patient_id\" = 1");
        check(
                "a reference to no column that takes rows out",
                "ReferentialIntegrity \"patient_id\" \"patients.id\" = 1");
        check("a threshold of DQDL that takes rows out", "ColumnValues \"reason\" in [\"a\"] with threshold > 0.5");
        mistake(
                "an override that keeps and takes nothing out",
                RULES,
                "severity: quarantine\n    because",
                "severity: warn\n    keep: last by started_at\n    because");
        mistake(
                "an override that keeps what is no key",
                RULES,
                "override: encounters.key",
                "override: encounters.length_of_stay.minimum\n    keep: last by started_at");
        mistake(
                "an override that keeps rows of a source",
                RULES,
                "override: encounters.key",
                "override: raw.encounters.encounters.columns.missing\n    keep: last by STOP");
        mistake(
                "an override of a source with a threshold",
                RULES,
                "override: encounters.key",
                "override: raw.encounters.encounters.columns.missing\n    threshold: 0.9");
    }

    private void waiver(String name, String waiver) {
        cases.put(
                name,
                sample -> sample.with(
                        "quality-rules/waivers.yaml",
                        "waivers:\n  - { by: me@example.org, because: We know., " + waiver + " }\n"));
    }

    private void sources() {
        cases.put("a rule on a source", sample -> sample.with("quality-rules/raw.yaml", """
            contract: raw.encounters
            rules:
              - { id: a, row: COST > 0, severity: warn, dimension: accuracy, owner: me@example.org, because: It costs. }
            """));
    }

    private void harmless(String name, String entry) {
        cases.put(
                name,
                sample -> sample.with(
                        "quality-rules/waivers.yaml",
                        "harmless:\n  - { by: me@example.org, because: Ward codes., " + entry + " }\n"));
    }

    private void harmless() {
        harmless("a harmless column of no table", "column: encounter.reason, looksLike: [PHONE], until: 2026-12-31");
        harmless(
                "a harmless column that is not there",
                "column: encounters.reasn, looksLike: [PHONE], until: 2026-12-31");
        harmless(
                "a harmless column in no product",
                "column: encounters.reason, product: clinic, looksLike: [PHONE], until: 2026-12-31");
        harmless("a harmless column without a table", "column: reason, looksLike: [PHONE], until: 2026-12-31");
        harmless("a harmless column without an end", "column: encounters.reason, looksLike: [PHONE]");
        harmless("a harmless column until never", "column: encounters.reason, looksLike: [PHONE], until: 2026-11-31");
        harmless(
                "a harmless column that looks like nothing",
                "column: encounters.reason, looksLike: [], until: 2026-12-31");
        harmless(
                "a harmless column with a misspelt field",
                "column: encounters.reason, lookslike: [PHONE], until: 2026-12-31");
        harmless(
                "a column that is called harmless twice",
                "column: encounters.reason, looksLike: [PHONE], until: 2026-12-31 }\n"
                        + "  - { column: encounters.reason, looksLike: [NAME], by: you@example.org, because: Too., until: 2027-12-31");
        cases.put(
                "a harmless column without an owner",
                sample -> sample.with(
                        "quality-rules/waivers.yaml",
                        "harmless:\n  - { column: encounters.reason, looksLike: [PHONE], because: ' ', until: 2026-12-31 }\n"));
        cases.put("a file of waivers without any", sample -> sample.with("quality-rules/waivers.yaml", "$schema: a\n"));
    }

    private void waivers() {
        waiver("a waiver of no rule", "rule: volumes, until: 2026-12-31");
        waiver("a waiver of no rule of the product", "rule: volumes, product: clinical, until: 2026-12-31");
        waiver("a waiver in no product", "rule: volume, product: clinic, until: 2026-12-31");
        waiver("a waiver without an end", "rule: volume");
        waiver("a waiver until never", "rule: volume, until: 2026-11-31");
        waiver("a waiver until a day and a line's end", "rule: volume, until: \"2026-12-31\\n\"");
        waiver("a waiver of a rule that takes rows out", "rule: encounters.key, until: 2026-12-31");
        waiver(
                "two waivers",
                "rule: volume, until: 2026-12-31 }\n"
                        + "  - { rule: volume, by: you@example.org, because: We too., until: 2027-12-31");
        cases.put(
                "a waiver of a rule that cannot be read",
                sample -> sample.replace(RULES, "check: RowCount > 0", "check: '!'")
                        .with(
                                "quality-rules/waivers.yaml",
                                "waivers: [ { rule: volume, until: 2026-12-31, by: me@example.org, because: We know. }"
                                        + " ]\n"));
    }

    @TestFactory
    Stream<DynamicTest> tellsOfEachMistakeWhatIsWrongWhyAndWhatToDo() {
        drifts();
        dependencies();
        blanks();
        rows();
        checks();
        waivers();
        harmless();
        sources();
        return cases.tests(folder);
    }
}
