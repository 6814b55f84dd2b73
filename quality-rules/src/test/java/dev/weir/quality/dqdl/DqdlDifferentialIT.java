package dev.weir.quality.dqdl;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazon.deequ.dqdl.EvaluateDataQuality;
import com.amazon.deequ.dqdl.util.DefaultDQDLParser;
import dev.weir.contracts.Rule;
import dev.weir.contracts.release.Verdict;
import dev.weir.contracts.release.Verdict.Answer;
import dev.weir.quality.Rules;
import dev.weir.quality.SparkFixture;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Deequ's {@code EvaluateDataQuality} is the oracle. It cannot judge why a rule fails, nor tell a failure from an error. */
@ExtendWith(InterpretedQueries.class)
class DqdlDifferentialIT {

    @ParameterizedTest
    @CsvSource({"0, 1", "3, 2", "40, 3", "150, 4"})
    void saysWhatDeequSays(int size, long seed) {
        Dataset<Row> rows = new GeneratedTables(seed).table(SparkFixture.spark(), size);
        List<String> texts = new GeneratedRules(seed).rules(72);
        Map<String, String> deequ = deequ(rows, texts);
        List<Verdict> verdicts = DqdlVerdicts.overRows(compile(texts, rows), rows);

        Map<String, String> different = new LinkedHashMap<>();
        for (Verdict verdict : verdicts) {
            String rule = verdict.rule().id();
            String ours = verdict.answer() == Answer.PASSED ? "Passed" : "Failed";
            if (!ours.equals(deequ.get(normal(rule)))) {
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
        for (Row row : EvaluateDataQuality.process(rows, "Rules = [" + String.join(",\n", texts) + "]")
                .select("Rule", "Outcome")
                .collectAsList()) {
            outcomes.put(row.getString(0), row.getString(1));
        }
        return outcomes;
    }

    private static String normal(String rule) {
        return DefaultDQDLParser.parse("Rules = [" + rule + "]")
                .getRules()
                .get(0)
                .toString();
    }
}
