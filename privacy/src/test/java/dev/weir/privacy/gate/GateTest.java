package dev.weir.privacy.gate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weir.contracts.TransferMechanism;
import dev.weir.contracts.json.Json;
import dev.weir.privacy.law.GateFact;
import dev.weir.privacy.law.HeldMechanism;
import dev.weir.privacy.law.LawPack;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

class GateTest {

    static final LawPack LAW = LawPack.load("cn-2026-01");

    private static final GateFacts PLAIN = cases().cases().get(36).facts(); // P37

    private static GateCases cases() {
        return GateCases.read("worked-cases.tsv", worked());
    }

    static String worked() {
        try (InputStream in = Objects.requireNonNull(GateTest.class.getResourceAsStream("/gate/worked-cases.tsv"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void decidesEveryWorkedCase() {
        List<String> expected = new ArrayList<>();
        List<String> decided = new ArrayList<>();
        List<String> lines = worked().lines().skip(1).toList();
        for (String line : lines) {
            String[] cells = line.split("\t", -1);
            expected.add(String.join("\t", cells[0], cells[19], cells[20], cells[21], cells[22]));
        }
        for (GateCases.Case one : cases().cases()) {
            GateDecision decision = Gate.decide(one.facts(), LAW);
            decided.add(String.join(
                    "\t",
                    one.id(),
                    decision.word(),
                    decision.ruling().row().mechanism(),
                    decision.ruling().row().rule(),
                    decision.ruling().row().article()));
        }
        assertThat(expected).hasSize(40);
        assertThat(decided).containsExactlyElementsOf(expected);
        assertThat(cases().problems()).isEmpty();
    }

    @Test
    void deniesEachUnknownFactAndSaysWhoseItIsToGive() {
        for (GateFact fact : GateFact.values()) {
            for (GateFacts facts : List.of(without(PLAIN, fact), PLAIN.with(fact, ""), PLAIN.with(fact, "UNKNOWN"))) {
                GateDecision decision = Gate.decide(facts, LAW);
                assertThat(decision.allows()).as(fact.key()).isFalse();
                assertThat(decision.ruling().row().rule()).isEqualTo("R0");
                assertThat(decision.ruling().missing())
                        .singleElement()
                        .satisfies(missing -> assertThat(missing.what()).contains(fact.key()))
                        .satisfies(missing -> assertThat(missing.owner()).isNotBlank());
            }
        }
    }

    @Test
    void deniesPeopleInWhatIsSaidToHoldNone() {
        GateFacts none =
                PLAIN.with(GateFact.HAS_PI, "N").with(GateFact.NEW_N, "0").with(GateFact.NEW_S, "0");
        assertThat(Gate.decide(none, LAW).ruling().row().rule()).isEqualTo("R5");
        for (GateFact people : List.of(GateFact.NEW_N, GateFact.NEW_S)) {
            GateDecision decision = Gate.decide(none.with(people, "1"), LAW);
            assertThat(decision.allows()).isFalse();
            assertThat(decision.ruling().row().rule()).isEqualTo("R0");
            assertThat(decision.ruling().missing())
                    .singleElement()
                    .satisfies(
                            missing -> assertThat(missing.what()).contains("hasPI: 'N'", "people in it", people.key()));
        }
    }

    @Test
    void deniesALedgerOfAYearThatIsStillToCome() {
        assertThat(Gate.decide(PLAIN.with(GateFact.LEDGER_YEAR, "2026"), LAW).allows())
                .isTrue();
        assertThat(Gate.decide(PLAIN.with(GateFact.LEDGER_YEAR, "2025"), LAW).allows())
                .isTrue();
        GateDecision decision = Gate.decide(PLAIN.with(GateFact.LEDGER_YEAR, "2027"), LAW);
        assertThat(decision.allows()).isFalse();
        assertThat(decision.ruling().row().rule()).isEqualTo("R0");
        assertThat(decision.ruling().missing())
                .singleElement()
                .satisfies(missing -> assertThat(missing.what()).contains("ledgerYear: '2027'", "2026-06-15"));
    }

    /** Who sits abroad is foreign where genes are in it; Hong Kong and Macao have organisations under mainland control. */
    @Test
    void deniesGenesToARecipientAbroadThatIsSaidNotToBeForeign() {
        for (String hgr : List.of("ORDINARY", "ART37")) {
            GateFacts genes = PLAIN.with(GateFact.HGR, hgr).with(GateFact.RECIPIENT_FOREIGN, "N");
            for (String abroad : List.of("GB", "US", "TW")) {
                GateDecision decision = Gate.decide(genes.with(GateFact.RECIPIENT_REGION, abroad), LAW);
                assertThat(decision.ruling().row().rule()).as(hgr + abroad).isEqualTo("R0");
                assertThat(decision.ruling().missing())
                        .singleElement()
                        .satisfies(missing -> assertThat(missing.what()).contains("recipientForeign: 'N'", abroad));
            }
            for (String within : List.of("CN", "HK", "MO")) {
                assertThat(Gate.decide(genes.with(GateFact.RECIPIENT_REGION, within), LAW)
                                .allows())
                        .as(hgr + within)
                        .isTrue();
            }
        }
        assertThat(Gate.decide(PLAIN.with(GateFact.RECIPIENT_FOREIGN, "N"), LAW).allows())
                .isTrue();
    }

    /** An assessment holds three years, and its extension may be asked for 60 working days before its end (CBR 9). */
    @Test
    void deniesAnAssessmentThatHoldsLongerThanOneCan() {
        GateFacts facts = PLAIN.with(GateFact.NEW_S, "10000");
        LocalDate day = LocalDate.of(2026, 6, 15);
        LocalDate last = day.plusYears(3);
        Deadlines deadlines = new Deadlines(LAW.provisions());
        while (!deadlines.renewalOpens(last.plusDays(1).minusYears(3)).isAfter(day)) {
            last = last.plusDays(1);
        }
        assertThat(last).isAfter(LocalDate.of(2029, 9, 1)).isBefore(LocalDate.of(2029, 10, 1));
        assertThat(Gate.decide(facts.with(GateFact.MECHANISMS, "SA@" + last), LAW)
                        .allows())
                .isTrue();
        for (String longer : List.of(last.plusDays(1).toString(), "2099-01-01")) {
            GateDecision decision = Gate.decide(facts.with(GateFact.MECHANISMS, "SA@" + longer), LAW);
            assertThat(decision.ruling().row().rule()).as(longer).isEqualTo("R0");
            assertThat(decision.ruling().missing())
                    .singleElement()
                    .satisfies(missing -> assertThat(missing.what()).contains(longer, "cannot have been granted"));
        }
        GateFacts contract = PLAIN.with(GateFact.NEW_S, "1");
        assertThat(Gate.decide(contract.with(GateFact.MECHANISMS, "CERT@2029-12-15"), LAW)
                        .allows())
                .isTrue();
        assertThat(Gate.decide(contract.with(GateFact.MECHANISMS, "CERT@2029-12-16"), LAW)
                        .ruling()
                        .row()
                        .rule())
                .isEqualTo("R0");
        assertThat(Gate.decide(contract.with(GateFact.MECHANISMS, "SC@2099-01-01"), LAW)
                        .allows())
                .isTrue();
    }

    @Test
    void deniesADayBeforeItsRowsWereLaw() {
        GateFacts facts = PLAIN.with(GateFact.LEDGER_YEAR, "2024");
        assertThat(Gate.decide(facts.with(GateFact.EVAL_DATE, "2024-03-22"), LAW)
                        .allows())
                .isTrue();
        GateDecision decision = Gate.decide(facts.with(GateFact.EVAL_DATE, "2024-03-21"), LAW);
        assertThat(decision.ruling().row().rule()).isEqualTo("R0");
        assertThat(decision.ruling().missing())
                .singleElement()
                .satisfies(missing -> assertThat(missing.what()).contains("evalDate: '2024-03-21'", "2024-03-22"));
    }

    /** The days of filing reach back ten working days from the last: on, before and after the years with a calendar. */
    @Test
    void holdsNoUnfiledContractInAYearWithoutACalendar() {
        GateFacts facts = PLAIN.with(GateFact.NEW_S, "1");
        assertThat(unfiled(facts, "2026-12-25", "2026-12-31").allows()).isTrue();
        GateDecision without = unfiled(facts, "2026-12-25", "2027-01-01");
        assertThat(without.allows()).isFalse();
        assertThat(without.ruling().missing())
                .filteredOn(missing -> missing.what().startsWith("SC_UNFILED"))
                .singleElement()
                .satisfies(missing ->
                        assertThat(missing.what()).contains("SC_UNFILED@2027-01-01", "no calendar of working days"));
        assertThat(unfiled(facts, "2028-02-01", "2028-02-10").allows()).isFalse();
        assertThat(unfiled(facts, "2025-01-02", "2025-01-02").allows()).isFalse();
        assertThat(unfiled(facts, "2025-01-20", "2025-01-20").allows()).isTrue();
    }

    private static GateDecision unfiled(GateFacts facts, String day, String last) {
        return Gate.decide(
                facts.with(GateFact.EVAL_DATE, day)
                        .with(GateFact.LEDGER_YEAR, day.substring(0, 4))
                        .with(GateFact.MECHANISMS, "SC_UNFILED@" + last),
                LAW);
    }

    @Test
    void deniesWhoIsOnTheRestrictedListWhateverIsHeld() {
        GateFacts facts = PLAIN.with(GateFact.RESTRICTED_LIST, "Y").with(GateFact.MECHANISMS, "SA@2028-01-01");
        assertThat(Gate.decide(facts, LAW).ruling().row().article()).isEqualTo("PIPL 42");
        assertThat(Gate.decide(facts, LAW)).isInstanceOf(GateDecision.Deny.class);
    }

    @Test
    void asksAnOrganOfTheStateForAnAssessment() {
        GateFacts facts = PLAIN.with(GateFact.STATE_ORGAN, "Y").with(GateFact.EXEMPTION, "CONTRACT");
        assertThat(Gate.decide(facts, LAW)).isInstanceOfSatisfying(GateDecision.NeedsMechanism.class, decision -> {
            assertThat(decision.ruling().row().article()).isEqualTo("PIPL 36");
            assertThat(decision.anyOf()).containsExactly(Set.of(TransferMechanism.Type.SA));
        });
        assertThat(Gate.decide(facts.with(GateFact.MECHANISMS, "SA@2026-06-15"), LAW)
                        .allows())
                .isTrue();
    }

    @Test
    void holdsAMechanismOnItsLastValidDayAndNotAfter() {
        GateFacts facts = PLAIN.with(GateFact.NEW_S, "1");
        assertThat(Gate.decide(facts.with(GateFact.MECHANISMS, "SC@2026-06-15"), LAW)
                        .allows())
                .isTrue();
        assertThat(Gate.decide(facts.with(GateFact.MECHANISMS, "SC@2026-06-14"), LAW)
                        .allows())
                .isFalse();
    }

    @Test
    void namesWhatWouldDoAndWhoGivesIt() {
        assertThat(Gate.decide(PLAIN.with(GateFact.NEW_S, "1"), LAW))
                .isInstanceOfSatisfying(GateDecision.NeedsMechanism.class, decision -> {
                    assertThat(decision.anyOf())
                            .containsExactly(
                                    Set.of(TransferMechanism.Type.SC),
                                    Set.of(TransferMechanism.Type.SC_UNFILED),
                                    Set.of(TransferMechanism.Type.CERT),
                                    Set.of(TransferMechanism.Type.SA));
                    assertThat(decision.ruling().missing())
                            .first()
                            .satisfies(missing -> assertThat(missing.what()).contains("个人信息出境标准合同"));
                    assertThat(decision.ruling().people()).contains(new GateFacts.People(50000, 1));
                });
        assertThat(Gate.decide(PLAIN.with(GateFact.DUTIES, "NO_PIPIA"), LAW)
                        .ruling()
                        .missing())
                .singleElement()
                .satisfies(missing -> assertThat(missing.owner()).contains("data protection officer"));
    }

    @Test
    void doesNotLetTheGreaterBayContractDoUntilCounselSaysSo() {
        GateFacts facts = PLAIN.with(GateFact.NEW_S, "1")
                .with(GateFact.RECIPIENT_REGION, "HK")
                .with(GateFact.MECHANISMS, "GBA_SC@2027-01-01");
        assertThat(Gate.decide(facts, LAW).allows()).isFalse();
    }

    @Test
    void countsDaysAsTheLawDoes() {
        Deadlines deadlines = new Deadlines(LAW.provisions());
        assertThat(deadlines.lastValidDay(LocalDate.of(2024, 3, 22), 3)).isEqualTo("2027-03-21");
        assertThat(deadlines.applyAnew(LocalDate.of(2029, 1, 14))).isEqualTo("2028-07-14");
        assertThat(deadlines.filing(LocalDate.of(2026, 6, 1))).isEqualTo("2026-06-15");
        assertThat(deadlines.keptUntil(LocalDate.of(2026, 6, 15))).isEqualTo("2029-06-15");
        assertThat(deadlines.renewalOpens(LocalDate.of(2027, 3, 21))).isEqualTo("2026-12-28");
    }

    @Test
    void knowsHolidaysAndDaysOfWorkThatWereMoved() {
        Deadlines deadlines = new Deadlines(LAW.provisions());
        // eight days of October 2025 off, two Sundays and Saturdays of work
        assertThat(deadlines.filing(LocalDate.of(2025, 9, 24))).isEqualTo("2025-10-14");
        assertThat(deadlines.knowsFiling(LocalDate.of(2025, 9, 24))).isTrue();
        assertThat(deadlines.knowsFiling(LocalDate.of(2026, 12, 25))).isFalse();
    }

    @Test
    void tellsWhatRunsOutSoon() {
        GateFacts facts = PLAIN.with(GateFact.NEW_S, "1").with(GateFact.MECHANISMS, "SA@2026-08-15;CERT@2028-01-01");
        assertThat(Gate.decide(facts, LAW).ruling().deadlines())
                .extracting(deadline -> deadline.on().toString())
                .containsExactly("2026-05-22", "2026-08-15", "2029-06-15");
    }

    @Test
    void marksTheFactsThatDecided() {
        assertThat(Gate.decide(PLAIN.with(GateFact.DATA_GRADE, "CORE"), LAW)
                        .ruling()
                        .facts())
                .filteredOn(used -> used.weight() == GateDecision.Weight.DECIDED)
                .extracting(GateDecision.UsedFact::fact)
                .containsExactly(GateFact.DATA_GRADE);
    }

    @Test
    void marksAllThatAThresholdAsksFor() {
        assertThat(decided(PLAIN.with(GateFact.NEW_S, "1")))
                .contains(
                        GateFact.EVAL_DATE,
                        GateFact.LEDGER_YEAR,
                        GateFact.LEDGER_S,
                        GateFact.NEW_S,
                        GateFact.MECHANISMS);
        assertThat(decided(PLAIN.with(GateFact.NEW_N, "1000000")))
                .contains(
                        GateFact.EVAL_DATE,
                        GateFact.LEDGER_YEAR,
                        GateFact.LEDGER_N,
                        GateFact.NEW_N,
                        GateFact.MECHANISMS);
        assertThat(decided(without(PLAIN, GateFact.HGR))).containsExactly(GateFact.HGR);
    }

    private static List<GateFact> decided(GateFacts facts) {
        return Gate.decide(facts, LAW).ruling().facts().stream()
                .filter(used -> used.weight() == GateDecision.Weight.DECIDED)
                .map(GateDecision.UsedFact::fact)
                .toList();
    }

    @Test
    void namesTheDutyThatIsMissing() {
        for (Gate.Duty duty : List.of(Gate.Duty.NO_NOTICE, Gate.Duty.NO_CONSENT, Gate.Duty.NO_PIPIA, Gate.Duty.NA)) {
            assertThat(Gate.decide(PLAIN.with(GateFact.DUTIES, duty.name()), LAW)
                            .ruling()
                            .missing())
                    .singleElement()
                    .satisfies(missing -> assertThat(missing.what()).isEqualTo(duty.missing()));
        }
        assertThat(Gate.Duty.NO_NOTICE.missing()).contains("告知");
        assertThat(Gate.Duty.of("anything else")).isEqualTo(Gate.Duty.NA);
    }

    /** Three months ahead, on the day and a day later; nothing to keep of what is no personal information, or stays. */
    @Test
    void tellsWhatRunsOutWithinThreeMonths() {
        assertThat(dates(PLAIN.with(GateFact.MECHANISMS, "SC@2026-09-15")))
                .containsExactly("2026-09-15 last valid day of SC", KEEP);
        assertThat(dates(PLAIN.with(GateFact.MECHANISMS, "SC@2026-09-16"))).containsExactly(KEEP);
        assertThat(dates(PLAIN.with(GateFact.MECHANISMS, "SC_UNFILED@2026-06-20")))
                .containsExactly("2026-06-20 last day for filing the standard contract", KEEP);
        assertThat(dates(PLAIN.with(GateFact.MECHANISMS, "CERT@2027-03-15")))
                .containsExactly("2026-09-15 apply anew for the certification", KEEP);
        assertThat(dates(PLAIN.with(GateFact.MECHANISMS, "CERT@2027-03-16"))).containsExactly(KEEP);
        assertThat(dates(PLAIN.with(GateFact.MECHANISMS, "CERT@2026-08-01;SC@2026-07-01")))
                .containsExactly(
                        "2026-02-01 apply anew for the certification",
                        "2026-07-01 last valid day of SC",
                        "2026-08-01 last valid day of CERT",
                        KEEP);
        assertThat(dates(PLAIN.with(GateFact.RECIPIENT_REGION, "CN").with(GateFact.RECIPIENT_FOREIGN, "N")))
                .isEmpty();
        assertThat(dates(PLAIN.with(GateFact.HAS_PI, "N")
                        .with(GateFact.NEW_N, "0")
                        .with(GateFact.NEW_S, "0")
                        .with(GateFact.DUTIES, "NA")))
                .isEmpty();
        assertThat(dates(PLAIN.with(GateFact.MECHANISMS, "SA@2026-08-15")))
                .first()
                .isEqualTo("2026-05-22 an extension of the security assessment may be asked for from this day on");
    }

    private static final String KEEP =
            "2029-06-15 keep the impact assessment and the record at least until this day (PIPL 56)";

    private static List<String> dates(GateFacts facts) {
        return Gate.decide(facts, LAW).ruling().deadlines().stream()
                .map(deadline -> deadline.on() + " " + deadline.what())
                .toList();
    }

    @Test
    void showsWhatWasGivenShortened() {
        String longest = "x".repeat(40);
        for (String text : List.of(longest, longest + "x")) {
            assertThat(Gate.decide(PLAIN.with(GateFact.DATA_GRADE, text), LAW)
                            .ruling()
                            .missing())
                    .singleElement()
                    .satisfies(missing -> assertThat(missing.what())
                            .contains(
                                    "'" + longest + (text.equals(longest) ? "'" : "…'") + " is nothing that it takes"));
        }
        assertThat(Gate.decide(without(PLAIN, GateFact.DATA_GRADE), LAW)
                        .ruling()
                        .missing())
                .singleElement()
                .satisfies(missing -> assertThat(missing.what()).contains("nobody says"));
    }

    @Test
    void carriesAnAllowByTheMechanismThatTheRowAsksFor() {
        GateFacts facts =
                PLAIN.with(GateFact.NEW_S, "1").with(GateFact.MECHANISMS, "HGR_REPORT@2027-01-01;SC@2027-01-01");
        assertThat(Gate.decide(facts, LAW))
                .isInstanceOfSatisfying(
                        GateDecision.Allow.class,
                        decision -> assertThat(decision.by())
                                .map(HeldMechanism::type)
                                .contains(TransferMechanism.Type.SC));
    }

    @Test
    void writesADecisionAsJson() {
        assertThat(GateDecisionJson.law(LAW).path("pack").asText()).isEqualTo("cn-2026-01");
        assertThat(GateDecisionJson.law(LAW).has("overlay")).isFalse();
        ObjectNode allowed = json(PLAIN.with(GateFact.NEW_S, "1").with(GateFact.MECHANISMS, "SC@2026-08-01"));
        assertThat(allowed.path("decision").asText()).isEqualTo("ALLOW");
        assertThat(allowed.path("held").toString()).isEqualTo("{\"type\":\"SC\",\"last-valid-day\":\"2026-08-01\"}");
        assertThat(allowed.path("people").toString()).isEqualTo("{\"n\":50000,\"s\":1}");
        assertThat(allowed.path("dates")).hasSize(2);
        assertThat(allowed.path("dates").get(0).path("on").asText()).isEqualTo("2026-08-01");
        assertThat(allowed.path("missing")).isEmpty();
        assertThat(allowed.path("in-force-from").asText()).isNotBlank();
        assertThat(allowed.has("any-of")).isFalse();

        ObjectNode needs = json(PLAIN.with(GateFact.NEW_S, "1"));
        assertThat(needs.path("decision").asText()).isEqualTo("DENY");
        assertThat(needs.path("any-of").toString()).isEqualTo("[[\"SC\"],[\"SC_UNFILED\"],[\"CERT\"],[\"SA\"]]");
        assertThat(needs.path("missing")).hasSize(4);
        assertThat(needs.has("held")).isFalse();

        ObjectNode denied = json(without(PLAIN, GateFact.HGR));
        assertThat(denied.has("people")).isFalse();
        assertThat(denied.path("facts")).hasSize(GateFact.values().length).allSatisfy(fact -> {
            boolean asked = fact.path("fact").asText().equals("hgr");
            assertThat(fact.path("decided").asBoolean()).isEqualTo(asked);
            assertThat(fact.has("value")).isEqualTo(!asked);
        });
    }

    private static ObjectNode json(GateFacts facts) {
        ObjectNode node = Json.object();
        GateDecisionJson.decided(node, LAW, Gate.decide(facts, LAW));
        return node;
    }

    /** The same facts but for one, which is unknown. */
    static GateFacts without(GateFacts facts, GateFact fact) {
        Map<GateFact, String> given = new EnumMap<>(facts.given());
        given.remove(fact);
        return new GateFacts(given);
    }
}
