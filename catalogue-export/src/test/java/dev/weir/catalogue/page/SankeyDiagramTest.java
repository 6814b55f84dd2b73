package dev.weir.catalogue.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.catalogue.Sample;
import dev.weir.catalogue.page.SankeyDiagram.Node;
import dev.weir.contracts.release.Outcome;
import dev.weir.contracts.release.RunRecord;
import dev.weir.contracts.release.SourceCount;
import dev.weir.contracts.release.TableCount;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class SankeyDiagramTest {

    private static final double TWO_LINES = 30;

    @Test
    void bandsFollowTheQueriesInputs() {
        SankeyDiagram picture = picture(Sample.plain().record());

        assertThat(picture.bands())
                .extracting(SankeyDiagram.Band::title)
                .contains(
                        "raw.synthea.patients → patients: " + parsed("raw.synthea.patients"),
                        "raw.synthea.encounters → encounters: " + parsed("raw.synthea.encounters"),
                        "encounters → released: 61,459",
                        "observations → quarantined: 1,083",
                        "patients → dropped by policy: 2",
                        "raw.synthea.observations → unreadable: 41")
                .noneMatch(title -> title.startsWith("raw.synthea.encounters → patients"))
                .noneMatch(title -> title.startsWith("encounters → quarantined"));
    }

    @Test
    void aContractNamedAloneStandsForItsOneTable() {
        SankeyDiagram picture = picture(Sample.plain().record());

        assertThat(picture.bands())
                .extracting(SankeyDiagram.Band::title)
                .anyMatch(title -> title.startsWith(
                        "raw.registry.people_of_the_whole_hospital_and_its_seven_branches → patients"));
    }

    @Test
    void rowsOfARunWithoutReleaseAreNotCalledReleased() {
        RunRecord held = Sample.plain().ending(Outcome.HELD).record();

        assertThat(picture(held).nodes())
                .extracting(Node::title)
                .contains("would get in")
                .doesNotContain("released");
    }

    @Property(tries = 200)
    void labelsHaveRoomAndEverythingLiesInside(@ForAll("records") RunRecord record) {
        SankeyDiagram picture = picture(record);

        for (int column = 0; column < 3; column++) {
            int wanted = column;
            List<Node> nodes = picture.nodes().stream()
                    .filter(node -> node.column() == wanted)
                    .toList();
            for (int i = 0; i < nodes.size(); i++) {
                Node node = nodes.get(i);
                assertThat(node.box().y()).isNotNegative();
                assertThat(node.box().y() + node.box().height()).isLessThanOrEqualTo(picture.height());
                assertThat(node.box().x()).isBetween(0.0, (double) picture.width());
                if (i > 0) {
                    Node above = nodes.get(i - 1);
                    assertThat(middle(node) - middle(above)).isGreaterThanOrEqualTo(TWO_LINES);
                    assertThat(node.box().y())
                            .isGreaterThan(above.box().y() + above.box().height());
                }
            }
        }
        assertThat(picture.bands())
                .allSatisfy(
                        band -> assertThat(band.path()).doesNotContain("NaN").doesNotContain("Infinity"));
    }

    private static double middle(Node node) {
        return node.box().middle();
    }

    private static String parsed(String source) {
        return Sample.plain().record().sources().stream()
                .filter(count -> count.table().equals(source))
                .map(count -> String.format(Locale.ROOT, "%,d", count.parsed()))
                .findFirst()
                .orElseThrow();
    }

    private static SankeyDiagram picture(RunRecord record) {
        return SankeyDiagram.of(record, TableFlow.of(record, Sample.plain().product(), Map.of()));
    }

    /** Of every source and every table, whatever the query does: nothing comes from nowhere, and nothing is left over. */
    @Property(tries = 300)
    void figuresAddUp(@ForAll("records") RunRecord record) {
        for (TableFlow flow : TableFlow.of(record, Sample.plain().product(), Map.of())) {
            TableCount count = flow.count();
            long endings = count.released() + count.quarantined() + count.dropped();
            assertThat(endings).isEqualTo(count.produced());
            if (flow.read().isPresent()) {
                assertThat(flow.read().getAsLong())
                        .isEqualTo(flow.flows().stream()
                                .mapToLong(source -> source.records() - source.unreadable())
                                .sum())
                        .isEqualTo(count.produced() + flow.notCarriedOn() - flow.more());
            } else {
                assertThat(flow.notCarriedOn() + flow.more()).isZero();
            }
            assertThat(flow.rows()).isEqualTo(endings + flow.notCarriedOn());
        }
    }

    @Test
    void aSourceThatIsLookedUpStandsApart() {
        RunRecord record = Sample.plain().record();
        List<String> inputs = TableFlow.of(record, Sample.plain().product(), Map.of()).get(0).flows().stream()
                .map(SourceCount::table)
                .toList();
        String first = inputs.get(0);
        String second = inputs.get(1);
        String table = record.tables().get(0).table();
        List<TableFlow> flows = TableFlow.of(record, Sample.plain().product(), Map.of(table, List.of(first, first)));
        long parsed = record.sources().stream()
                .filter(source -> source.table().equals(first))
                .mapToLong(SourceCount::parsed)
                .sum();
        assertThat(flows.get(0).read()).hasValue(2 * parsed);
        assertThat(flows.get(0).lookUps()).extracting(SourceCount::table).contains(second);
        SankeyDiagram picture = SankeyDiagram.of(record, flows);
        assertThat(picture.bands())
                .filteredOn(band -> band.kind().equals("thread"))
                .extracting(SankeyDiagram.Band::title)
                .anyMatch(title -> title.startsWith(second + " → " + table + ": looked up, "));
        assertThat(picture.bands())
                .filteredOn(band -> band.kind().equals("flow"))
                .extracting(SankeyDiagram.Band::title)
                .noneMatch(title -> title.startsWith(second + " → " + table));
        assertThat(picture.nodes())
                .filteredOn(node -> node.kind().equals("lookup"))
                .extracting(Node::title)
                .contains(second);
    }

    @Test
    void whatIsNotKnownIsNotMadeUp() {
        RunRecord record = Sample.plain().record();
        String table = record.tables().get(0).table();
        TableFlow flow = TableFlow.of(record, Sample.plain().product(), Map.of(table, List.of("no.such.source")))
                .get(0);
        assertThat(flow.read()).isEmpty();
        assertThat(flow.notCarriedOn()).isZero();
        assertThat(flow.rows()).isEqualTo(flow.count().produced());
    }

    @Provide
    Arbitrary<RunRecord> records() {
        Arbitrary<Long> rows = Arbitraries.longs().between(0, 5_000_000_000L);
        Arbitrary<List<SourceCount>> sources = Combinators.combine(rows, rows)
                .as((parsed, lost) -> new SourceCount("raw.synthea.patients", List.of(), parsed + lost, parsed, lost))
                .list()
                .ofMaxSize(12)
                .map(SankeyDiagramTest::named);
        Arbitrary<List<TableCount>> tables = Combinators.combine(rows, rows, rows)
                .as((in, out, gone) -> new TableCount("patients", in + out + gone, in, out, gone))
                .list()
                .ofMaxSize(8);
        RunRecord plain = Sample.plain().record();
        return Combinators.combine(sources, tables)
                .as((left, right) -> new RunRecord(plain.run(), plain.ending(), left, right, List.of()));
    }

    private static List<SourceCount> named(List<SourceCount> counts) {
        List<SourceCount> named = new ArrayList<>();
        for (SourceCount count : counts) {
            String table = named.isEmpty() ? count.table() : "raw.source_" + named.size() + ".files";
            named.add(new SourceCount(table, List.of(), count.records(), count.parsed(), count.unreadable()));
        }
        return named;
    }
}
