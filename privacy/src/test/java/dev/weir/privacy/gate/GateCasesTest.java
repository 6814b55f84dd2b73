package dev.weir.privacy.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.contracts.Problem;
import java.util.List;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class GateCasesTest {

    private static final List<String> LINES = GateTest.worked().lines().toList();

    private static GateCases read(String... lines) {
        return GateCases.read("cases.tsv", String.join("\n", lines));
    }

    private static String rule(GateCases cases, int index) {
        return Gate.decide(cases.cases().get(index).facts(), GateTest.LAW)
                .ruling()
                .row()
                .rule();
    }

    @Test
    void decidesTheRowsThatCanBeReadBesideThoseThatCannot() {
        GateCases cases = read(LINES.get(0), LINES.get(20), "garbage", LINES.get(37) + "\textra", "", LINES.get(37));
        assertThat(cases.cases()).hasSize(4);
        assertThat(rule(cases, 0)).isEqualTo("R5");
        assertThat(rule(cases, 1)).isEqualTo("R0");
        assertThat(rule(cases, 2)).isEqualTo("R0");
        assertThat(rule(cases, 3)).isEqualTo("R12");
        assertThat(cases.problems())
                .extracting(problem -> problem.place().line())
                .containsExactly(3, 4, 6); // the id of line 4 stands again in line 6
    }

    @Test
    void readsColumnsByTheirNames() {
        String[] header = LINES.get(0).split("\t");
        String[] cells = LINES.get(9).split("\t", -1);
        StringBuilder names = new StringBuilder();
        StringBuilder values = new StringBuilder();
        for (int i = 18; i >= 0; i--) {
            names.append(header[i]).append(i == 0 ? "" : "\t");
            values.append(cells[i]).append(i == 0 ? "" : "\t");
        }
        GateCases cases = read(names.toString(), values.toString());
        assertThat(cases.problems()).isEmpty();
        assertThat(rule(cases, 0)).isEqualTo("R11");
    }

    @Test
    void deniesEveryRowOfATableThatLacksAFact() {
        List<String> without = LINES.stream()
                .map(line -> line.replaceFirst("^([^\t]*\t[^\t]*\t)[^\t]*\t", "$1"))
                .collect(Collectors.toList());
        GateCases cases = GateCases.read("cases.tsv", String.join("\r\n", without));
        assertThat(cases.problems()).extracting(Problem::what).containsExactly("the table has no column 'requestType'");
        assertThat(cases.cases())
                .hasSize(40)
                .allSatisfy(one -> assertThat(Gate.decide(one.facts(), GateTest.LAW)
                                .ruling()
                                .row()
                                .rule())
                        .isEqualTo("R0"));
    }

    @Test
    void tellsOfColumnsThatNobodyKnowsAndOfEmptyTables() {
        assertThat(read(LINES.get(0) + "\tnewNN", LINES.get(1) + "\t5").problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.remedy()).contains("newN"));
        assertThat(read("", " ").problems()).hasSize(1);
        assertThat(read("\uFEFF" + LINES.get(0), LINES.get(1)).problems()).isEmpty();
    }

    @Property
    void decidesWhateverStandsInATable(@ForAll String text) {
        GateCases cases = GateCases.read("cases.tsv", LINES.get(0) + "\n" + text + "\n" + LINES.get(37));
        assertThat(cases.cases()).isNotEmpty();
        for (GateCases.Case one : cases.cases().subList(0, cases.cases().size() - 1)) {
            assertThat(Gate.decide(one.facts(), GateTest.LAW).allows()).isFalse();
        }
        assertThat(rule(cases, cases.cases().size() - 1)).isEqualTo("R12");
    }
}
