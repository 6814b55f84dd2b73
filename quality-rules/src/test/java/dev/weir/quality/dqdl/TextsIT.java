package dev.weir.quality.dqdl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.contracts.Rule;
import dev.weir.contracts.release.Verdict;
import dev.weir.contracts.release.Verdict.Answer;
import dev.weir.quality.Rules;
import dev.weir.quality.SparkFixture;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The texts of DQDL stand in a column letter by letter, whatever characters they have. */
@ExtendWith(InterpretedQueries.class)
class TextsIT {

    /** Every printable character of ASCII, and some others; alone, doubled, and at either end. */
    private static List<String> texts() {
        List<String> texts = new ArrayList<>();
        IntStream.concat(IntStream.rangeClosed(' ', '~'), "é患’\u3000😀".codePoints())
                .mapToObj(Character::toString)
                .forEach(
                        letter -> texts.addAll(List.of("a" + letter + "b", "a" + letter + letter + "b", letter + "n")));
        texts.addAll(List.of(
                "Can't Proceed", "'", "''", "'a'", "it's 5' 4'", "C:\\new\\table", "\\'", "a\\\\'b", "He said \"hi\""));
        return texts;
    }

    @Test
    void areLetterByLetter() {
        Map<String, Answer> asked = new LinkedHashMap<>();
        List<Row> values = new ArrayList<>();
        List<String> texts = texts();
        for (int i = 0; i < texts.size(); i++) {
            String text = texts.get(i);
            values.add(RowFactory.create(i, text));
            values.add(RowFactory.create(-1 - i, text.replace("'", "").replace("\\", "") + "?"));
            String written = '"' + text.replace("\"", "\\\"") + '"';
            String its = " where \"id = " + i + "\"";
            String others = " where \"id = " + (-1 - i) + "\"";
            asked.put("ColumnValues \"s\" = " + written + its, Answer.PASSED);
            asked.put("ColumnValues \"s\" != " + written + its, Answer.FAILED);
            asked.put("ColumnValues \"s\" in [" + written + ", \"x\"]" + its, Answer.PASSED);
            asked.put("ColumnValues \"s\" not in [\"x\", " + written + "]" + its, Answer.FAILED);
            asked.put("ColumnValues \"s\" = " + written + others, Answer.FAILED);
            asked.put("ColumnValues \"s\" != " + written + others, Answer.PASSED);
            asked.put("ColumnValues \"s\" in [" + written + "]" + its + " with threshold > 0.5", Answer.PASSED);
            asked.put("ColumnValues \"s\" in [" + written + "]" + others + " with threshold > 0.5", Answer.FAILED);
        }
        Dataset<Row> rows = SparkFixture.spark().createDataFrame(values, StructType.fromDDL("id INT, s STRING"));
        List<Rule> rules = asked.keySet().stream().map(Rules::dqdl).toList();
        List<Verdict> verdicts =
                DqdlVerdicts.overRows(DqdlCompiler.compile(rules, Tables.table(List.of(), "id", "s"), rows), rows);
        Map<String, Answer> answers = new LinkedHashMap<>();
        List<String> checks = List.copyOf(asked.keySet());
        for (int i = 0; i < checks.size(); i++) {
            answers.put(checks.get(i), verdicts.get(i).answer());
        }
        assertThat(answers).isEqualTo(asked);
    }

    /** NULL, an empty text and blanks are judged as Deequ does where no text has a quote. */
    @Test
    void meanWhatDeequMeans() {
        List<String> conditions = List.of(
                "= \"%s\"",
                "!= \"%s\"",
                "in [\"%s\", \"y\"]",
                "not in [\"%s\", \"y\"]",
                "in [\"%s\", NULL]",
                "not in [\"%s\", NULL]",
                "in [\"%s\", EMPTY]",
                "not in [\"%s\", EMPTY]",
                "in [\"%s\", WHITESPACES_ONLY]",
                "not in [\"%s\", WHITESPACES_ONLY]",
                "in [\"%s\", EMPTY, WHITESPACES_ONLY, NULL]");
        List<Row> values = List.of(
                RowFactory.create(0, null),
                RowFactory.create(1, ""),
                RowFactory.create(2, " "),
                RowFactory.create(3, "\t"),
                RowFactory.create(4, "y"),
                RowFactory.create(5, "z"));
        Dataset<Row> rows = SparkFixture.spark().createDataFrame(values, StructType.fromDDL("id INT, s STRING"));
        List<Rule> rules = new ArrayList<>();
        for (String condition : conditions) {
            for (int id = 0; id < values.size(); id++) {
                for (String text : List.of("plain", "it's")) {
                    rules.add(Rules.dqdl(
                            "ColumnValues \"s\" " + condition.formatted(text) + " where \"id = " + id + "\""));
                }
            }
        }
        List<Verdict> verdicts =
                DqdlVerdicts.overRows(DqdlCompiler.compile(rules, Tables.table(List.of(), "id", "s"), rows), rows);
        for (int i = 0; i < rules.size(); i += 2) {
            assertThat(verdicts.get(i + 1).answer())
                    .as(String.valueOf(rules.get(i + 1).check()))
                    .isEqualTo(verdicts.get(i).answer());
        }
    }
}
