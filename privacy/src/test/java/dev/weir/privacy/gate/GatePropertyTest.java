package dev.weir.privacy.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.privacy.law.GateFact;
import dev.weir.privacy.law.LawPack;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;

/** Which way the gate may never go, whatever the facts. */
class GatePropertyTest {

    private static final LawPack LAW = GateTest.LAW;
    private static final List<GateFact> PEOPLE =
            List.of(GateFact.LEDGER_N, GateFact.LEDGER_S, GateFact.NEW_N, GateFact.NEW_S);
    private static final List<String> COUNTS =
            List.of("0", "1", "9999", "10000", "50000", "99999", "100000", "999999", "1000000", "5000000");
    private static final List<String> MECHANISMS =
            List.of("SA", "SC", "SC_UNFILED", "CERT", "GBA_SC", "HGR_REPORT", "HGR_COOP", "HGR_REVIEW", "PRC_APPROVAL");

    @Provide
    Arbitrary<GateFacts> facts() {
        return Arbitraries.longs().map(seed -> {
            Random random = new Random(seed);
            Map<GateFact, String> given = new EnumMap<>(GateFact.class);
            for (GateFact fact : GateFact.values()) {
                List<String> words = fact.words();
                given.put(
                        fact,
                        switch (fact) {
                            case EVAL_DATE -> "2026-06-" + (10 + random.nextInt(20));
                            case LEDGER_YEAR -> random.nextInt(4) == 0 ? "2025" : "2026";
                            case LEDGER_N, LEDGER_S, NEW_N, NEW_S -> COUNTS.get(random.nextInt(COUNTS.size()));
                            case RECIPIENT_REGION ->
                                List.of("US", "HK", "CN", "GB").get(random.nextInt(4));
                            case MECHANISMS -> mechanisms(random);
                            // the usual answer often, so that every row is met
                            default -> random.nextInt(3) > 0 ? usual(fact) : words.get(random.nextInt(words.size()));
                        });
            }
            if ("N".equals(given.get(GateFact.HAS_PI))) { // people would contradict it
                given.put(GateFact.NEW_N, "0");
                given.put(GateFact.NEW_S, "0");
            }
            return new GateFacts(given);
        });
    }

    private static String usual(GateFact fact) {
        return switch (fact) {
            case DATA_GRADE -> "GENERAL";
            case DUTIES -> "OK";
            case HAS_PI, RECIPIENT_FOREIGN -> "Y";
            case REQUEST_TYPE -> "TRANSFER";
            case HGR, FTZ, EXEMPTION -> "NONE";
            default -> "N";
        };
    }

    private static String mechanisms(Random random) {
        StringBuilder text = new StringBuilder();
        for (String type : MECHANISMS) {
            if (random.nextInt(4) == 0) {
                text.append(text.isEmpty() ? "" : ";")
                        .append(type)
                        .append(random.nextInt(3) == 0 ? "@2026-06-01" : "@2027-01-01");
            }
        }
        return text.isEmpty() ? "-" : text.toString();
    }

    private static boolean allows(GateFacts facts) {
        return Gate.decide(facts, LAW).allows();
    }

    private static void noLaxer(GateFacts before, GateFacts after) {
        assertThat(allows(after) && !allows(before))
                .as("%s allows and %s does not", after, before)
                .isFalse();
    }

    @Property(tries = 2000)
    @Tag("torture")
    void morePeopleNeverMakeItLaxer(@ForAll("facts") GateFacts facts, @ForAll long seed) {
        Random random = new Random(seed);
        GateFact fact = PEOPLE.get(random.nextInt(PEOPLE.size()));
        long people = Long.parseLong(facts.given().get(fact));
        noLaxer(facts, facts.with(fact, Long.toString(people + random.nextInt(2_000_000))));
    }

    @Property(tries = 2000)
    @Tag("torture")
    void moreSensitivityNeverMakesItLaxer(@ForAll("facts") GateFacts facts) {
        long people = Long.parseLong(facts.given().get(GateFact.NEW_N));
        GateFacts sensitive = facts.with(
                GateFact.NEW_S,
                Long.toString(Math.max(people, Long.parseLong(facts.given().get(GateFact.NEW_S)))));
        noLaxer(facts, sensitive);
        noLaxer(facts, facts.with(GateFact.HAS_PI, "Y"));
        for (String grade : List.of("IMPORTANT", "CORE")) {
            noLaxer(facts.with(GateFact.DATA_GRADE, "GENERAL"), facts.with(GateFact.DATA_GRADE, grade));
        }
        for (String hgr : List.of("ORDINARY", "ART37")) {
            noLaxer(facts.with(GateFact.HGR, "NONE"), facts.with(GateFact.HGR, hgr));
        }
    }

    @Property(tries = 1000)
    @Tag("torture")
    void whatIsUnknownAlwaysDenies(@ForAll("facts") GateFacts facts) {
        for (GateFact fact : GateFact.values()) {
            assertThat(Gate.decide(GateTest.without(facts, fact), LAW)
                            .ruling()
                            .row()
                            .rule())
                    .isEqualTo("R0");
            assertThat(allows(facts.with(fact, "maybe"))).isFalse();
        }
    }

    @Property(tries = 2000)
    @Tag("torture")
    void moreMechanismsNeverMakeItStricter(@ForAll("facts") GateFacts facts, @ForAll long seed) {
        String type = MECHANISMS.get(new Random(seed).nextInt(MECHANISMS.size()));
        String before = facts.known(GateFact.MECHANISMS).orElseThrow();
        String more = (before.equals("-") ? "" : before + ";") + type + "@2029-01-01";
        noLaxer(facts.with(GateFact.MECHANISMS, more), facts);
    }

    @Property(tries = 2000)
    @Tag("torture")
    void everyRecipientAbroadIsHeldToNoLess(@ForAll("facts") GateFacts facts) {
        noLaxer(facts.with(GateFact.RECIPIENT_REGION, "CN"), facts);
        GateFacts ownAbroad = facts.with(GateFact.RECIPIENT_FOREIGN, "N");
        if (new FactContradictions(ownAbroad, LAW.provisions())
                .of(GateFact.RECIPIENT_FOREIGN)
                .isEmpty()) {
            noLaxer(ownAbroad, facts.with(GateFact.RECIPIENT_FOREIGN, "Y"));
        }
        noLaxer(facts.with(GateFact.RESTRICTED_LIST, "N"), facts.with(GateFact.RESTRICTED_LIST, "Y"));
        noLaxer(facts.with(GateFact.STATE_ORGAN, "N"), facts.with(GateFact.STATE_ORGAN, "Y"));
        noLaxer(facts.with(GateFact.DUTIES, "OK"), facts.with(GateFact.DUTIES, "NO_NOTICE"));
        noLaxer(facts.with(GateFact.EXEMPTION, "CONTRACT"), facts.with(GateFact.EXEMPTION, "NONE"));
    }

    @Property(tries = 2000)
    @Tag("torture")
    void saysWhoGivesWhatIsMissingWheneverSomethingHelps(@ForAll("facts") GateFacts facts) {
        GateDecision decision = Gate.decide(facts, LAW);
        if (decision instanceof GateDecision.NeedsMechanism needs) {
            assertThat(needs.anyOf()).isNotEmpty();
            assertThat(needs.ruling().missing()).hasSameSizeAs(needs.anyOf());
        }
        assertThat(decision.ruling().facts()).hasSize(GateFact.values().length);
    }
}
