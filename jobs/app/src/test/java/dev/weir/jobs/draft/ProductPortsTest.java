package dev.weir.jobs.draft;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.contracts.ProblemsException;
import dev.weir.jobs.engine.discover.TableProfile;
import dev.weir.jobs.engine.read.layout.Layout;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A product's file with further ports. */
class ProductPortsTest {

    private static final List<DraftTable> LABS = List.of(new DraftTable(
            new SourceGroup("labs", "", "labs.csv", Layout.of("csv", List.of()), List.of()),
            TableProfile.none(),
            List.of(),
            DraftKeys.NONE));

    private static String with(String text) {
        return ProductPorts.with("p.odps.yaml", text, "p", LABS);
    }

    @Test
    void portsComeBehindTheLastOfTheirListAndAllElseStays() {
        assertThat(with("""
                        id: p # ours
                        inputPorts:   # what it reads
                        - name: a
                          contractId: raw.a
                        # and no more
                        outputPorts:
                            - { name: a, contractId: p.a }

                        team: {}
                        """)).isEqualTo("""
                        id: p # ours
                        inputPorts:   # what it reads
                        - name: a
                          contractId: raw.a
                        - { name: labs, version: 1.0.0, contractId: raw.labs }
                        # and no more
                        outputPorts:
                            - { name: a, contractId: p.a }
                            - { name: labs, version: 1.0.0, contractId: p.labs }

                        team: {}
                        """);
    }

    @Test
    void aProductWithoutInputPortsGetsNone() {
        assertThat(with("outputPorts:\n  - { name: a }\n"))
                .isEqualTo("outputPorts:\n  - { name: a }\n  - { name: labs, version: 1.0.0, contractId: p.labs }\n");
    }

    @Test
    void linesEndAsTheirAuthorHadThem() {
        String port = "- { name: labs, version: 1.0.0, contractId: p.labs }";
        String list = "id: p\r\noutputPorts:\r\n  - { name: a }";
        assertThat(with(list + "\r\nteam: {}\n")).isEqualTo(list + "\r\n  " + port + "\r\nteam: {}\n");
        assertThat(with(list)).isEqualTo(list + "\r\n  " + port);
    }

    @Test
    void anotherWritingIsLeftToItsAuthor() {
        assertThatThrownBy(() -> with("outputPorts: [{ name: a }]\n"))
                .isInstanceOf(ProblemsException.class)
                .hasMessageContaining("outputPorts");
    }
}
