package dev.weir.jobs.engine.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.weir.contracts.TableFormat;
import dev.weir.contracts.release.RunRecord;
import dev.weir.contracts.release.Verdict;
import dev.weir.jobs.SparkFixture;
import dev.weir.jobs.engine.check.CheckRun;
import dev.weir.jobs.engine.load.GeneratedDelivery;
import dev.weir.jobs.engine.scope.RunRequest;
import dev.weir.jobs.engine.scope.Verb;
import dev.weir.jobs.engine.session.WeirSession;
import dev.weir.jobs.plan.interval.Interval;
import java.nio.file.Path;
import java.time.ZoneOffset;
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
import org.junit.jupiter.params.provider.Arguments;
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
    @Tag("minutes")
    @ParameterizedTest
    @MethodSource("seeds")
    void theyAgreeOverTwelveTables(long seed) throws Exception {
        agree(seed, 12, 4);
    }

    /**
     * The rules as far as they may be asked of a table that is loaded in parts; rows of the delivery repeat keys that are there.
     * The other formats of these loads are {@code CheckOfLoadsIT}'s.
     */
    @ParameterizedTest
    @Tag("minutes")
    @MethodSource("loads")
    void aCheckOfTheNextRunSaysWhatItSays(TableFormat format, String load) throws Exception {
        SparkSession.setActiveSession(spark);
        GeneratedDelivery first = GeneratedDelivery.of(6, 1);
        GeneratedDelivery second = new GeneratedDelivery(
                first.parents(), GeneratedDelivery.of(7, 1).tables());
        GeneratedWorkspace files = GeneratedWorkspace.in(folder, 1, EveryRule.of(3, 0, first, second, 1))
                .load(format, load);
        boolean isByInterval = load.contains("append");
        files.deliver(first, "-1");
        RunRecord before = run(files, asked(isByInterval, "2020-01-01/2020-01-16"));
        assertThat(before.ending().release()).as(before.ending().toString()).isPresent();
        files.deliver(second, "-2");
        RunRequest next = asked(isByInterval, "2020-01-10/2020-01-26");

        RunRecord checked = new CheckRun(WeirSession.reading(files.read()), "1.0.0", event -> {})
                .check("twin", 5, next.by(Verb.CHECK))
                .record();
        RunRecord ran = run(files, next);

        assertThat(ran.verdicts()).hasSizeGreaterThan(60);
        assertThat(Said.differences(checked, ran)).isEmpty();
    }

    private static RunRequest asked(boolean isByInterval, String interval) {
        return isByInterval ? RunRequest.usual().over(Interval.parse(interval, ZoneOffset.UTC)) : RunRequest.usual();
    }

    static List<Arguments> loads() {
        return List.of(
                arguments(TableFormat.DELTA, "{ mode: append, interval: day }"),
                arguments(TableFormat.ICEBERG, "incremental"),
                arguments(TableFormat.DELTA, "{ mode: merge, order: day }"),
                arguments(TableFormat.ICEBERG, "{ mode: merge, order: day, history: type-2 }"));
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

        RunRecord checked = new CheckRun(WeirSession.reading(files.read()), "1.0.0", event -> {})
                .check("twin", 0)
                .record();
        RunRecord ran = run(files);

        List<String> wrong = new ArrayList<>(Said.differences(checked, ran));
        Map<String, Verdict> verdicts = new TreeMap<>();
        ran.verdicts().forEach(verdict -> verdicts.put(verdict.rule().id(), verdict));
        verdicts.putAll(Said.unsaid(checked, ran));
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

    private static RunRecord run(GeneratedWorkspace files) {
        return run(files, RunRequest.usual());
    }

    private static RunRecord run(GeneratedWorkspace files, RunRequest request) {
        return new ProductRun(WeirSession.open(files.read()), "1.0.0", event -> {})
                .run("twin", request)
                .record();
    }
}
