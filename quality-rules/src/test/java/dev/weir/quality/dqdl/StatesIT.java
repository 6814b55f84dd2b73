package dev.weir.quality.dqdl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.weir.contracts.release.Verdict;
import dev.weir.contracts.release.Verdict.Answer;
import dev.weir.quality.SparkFixture;
import dev.weir.quality.state.MetricRequest;
import dev.weir.quality.state.RowCollector;
import dev.weir.quality.state.TableState;
import dev.weir.testing.Torture;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.InternalRow;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@ExtendWith(InterpretedQueries.class)
class StatesIT {

    private static final int PARTITIONS = 3;

    static List<Arguments> tables() {
        return Torture.drawn(List.of(
                arguments(0, 11),
                arguments(1, 12),
                arguments(5, 14),
                arguments(30, 16),
                arguments(30, 17),
                arguments(150, 18)));
    }

    @ParameterizedTest
    @MethodSource("tables")
    void sayWhatALookAtTheRowsSays(int size, long seed) {
        Dataset<Row> rows = new GeneratedTables(seed).table(SparkFixture.spark(), size);
        List<String> likely = new GeneratedRules(seed).rules(400);
        List<DqdlCheck> all = DqdlDifferentialIT.compile(likely, rows).stream()
                .filter(check -> check.answerable() == CheckRequirements.STATES)
                .toList();
        assertThat(all).hasSizeGreaterThan(50);
        List<DqdlCheck> checks = Torture.drawn(all);

        List<Verdict> seen = DqdlVerdicts.overRows(checks, rows);
        List<Verdict> gathered = DqdlVerdicts.fromStates(checks, gather(checks, rows));

        Map<String, String> different = new LinkedHashMap<>();
        for (int i = 0; i < checks.size(); i++) {
            if (seen.get(i).answer() != gathered.get(i).answer()) {
                different.put(seen.get(i).rule().id(), seen.get(i) + " | " + gathered.get(i));
            }
        }
        assertThat(different).isEmpty();
        assertThat(gathered).noneMatch(verdict -> verdict.answer() == Answer.ERROR);
    }

    @Test
    void tellsAnErrorWhereNothingWasMeasured() {
        Dataset<Row> rows = new GeneratedTables(1).table(SparkFixture.spark(), 3);
        List<DqdlCheck> checks = DqdlDifferentialIT.compile(
                List.of("Mean \"n\" > -100", "(RowCount > 1) or (Mean \"n\" > -100)", "RowCount = 3"), rows);

        List<Verdict> verdicts = DqdlVerdicts.fromStates(checks, gather(List.of(), rows));

        assertThat(verdicts).extracting(Verdict::answer).containsExactly(Answer.ERROR, Answer.PASSED, Answer.PASSED);
    }

    @Test
    void asksForNoMoreThanIsNeeded() {
        Dataset<Row> rows = new GeneratedTables(1).table(SparkFixture.spark(), 0);
        MetricRequest request = MetricRequest.countsOnly();
        for (DqdlCheck check : DqdlDifferentialIT.compile(
                List.of("IsComplete \"word\"", "Mean \"N\" > 1", "IsUnique \"x\"", "ColumnLength \"code\" > 1"),
                rows)) {
            request = check.addTo(request);
        }

        assertThat(request.columns()).containsOnlyKeys("n", "code");
    }

    static TableState gather(List<DqdlCheck> checks, Dataset<Row> rows) {
        MetricRequest request = MetricRequest.countsOnly();
        for (DqdlCheck check : checks) {
            request = check.addTo(request);
        }
        InternalRow[] all = rows.queryExecution().executedPlan().executeCollect();
        TableState sum = new RowCollector(rows.schema(), request).state();
        for (int part = 0; part < PARTITIONS; part++) {
            RowCollector collector = new RowCollector(rows.schema(), request);
            for (int i = part; i < all.length; i += PARTITIONS) {
                collector.add(all[i]);
            }
            sum = sum.plus(collector.state());
        }
        return sum;
    }
}
