package dev.weir.quality.dqdl;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazon.deequ.analyzers.Analyzer;
import com.amazon.deequ.analyzers.runners.EmptyStateException;
import com.amazon.deequ.dqdl.model.DeequExecutableRule;
import com.amazon.deequ.dqdl.model.ExecutableRule;
import com.amazon.deequ.dqdl.translation.DQDLRuleTranslator$;
import com.amazon.deequ.dqdl.util.DefaultDQDLParser;
import com.amazon.deequ.metrics.Distribution;
import com.amazon.deequ.metrics.DoubleMetric;
import com.amazon.deequ.metrics.Entity;
import com.amazon.deequ.metrics.HistogramMetric;
import com.amazon.deequ.metrics.Metric;
import dev.weir.contracts.Rule;
import dev.weir.contracts.Severity;
import dev.weir.contracts.dqdl.DqdlCondition;
import dev.weir.contracts.dqdl.DqdlFacts;
import dev.weir.contracts.dqdl.DqdlSyntaxException;
import dev.weir.contracts.release.Verdict.Answer;
import dev.weir.quality.Rules;
import dev.weir.quality.dqdl.parse.DqdlGrammar;
import dev.weir.quality.evaluation.ScalaCollections;
import dev.weir.quality.wording.VerdictNumbers;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.apache.spark.SparkException;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import scala.Option;
import scala.util.Failure;
import scala.util.Success;
import scala.util.Try;
import software.amazon.glue.dqdl.model.DQRule;

/** What is made of metrics that are there, by rules as Deequ translates them; no rows are needed for that. */
class FindingsTest {

    @ParameterizedTest
    @CsvSource({"3, PASSED, 0.75", "1, FAILED, 0.25"})
    void tellsWhatWasMeasuredAndWhatWasAsked(long complete, Answer answer, String share) {
        Finding finding = finding("Completeness \"ward\" > 0.5", number(complete / 4.0));

        assertThat(finding.answer()).isEqualTo(answer);
        assertThat(finding.sentence()).isEqualTo("Completeness of ward is " + share + "; asked: > 0.5");
    }

    @Test
    void callsMetricsAsRulesCallThem() {
        assertThat(finding("RowCount > 2", number(4)).sentence()).isEqualTo("RowCount is 4; asked: > 2");
        assertThat(finding("DistinctValuesCount \"ward\" = 3", bins(3)))
                .isEqualTo(new Finding(Answer.PASSED, "DistinctValuesCount of ward is 3; asked: = 3"));
    }

    @ParameterizedTest
    @CsvSource({"'', CustomSql", "invalidValues, invalidValues"})
    void callsTheNumberOfAQueryAsTheContractDoes(String metric, String name) {
        CheckTree.Measured leaf = measured("CustomSql \"SELECT count(*) FROM primary WHERE age > 3\" < 9");
        Metric<?> seven =
                new DoubleMetric(Entity.Dataset(), "CustomSQL", "*", new Success<>((Object) 7.0), Option.empty());
        Rule rule = Rules.of("r", new Rule.Dqdl("", Rule.Of.RELEASED, metric), Severity.WARN);
        CheckMeasurements measured =
                new CheckMeasurements(context(leaf, analyzer -> seven), Map.of(), Map.of(), Map.of(), 4);

        assertThat(findings(rule, measured, MetricHistory.NONE).measured(leaf).sentence())
                .isEqualTo(name + " is 7; asked: < 9");
    }

    @Test
    void keepsTheValueOfARowToItself() {
        for (double least : List.of(3.0, 7.0)) {
            Finding finding = finding("ColumnValues \"age\" > 5", ofMinimum(number(least), number(1)));

            assertThat(finding.answer()).isEqualTo(least > 5 ? Answer.PASSED : Answer.FAILED);
            assertThat(finding.sentence())
                    .contains(least > 5 ? "Minimum of age is as asked" : "Minimum of age is not as asked")
                    .doesNotContain("3", "7");
        }
    }

    /** The mean of one row is that row's value. */
    @Test
    void keepsAMeanToItselfWhereAFilterMayLeaveOneRow() {
        assertThat(finding("Mean \"age\" > 5", number(42)).sentence()).isEqualTo("Mean of age is 42; asked: > 5");
        assertThat(finding("Mean \"age\" > 5 where \"ward = 1\"", number(42)).sentence())
                .isEqualTo("Mean of age where ward = 1 is as asked; asked: > 5");
        assertThat(finding("Completeness \"age\" > 0.5 where \"ward = 1\"", number(1))
                        .sentence())
                .isEqualTo("Completeness of age where ward = 1 is 1; asked: > 0.5");
    }

    @Test
    void failsForWantOfAnyValue() {
        assertThat(finding("Mean \"age\" > 5", failure(new EmptyStateException("none"))))
                .isEqualTo(new Finding(Answer.FAILED, "Mean of age has no value to go by; asked: > 5"));
    }

    @Test
    void takesTheNullThatUniqueValueRatioReadsForWantOfAnyValue() {
        assertThat(finding("Mean \"age\" > 5", failure(brokenBy("_LEGACY_ERROR_TEMP_2232")))
                        .answer())
                .isEqualTo(Answer.FAILED);
        assertThat(finding("Mean \"age\" > 5", failure(brokenBy("INTERNAL_ERROR")))
                        .answer())
                .isEqualTo(Answer.ERROR);
    }

    private static Exception brokenBy(String errorClass) {
        return new IllegalStateException(
                new SparkException(errorClass, ScalaCollections.map(Map.of("index", "0", "message", "no")), null));
    }

    /** Whatever Deequ's metrics of no row say: a rule about each row has then nothing to judge, one about numbers has. */
    @Test
    void judgesNoRowsOnlyWhereTheRuleIsOfEachRow() {
        CheckTree.Measured ofRows = measured("ColumnValues \"age\" > 5");
        CheckTree.Measured ofCounts = measured("RowCount > 2");

        Finding none = findings(context(ofRows, number(0)), 0).measured(ofRows);
        assertThat(none.answer()).isEqualTo(Answer.PASSED);
        assertThat(none.sentence()).isEqualTo("There were no rows to judge");
        assertThat(findings(context(ofCounts, number(0)), 0).measured(ofCounts).answer())
                .isEqualTo(Answer.FAILED);
    }

    @Test
    void isAnErrorWhereAMetricCouldNotBeComputed() {
        assertThat(finding("Mean \"age\" > 5", failure(new IllegalStateException("17 Sun Street"))))
                .isEqualTo(new Finding(
                        Answer.ERROR, "Mean of age could not be computed (IllegalStateException); asked: > 5"));
    }

    @Test
    void isAnErrorWhereAMetricIsMissing() {
        assertThat(findings(Map.of()).measured(measured("Mean \"age\" > 5")))
                .isEqualTo(new Finding(Answer.ERROR, "A metric is missing; asked: > 5"));
    }

    /** A rule that fails by one of its metrics fails, whatever became of the others. */
    @Test
    void failsWhereOneMetricFailsAndAnotherCouldNotBeComputed() {
        Function<Analyzer<?, Metric<?>>, Metric<?>> broken = failure(new IllegalStateException("broken"));

        assertThat(finding("ColumnValues \"age\" > 5", ofMinimum(broken, number(0.5)))
                        .answer())
                .isEqualTo(Answer.FAILED);
        assertThat(finding("ColumnValues \"age\" > 5", ofMinimum(broken, number(1)))
                        .answer())
                .isEqualTo(Answer.ERROR);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "in [\"C:\\new\\x\",\"say \\\"hi\\\" [a\",\"b\"]",
                "not in [\"C:\\new\"]",
                "= \"C:\\new [a\"",
            })
    void writesTextsAsTheyAreWritten(String condition) {
        assertThat(finding("ColumnValues \"ward\" " + condition, number(1)).sentence())
                .endsWith("; asked: " + condition);
    }

    @Test
    void cutsALongConditionShort() {
        String values = String.join(", ", Collections.nCopies(40, "\"ward\""));
        String sentence =
                finding("ColumnValues \"ward\" in [" + values + "]", number(1)).sentence();

        assertThat(sentence).endsWith(" …");
        assertThat(sentence.substring(sentence.indexOf("; asked: ") + 9)).hasSize(122);
    }

    @Test
    void joinsWhatItsPartsSay() {
        CheckTree.Measured some = measured("RowCount > 2");
        CheckTree.Measured many = measured("RowCount > 200");
        CheckTree both = new CheckTree.Combined(DqdlFacts.Operator.AND, List.of(some, many));
        CheckTree either = new CheckTree.Combined(DqdlFacts.Operator.OR, List.of(some, many));
        Findings findings = findings(context(some, number(4)));

        assertThat(both.judgedBy(findings).answer()).isEqualTo(Answer.FAILED);
        assertThat(either.judgedBy(findings).answer()).isEqualTo(Answer.PASSED);
        assertThat(both.judgedBy(findings).sentence()).contains("> 2", "> 200");
    }

    @ParameterizedTest
    @CsvSource({"3, PASSED, 0.75", "2, FAILED, 0.5"})
    void tellsTheShareOfRowsThatIsRight(long right, Answer answer, String share) {
        assertThat(counted(Map.of("right", right), Map.of(), false))
                .isEqualTo(new Finding(
                        answer,
                        "Share that is right by ColumnValues of age is " + share + "; asked: > 5 with threshold > 0.5",
                        Map.of("Column.age.ColumnValues.Compliance", Double.valueOf(share)),
                        Optional.of(new Finding.Rows(4, 4 - right))));
    }

    @Test
    void isAnErrorWhereRowsWereNotCounted() {
        Finding unmeasured = new Finding(Answer.ERROR, "ColumnValues of age was not measured");
        assertThat(counted(Map.of(), Map.of(), false)).isEqualTo(unmeasured);
        assertThat(counted(Map.of("right", 1L), Map.of(), true).answer()).isEqualTo(Answer.ERROR);
        assertThat(counted(Map.of("right", 1L, "ward = 1", 2L), Map.of("ward = 1", 1L), true))
                .satisfies(finding -> {
                    assertThat(finding.answer()).isEqualTo(Answer.ERROR);
                    assertThat(finding.sentence()).contains("could not be computed: ");
                });
        assertThat(counted(Map.of("right", 1L, "ward = 1", 2L), Map.of("ward = 1", 0L), true)
                        .sentence())
                .startsWith("Share that is right by ColumnValues of age where ward = 1 is 0.5");
    }

    @Test
    void judgesNothingWhereNoRowIsSelected() {
        assertThat(counted(Map.of("right", 0L, "ward = 1", 0L), Map.of(), true))
                .isEqualTo(Finding.ofNothing("No row to judge: its 'where' selects none", Map.of()));
    }

    private static Finding counted(Map<String, Long> counts, Map<String, Long> notEvaluated, boolean filtered) {
        String rule = "ColumnValues \"age\" > 5" + (filtered ? " where \"ward = 1\"" : "") + " with threshold > 0.5";
        Optional<CheckTree.Condition> where =
                filtered ? Optional.of(new CheckTree.Condition("ward = 1", functions.lit(true))) : Optional.empty();
        return findings(Map.of(), counts, notEvaluated, Map.of(), MetricHistory.NONE)
                .counted(new CheckTree.Counted(
                        translated(rule).dqRule(),
                        new CheckTree.Condition("right", functions.lit(true)),
                        where,
                        Optional.of(new ExactCondition(DqdlCondition.Operator.GREATER, List.of(new BigDecimal("0.5")))),
                        "Column.age.ColumnValues.Compliance",
                        Optional.empty()));
    }

    @Test
    void saysWhatColumnsAloneAnswer() {
        Finding known = new Finding(Answer.FAILED, "There is no such column");
        assertThat(new CheckTree.Known(known).judgedBy(findings(Map.of()))).isSameAs(known);
    }

    @ParameterizedTest
    @CsvSource({"16, PASSED", "14, FAILED"})
    void comparesWithWhatReleasesMeasured(double rows, Answer answer) throws DqdlSyntaxException {
        CheckTree.Measured leaf = withPast();
        Finding finding = findings(
                        context(leaf, number(rows)),
                        Map.of(),
                        Map.of(),
                        Map.of(),
                        (rule, metric, most) -> new MetricHistory.Past(List.of(10.0, 20.0), 0))
                .measured(leaf);
        assertThat(finding).isEqualTo(new Finding(answer, "RowCount is " + (long) rows + "; asked: > 2, which is 15"));
    }

    @Test
    void saysHowManyReleasesAreMissing() throws DqdlSyntaxException {
        CheckTree.Measured leaf = withPast();
        MetricHistory one = (rule, metric, most) -> new MetricHistory.Past(List.of(10.0), 0);
        assertThat(findings(context(leaf, number(3)), Map.of(), Map.of(), Map.of(), one)
                        .measured(leaf))
                .isEqualTo(Finding.ofNothing(VerdictNumbers.past(1, 2, 0), Map.of()));
        assertThat(findings(context(leaf, failure(new IllegalStateException("no"))), Map.of(), Map.of(), Map.of(), one)
                        .measured(leaf))
                .isEqualTo(new Finding(Answer.ERROR, VerdictNumbers.past(1, 2, 0)));
    }

    private static CheckTree.Measured withPast() throws DqdlSyntaxException {
        DeequExecutableRule rule = (DeequExecutableRule) translated("RowCount > 2");
        DqdlCondition past = ((DqdlFacts.Leaf) new DqdlGrammar().rule("RowCount > avg(last(2))"))
                .condition()
                .orElseThrow();
        return new CheckTree.Measured(rule.dqRule(), rule.check(), List.of(), Optional.of(past), Optional.empty());
    }

    /** A double has 16 digits; a number of which all are known is held to them. */
    @Test
    void goesByAllDigitsWhereTheyAreKnown() throws DqdlSyntaxException {
        DeequExecutableRule rule = (DeequExecutableRule) translated("Sum \"age\" > 9007199254740992");
        ExactCondition asked =
                new ExactCondition(DqdlCondition.Operator.GREATER, List.of(new BigDecimal("9007199254740992")));
        CheckTree.Measured leaf =
                new CheckTree.Measured(rule.dqRule(), rule.check(), List.of(), Optional.empty(), Optional.of(asked));
        Map<Analyzer<?, Metric<?>>, Metric<?>> metrics = context(leaf, number(9007199254740992.0));
        Map<Analyzer<?, Metric<?>>, BigDecimal> exact = new LinkedHashMap<>();
        metrics.keySet().forEach(analyzer -> exact.put(analyzer, new BigDecimal("9007199254740993")));
        assertThat(findings(metrics, Map.of(), Map.of(), Map.of(), MetricHistory.NONE)
                        .measured(leaf)
                        .answer())
                .isEqualTo(Answer.FAILED);
        Finding finding =
                findings(metrics, Map.of(), Map.of(), exact, MetricHistory.NONE).measured(leaf);
        assertThat(finding.answer()).isEqualTo(Answer.PASSED);
        assertThat(finding.sentence()).startsWith("Sum of age is 9007199254740993");
    }

    private static Finding finding(String rule, Function<Analyzer<?, Metric<?>>, Metric<?>> metric) {
        CheckTree.Measured leaf = measured(rule);
        return findings(context(leaf, metric)).measured(leaf);
    }

    private static Findings findings(Map<Analyzer<?, Metric<?>>, Metric<?>> metrics) {
        return findings(metrics, 4);
    }

    private static Findings findings(Map<Analyzer<?, Metric<?>>, Metric<?>> metrics, long rows) {
        return findings(new CheckMeasurements(metrics, Map.of(), Map.of(), Map.of(), rows), MetricHistory.NONE);
    }

    private static Findings findings(
            Map<Analyzer<?, Metric<?>>, Metric<?>> metrics,
            Map<String, Long> counts,
            Map<String, Long> notEvaluated,
            Map<Analyzer<?, Metric<?>>, BigDecimal> exact,
            MetricHistory history) {
        return findings(new CheckMeasurements(metrics, counts, notEvaluated, exact, 4), history);
    }

    private static Findings findings(CheckMeasurements evidence, MetricHistory history) {
        return findings(Rules.dqdl("RowCount > 0"), evidence, history);
    }

    private static Findings findings(Rule rule, CheckMeasurements evidence, MetricHistory history) {
        DqdlCheck check = DqdlCheck.of(
                rule, new CheckTree.Combined(DqdlFacts.Operator.AND, List.of()), List.of(), false, UnseenColumns.NONE);
        CheckTables none = () -> {
            throw new IllegalStateException("Nothing is looked at");
        };
        return new Findings(check, evidence, new TableMatches(Optional.empty(), none), history);
    }

    private static Map<Analyzer<?, Metric<?>>, Metric<?>> context(
            CheckTree.Measured leaf, Function<Analyzer<?, Metric<?>>, Metric<?>> metric) {
        Map<Analyzer<?, Metric<?>>, Metric<?>> metrics = new LinkedHashMap<>();
        leaf.analyzers().forEach(analyzer -> metrics.put(analyzer, metric.apply(analyzer)));
        return metrics;
    }

    private static CheckTree.Measured measured(String rule) {
        DeequExecutableRule translated = (DeequExecutableRule) translated(rule);
        return new CheckTree.Measured(translated.dqRule(), translated.check(), List.of());
    }

    private static ExecutableRule translated(String text) {
        DQRule rule =
                DefaultDQDLParser.parse("Rules = [" + text + "]").getRules().get(0);
        return DQDLRuleTranslator$.MODULE$.toExecutableRule(rule);
    }

    private static Function<Analyzer<?, Metric<?>>, Metric<?>> ofMinimum(
            Function<Analyzer<?, Metric<?>>, Metric<?>> minimum, Function<Analyzer<?, Metric<?>>, Metric<?>> others) {
        return analyzer -> (analyzer.toString().startsWith("Minimum") ? minimum : others).apply(analyzer);
    }

    private static Function<Analyzer<?, Metric<?>>, Metric<?>> number(double value) {
        return analyzer -> metric(analyzer, new Success<>(value));
    }

    private static Function<Analyzer<?, Metric<?>>, Metric<?>> failure(Exception why) {
        return analyzer -> metric(analyzer, new Failure<>(why));
    }

    private static Function<Analyzer<?, Metric<?>>, Metric<?>> bins(long number) {
        return analyzer ->
                new HistogramMetric("ward", new Success<>(new Distribution(ScalaCollections.map(Map.of()), number, 0)));
    }

    private static Metric<?> metric(Analyzer<?, ?> analyzer, Try<Object> value) {
        String called = analyzer.toString();
        return new DoubleMetric(
                Entity.Column(), called.substring(0, called.indexOf('(')), "age", value, Option.empty());
    }
}
