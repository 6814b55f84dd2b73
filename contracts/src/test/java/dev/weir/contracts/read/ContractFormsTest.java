package dev.weir.contracts.read;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.contracts.DataGrade;
import dev.weir.contracts.Load;
import dev.weir.contracts.MaskChoice;
import dev.weir.contracts.Product;
import dev.weir.contracts.Rule;
import dev.weir.contracts.Table;
import dev.weir.contracts.Workspace;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Forms of contracts, and what they mean. */
final class ContractFormsTest {

    private static final String ENCOUNTERS = "contracts/clinical/encounters.odcs.yaml";
    private static final String PATIENTS = "contracts/clinical/patients.odcs.yaml";
    private static final String GRADE = "{ grade: general, checkedBy: dpo@example.org, checkedOn: \"2026-10-01\" }";
    private static final String SUBJECT = "      - { property: weirSubject, value: patient_id }\n";

    @TempDir
    private Path folder;

    private static Product product(Workspace workspace) {
        return workspace.product("clinical").orElseThrow();
    }

    private List<String> told(Sample sample) {
        return sample.readIn(folder).problems().stream()
                .map(problem -> problem.what())
                .toList();
    }

    // grades

    private Optional<DataGrade> grade(String grade) {
        return product(Sample.clinical()
                        .replace(ENCOUNTERS, GRADE, grade)
                        .readIn(folder)
                        .workspace()
                        .orElseThrow())
                .contractOf("encounters")
                .orElseThrow()
                .terms()
                .grade();
    }

    @Test
    void aGradeIsItsWordsAndWhoHasChecked() {
        Optional<DataGrade.Check> check =
                Optional.of(new DataGrade.Check("dpo@example.org", LocalDate.of(2026, 10, 1)));
        assertThat(grade(GRADE)).contains(new DataGrade(DataGrade.Level.GENERAL, Optional.empty(), check));
        assertThat(grade("{ grade: core, geneticResources: article-37 }"))
                .contains(new DataGrade(
                        DataGrade.Level.CORE, Optional.of(DataGrade.GeneticResources.ARTICLE_37), Optional.empty()));
        assertThat(grade("{ grade: secret }")).isEmpty();
        assertThat(grade("general")).isEmpty();
        assertThat(grade("{ grade: general, checkedOn: \"2026-10-01\" }"))
                .contains(new DataGrade(DataGrade.Level.GENERAL, Optional.empty(), Optional.empty()));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            { grade: general, checkedBy: me }            | 'weirGrade' has 'checkedBy' alone | add 'checkedOn'
            { grade: general, checkedOn: 2026-10-01 }    | 'weirGrade' has 'checkedOn' alone | add 'checkedBy'
            """)
    void aCheckIsSomebodysOfADay(String grade, String problem, String remedy) {
        assertThat(Sample.clinical()
                        .replace(ENCOUNTERS, GRADE, grade)
                        .readIn(folder)
                        .problems())
                .extracting(found -> found.what() + " | " + found.remedy())
                .containsExactly(problem + " | " + remedy);
    }

    @Test
    void aGradeMayDoWithoutACheck() {
        assertThat(told(Sample.clinical().replace(ENCOUNTERS, GRADE, "{ grade: important }")))
                .isEmpty();
        assertThat(told(Sample.clinical().replace(ENCOUNTERS, GRADE, "{ grade: gneral }")))
                .hasSize(1);
    }

    // loads

    private static Sample loads(String load) {
        return Sample.clinical()
                .replace(ENCOUNTERS, SUBJECT, SUBJECT + "      - { property: weirLoad, value: " + load + " }\n");
    }

    private static Load load(WorkspaceReader.Outcome outcome) {
        return product(outcome.workspace().orElseThrow())
                .table("encounters")
                .orElseThrow()
                .making()
                .load();
    }

    private Load load(String written) {
        WorkspaceReader.Outcome outcome = loads(written).readIn(folder);
        assertThat(outcome.problems()).isEmpty();
        return load(outcome);
    }

    @Test
    void readsEachKindOfLoad() {
        assertThat(load("replace")).isEqualTo(Load.usual());
        assertThat(load("incremental")).isEqualTo(new Load.Incremental("raw.encounters"));
        assertThat(load("{ mode: incremental, source: raw.encounters }"))
                .isEqualTo(new Load.Incremental("raw.encounters"));
        assertThat(load("{ mode: append, interval: started_at }")).isEqualTo(new Load.Append("started_at"));
        assertThat(load("{ mode: merge, order: started_at }"))
                .isEqualTo(new Load.Merge("started_at", Optional.empty(), Load.History.LATEST, Optional.empty()));
        assertThat(load("{ mode: merge, order: started_at, history: type-2, source: raw.encounters }"))
                .isEqualTo(new Load.Merge(
                        "started_at", Optional.empty(), Load.History.TYPE_2, Optional.of("raw.encounters")));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            { mode: append, interval: patient_id }  | the column 'patient_id' has the type string
            { mode: append, interval: stopped_at }  | the column 'stopped_at' may be NULL
            { mode: append, interval: started }     | 'interval' of weirLoad names the column 'started'
            { mode: merge, order: stopped_at }      | the column 'stopped_at' may be NULL
            { mode: merge, order: started }         | 'order' of weirLoad names the column 'started'
            { mode: merge, order: encounter_id }    | 'order' of weirLoad names 'encounter_id', a column of the primary key
            { mode: merge, order: started_at, deletes: reason } | the column 'reason' has the type string
            { mode: merge, order: started_at, deletes: gone }   | 'deletes' of weirLoad names the column 'gone'
            """)
    void whatCannotBeLoadedSoIsToldOnce(String load, String problem) {
        assertThat(told(loads(load))).containsExactly(problem);
    }

    @ParameterizedTest
    @ValueSource(strings = {"integer", "string", "date", "timestamp", "'number', physicalType: 'decimal(9,2)'"})
    void anOrderIsOfATypeThatHasOne(String type) {
        assertThat(load("{ mode: merge, order: started_at }")).isNotNull();
        assertThat(told(ordered(type))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"boolean", "number"})
    void whatHasNoCertainOrderIsNone(String type) {
        assertThat(told(ordered(type))).singleElement().asString().startsWith("the column 'started_at' has the type");
    }

    private static Sample ordered(String type) {
        return loads("{ mode: merge, order: started_at }")
                .replace(
                        ENCOUNTERS,
                        "name: started_at, logicalType: timestamp",
                        "name: started_at, logicalType: " + type)
                .replace(
                        ENCOUNTERS,
                        "  - { property: latency, value: 2, unit: d, element: encounters.started_at }\n",
                        "")
                .without("quality-rules/clinical/encounters.yaml");
    }

    @Test
    void historyAddsColumnsThatNobodyElseMayHave() {
        String added =
                loads("{ mode: merge, order: started_at, history: type-2 }").text(ENCOUNTERS);
        Load.Merge merge = new Load.Merge("started_at", Optional.empty(), Load.History.TYPE_2, Optional.empty());
        String name = merge.added().iterator().next();
        Sample sample = Sample.clinical()
                .with(ENCOUNTERS, added)
                .replace(ENCOUNTERS, "name: stopped_at", "name: " + name.toUpperCase(Locale.ROOT))
                .replace("contracts/clinical/encounters.sql", "AS stopped_at", "AS " + name)
                .without("quality-rules/clinical/encounters.yaml");
        assertThat(told(sample))
                .contains("the table 'encounters' has a column '" + name.toUpperCase(Locale.ROOT) + "'");
    }

    @ParameterizedTest
    @CsvSource({
        "'{ mode: append, interval: started_at }', left-out warn",
        "'{ mode: append, interval: started_at, leftOut: block }', left-out block",
        "'{ mode: merge, order: started_at }', left-out warn",
        "'{ mode: merge, order: started_at, leftOut: block }', left-out block",
        "'{ mode: append, interval: started_at, leftOut: allow }', ''",
        "incremental, ''",
        "replace, ''",
    })
    void aLoadThatCanLeaveRowsOutHasARuleOfIt(String load, String rule) {
        assertThat(product(loads(load).workspaceIn(folder)).rules())
                .filteredOn(derived -> derived.check() instanceof Rule.NoneLeftOut)
                .extracting(derived -> derived.id().replace("encounters.", "") + " " + derived.severity())
                .isEqualTo(rule.isEmpty() ? List.of() : List.of(rule));
    }

    // keys and references

    @Test
    void theKeyIsInTheOrderOfItsPositions() {
        String key = "name: encounter_id, logicalType: string, primaryKey: true";
        String other = "      - { name: started_at, logicalType: timestamp, required: true";
        Sample sample = Sample.clinical()
                .replace(ENCOUNTERS, key, key + ", primaryKeyPosition: 2")
                .replace(ENCOUNTERS, other, other + ", primaryKey: true, primaryKeyPosition: 1");
        assertThat(keys(sample).primary()).containsExactly("started_at", "encounter_id");
        Sample same = Sample.clinical()
                .replace(ENCOUNTERS, key, key + ", primaryKeyPosition: 1")
                .replace(ENCOUNTERS, other, other + ", primaryKey: true, primaryKeyPosition: 1");
        assertThat(told(same)).containsExactly("two columns have the primaryKeyPosition 1");
        Sample unsaid = Sample.clinical().replace(ENCOUNTERS, other, other + ", primaryKey: true");
        assertThat(told(unsaid)).isEmpty();
        assertThat(keys(unsaid).primary()).containsExactly("encounter_id", "started_at");
    }

    @ParameterizedTest
    @ValueSource(strings = {"2147483646", "2147483647", "2147483648", "99999999999999999999"})
    void aPositionBeyondEveryOtherIsTheLast(String position) {
        String key = "name: encounter_id, logicalType: string, primaryKey: true";
        String other = "      - { name: started_at, logicalType: timestamp, required: true";
        Sample sample = Sample.clinical()
                .replace(ENCOUNTERS, key, key + ", primaryKeyPosition: " + position)
                .replace(ENCOUNTERS, other, other + ", primaryKey: true, primaryKeyPosition: 1");
        assertThat(told(sample)).isEmpty();
        assertThat(keys(sample).primary()).containsExactly("started_at", "encounter_id");
    }

    @Test
    void aColumnThatCannotBeReadIsInNoKey() {
        Sample sample = Sample.clinical()
                .replace(
                        ENCOUNTERS,
                        "{ name: started_at, logicalType: timestamp, required: true",
                        "{ name: started_at, logicalType: tiemstamp, primaryKey: true, primaryKeyPosition: 1");
        assertThat(told(sample)).singleElement().asString().contains("tiemstamp");
        assertThat(keys(sample).primary()).containsExactly("encounter_id");
    }

    private Table.Keys keys(Sample sample) {
        return product(sample.readIn(folder).workspace().orElseThrow())
                .table("encounters")
                .orElseThrow()
                .keys();
    }

    private static Sample refers(String to) {
        return Sample.clinical().replace(ENCOUNTERS, "[ { to: patients.patient_id } ]", "[ { to: " + to + " } ]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "patients.patient_id",
                "patients.odcs.yaml#/schema/patients/properties/patient_id",
                "patients.odcs.yaml#schema/patients/properties/patient_id"
            })
    void aReferenceIsWrittenInEachFormOfTheStandard(String to) {
        Table.Reference reference = keys(refers(to)).references().get(0);
        assertThat(reference.columns()).containsExactly("patient_id");
        assertThat(reference.parent()).isEqualTo("patients");
        assertThat(reference.parentColumns()).containsExactly("patient_id");
        assertThat(told(refers(to))).isEmpty();
    }

    @Test
    void aReferenceOfATableToItselfNeedsNoFile() {
        Sample sample = refers("/schema/encounters/properties/encounter_id");
        Table.Reference reference = keys(sample).references().get(0);
        assertThat(reference.parent()).isEqualTo("encounters");
        assertThat(reference.parentColumns()).containsExactly("encounter_id");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            patients.odcs.yaml#/schema/patients/columns/patient_id | the relationship's path is '/schema/patients/columns/patient_id'
            patients.odcs.yaml#/tables/patients/properties/patient_id | the relationship's path is '/tables/patients/properties/patient_id'
            https://example.org/a.yaml#/schema/a/properties/b      | the relationship leads to the web
            http://example.org/a.yaml#/schema/a/properties/b       | the relationship leads to the web
            none.odcs.yaml#/schema/patients/properties/patient_id  | there is no contract 'none.odcs.yaml'
            """)
    void aReferenceThatLeadsNowhereIsTold(String to, String problem) {
        assertThat(told(refers("'" + to + "'"))).containsExactly(problem);
    }

    @Test
    void aTableMayReferByPairsOfColumns() {
        String pair = "    relationships: [ { from: [encounters.patient_id, encounters.stopped_at],"
                + " to: [patients.patient_id, %s] } ]\n    properties:\n";
        assertThat(told(paired(pair.formatted("encounters.reason"))))
                .containsExactly("the relationship goes to 'patients' and 'encounters'");
        assertThat(told(paired(pair.formatted("patients.patient_id").replace(", patients.patient_id]", "]"))))
                .containsExactly("the relationship pairs 2 with 1 columns");
        assertThat(told(paired(
                        pair.formatted("patients.birth_year").replace("[encounters.patient_id", "[visits.patient_id"))))
                .contains("'from' names the table 'visits'");
        assertThat(keys(paired(pair.formatted("patients.birth_year"))).references())
                .anySatisfy(reference -> {
                    assertThat(reference.columns()).containsExactly("patient_id", "stopped_at");
                    assertThat(reference.parentColumns()).containsExactly("patient_id", "birth_year");
                });
    }

    private static Sample paired(String written) {
        return Sample.clinical().replace(ENCOUNTERS, "    properties:\n", written);
    }

    // masks

    private Optional<MaskChoice> mask(String written) {
        return product(Sample.clinical()
                        .replace(ENCOUNTERS, "weirMask, value: redact", "weirMask, value: " + written)
                        .readIn(folder)
                        .workspace()
                        .orElseThrow())
                .table("encounters")
                .orElseThrow()
                .column("reason")
                .orElseThrow()
                .meaning()
                .mask();
    }

    @Test
    void aMaskIsItsWordOrAnObject() {
        assertThat(mask("drop")).contains(new MaskChoice("drop", Map.of()));
        assertThat(mask("{ method: truncate, length: 2 }")).contains(new MaskChoice("truncate", Map.of("length", "2")));
        assertThat(mask("{ method: encrypt, format: any }"))
                .contains(new MaskChoice("encrypt", Map.of("format", "any")));
        assertThat(mask("{ method: encrypt }")).contains(new MaskChoice("encrypt", Map.of()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{ method: keep, to: year }",
                "{ method: drop, to: year }",
                "{ method: nullify, to: year }",
                "{ method: generalise, to: yaer }",
                "{ method: generalise }",
                "{ method: encrypt, format: keep }",
                "{ method: truncate, length: [2] }",
                "{ method: truncate, length: null }",
                "{ to: year }",
                "[ redact ]",
                "7",
                "redakt"
            })
    void aMaskThatCannotBeIsTold(String mask) {
        assertThat(told(Sample.clinical().replace(ENCOUNTERS, "weirMask, value: redact", "weirMask, value: " + mask)))
                .isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"keep", "drop", "nullify", "{ method: keep }", "{ method: encrypt, format: kept }"})
    void aMaskThatCanBeIsNot(String mask) {
        assertThat(told(Sample.clinical().replace(ENCOUNTERS, "weirMask, value: redact", "weirMask, value: " + mask)))
                .isEmpty();
    }

    @Test
    void whatToDoWithMinorsIsAWord() {
        for (Table.Minors minors : Table.Minors.values()) {
            Sample sample = Sample.clinical()
                    .replace(
                            PATIENTS,
                            "  - name: patients\n",
                            "  - name: patients\n    customProperties: [{ property: weirMinors, value: "
                                    + minors.name().toLowerCase(Locale.ROOT) + " }]\n");
            assertThat(product(sample.readIn(folder).workspace().orElseThrow())
                            .table("patients")
                            .orElseThrow()
                            .keys()
                            .minors())
                    .isEqualTo(minors);
        }
    }

    // drift

    private static Sample drift(String drift) {
        return Sample.clinical()
                .replace(
                        "quality-rules/clinical/encounters.yaml",
                        "    check: RowCount > 0\n    severity: block\n",
                        "    drift: { " + drift + " }\n    severity: warn\n");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            column: reason, measure: null-rate, atMost: 0                 | 0.0
            column: reason, measure: null-rate, atMost: 0.99              | 0.99
            column: reason, measure: chi-square, atLeast: 0.99            | 0.99
            column: length_of_stay, measure: wasserstein, atMost: 1       | 1.0
            column: length_of_stay, measure: wasserstein, atMost: 100000  | 100000.0
            column: length_of_stay, measure: kolmogorov-smirnov, atMost: 0.5 | 0.5
            column: started_at, measure: kolmogorov-smirnov, atMost: 0.5  | 0.5
            column: reason, measure: cardinality, atMost: 7               | 7.0
            """)
    void aBoundOfDriftIsTakenWhereItCanFail(String drift, double bound) {
        Sample sample = drift(drift);
        assertThat(told(sample)).isEmpty();
        assertThat(product(sample.workspaceIn(folder)).rules())
                .filteredOn(rule -> rule.check() instanceof Rule.Drift)
                .singleElement()
                .satisfies(rule -> assertThat(rule.check().toString()).contains("value=" + bound));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "column: reason, measure: null-rate, atMost: 1",
                "column: reason, measure: null-rate, atMost: 1.01",
                "column: reason, measure: null-rate, atMost: -0.01",
                "column: reason, measure: null-rate, atLeast: 0.1",
                "column: reason, measure: chi-square, atMost: 0.1",
                "column: reason, measure: chi-square, atLeast: 0",
                "column: reason, measure: chi-square, atLeast: 1",
                "column: reason, measure: wasserstein, atMost: 1",
                "column: reason, measure: kolmogorov-smirnov, atMost: 0.1",
                "column: reason, measure: null-rate, atMost: 0.1, against: { window: 0 }",
                "column: reason, measure: null-rate, atMost: 0.1, against: { release: 0 }",
                "column: reason, measure: null-rate, atMost: 0.1, against: { release: 2147483648 }",
                "column: reason, measure: null-rate, atMost: 0.1, against: { window: 2147483648 }",
                "column: reason, measure: null-rate, atMost: 0.1, against: first-release"
            })
    void aBoundThatCannotFailOrHoldIsTold(String drift) {
        assertThat(told(drift(drift))).isNotEmpty();
    }

    @Test
    void driftIsAgainstTheLastReleaseOrThoseThatAreNamed() {
        String drift = "column: reason, measure: null-rate, atMost: 0.1";
        assertThat(against(drift)).isEqualTo(new Rule.Baseline.LastRelease());
        assertThat(against(drift + ", against: last-release")).isEqualTo(new Rule.Baseline.LastRelease());
        assertThat(against(drift + ", against: { release: 1 }")).isEqualTo(new Rule.Baseline.Release(1));
        assertThat(against(drift + ", against: { release: 2147483647 }"))
                .isEqualTo(new Rule.Baseline.Release(Integer.MAX_VALUE));
    }

    private Rule.Baseline against(String drift) {
        return product(drift(drift).workspaceIn(folder)).rules().stream()
                .flatMap(rule -> rule.check() instanceof Rule.Drift found ? Stream.of(found) : null)
                .findFirst()
                .orElseThrow()
                .against();
    }
}
