package dev.weir.jobs.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.Workspace;
import dev.weir.contracts.read.WorkspaceReader;
import dev.weir.jobs.engine.sql.Grammars;
import dev.weir.jobs.plan.making.Planner;
import dev.weir.jobs.plan.text.PlanText;
import dev.weir.privacy.law.LawPack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** How tables are loaded, and what stands against it, in the example that is made in parts. */
class LoadPlanTest {

    private static final Path EXAMPLE = Path.of("..", "..", "examples", "wards");
    private static final String STAYS = "contracts/wards/stays.odcs.yaml";
    private static final String STAYS_QUERY = "contracts/wards/stays.sql";
    private static final String BEDS = "contracts/wards/beds.odcs.yaml";
    private static final String RAW_STAYS = "contracts/raw/stays.odcs.yaml";

    private static Plan plan(Map<String, String> edits) {
        Workspace workspace = WorkspaceReader.readEdited(
                        EXAMPLE, Optional.empty(), Map.of(), Grammars.languages(), edits)
                .workspace()
                .orElseThrow();
        return new Planner(Grammars.languages(), LawPack.of(workspace.law()))
                .plan(workspace, "wards", LocalDate.parse("2026-11-20"));
    }

    private static Map<String, String> edit(String file, String from, String to) throws IOException {
        String text = Files.readString(EXAMPLE.resolve(file));
        assertThat(text).contains(from);
        return Map.of(file, text.replace(from, to));
    }

    private static void refused(Map<String, String> edits, String... words) {
        assertThatThrownBy(() -> plan(edits))
                .isInstanceOf(ProblemsException.class)
                .satisfies(refusal -> assertThat(refusal.getMessage()).contains(words));
    }

    @Test
    void saysHowTablesAreLoadedAndWhatIsRead() {
        String text = PlanText.explain(plan(Map.of()));
        assertThat(text)
                .contains(
                        "raw.beds.beds    csv  fused  for beds; new files of raw/beds/changes-*.csv",
                        "raw.stays.stays  csv  fused  for stays; the files of the interval of raw/stays/{date}.csv",
                        "load     append: the rows of one interval of 'started_at' take the place of those that are"
                                + " there",
                        "load     merge: by bed, the later 'changed_on' wins; 'gone' takes a row out; every version is"
                                + " kept, from valid_from up to valid_to",
                        "held against the rows that are there as well: stays.key",
                        "rows of other intervals of 'started_at' are left out before they are judged");
        assertThat(ReleasedColumns.of(plan(Map.of()).table("beds")))
                .extracting(column -> column.name() + " " + column.type())
                .endsWith("valid_from date", "valid_to date");
    }

    @Test
    void tablesOfOneSourceAgreeOnItsFiles() throws IOException {
        refused(
                edit(STAYS_QUERY, "FROM raw.stays", "FROM raw.stays JOIN raw.beds ON true"),
                "C016",
                "'beds' reads new files of 'raw.beds.beds', and 'stays' all files");
    }

    @Test
    void whatIsComparedAfterTheMasksIsKept() throws IOException {
        refused(
                edit(STAYS, "value: keep", "value: { method: generalise, to: month }"),
                "C016",
                "'started_at'",
                "masked");
        refused(
                edit(
                        BEDS,
                        "primaryKey: true, classification: NONE",
                        "primaryKey: true, classification: MRN, customProperties: [{ property: weirMask, value: redact"
                                + " }]"),
                "C016",
                "key column 'bed'");
    }

    /** Of the rows that are there only released values are known. */
    @Test
    void rulesThatCannotBeHeldAgainstTheRowsThatAreThereAreRefused() throws IOException {
        refused(
                edit(
                        STAYS,
                        "primaryKey: true, classification: MRN",
                        "primaryKey: true, classification: MRN, customProperties: [{ property: weirMask, value: redact"
                                + " }]"),
                "C016",
                "Rule 'stays.key' is about a key whose 'stay_id' is masked",
                "rows that are there");
        refused(rule("stays", "override: stays.key, severity: quarantine, keep: last by started_at"), "merge", "keep");
        refused(
                rule("beds", "override: beds.key, severity: quarantine"),
                "Rule 'beds.key' takes out rows that share a key",
                "'block' or 'warn'");
        // The clear values of the run's rows are there, and it judges no other.
        assertThat(plan(rule(
                                "stays",
                                "id: none-twice, check: Uniqueness \"ward\" > 0.1, severity: warn, dimension: uniqueness",
                                edit(
                                        STAYS,
                                        "name: ward, logicalType: string, required: true, classification: NONE",
                                        "name: ward, logicalType: string, required: true, classification: NONE,"
                                                + " customProperties: [{ property: weirMask, value: redact }]")))
                        .rules(VerdictSource.ASIDE))
                .extracting(RulePlan::id)
                .containsExactly("none-twice");
        // Kept or pseudonymised keys can be compared.
        assertThat(plan(rule("stays", "override: stays.key, severity: quarantine"))
                        .rules(VerdictSource.MARKER))
                .extracting(RulePlan::id)
                .containsExactly("stays.key");
    }

    @Test
    void noRowWithoutAPlaceGetsIn() {
        refused(rule("stays", "override: stays.started_at.required, severity: warn"), "C016", "only warns");
        refused(
                rule("stays", "override: stays.started_at.required, severity: block, threshold: 0.5"),
                "lets rows pass up to its threshold");
        refused(
                rule("beds", "override: beds.changed_on.required, severity: block, from: 2027-01-01"),
                "is not in force on every day");
    }

    private static Map<String, String> rule(String table, String rule) {
        return rule(table, rule, Map.of());
    }

    private static Map<String, String> rule(String table, String rule, Map<String, String> edits) {
        Map<String, String> all = new HashMap<>(edits);
        all.put("quality-rules/wards/" + table + ".yaml", "contract: wards." + table + """

            rules:
              - { %s, owner: ward-data@example.org, because: Tests. }
            """.formatted(rule));
        return all;
    }

    @Test
    void theSourceOfNewFilesIsOneThatTheQueryReads() throws IOException {
        refused(edit(BEDS, "source: raw.beds }", "source: raw.bed }"), "C006", "'raw.bed'", "raw.beds.beds");
    }

    @Test
    void wordsOfAPathAreKnown() throws IOException {
        refused(edit(RAW_STAYS, "{date}", "{day}"), "C004", "{day}", "{date}");
        refused(edit(RAW_STAYS, "{date}", "{hour}"), "C004", "{hour} without {date}");
        refused(
                edit(
                        "contracts/raw/beds.odcs.yaml",
                        "physicalName:",
                        "customProperties: [{ property: weirEmpty, value: allow }]\n    physicalName:"),
                "C004",
                "'weirEmpty: allow'",
                "says of no file which interval it is of");
    }
}
