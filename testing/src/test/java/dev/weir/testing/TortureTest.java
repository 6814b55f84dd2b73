package dev.weir.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.platform.engine.TestSource;
import org.junit.platform.engine.TestTag;
import org.junit.platform.engine.UniqueId;
import org.junit.platform.engine.support.descriptor.AbstractTestDescriptor;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.PostDiscoveryFilter;

class TortureTest {

    @Test
    void aShareIsNeverNothing() {
        assertThat(Torture.share(200, 10)).isEqualTo(20);
        assertThat(Torture.share(9, 10)).isEqualTo(1);
        assertThat(Torture.share(1, 10)).isEqualTo(1);
        assertThat(Torture.share(200, 100)).isEqualTo(200);
    }

    @Test
    void aNightRunsAll() {
        assertThat(IntStream.range(0, 1000)).allMatch(test -> Torture.draws("test " + test, 7, 100));
    }

    @Test
    void aTenthIsATenthAndAnotherOneForEachCommit() {
        long drawn = IntStream.range(0, 10_000)
                .filter(test -> Torture.draws("test " + test, 7, 10))
                .count();
        assertThat(drawn).isBetween(800L, 1200L);
        // after a hundred commits each test has been tried, but for one in some tens of thousands
        assertThat(IntStream.range(0, 200))
                .allMatch(test -> LongStream.range(0, 100).anyMatch(seed -> Torture.draws("test " + test, seed, 10)));
    }

    @Test
    void ofCasesItDrawsAShareInTheirOrderAndNeverNone() {
        List<Integer> cases = IntStream.range(0, 1000).boxed().toList();
        assertThat(Torture.drawn("a test", cases, 7, 10))
                .hasSizeBetween(60, 140)
                .isSorted();
        assertThat(Torture.drawn("a test", cases, 8, 10)).isNotEqualTo(Torture.drawn("a test", cases, 7, 10));
        assertThat(Torture.drawn("a test", cases, 7, 100)).isEqualTo(cases);
        assertThat(Torture.drawn("a test", List.of("a case"), 7, 0)).containsExactly("a case");
        assertThat(Torture.drawn("a test", List.of(), 7, 0)).isEmpty();
        // of a few cases, too, every one comes up
        List<String> few = List.of("delta", "iceberg", "by day", "merged");
        assertThat(LongStream.range(0, 100).boxed().flatMap(seed -> Torture.drawn("a test", few, seed, 10).stream()))
                .containsAll(few);
        // and not the same one in every test
        assertThat(IntStream.range(0, 100).boxed().flatMap(test -> Torture.drawn("test " + test, few, 7, 10).stream()))
                .containsAll(few);
    }

    @Test
    void theSameSeedDrawsTheSame() {
        assertThat(IntStream.range(0, 100).mapToObj(test -> Torture.draws("test " + test, 7, 10)))
                .containsExactlyElementsOf(IntStream.range(0, 100)
                        .mapToObj(test -> Torture.draws("test " + test, 7, 10))
                        .toList());
    }

    @Test
    void anOrdinaryTestIsNeverLeftOut() {
        PostDiscoveryFilter filter = new TortureFilter();
        assertThat(IntStream.range(0, 1000)
                        .mapToObj(number -> new Ordinary(UniqueId.forEngine("engine" + number)))
                        .allMatch(test -> filter.apply(test).included()))
                .isTrue();
    }

    @Test
    void theTestsOfATaggedClassAreDrawnTogether() {
        PostDiscoveryFilter filter = new TortureFilter();
        for (int number = 0; number < 100; number++) {
            UniqueId engine = UniqueId.forEngine("engine" + number);
            Ordinary container = new Ordinary(engine, "slow");
            List<Boolean> drawn = IntStream.range(0, 10)
                    .mapToObj(method -> {
                        Ordinary test = new Ordinary(engine.append("method", "m" + method), "slow");
                        container.addChild(test);
                        return filter.apply(test).included();
                    })
                    .toList();
            assertThat(drawn).containsOnly(filter.apply(container).included());
        }
    }

    @Test
    void whatTakesMinutesIsDrawnLessOftenAndInANightAlways() {
        assertThat(Torture.TAGS.get("minutes")).isGreaterThan(Torture.TAGS.get("slow"));
        assertThat(Torture.rarer(10, 3)).isEqualTo(3);
        assertThat(Torture.rarer(1, 3)).isEqualTo(1);
        assertThat(Torture.rarer(100, 3)).isEqualTo(100);
    }

    private static final class Ordinary extends AbstractTestDescriptor {
        private final Set<TestTag> tags;

        Ordinary(UniqueId id, String... tags) {
            super(id, "ordinary", (TestSource) MethodSource.from("a.Class", "method"));
            this.tags = Arrays.stream(tags).map(TestTag::create).collect(Collectors.toSet());
        }

        @Override
        public Set<TestTag> getTags() {
            return tags;
        }

        @Override
        public Type getType() {
            return Type.TEST;
        }
    }
}
