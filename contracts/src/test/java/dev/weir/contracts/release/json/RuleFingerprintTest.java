package dev.weir.contracts.release.json;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.contracts.Dimension;
import dev.weir.contracts.Place;
import dev.weir.contracts.Rule;
import dev.weir.contracts.Severity;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class RuleFingerprintTest {

    private static final Rule RULE = new Rule(
            "stops-after-it-starts",
            "encounters",
            new Rule.Row("stopped_at >= started_at", List.of("stopped_at")),
            Severity.BLOCK,
            new Rule.Standing(Rule.Author.STEWARD, Dimension.CONSISTENCY, "a@example.org", "It breaks models."),
            new Place("rules.yaml", 3, 5));

    @Test
    void isSixteenHexDigits() {
        assertThat(RuleFingerprint.of(RULE)).matches("[0-9a-f]{16}");
    }

    @Test
    void staysWhereOnlyOwnerReasonOrPlaceChange() {
        Rule moved = new Rule(
                RULE.id(),
                RULE.table(),
                RULE.check(),
                RULE.severity(),
                new Rule.Standing(Rule.Author.STEWARD, Dimension.ACCURACY, "b@example.org", "Another reason."),
                new Place("other.yaml", 9, 1));

        assertThat(RuleFingerprint.of(moved)).isEqualTo(RuleFingerprint.of(RULE));
    }

    @Test
    void changesWithAllThatDecides() {
        Rule.Terms terms = new Rule.Terms(
                Optional.of(LocalDate.of(2026, 1, 1)), Optional.empty(), OptionalDouble.empty(), List.of());
        Rule.Check check = new Rule.Row("stopped_at > started_at", List.of("stopped_at"));

        assertThat(List.of(
                        with("other", RULE.table(), RULE.check(), RULE.severity(), RULE.terms()),
                        with(RULE.id(), "other", RULE.check(), RULE.severity(), RULE.terms()),
                        with(RULE.id(), RULE.table(), check, RULE.severity(), RULE.terms()),
                        with(RULE.id(), RULE.table(), RULE.check(), Severity.WARN, RULE.terms()),
                        with(RULE.id(), RULE.table(), RULE.check(), RULE.severity(), terms)))
                .extracting(RuleFingerprint::of)
                .doesNotContain(RuleFingerprint.of(RULE))
                .doesNotHaveDuplicates();
    }

    private static Rule with(String id, String table, Rule.Check check, Severity severity, Rule.Terms terms) {
        return new Rule(id, table, check, severity, RULE.standing(), terms, RULE.place());
    }
}
