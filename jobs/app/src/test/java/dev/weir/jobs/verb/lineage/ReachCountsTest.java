package dev.weir.jobs.verb.lineage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.contracts.lineage.EdgeKind;
import dev.weir.contracts.lineage.InputColumn;
import dev.weir.jobs.plan.lineage.LineageGraph;
import dev.weir.jobs.plan.lineage.LineageStep;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ReachCountsTest {

    @Test
    void countsWhatTheGraphReaches() {
        Random random = new Random(7);
        GraphSample sample = new GraphSample();
        for (int step = 0; step < 60; step++) {
            sample.step(
                    column(random.nextInt(30)),
                    random.nextBoolean() ? EdgeKind.IDENTITY : EdgeKind.WINDOW,
                    column(random.nextInt(30)));
        }
        LineageGraph graph = sample.graph();
        ReachCounts counts = new ReachCounts(graph);
        for (int number = 0; number < 31; number++) {
            Set<InputColumn> reached = new HashSet<>();
            for (LineageStep step : graph.downstream(List.of(column(number)), Integer.MAX_VALUE)) {
                reached.add(step.to());
            }
            reached.remove(column(number));
            assertThat(counts.of(column(number))).as(column(number).toString()).isEqualTo(reached.size());
        }
    }

    private static InputColumn column(int number) {
        return new InputColumn("p.t" + number / 5, "c" + number);
    }
}
