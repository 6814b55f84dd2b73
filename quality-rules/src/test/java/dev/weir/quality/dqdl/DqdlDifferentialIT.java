package dev.weir.quality.dqdl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.amazon.deequ.dqdl.EvaluateDataQuality;
import com.amazon.deequ.dqdl.execution.DQDLExecutor;
import com.amazon.deequ.dqdl.model.ExecutableRule;
import com.amazon.deequ.dqdl.model.Passed$;
import com.amazon.deequ.dqdl.translation.DQDLRuleTranslator$;
import com.amazon.deequ.dqdl.util.DefaultDQDLParser;
import dev.weir.contracts.Rule;
import dev.weir.contracts.dqdl.DqdlFacts;
import dev.weir.contracts.dqdl.DqdlSyntaxException;
import dev.weir.contracts.release.Verdict;
import dev.weir.contracts.release.Verdict.Answer;
import dev.weir.quality.Rules;
import dev.weir.quality.SparkFixture;
import dev.weir.quality.dqdl.parse.DqdlGrammar;
import dev.weir.quality.evaluation.ScalaCollections;
import dev.weir.quality.sql.AnsiScope;
import dev.weir.testing.Torture;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import scala.collection.JavaConverters;

/** Deequ's {@code EvaluateDataQuality} is the oracle. It cannot judge why a rule fails, nor tell a failure from an error. */
@ExtendWith(InterpretedQueries.class)
class DqdlDifferentialIT {

    static List<Arguments> tables() {
        return Torture.drawn(
                List.of(arguments(0, 1), arguments(1, 5), arguments(3, 2), arguments(40, 3), arguments(150, 4)));
    }

    @ParameterizedTest
    @MethodSource("tables")
    void saysWhatDeequSays(int size, long seed) {
        Dataset<Row> rows = new GeneratedTables(seed).table(SparkFixture.spark(), size);
        List<String> texts = Torture.drawn(new GeneratedRules(seed).rules(300));
        Map<String, String> deequ = AnsiScope.outside(SparkFixture.spark(), () -> deequ(rows, texts));
        List<Verdict> verdicts = DqdlVerdicts.overRows(compile(texts, rows), rows);

        Map<String, String> different = new LinkedHashMap<>();
        for (Verdict verdict : verdicts) {
            String rule = verdict.rule().id();
            String ours = verdict.answer() == Answer.PASSED ? "Passed" : "Failed";
            // Deequ lets a check of what a number is not pass where there is none
            boolean stricter = ours.equals("Failed") && verdict.explanation().contains("has no value to go by");
            // and fails what is said of each row where there is none, where Weir has nothing to judge
            boolean idle = verdict.explanation().contains("No row to judge")
                    || verdict.explanation().contains("There were no rows to judge");
            // and lets NULL into a key of several columns, and has a pattern of its own for what does not match
            boolean own =
                    (rule.startsWith("IsPrimaryKey") && verdict.explanation().contains("Completeness"))
                            || rule.contains(" not matches ")
                            // and takes a text with an apostrophe for another one (TextsIT)
                            || rule.contains("= \"it's\"");
            if (!stricter && !idle && !own && !ours.equals(deequ.get(normal(rule)))) {
                different.put(
                        rule, verdict.answer() + ": " + verdict.explanation() + " | Deequ: " + deequ.get(normal(rule)));
            }
        }
        assertThat(different).isEmpty();
        assertThat(verdicts).noneMatch(verdict -> verdict.answer() == Answer.ERROR);
    }

    static List<DqdlCheck> compile(List<String> texts, Dataset<Row> rows) {
        List<Rule> rules = texts.stream().map(Rules::dqdl).toList();
        return DqdlCompiler.compile(rules, Tables.GENERATED, rows);
    }

    private static Map<String, String> deequ(Dataset<Row> rows, List<String> texts) {
        rows.createOrReplaceTempView("primary");
        Map<String, String> outcomes = new TreeMap<>();
        List<String> listed = new ArrayList<>();
        List<ExecutableRule> unlisted = new ArrayList<>();
        for (String text : texts) {
            if (isListed(text)) {
                listed.add(text);
            } else {
                unlisted.add(DQDLRuleTranslator$.MODULE$.toExecutableRule(LeafRules.of(leaf(text), texts(leaf(text)))));
            }
        }
        for (Row row : EvaluateDataQuality.process(rows, "Rules = [" + String.join(",\n", listed) + "]")
                .select("Rule", "Outcome")
                .collectAsList()) {
            outcomes.put(row.getString(0), row.getString(1));
        }
        JavaConverters.mapAsJavaMap(
                        DQDLExecutor.executeRules(ScalaCollections.seq(unlisted), rows, ScalaCollections.map(Map.of())))
                .forEach((rule, outcome) ->
                        outcomes.put(rule.toString(), outcome.outcome().equals(Passed$.MODULE$) ? "Passed" : "Failed"));
        return outcomes;
    }

    /** Whether Deequ's own parser takes it; the others are given to its executor as its translator makes them. */
    private static boolean isListed(String text) {
        try {
            DefaultDQDLParser.parse("Rules = [" + text + "]");
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static DqdlFacts.Leaf leaf(String text) {
        try {
            return new DqdlGrammar().rule(text).leaves().get(0);
        } catch (DqdlSyntaxException e) {
            throw new IllegalArgumentException(text, e);
        }
    }

    private static List<String> texts(DqdlFacts.Leaf leaf) {
        return leaf.parameters().stream().map(DqdlFacts.Word::text).toList();
    }

    private static String normal(String rule) {
        return isListed(rule)
                ? DefaultDQDLParser.parse("Rules = [" + rule + "]")
                        .getRules()
                        .get(0)
                        .toString()
                : LeafRules.of(leaf(rule), texts(leaf(rule))).toString();
    }
}
