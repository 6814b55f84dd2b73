package dev.weir.privacy.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.contracts.Place;
import dev.weir.contracts.Problem;
import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.Processor;
import dev.weir.contracts.Workspace;
import dev.weir.contracts.text.HashedFile;
import dev.weir.privacy.law.GateFact;
import dev.weir.privacy.law.GateRow;
import dev.weir.privacy.law.LawPack;
import dev.weir.privacy.law.Provisions;
import dev.weir.privacy.law.Provisions.ThresholdId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Tag;
import org.junit.jupiter.api.Test;

/** A law that says something else is noticed: by the worked cases, or on reading. */
class MutatedLawTest {

    private static final LawPack LAW = GateTest.LAW;
    private static final List<GateFacts> CASES = cases();

    /** The worked cases, the edges of every threshold, and the rows that no worked case meets. */
    private static List<GateFacts> cases() {
        List<GateFacts> cases = new ArrayList<>();
        GateCases.read("worked-cases.tsv", GateTest.worked()).cases().forEach(one -> cases.add(one.facts()));
        GateFacts plain = cases.get(36);
        for (String people : List.of("99999", "100000", "999999", "1000000")) {
            cases.add(plain.with(GateFact.NEW_N, people));
            cases.add(plain.with(GateFact.NEW_N, people).with(GateFact.MECHANISMS, "SC@2027-01-01"));
        }
        for (String people : List.of("0", "1", "9999", "10000")) {
            cases.add(plain.with(GateFact.NEW_S, people));
            cases.add(plain.with(GateFact.NEW_S, people).with(GateFact.MECHANISMS, "CERT@2027-01-01"));
        }
        cases.add(plain.with(GateFact.FTZ, "LISTED_SC"));
        cases.add(plain.with(GateFact.RESTRICTED_LIST, "Y"));
        cases.add(plain.with(GateFact.STATE_ORGAN, "Y"));
        cases.add(plain.with(GateFact.STATE_ORGAN, "Y").with(GateFact.MECHANISMS, "SA@2027-01-01"));
        cases.add(plain.with(GateFact.NEW_N, "2000000")
                .with(GateFact.FTZ, "LISTED_SC")
                .with(GateFact.MECHANISMS, "SC@2027-01-01"));
        cases.add(plain.with(GateFact.HGR, "ORDINARY")
                .with(GateFact.EXPORTER_FOREIGN, "Y")
                .with(GateFact.RECIPIENT_REGION, "CN"));
        return cases;
    }

    private static List<String> answers(LawPack law) {
        return CASES.stream()
                .map(facts -> Gate.decide(facts, law))
                .map(decision -> decision.word()
                        + decision.ruling().row().rule()
                        + decision.ruling().row().mechanism()
                        + decision.ruling().row().article())
                .toList();
    }

    private static LawPack with(List<GateRow> gate) {
        Provisions law = LAW.provisions();
        return new LawPack(
                LAW.id(),
                LAW.title(),
                LAW.asOf(),
                LAW.sha256(),
                LAW.categories(),
                new Provisions(
                        law.instruments(),
                        law.grades(),
                        law.thresholds(),
                        law.openPoints(),
                        new Provisions.GateTable(law.gate().facts(), law.gate().mechanisms(), gate),
                        law.leaks(),
                        law.calendar()),
                Optional.empty());
    }

    @Test
    void everyRowThatIsTakenOutOrTurnedRoundChangesAnAnswer() {
        List<String> answers = answers(LAW);
        List<GateRow> rows = LAW.provisions().gate().rows();
        for (int i = 1; i < rows.size() - 1; i++) { // the reader holds the first and the last in place
            GateRow row = rows.get(i);
            if (row.onlyIf().isPresent()) {
                continue; // switched off
            }
            List<GateRow> without = new ArrayList<>(rows);
            without.remove(i);
            assertThat(answers(with(without))).as("without " + row.id()).isNotEqualTo(answers);
            List<GateRow> turned = new ArrayList<>(rows);
            turned.set(i, turned(row));
            assertThat(answers(with(turned))).as(row.id() + " turned round").isNotEqualTo(answers);
        }
    }

    private static GateRow turned(GateRow row) {
        GateRow.Then then =
                row.consequence().needs().isEmpty() && row.consequence().then() == GateRow.Then.ALLOW
                        ? GateRow.Then.DENY
                        : GateRow.Then.ALLOW;
        boolean allowsAlready = row.consequence().then() == GateRow.Then.ALLOW
                && !row.consequence().needs().isEmpty();
        return new GateRow(
                row.id(),
                row.rule(),
                row.when(),
                row.onlyIf(),
                new GateRow.Consequence(
                        allowsAlready || row.consequence().then() == GateRow.Then.CONTINUE
                                ? List.of()
                                : row.consequence().needs(),
                        then,
                        row.consequence().asks()),
                row.articles(),
                row.note());
    }

    @Test
    void everyThresholdOfPeopleThatMovesByOneChangesAnAnswer() {
        List<String> answers = answers(LAW);
        for (ThresholdId id : List.of(
                ThresholdId.CONTRACT_PEOPLE,
                ThresholdId.CONTRACT_SENSITIVE_PEOPLE,
                ThresholdId.ASSESSMENT_PEOPLE,
                ThresholdId.ASSESSMENT_SENSITIVE_PEOPLE)) {
            long value = LAW.provisions().threshold(id);
            for (long other : List.of(value - 1, value + 1)) {
                assertThat(answers(overlaid(
                                "thresholds: [{ id: " + id.key() + ", value: " + other + ", because: A test. }]")))
                        .as(id.key() + " " + other)
                        .isNotEqualTo(answers);
            }
        }
    }

    private static LawPack overlaid(String changes) {
        return LawPack.of(new Workspace.Law(
                "cn-2026-01",
                Place.of("weir.yaml"),
                Optional.empty(),
                Optional.of(new Workspace.LawOverlay(
                        new HashedFile("law/test.yaml", "0".repeat(64)), "base: cn-2026-01\n" + changes + "\n")),
                Processor.unknown("test")));
    }

    @Property(tries = 150)
    @Tag("torture")
    void whateverAnOverlayHoldsItIsReadOrRefusedWithItsPlace(@ForAll long seed) {
        String good = """
            thresholds:
              - { id: contract-people, value: 5, because: A test. }
            gate:
              - { id: R12, when: {}, then: deny, articles: [CBR 8], because: A test. }
            openPoints:
              - { id: Q5, value: false, because: A test. }
            categories:
              - { code: ORG, masks: { export: { method: truncate, length: 3 } }, because: A test. }
            """;
        Random random = new Random(seed);
        StringBuilder text = new StringBuilder(good);
        for (int i = 1 + random.nextInt(4); i > 0; i--) {
            int at = random.nextInt(text.length());
            switch (random.nextInt(3)) {
                case 0 -> text.setCharAt(at, " \n:-{}[],\"'#&*!|>%@0aZ".charAt(random.nextInt(22)));
                case 1 -> text.insert(at, " \n:-{}[],\"'#&*!|>%@0aZ".charAt(random.nextInt(22)));
                default -> text.delete(at, Math.min(text.length() - 1, at + 1 + random.nextInt(12)));
            }
        }
        try {
            LawPack law = overlaid(text.toString());
            assertThat(law.overlay()).isPresent();
            CASES.forEach(facts -> Gate.decide(facts, law));
        } catch (ProblemsException e) {
            for (Problem problem : e.problems()) {
                assertThat(problem.place().file()).matches("law/.*\\.yaml|mask");
                assertThat(problem.remedy()).isNotBlank();
            }
        }
    }
}
