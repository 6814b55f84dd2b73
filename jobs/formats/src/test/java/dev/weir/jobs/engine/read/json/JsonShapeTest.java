package dev.weir.jobs.engine.read.json;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.jobs.engine.read.layout.Layout;
import dev.weir.jobs.engine.read.layout.LayoutColumn;
import dev.weir.jobs.engine.read.value.ValueType;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What stands at the places of JSON lines. */
class JsonShapeTest {

    private final List<String> left = new ArrayList<>();

    private List<LayoutColumn> of(String... lines) throws IOException {
        JsonShape shape = new JsonShape();
        for (String line : lines) {
            shape.add(line);
        }
        return shape.columns(left);
    }

    @Test
    void valuesAreColumnsByTheirPaths() throws IOException {
        List<LayoutColumn> columns = of(
                "{\"id\":\"a\",\"n\":{\"first\":\"x\",\"a.b\":1},\"tags\":[\"u\",\"v\"],\"big\":123456789012345678901}",
                "{\"id\":null,\"late\":true,\"n\":{\"a.b\":2.5},\"lines\":[{\"k\":1}]}");
        assertThat(columns)
                .extracting(LayoutColumn::physicalName)
                .containsExactly("id", "n.first", "n['a.b']", "tags", "big", "late", "lines");
        assertThat(columns)
                .extracting(LayoutColumn::type)
                .containsExactly(
                        new ValueType.Text(),
                        new ValueType.Text(),
                        ValueType.Real.FINITE,
                        new ValueType.ListOf(new ValueType.Text()),
                        new ValueType.Exact(38, 0),
                        ValueType.Flag.WORDS,
                        new ValueType.ListOf(
                                new ValueType.ObjectOf(List.of(new ValueType.Field("k", ValueType.Whole.SHORT)))));
    }

    @Test
    void whatHasNoOneKindIsLeftOutAndNamed() throws IOException {
        assertThat(of("{\"a\":1,\"b\":2}", "{\"a\":\"x\",\"b\":3}"))
                .extracting(LayoutColumn::physicalName)
                .containsExactly("b");
        assertThat(left).containsExactly("left out: a, whose values are of several kinds, or of none");
    }

    @Test
    void keysThatMayBeValuesAreNotWritten() throws IOException {
        List<LayoutColumn> columns = of("{\"day\":1,\"13800138000\":2,\"110105194912310021\":{\"x\":1}}");
        assertThat(columns).extracting(LayoutColumn::physicalName).containsExactly("day");
        assertThat(left.toString()).contains("look like values").doesNotContain("13800138000", "110105194912310021");
    }

    @Test
    void whatIsNoObjectIsNone() throws IOException {
        JsonShape shape = new JsonShape();
        assertThat(List.of(shape.add("[1]"), shape.add("{\"a\":"), shape.add("{} {}"), shape.add("{\"a\":1}")))
                .containsExactly(false, false, false, true);
        assertThat(shape.columns(left)).hasSize(1);
    }

    @Test
    void filesOfOneThingMayDifferInTheirKeys() {
        Layout one = layout(column("a", ValueType.Whole.SHORT), column("b", new ValueType.Text()));
        Layout other = layout(column("a", ValueType.Real.FINITE), column("c", new ValueType.Text()));
        assertThat(one.with(other).orElseThrow().columns())
                .containsExactly(
                        column("a", ValueType.Real.FINITE),
                        column("b", new ValueType.Text()),
                        column("c", new ValueType.Text()));
        assertThat(one.with(layout(column("a", new ValueType.Text())))).isEmpty();
    }

    private ValueType type(String... values) throws IOException {
        return of(Stream.of(values).map("{\"a\":%s}"::formatted).toArray(String[]::new))
                .get(0)
                .type();
    }

    /** Two numbers of more digits than a floating-point number has may be one as such. */
    @Test
    void noDigitOfANumberIsLost() throws IOException {
        assertThat(of("{\"a\":1234567890123456,\"b\":1}", "{\"a\":2,\"b\":2.5}"))
                .extracting(LayoutColumn::type)
                .containsExactly(ValueType.Whole.LONG, ValueType.Real.FINITE);
        assertThat(type("1234567890123456", "2.5")).isEqualTo(new ValueType.Exact(38, 1));
        assertThat(type("1234567890123456.0")).isEqualTo(new ValueType.Exact(38, 0));
        assertThat(type("0.1234567890123456789", "7")).isEqualTo(new ValueType.Exact(38, 19));
        assertThat(type("[0.1234567890123456789]")).isEqualTo(new ValueType.ListOf(new ValueType.Exact(38, 19)));
        assertThat(type("0.30000000000000004", "1e-300")).isEqualTo(ValueType.Real.FINITE);
        assertThat(left).isEmpty();
        assertThat(of("{\"a\":" + "9".repeat(39) + "}")).isEmpty();
        assertThat(of("{\"a\":" + "9".repeat(30) + "." + "9".repeat(9) + "}")).isEmpty();
        assertThat(of("{\"a\":0." + "9".repeat(900) + "}")).isEmpty();
        assertThat(left)
                .hasSize(3)
                .allSatisfy(line -> assertThat(line).startsWith("left out: a, whose numbers are of more than 38"));
        assertThat(layout(column("a", ValueType.Whole.LONG)).with(layout(column("a", ValueType.Real.FINITE))))
                .isEmpty();
        assertThat(layout(column("a", ValueType.Whole.LONG))
                        .with(layout(column("a", new ValueType.Exact(38, 0))))
                        .orElseThrow()
                        .columns())
                .containsExactly(column("a", new ValueType.Exact(38, 0)));
    }

    @Test
    void aColumnWithoutAValueFitsAny() throws IOException {
        Layout none = new Layout("ndjson", Map.of(), Layout.Records.NAMED, of("{\"a\":null,\"b\":1}"), List.of());
        Layout some = new Layout("ndjson", Map.of(), Layout.Records.NAMED, of("{\"a\":[1.5],\"b\":1}"), List.of());
        assertThat(none.columns().get(0).proof()).isEqualTo(LayoutColumn.Proof.UNSEEN);
        assertThat(none.with(some).orElseThrow().columns()).isEqualTo(some.columns());
        assertThat(some.with(none).orElseThrow().columns()).isEqualTo(some.columns());
    }

    private static Layout layout(LayoutColumn... columns) {
        return new Layout("ndjson", Map.of(), Layout.Records.NAMED, List.of(columns), List.of());
    }

    private static LayoutColumn column(String name, ValueType type) {
        return new LayoutColumn(name, name, type, LayoutColumn.Proof.GIVEN);
    }
}
