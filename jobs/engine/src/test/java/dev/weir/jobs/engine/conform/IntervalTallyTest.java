package dev.weir.jobs.engine.conform;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class IntervalTallyTest {

    @Test
    void aPartitionThatIsComputedAgainCountsOnce() {
        IntervalTally all = new IntervalTally(false);
        assertThat(all.isZero()).isTrue();
        IntervalTally task = new IntervalTally(false);
        assertThat(task.lets(true)).isTrue();
        assertThat(task.lets(false)).isFalse();
        task.add(false);
        all.merge(task);
        all.merge(task.copy());
        assertThat(all.value()).isEqualTo(new IntervalTally.Counted(1, 2));
        all.reset();
        assertThat(all.value()).isEqualTo(new IntervalTally.Counted(0, 0));
    }
}
