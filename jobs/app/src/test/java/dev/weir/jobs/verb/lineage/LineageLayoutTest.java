package dev.weir.jobs.verb.lineage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.jobs.verb.lineage.LineageLayout.Link;
import dev.weir.jobs.verb.lineage.LineageLayout.Slot;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class LineageLayoutTest {

    private static final int TABLES = 12;

    @Property(tries = 200)
    void eachTableStandsRightOfWhatItIsMadeOf(@ForAll("forward") List<Link> links) {
        List<List<Slot>> layers = LineageLayout.layers(TABLES, links);
        eachTableHasOnePlace(layers);
        for (Link link : links) {
            assertThat(layer(layers, link.from())).as(link.toString()).isLessThan(layer(layers, link.to()));
        }
        List<Link> turned = new ArrayList<>(links);
        Collections.reverse(turned);
        assertThat(LineageLayout.layers(TABLES, turned)).isEqualTo(layers);
    }

    @Property(tries = 200)
    void linesHaveALaneInEveryLayerThatTheyPass(@ForAll("forward") List<Link> links) {
        List<List<Slot>> layers = LineageLayout.layers(TABLES, links);
        for (int at = 0; at < layers.size(); at++) {
            int here = at;
            assertThat(layers.get(at).stream().filter(Slot::isLane).map(Slot::table))
                    .containsExactlyInAnyOrderElementsOf(IntStream.range(0, TABLES)
                            .filter(table -> layer(layers, table) < here)
                            .filter(table -> links.stream()
                                    .anyMatch(link -> link.from() == table && layer(layers, link.to()) > here))
                            .boxed()
                            .toList());
        }
    }

    @Property(tries = 200)
    void aCircleEnds(@ForAll("any") List<Link> links) {
        List<List<Slot>> layers = LineageLayout.layers(TABLES, links);
        eachTableHasOnePlace(layers);
        assertThat(layers).allSatisfy(layer -> assertThat(layer).isNotEmpty());
    }

    @Test
    void aSourceStandsBesideItsFirstReader() {
        List<List<Slot>> layers =
                LineageLayout.layers(4, List.of(new Link(0, 1), new Link(1, 2), new Link(3, 2), new Link(0, 2)));
        assertThat(layers.get(0)).containsExactly(new Slot(0, false));
        assertThat(layers.get(1)).containsExactlyInAnyOrder(new Slot(0, true), new Slot(1, false), new Slot(3, false));
        assertThat(layers.get(2)).containsExactly(new Slot(2, false));
        assertThat(LineageLayout.layers(0, List.of())).isEmpty();
    }

    @Test
    void linesThatNeedNotCrossDoNot() {
        List<List<Slot>> layers = LineageLayout.layers(6, List.of(new Link(0, 5), new Link(1, 4), new Link(2, 3)));
        List<Integer> left = layers.get(0).stream().map(Slot::table).toList();
        List<Integer> right =
                layers.get(1).stream().map(slot -> 5 - slot.table()).toList();
        assertThat(right).isEqualTo(left);
    }

    private static void eachTableHasOnePlace(List<List<Slot>> layers) {
        assertThat(layers.stream()
                        .flatMap(List::stream)
                        .filter(slot -> !slot.isLane())
                        .map(Slot::table))
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.range(0, TABLES).boxed().toList());
    }

    static int layer(List<List<Slot>> layers, int table) {
        return IntStream.range(0, layers.size())
                .filter(at -> layers.get(at).contains(new Slot(table, false)))
                .findFirst()
                .orElseThrow();
    }

    @Provide
    static Arbitrary<List<Link>> any() {
        Arbitrary<Integer> table = Arbitraries.integers().between(0, TABLES - 1);
        return Combinators.combine(table, table).as(Link::new).list().ofMaxSize(40);
    }

    @Provide
    static Arbitrary<List<Link>> forward() {
        return any().map(links -> links.stream()
                .filter(link -> link.from() != link.to())
                .map(link -> new Link(Math.min(link.from(), link.to()), Math.max(link.from(), link.to())))
                .toList());
    }
}
