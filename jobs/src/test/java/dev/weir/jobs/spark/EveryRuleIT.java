package dev.weir.jobs.spark;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.contracts.release.RunRecord;
import dev.weir.contracts.release.Verdict;
import dev.weir.jobs.SparkFixture;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every rule type of the language, asked of generated tables by {@code check} and by {@code run}, on a second delivery: both
 * say the same, word by word, and answer and counts are those of plain Java ({@link EveryRule}).
 */
@ExtendWith(SparkFixture.class)
class EveryRuleIT {

    private final SparkSession spark;

    @TempDir
    private Path folder;

    EveryRuleIT(SparkSession spark) {
        this.spark = spark;
    }

    @Test
    void checkAndRunAndPlainJavaAgree() throws Exception {
        agree(1, 1, 1);
    }

    /** A quarter of the rules, another one for each table; one table in each delivery is empty. */
    @Tag("slow")
    @ParameterizedTest
    @MethodSource("seeds")
    void theyAgreeOverTwentyTables(long seed) throws Exception {
        agree(seed, 20, 4);
    }

    static LongStream seeds() {
        return LongStream.rangeClosed(101, 100 + Integer.getInteger("weir.rules.workspaces", 1));
    }

    private void agree(long seed, int tables, int oneOf) throws Exception {
        SparkSession.setActiveSession(spark);
        GeneratedDelivery first = GeneratedDelivery.of(2 * seed, tables);
        GeneratedDelivery second = GeneratedDelivery.of(2 * seed + 1, tables);
        List<EveryRule> rules = IntStream.range(0, tables)
                .mapToObj(table -> EveryRule.of(seed, table, first, second, oneOf))
                .flatMap(List::stream)
                .toList();
        GeneratedWorkspace files = GeneratedWorkspace.in(folder, tables, rules);
        files.deliver(first);
        RunRecord before = run(files);
        assertThat(before.ending().release()).as(before.ending().toString()).isPresent();
        files.deliver(second);

        Map<String, String> checked = said(new Trial(WeirSession.reading(files.read()), "1.0.0", event -> {})
                .check("twin", 0)
                .record());
        RunRecord ran = run(files);

        List<String> wrong = new ArrayList<>();
        said(ran).forEach((rule, words) -> {
            if (!words.equals(checked.get(rule))) {
                wrong.add("run says of " + rule + ": " + words + "; check: " + checked.get(rule));
            }
        });
        assertThat(said(ran)).hasSameSizeAs(checked);
        Map<String, Verdict> verdicts = new TreeMap<>();
        ran.verdicts().forEach(verdict -> verdicts.put(verdict.rule().id(), verdict));
        for (EveryRule rule : rules) {
            Verdict verdict = verdicts.get(rule.id());
            String found =
                    verdict == null ? "no verdict" : EveryRule.Said.of(verdict).toString();
            if (!found.equals(rule.right().toString())) {
                wrong.add(rule + " is " + found + (verdict == null ? "" : ": " + verdict.explanation()));
            }
        }
        assertThat(String.join("\n", wrong)).isEmpty();
    }

    private static Map<String, String> said(RunRecord record) {
        Map<String, String> said = new TreeMap<>();
        record.verdicts()
                .forEach(verdict -> said.put(
                        verdict.rule().id(),
                        EveryRule.Said.of(verdict) + " " + verdict.subject() + ": " + verdict.explanation()));
        record.tables().forEach(table -> said.put("rows of " + table.table(), table.toString()));
        return said;
    }

    private static RunRecord run(GeneratedWorkspace files) {
        return new ProductRun(WeirSession.open(files.read()), "1.0.0", event -> {})
                .run("twin", RunRequest.usual())
                .record();
    }
}
