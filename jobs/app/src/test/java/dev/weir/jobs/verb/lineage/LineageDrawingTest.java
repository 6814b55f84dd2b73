package dev.weir.jobs.verb.lineage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.jobs.verb.lineage.LineageDrawing.End;
import dev.weir.jobs.verb.lineage.LineageDrawing.Kind;
import dev.weir.jobs.verb.lineage.LineageDrawing.Line;
import dev.weir.jobs.verb.lineage.LineageDrawing.Stroke;
import dev.weir.jobs.verb.lineage.LineageLayout.Link;
import dev.weir.jobs.verb.lineage.LineageLayout.Slot;
import java.util.BitSet;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class LineageDrawingTest {

    private static final int TABLES = 12;
    private static final int WIDTH = LineageDrawing.SIZES.getOrDefault("width", 0);
    private static final Pattern NUMBER = Pattern.compile("-?\\d+");

    @Property(tries = 200)
    void noBoxLiesOnAnotherAndNothingLeavesThePicture(
            @ForAll("links") List<Link> links, @ForAll("rows") List<Integer> rows) {
        BitSet shown = new BitSet();
        for (int table = 0; table < TABLES; table++) {
            shown.set(table, rows.get(table) != 0);
        }
        List<Line> lines = links.stream()
                .filter(link -> shown.get(link.from()) && shown.get(link.to()))
                .map(link -> new Line(new End(link.from(), -1), new End(link.to(), -1), Kind.VALUE))
                .toList();
        LineageDrawing drawing = new LineageDrawing(
                LineageLayout.layers(TABLES, links),
                shown,
                rows.stream().mapToInt(Integer::intValue).toArray(),
                lines);
        for (int one : shown.stream().toArray()) {
            assertThat(drawing.x(one)).isBetween(0, drawing.width() - WIDTH);
            assertThat(drawing.y(one)).isBetween(0, drawing.height() - drawing.height(one));
            for (int other : shown.stream().filter(table -> table != one).toArray()) {
                assertThat(drawing.x(one) + WIDTH <= drawing.x(other)
                                || drawing.x(other) + WIDTH <= drawing.x(one)
                                || drawing.y(one) + drawing.height(one) <= drawing.y(other)
                                || drawing.y(other) + drawing.height(other) <= drawing.y(one))
                        .as(one + " and " + other)
                        .isTrue();
            }
        }
        assertThat(drawing.strokes())
                .hasSize((int) lines.stream()
                        .filter(line -> line.from().table() != line.to().table())
                        .distinct()
                        .count())
                .allSatisfy(stroke -> {
                    Matcher number = NUMBER.matcher(stroke.path());
                    while (number.find()) {
                        assertThat(Integer.parseInt(number.group()))
                                .isBetween(0, Math.max(drawing.width(), drawing.height()) + WIDTH);
                    }
                });
    }

    @Test
    void ofSeveralLinesBetweenTheSameEndsTheOneThatGivesAValueIsDrawn() {
        List<List<Slot>> layers = LineageLayout.layers(2, List.of(new Link(0, 1)));
        BitSet both = new BitSet();
        both.set(0, 2);
        End from = new End(0, -1);
        List<Line> lines = List.of(
                new Line(from, new End(1, 0), Kind.ROWS),
                new Line(from, new End(1, 0), Kind.VALUE),
                new Line(from, new End(1, 1), Kind.DECIDES),
                new Line(new End(1, 0), new End(1, 1), Kind.VALUE));
        assertThat(new LineageDrawing(layers, both, new int[] {0, 2}, lines).strokes())
                .extracting(Stroke::kind)
                .containsExactly("value", "decides", "value");
    }

    @Provide
    static Arbitrary<List<Link>> links() {
        return LineageLayoutTest.any();
    }

    @Provide
    static Arbitrary<List<Integer>> rows() {
        return Arbitraries.integers().between(0, 9).list().ofSize(TABLES);
    }
}
