package dev.weir.contracts.read;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.contracts.Problems;
import dev.weir.contracts.Rule;
import dev.weir.contracts.read.rules.BuiltInPacks;
import dev.weir.contracts.read.rules.RulePacks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The packs that come with Weir, and how rule files use them. */
final class PacksTest {

    private static final String RULES = "quality-rules/clinical/encounters.yaml";
    private static final String USE =
            "use: [ { pack: dates-in-order, with: { earlier: started_at, later: stopped_at } } ]";

    @TempDir
    private Path folder;

    private Sample using(String use) {
        return Sample.clinical().without("quality-rules/packs/dates.yaml").replace(RULES, USE, "use: " + use);
    }

    private List<Rule> rules(String use) {
        Sample sample = using(use);
        assertThat(sample.problemsIn(folder)).isEmpty();
        return sample.workspaceIn(folder).product("clinical").orElseThrow().rules().stream()
                .filter(rule -> rule.standing().author() == Rule.Author.STEWARD)
                .filter(rule -> !rule.id().equals("volume"))
                .toList();
    }

    @Test
    void everyPackThatShipsIsRight() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("src/main/resources/packs"))) {
            assertThat(files.map(file -> file.getFileName().toString()).sorted())
                    .containsExactlyElementsOf(BuiltInPacks.NAMES.stream()
                            .map(name -> name + ".yaml")
                            .toList());
        }
        Problems problems = new Problems();
        for (String name : BuiltInPacks.NAMES) {
            RulePacks.SHAPE.check(BuiltInPacks.find(name).orElseThrow(), problems);
            assertThat(BuiltInPacks.find(name).orElseThrow().textOrEmpty("pack"))
                    .isEqualTo(name);
        }
        assertThat(problems.list()).isEmpty();
    }

    @Test
    void aUseGivesColumnsSeverityAndOwner() {
        List<Rule> rules = rules(
                "[ { pack: packs/dates-in-order, severity: warn, owner: me@example.org, with: { earlier: started_at,"
                        + " later: stopped_at } } ]");
        assertThat(rules).hasSize(1);
        assertThat(rules.get(0).id()).isEqualTo("encounters.stopped_at.not-before-started_at");
        assertThat(rules.get(0).severity()).hasToString("warn");
        assertThat(rules.get(0).standing().owner()).isEqualTo("me@example.org");
        assertThat(rules.get(0).place()).hasToString(RULES + ":3:8");
    }

    @Test
    void withoutAnOwnerTheContractsOwnerAnswers() {
        List<Rule> rules = rules("[ { pack: dates-in-order, with: { earlier: started_at, later: stopped_at } } ]");
        assertThat(rules.get(0).standing().owner()).isEqualTo("clinical-data@example.org");
    }

    @ParameterizedTest
    @ValueSource(strings = {"packs/loinc-like", "[ packs/loinc-like ]"})
    void aUseByNameAloneFindsColumnsByTheirNames(String use) {
        Sample sample = using(use).with("quality-rules/packs/like.yaml", """
            pack: loinc-like
            optional: [Reason, nothing]
            rules:
              - { id: "${Reason}-there", row: "${Reason} <> ''", severity: warn, dimension: accuracy, because: It is. }
              - { id: "${nothing}-there", row: "${nothing} <> ''", severity: warn, dimension: accuracy, because: It is. }
            """);
        assertThat(sample.problemsIn(folder)).isEmpty();
        assertThat(sample.workspaceIn(folder).product("clinical").orElseThrow().rules())
                .extracting(Rule::id)
                .contains("reason-there")
                .doesNotContain("nothing-there");
    }

    @Test
    void aRuleThatNamesAnOptionalParameterAnywhereIsLeftOutWithoutIt() {
        Sample sample = using("packs/like").with("quality-rules/packs/like.yaml", """
            pack: like
            optional: [Reason, nothing]
            rules:
              - { id: all, row: "${Reason} <> ''", tags: ["${Reason}", ward], severity: warn, dimension: accuracy, because: It is. }
              - { id: tag, row: "${Reason} <> ''", tags: [ward, "${nothing}"], severity: warn, dimension: accuracy, because: It is. }
              - { id: inside, depends: { on: ["${nothing}"], column: "${Reason}" }, severity: warn, dimension: accuracy, because: It is. }
            """);
        assertThat(sample.problemsIn(folder)).isEmpty();
        List<Rule> rules =
                sample.workspaceIn(folder).product("clinical").orElseThrow().rules();
        assertThat(rules).extracting(Rule::id).contains("all").doesNotContain("tag", "inside");
        assertThat(rules)
                .filteredOn(rule -> rule.id().equals("all"))
                .singleElement()
                .satisfies(rule -> assertThat(rule.terms().tags()).containsExactly("reason", "ward"));
    }

    @Test
    void keysAndReferencesBecomeMarkers() {
        assertThat(rules("""
            [ { pack: keys-and-references, with: { key: encounter_id, unique: reason, child: patient_id, parent: patients.patient_id } } ]
            """.strip()))
                .extracting(Rule::check)
                .containsExactly(
                        new Rule.Key(List.of("encounter_id"), Rule.Nulls.FAIL),
                        new Rule.Key(List.of("reason"), Rule.Nulls.PASS),
                        new Rule.Reference(List.of("patient_id"), "patients", List.of("patient_id")));
    }

    @Test
    void aUseThatBringsInNothingIsTold() {
        assertThat(using("packs/identity-cn").problemsIn(folder))
                .containsExactly(RULES + ":3:6 C003 the use of the pack 'identity-cn' brings in no rule");
    }

    /** Else the order of the parameters decided what a rule says. */
    @Test
    void aValueIsNotFilledInTurn() {
        assertThat(using("[ { pack: dates-in-order, with: { earlier: '${later}', later: stopped_at } } ]")
                        .problemsIn(folder))
                .anyMatch(problem -> problem.contains("the value of the parameter 'earlier' has '${' in it"));
    }

    @Test
    void problemsInAPackThatShipsStandAtItsUse() {
        assertThat(using("[ { pack: loinc, with: { code: raeson } } ]").problemsIn(folder))
                .containsExactly(RULES + ":3:8 C006 the rule names the column 'raeson'");
        assertThat(using("[ { pack: loinc, table: encounter, with: { code: reason } } ]")
                        .problemsIn(folder))
                .containsExactly(RULES + ":3:30 C006 there is no table 'encounter'");
        assertThat(using("loinc").problemsIn(folder))
                .containsExactly(RULES + ":3:6 C003 the use of the pack 'loinc' gives no 'code'");
    }
}
