package dev.weir.lineage;

import dev.weir.contracts.Rule;
import dev.weir.contracts.Severity;
import dev.weir.contracts.release.Verdict;
import dev.weir.contracts.release.Verdict.Answer;
import io.openlineage.client.OpenLineage;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Verdicts in OpenLineage's words: as tests of a run (TestRunFacet 1-0-1), and as assertions about an input (
 * DataQualityAssertionsDatasetFacet 1-1-0). The specification has no place for how many rows failed, so {@code actual} and {@code
 * params} have it. What a rule asks for is not in them, be it in the words of its author or of the judge: a literal of it may be
 * of a patient.
 */
record RuleResults(OpenLineage openLineage, List<Verdict> verdicts) {

    RuleResults {
        verdicts = List.copyOf(verdicts);
    }

    /** Those about one table, or one table of a source, by the name that rules have for it. */
    RuleResults about(String table) {
        return new RuleResults(
                openLineage,
                verdicts.stream()
                        .filter(verdict -> verdict.rule().table().equals(table))
                        .toList());
    }

    /** Every verdict; empty where nothing was judged. A rule that was not in force is a test that was skipped. */
    Optional<OpenLineage.TestRunFacet> tests() {
        return verdicts.isEmpty()
                ? Optional.empty()
                : Optional.of(openLineage.newTestRunFacet(
                        verdicts.stream().map(this::test).toList()));
    }

    /** Those of rules that were in force; empty where none was. */
    Optional<OpenLineage.DataQualityAssertionsDatasetFacet> assertions() {
        List<OpenLineage.DataQualityAssertionsDatasetFacetAssertions> made = verdicts.stream()
                .filter(verdict -> verdict.answer() != Answer.DORMANT)
                .map(this::assertion)
                .toList();
        return made.isEmpty() ? Optional.empty() : Optional.of(openLineage.newDataQualityAssertionsDatasetFacet(made));
    }

    private OpenLineage.TestExecution test(Verdict verdict) {
        OpenLineage.TestExecutionParamsBuilder params = openLineage.newTestExecutionParamsBuilder();
        params(verdict).forEach(params::put);
        return openLineage
                .newTestExecutionBuilder()
                .name(verdict.rule().id())
                .status(status(verdict.answer()))
                .severity(severity(verdict.rule()))
                .type(type(verdict.rule().check()))
                .description(sentence(verdict))
                .expected(expected(verdict).orElse(null))
                .actual(actual(verdict).orElse(null))
                .params(params.build())
                .build();
    }

    private OpenLineage.DataQualityAssertionsDatasetFacetAssertions assertion(Verdict verdict) {
        OpenLineage.DataQualityAssertionsDatasetFacetAssertionsParamsBuilder params =
                openLineage.newDataQualityAssertionsDatasetFacetAssertionsParamsBuilder();
        params(verdict).forEach(params::put);
        List<String> columns = verdict.rule().check().columns();
        return openLineage
                .newDataQualityAssertionsDatasetFacetAssertionsBuilder()
                .name(verdict.rule().id())
                .assertion(type(verdict.rule().check()))
                .success(verdict.answer() == Answer.PASSED)
                .severity(severity(verdict.rule()))
                .column(columns.size() == 1 ? columns.get(0) : null)
                .description(sentence(verdict))
                .expected(expected(verdict).orElse(null))
                .actual(actual(verdict).orElse(null))
                .params(params.build())
                .build();
    }

    /** What could not be evaluated has not passed. */
    private static String status(Answer answer) {
        return switch (answer) {
            case PASSED -> "pass";
            case FAILED, ERROR -> "fail";
            case DORMANT -> "skip";
        };
    }

    private static String severity(Rule rule) {
        return rule.severity() == Severity.BLOCK ? "error" : "warn";
    }

    private static String type(Rule.Check check) {
        return check.match(
                row -> "row_condition",
                dqdl -> "dqdl",
                key -> "unique",
                reference -> "relationship",
                columns -> "columns",
                depends -> "functional_dependency",
                drift -> "drift",
                freshness -> "freshness",
                readable -> "readable_share",
                notEmpty -> "not_empty",
                noneLeftOut -> "none_left_out",
                cast -> "type");
    }

    /** What came out, by the rule's id and counts. */
    static String sentence(Verdict verdict) {
        String came = switch (verdict.answer()) {
            case PASSED -> "passed" + counts(verdict);
            case FAILED -> "failed" + counts(verdict);
            case ERROR -> "could not be evaluated";
            case DORMANT -> "was not in force";
        };
        return "Rule '" + verdict.rule().id() + "' of table '" + verdict.rule().table() + "' " + came + ".";
    }

    private static String counts(Verdict verdict) {
        return switch (verdict.subject()) {
            case NOTHING -> ": there was nothing to judge";
            case UNSAID -> ": a number of rows would tell masked values";
            case SOMETHING ->
                verdict.rows().evaluated() == 0
                        ? ""
                        : ": " + verdict.rows().failed() + " of "
                                + verdict.rows().evaluated() + " rows break it";
        };
    }

    /** How many rows may fail; empty of what is not about rows. */
    private static Optional<String> expected(Verdict verdict) {
        return verdict.rows().evaluated() == 0
                ? Optional.empty()
                : Optional.of(
                        verdict.rule().terms().threshold().isPresent()
                                ? "a share of "
                                        + verdict.rule().terms().threshold().getAsDouble() + " passes"
                                : "0");
    }

    private static Optional<String> actual(Verdict verdict) {
        return verdict.rows().evaluated() == 0
                ? Optional.empty()
                : Optional.of(Long.toString(verdict.rows().failed()));
    }

    private static Map<String, Object> params(Verdict verdict) {
        Map<String, Object> params = new LinkedHashMap<>();
        if (verdict.rows().evaluated() > 0) {
            params.put("evaluatedRows", verdict.rows().evaluated());
            params.put("failedRows", verdict.rows().failed());
        }
        params.put("onFailure", verdict.rule().severity().toString());
        params.put("answer", verdict.answer().toString());
        verdict.waiver().ifPresent(waiver -> params.put("waived", true));
        return params;
    }
}
