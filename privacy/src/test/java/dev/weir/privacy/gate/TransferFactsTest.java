package dev.weir.privacy.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.contracts.Answer;
import dev.weir.contracts.Column;
import dev.weir.contracts.ContentHash;
import dev.weir.contracts.Contract;
import dev.weir.contracts.DataGrade;
import dev.weir.contracts.DataGrade.GeneticResources;
import dev.weir.contracts.DataGrade.Level;
import dev.weir.contracts.DataType;
import dev.weir.contracts.Dated;
import dev.weir.contracts.KeySettings;
import dev.weir.contracts.Mechanism;
import dev.weir.contracts.Place;
import dev.weir.contracts.Processor;
import dev.weir.contracts.Processor.Listing;
import dev.weir.contracts.Product;
import dev.weir.contracts.Profile;
import dev.weir.contracts.Recipient;
import dev.weir.contracts.Recipient.Basis;
import dev.weir.contracts.Table;
import dev.weir.contracts.Workspace;
import dev.weir.contracts.WrittenFile;
import dev.weir.privacy.law.Fact;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TransferFactsTest {

    private static final Place PLACE = Place.of("contracts/recipients.yaml");
    private static final LocalDate DAY = LocalDate.of(2026, 6, 15);
    private static final Dated PAPER = new Dated("a paper", LocalDate.of(2026, 6, 15));
    private static final Shipment HEALTH = new Shipment("clinical", List.of("patients"), Set.of("MRN", "HEALTH"));
    private static final Shipment GENES = new Shipment("clinical", List.of("patients"), Set.of("MRN", "GENE"));
    private static final DataGrade GENERAL =
            new DataGrade(Level.GENERAL, Optional.empty(), Optional.of(new DataGrade.Check("dpo@example.org", DAY)));

    private static Workspace workspace(Optional<DataGrade> grade, Listing zone) {
        Column column = new Column(
                "gene",
                new DataType.Text(),
                Column.Presence.REQUIRED,
                new Column.Meaning("", Optional.of("GENE"), Optional.empty(), Optional.empty()),
                new Column.Origin("gene", List.of(), Column.OnBadValue.QUARANTINE, Optional.empty(), List.of()),
                PLACE);
        Table table = new Table(
                "patients",
                "",
                List.of(column),
                new Table.Keys(List.of(), List.of(), Optional.empty()),
                new Table.Query("SELECT 1", List.of(), PLACE),
                PLACE);
        Contract contract = new Contract(
                "clinical.patients",
                "1.0.0",
                new Contract.About("patients", "active", "", "", "", List.of()),
                List.of(table),
                new Contract.Terms(Optional.empty(), grade, List.of()),
                new WrittenFile("contracts/patients.odcs.yaml", "0".repeat(64)));
        Product product = new Product(
                "clinical",
                new Product.About("Clinical", "", "1.0.0", "active", List.of(), List.of()),
                Product.Audience.ENCLAVE,
                List.of(contract),
                List.of(),
                List.of(),
                List.of());
        Processor processor = new Processor(
                "centre",
                "Centre",
                "CN-BJ",
                new Processor.Standing(Answer.NO, Answer.NO, Answer.NO),
                new Processor.Zone(Optional.of(zone), ""));
        return new Workspace(
                Path.of(""),
                "centre",
                new Profile("laptop", "warehouse", Map.of(), Map.of(), KeySettings.of("keys/weir.key"), Map.of()),
                new Workspace.Law("cn-2026-01", Optional.empty(), Optional.empty(), processor),
                ContentHash.SHA256_SUM,
                List.of(),
                List.of(product),
                List.of());
    }

    private static Recipient recipient(Recipient.Duties duties, Basis basis, Mechanism... mechanisms) {
        return new Recipient(
                "london",
                new Recipient.Party("London", Optional.of("GB"), Answer.YES, Answer.NO),
                new Recipient.Request(
                        Optional.of(Recipient.Access.TRANSFER),
                        List.of("clinical"),
                        "Research",
                        Optional.of(basis),
                        Optional.empty()),
                List.of(mechanisms),
                duties,
                new Recipient.Delivery(List.of(), Optional.empty()),
                PLACE);
    }

    private static Recipient.Duties duties(
            Optional<Dated> notice, Optional<Dated> consent, Optional<Dated> assessment) {
        return new Recipient.Duties(notice, consent, Optional.empty(), assessment);
    }

    private static final Recipient.Duties DONE = duties(Optional.of(PAPER), Optional.of(PAPER), Optional.of(PAPER));

    private static Mechanism mechanism(Mechanism.Type type, Mechanism.Days days, String... categories) {
        return new Mechanism(
                type,
                "7",
                new Mechanism.Scope(List.of("clinical"), List.of(categories), OptionalLong.empty()),
                days,
                PLACE);
    }

    private static TransferFacts.Known known(
            Optional<DataGrade> grade, Listing zone, Recipient recipient, Shipment shipment, LocalDate day) {
        return new TransferFacts(workspace(grade, zone), GateTest.LAW)
                .of(recipient, shipment, Optional.of(new PeopleCounts(2026, 0, 0, 5, 5)), day);
    }

    private static Optional<String> fact(Fact fact, Recipient recipient, Shipment shipment) {
        return known(Optional.of(GENERAL), Listing.NONE, recipient, shipment, DAY)
                .facts()
                .known(fact);
    }

    @Test
    void asksForNoticeThenConsentThenAssessment() {
        Dated later = new Dated("a paper of tomorrow", DAY.plusDays(1));
        assertThat(fact(Fact.DUTIES, recipient(DONE, Basis.CONSENT), HEALTH)).contains("OK");
        assertThat(fact(
                        Fact.DUTIES,
                        recipient(duties(Optional.of(later), Optional.empty(), Optional.empty()), Basis.CONSENT),
                        HEALTH))
                .contains("NO_NOTICE");
        assertThat(fact(
                        Fact.DUTIES,
                        recipient(duties(Optional.of(PAPER), Optional.of(later), Optional.empty()), Basis.CONSENT),
                        HEALTH))
                .contains("NO_CONSENT");
        assertThat(fact(
                        Fact.DUTIES,
                        recipient(duties(Optional.of(PAPER), Optional.of(PAPER), Optional.of(later)), Basis.CONSENT),
                        HEALTH))
                .contains("NO_PIPIA");
        assertThat(fact(
                        Fact.DUTIES,
                        recipient(DONE, Basis.CONSENT),
                        new Shipment("clinical", List.of("patients"), Set.of("ORG", "NONE"))))
                .contains("NA");
    }

    @Test
    void takesAnOfficersWordInPlaceOfConsentOnlyWhereTheBasisIsAnother() {
        Recipient.Duties excused = new Recipient.Duties(
                Optional.of(PAPER),
                Optional.empty(),
                Optional.of(new Recipient.Excused("A legal duty.", "dpo@example.org")),
                Optional.of(PAPER));
        assertThat(fact(Fact.DUTIES, recipient(excused, Basis.LEGAL_DUTY), HEALTH))
                .contains("OK");
        assertThat(fact(Fact.DUTIES, recipient(excused, Basis.CONSENT), HEALTH)).contains("NO_CONSENT");
    }

    @Test
    void knowsAGradeOnlyWithACheckThatHasBeenMade() {
        Recipient london = recipient(DONE, Basis.CONSENT);
        for (Optional<DataGrade> grade : List.of(
                Optional.<DataGrade>empty(),
                Optional.of(new DataGrade(Level.GENERAL, Optional.empty(), Optional.empty())))) {
            assertThat(known(grade, Listing.NONE, london, HEALTH, DAY).facts().known(Fact.DATA_GRADE))
                    .isEmpty();
        }
        assertThat(known(Optional.of(GENERAL), Listing.NONE, london, HEALTH, DAY.minusDays(1))
                        .facts()
                        .known(Fact.DATA_GRADE))
                .isEmpty();
        assertThat(fact(Fact.DATA_GRADE, london, HEALTH)).contains("GENERAL");
        assertThat(fact(Fact.DATA_GRADE, london, new Shipment("clinical", List.of("patients"), Set.of("IMPT"))))
                .contains("IMPORTANT");
        assertThat(fact(Fact.DATA_GRADE, london, new Shipment("clinical", List.of("gone"), Set.of("MRN"))))
                .isEmpty();
    }

    @Test
    void knowsWhatGenesAreOnlyFromSomebodyWhoHasLooked() {
        Recipient london = recipient(DONE, Basis.CONSENT);
        assertThat(fact(Fact.HGR, london, HEALTH)).contains("NONE");
        assertThat(fact(Fact.HGR, london, GENES)).isEmpty();
        for (Map.Entry<GeneticResources, String> each : Map.of(
                        GeneticResources.ORDINARY, "ORDINARY", GeneticResources.ARTICLE_37, "ART37")
                .entrySet()) {
            DataGrade grade = new DataGrade(Level.GENERAL, Optional.of(each.getKey()), GENERAL.check());
            assertThat(known(Optional.of(grade), Listing.NONE, london, GENES, DAY)
                            .facts()
                            .known(Fact.HGR))
                    .contains(each.getValue());
        }
    }

    @Test
    void doesNotBelieveThatDataAreOutsideAZonesListThatNobodyHasLoaded() {
        TransferFacts.Known known =
                known(Optional.of(GENERAL), Listing.OUTSIDE_LIST, recipient(DONE, Basis.CONSENT), HEALTH, DAY);
        assertThat(known.facts().known(Fact.FTZ)).contains("NOT_COVERED");
        assertThat(known.notes()).anyMatch(note -> note.contains("Q7"));
    }

    @Test
    void countsTheLastValidDayAsTheLawDoes() {
        Mechanism.Days issued =
                new Mechanism.Days(Optional.of(LocalDate.of(2024, 3, 22)), Optional.empty(), Optional.empty());
        Mechanism.Days longer =
                new Mechanism.Days(issued.issued(), Optional.empty(), Optional.of(LocalDate.of(2030, 1, 1)));
        Mechanism.Days effective =
                new Mechanism.Days(Optional.empty(), Optional.of(LocalDate.of(2026, 6, 1)), Optional.empty());
        assertThat(held(mechanism(Mechanism.Type.SA, issued, "MRN", "HEALTH"))).contains("SA@2027-03-21");
        assertThat(held(mechanism(Mechanism.Type.CERT, longer, "MRN", "HEALTH")))
                .contains("CERT@2027-03-21");
        assertThat(held(mechanism(Mechanism.Type.SC_UNFILED, effective, "MRN", "HEALTH")))
                .contains("SC_UNFILED@2026-06-15");
        assertThat(held(mechanism(Mechanism.Type.SC, effective, "MRN", "HEALTH")))
                .contains("-");
        assertThat(held(mechanism(Mechanism.Type.SA, issued, "MRN")))
                .as("not for HEALTH")
                .contains("-");
    }

    @Test
    void doesNotHoldAnUnfiledContractWhoseDaysNobodyCanCount() {
        Mechanism.Days effective =
                new Mechanism.Days(Optional.empty(), Optional.of(LocalDate.of(2026, 12, 28)), Optional.empty());
        TransferFacts.Known known = known(
                Optional.of(GENERAL),
                Listing.NONE,
                recipient(DONE, Basis.CONSENT, mechanism(Mechanism.Type.SC_UNFILED, effective, "MRN", "HEALTH")),
                HEALTH,
                LocalDate.of(2026, 12, 29));
        assertThat(known.facts().known(Fact.MECHANISMS)).contains("-");
        assertThat(known.notes()).anyMatch(note -> note.contains("no calendar"));
    }

    private static Optional<String> held(Mechanism mechanism) {
        return fact(Fact.MECHANISMS, recipient(DONE, Basis.CONSENT, mechanism), HEALTH);
    }

    @Test
    void deniesAProductThatNobodyHasAskedFor() {
        Shipment other = new Shipment("molecules", List.of("patients"), Set.of("NONE"));
        TransferFacts.Known known =
                known(Optional.of(GENERAL), Listing.NONE, recipient(DONE, Basis.CONSENT), other, DAY);
        assertThat(known.facts().known(Fact.REQUEST_TYPE)).isEmpty();
        assertThat(known.notes()).anyMatch(note -> note.contains("nobody has asked"));
    }
}
