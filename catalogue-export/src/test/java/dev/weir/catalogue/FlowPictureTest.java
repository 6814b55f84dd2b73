package dev.weir.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.catalogue.FlowPicture.Node;
import dev.weir.contracts.release.Outcome;
import dev.weir.contracts.release.RunRecord;
import dev.weir.contracts.release.SourceCount;
import dev.weir.contracts.release.TableCount;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class FlowPictureTest {

    private static final double TWO_LINES = 30;

    @Test
    void bandsFollowTheQueriesInputs() {
        FlowPicture picture =
                FlowPicture.of(Sample.plain().record(), Sample.plain().product());

        assertThat(picture.bands())
                .extracting(FlowPicture.Band::title)
                .contains(
                        "raw.synthea.patients → patients",
                        "raw.synthea.encounters → encounters",
                        "encounters → released: 61,459",
                        "observations → quarantined: 1,083",
                        "patients → dropped by policy: 2",
                        "raw.synthea.observations → unreadable: 41")
                .doesNotContain("raw.synthea.encounters → patients")
                .noneMatch(title -> title.startsWith("encounters → quarantined"));
    }

    @Test
    void aContractNamedAloneStandsForItsOneTable() {
        FlowPicture picture =
                FlowPicture.of(Sample.plain().record(), Sample.plain().product());

        assertThat(picture.bands())
                .extracting(FlowPicture.Band::title)
                .contains("raw.registry.people_of_the_whole_hospital_and_its_seven_branches → patients");
    }

    @Test
    void rowsOfARunWithoutReleaseAreNotCalledReleased() {
        RunRecord held = Sample.plain().ending(Outcome.HELD).record();

        assertThat(FlowPicture.of(held, Sample.plain().product()).nodes())
                .extracting(Node::title)
                .contains("would get in")
                .doesNotContain("released");
    }

    @Property(tries = 200)
    void labelsHaveRoomAndEverythingLiesInside(@ForAll("records") RunRecord record) {
        FlowPicture picture = FlowPicture.of(record, Sample.plain().product());

        for (int column = 0; column < 3; column++) {
            int wanted = column;
            List<Node> nodes = picture.nodes().stream()
                    .filter(node -> node.column() == wanted)
                    .toList();
            for (int i = 0; i < nodes.size(); i++) {
                Node node = nodes.get(i);
                assertThat(node.y()).isNotNegative();
                assertThat(node.y() + node.height()).isLessThanOrEqualTo(picture.height());
                assertThat(node.x()).isBetween(0.0, (double) picture.width());
                if (i > 0) {
                    Node above = nodes.get(i - 1);
                    assertThat(middle(node) - middle(above)).isGreaterThanOrEqualTo(TWO_LINES);
                    assertThat(node.y()).isGreaterThan(above.y() + above.height());
                }
            }
        }
        assertThat(picture.bands())
                .allSatisfy(
                        band -> assertThat(band.path()).doesNotContain("NaN").doesNotContain("Infinity"));
    }

    private static double middle(Node node) {
        return node.y() + node.height() / 2;
    }

    @Provide
    Arbitrary<RunRecord> records() {
        Arbitrary<Long> rows = Arbitraries.longs().between(0, 5_000_000_000L);
        Arbitrary<List<SourceCount>> sources = Combinators.combine(rows, rows)
                .as((parsed, lost) -> new SourceCount("raw.synthea.patients", List.of(), parsed + lost, parsed, lost))
                .list()
                .ofMaxSize(12)
                .map(FlowPictureTest::named);
        Arbitrary<List<TableCount>> tables = Combinators.combine(rows, rows, rows)
                .as((in, out, gone) -> new TableCount("patients", in + out + gone, in, out, gone))
                .list()
                .ofMaxSize(8);
        RunRecord plain = Sample.plain().record();
        return Combinators.combine(sources, tables)
                .as((left, right) -> new RunRecord(plain.run(), plain.ending(), left, right, List.of(), List.of()));
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
