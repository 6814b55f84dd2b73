package dev.weir.contracts.read;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.contracts.Answer;
import dev.weir.contracts.Mechanism;
import dev.weir.contracts.Recipient;
import dev.weir.contracts.Workspace;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What people are told of recipients that are wrong, and what is read of those that are right. */
class RecipientProblemsTest {

    private static final String FILE = "contracts/recipients.yaml";

    private static final String GOOD = """
        recipients:
          - id: london
            name: University of London
            region: GB
            foreign: true
            access: remote-view
            products: [clinical]
            mechanisms:
              - { type: SA, number: "7", products: [clinical], categories: [MRN], people: 20, issued: "2026-03-01" }
            notice: { reference: N3, on: "2026-02-01" }
            masks:
              - { category: DATE, mask: { method: generalise, to: year } }
              - { column: clinical.encounters.reason, mask: drop, because: Nobody needs it. }
        """;

    private final Mistakes cases = new Mistakes("recipient-problems.txt");

    @TempDir
    private Path folder;

    private void mistake(String name, String from, String to) {
        assertThat(GOOD).contains(from);
        cases.put(name, sample -> sample.with(FILE, GOOD.replace(from, to)));
    }

    @Test
    void tellsOfEachMistakeWhatIsWrongWhyAndWhatToDo() throws IOException {
        mistake("an unknown field", "region: GB", "regoin: GB");
        mistake("a country that is none", "region: GB", "region: UK");
        mistake("a country in words", "region: GB", "region: Britain");
        mistake("an unknown product", "products: [clinical]\n    mechanisms", "products: [clincal]\n    mechanisms");
        mistake("an unknown access", "remote-view", "remote");
        mistake("an unknown mechanism", "type: SA", "type: SCC");
        mistake("a mechanism without its day", ", issued: \"2026-03-01\"", "");
        mistake("a contract without its end", "type: SA", "type: SC");
        mistake(
                "a mechanism that ends before it begins",
                "issued: \"2026-03-01\"",
                "issued: \"2026-03-01\", lastValidDay: \"2025-03-01\"");
        mistake("a day that is none", "on: \"2026-02-01\"", "on: \"2026-02-30\"");
        mistake("a mask of an unknown column", "encounters.reason", "encounters.reasn");
        mistake("a mask of a column without its product", "clinical.encounters.reason", "reason");
        mistake("a mask of two things", "{ category: DATE,", "{ category: DATE, column: clinical.encounters.reason,");
        mistake("an unknown mask", "mask: drop", "mask: dorp");
        mistake("an unkeyed hash", "mask: drop", "mask: sha256");
        cases.put(
                "two recipients of one id", sample -> sample.with(FILE, GOOD + "  - { id: London, name: Another }\n"));
        cases.put("recipients that are not YAML", sample -> sample.with(FILE, "recipients: ["));
        cases.put(
                "an overlay that is not there",
                sample -> sample.replace(
                        "weir.yaml", "pack: cn-2026-01", "pack: cn-2026-01\n  overlay: law/centre.yaml"));
        cases.put(
                "an overlay outside the workspace",
                sample -> sample.replace("weir.yaml", "pack: cn-2026-01", "pack: cn-2026-01\n  overlay: ../law.yaml"));
        cases.put(
                "a zone's list that is none",
                sample -> sample.replace("weir.yaml", "freeTradeZone: none", "freeTradeZone: nowhere"));
        cases.compare(folder);
    }

    @Test
    void readsWhatIsSaidAndLeavesTheRestUnknown() {
        Workspace workspace = Sample.clinical().with(FILE, GOOD).workspaceIn(folder);
        Recipient london = workspace.recipient("london").orElseThrow();
        assertThat(london.party().region()).contains("GB");
        assertThat(london.party().foreign()).isEqualTo(Answer.YES);
        assertThat(london.party().restricted()).isEqualTo(Answer.UNKNOWN);
        assertThat(london.request().access()).contains(Recipient.Access.REMOTE_VIEW);
        assertThat(london.duties().consent()).isEmpty();
        assertThat(london.delivery().masks()).hasSize(2);
        Mechanism mechanism = london.mechanisms().get(0);
        assertThat(mechanism.type()).isEqualTo(Mechanism.Type.SA);
        assertThat(mechanism.scope().people()).hasValue(20);
        assertThat(mechanism.days().issued()).contains(LocalDate.of(2026, 3, 1));
        assertThat(workspace.processor().standing().foreignControlled()).isEqualTo(Answer.YES);
        assertThat(workspace.processor().standing().stateOrgan()).isEqualTo(Answer.UNKNOWN);
        assertThat(workspace.processor().id()).isEqualTo("beijing-centre");
    }
}
