package dev.weir.privacy.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.contracts.Column;
import dev.weir.contracts.Contract;
import dev.weir.contracts.DataGrade;
import dev.weir.contracts.DataGrade.GeneticResources;
import dev.weir.contracts.DataGrade.Level;
import dev.weir.contracts.DataType;
import dev.weir.contracts.DatedDocument;
import dev.weir.contracts.Place;
import dev.weir.contracts.Processor;
import dev.weir.contracts.Processor.Listing;
import dev.weir.contracts.Product;
import dev.weir.contracts.Recipient;
import dev.weir.contracts.Recipient.Basis;
import dev.weir.contracts.Table;
import dev.weir.contracts.TransferMechanism;
import dev.weir.contracts.TriState;
import dev.weir.contracts.Workspace;
import dev.weir.contracts.catalogue.CatalogueFacts;
import dev.weir.contracts.settings.KeySettings;
import dev.weir.contracts.settings.Profile;
import dev.weir.contracts.text.HashedFile;
import dev.weir.privacy.law.GateFact;
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
    private static final DatedDocument PAPER = new DatedDocument("a paper", LocalDate.of(2026, 6, 15));
    private static final Shipment HEALTH =
            new Shipment("clinical", List.of("patients"), Set.of("MRN", "HEALTH"), List.of());
    private static final Shipment GENES =
            new Shipment("clinical", List.of("patients"), Set.of("MRN", "GENE"), List.of());
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
                new HashedFile("contracts/patients.odcs.yaml", "0".repeat(64)));
        Product product = new Product(
                "clinical",
                new Product.About("Clinical", "", "1.0.0", List.of(), "", CatalogueFacts.NONE),
                Product.Audience.ENCLAVE,
                List.of(contract),
                List.of(),
                Product.Concessions.NONE,
                List.of());
        Processor processor = new Processor(
                "centre",
                "Centre",
                "CN-BJ",
                new Processor.Standing(TriState.NO, TriState.NO, TriState.NO),
                new Processor.Zone(Optional.of(zone), ""));
        return new Workspace(
                Path.of(""),
                Workspace.Settings.of("centre"),
                new Profile("laptop", "warehouse", Map.of(), KeySettings.of("keys/weir.key"), Map.of()),
                new Workspace.Law("cn-2026-01", Place.of("weir.yaml"), Optional.empty(), Optional.empty(), processor),
                List.of(),
                List.of(product),
                List.of());
    }

    private static Recipient recipient(Recipient.Duties duties, Basis basis, TransferMechanism... mechanisms) {
        return new Recipient(
                "london",
                new Recipient.Party("London", Optional.of("GB"), TriState.YES, TriState.NO),
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
            Optional<DatedDocument> notice, Optional<DatedDocument> consent, Optional<DatedDocument> assessment) {
        return new Recipient.Duties(notice, consent, Optional.empty(), assessment);
    }

    private static final Recipient.Duties DONE = duties(Optional.of(PAPER), Optional.of(PAPER), Optional.of(PAPER));

    private static TransferMechanism mechanism(
            TransferMechanism.Type type, TransferMechanism.Days days, String... categories) {
        return new TransferMechanism(
                type,
                "7",
                new TransferMechanism.Scope(List.of("clinical"), List.of(categories), OptionalLong.empty()),
                days,
                PLACE);
    }

    private static TransferFacts.Known known(
            Optional<DataGrade> grade, Listing zone, Recipient recipient, Shipment shipment, LocalDate day) {
        return new TransferFacts(workspace(grade, zone), GateTest.LAW)
                .of(recipient, shipment, Optional.of(new PeopleCounts(2026, 0, 0, 5, 5)), day);
    }

    private static Optional<String> fact(GateFact fact, Recipient recipient, Shipment shipment) {
        return known(Optional.of(GENERAL), Listing.NONE, recipient, shipment, DAY)
                .facts()
                .known(fact);
    }

    @Test
    void asksForNoticeThenConsentThenAssessment() {
        DatedDocument later = new DatedDocument("a paper of tomorrow", DAY.plusDays(1));
        assertThat(fact(GateFact.DUTIES, recipient(DONE, Basis.CONSENT), HEALTH))
                .contains("OK");
        assertThat(fact(
                        GateFact.DUTIES,
                        recipient(duties(Optional.of(later), Optional.empty(), Optional.empty()), Basis.CONSENT),
                        HEALTH))
                .contains("NO_NOTICE");
        assertThat(fact(
                        GateFact.DUTIES,
                        recipient(duties(Optional.of(PAPER), Optional.of(later), Optional.empty()), Basis.CONSENT),
                        HEALTH))
                .contains("NO_CONSENT");
        assertThat(fact(
                        GateFact.DUTIES,
                        recipient(duties(Optional.of(PAPER), Optional.of(PAPER), Optional.of(later)), Basis.CONSENT),
                        HEALTH))
                .contains("NO_PIPIA");
        assertThat(fact(
                        GateFact.DUTIES,
                        recipient(DONE, Basis.CONSENT),
                        new Shipment("clinical", List.of("patients"), Set.of("ORG", "NONE"), List.of())))
                .contains("NA");
    }

    @Test
    void takesAnOfficersWordInPlaceOfConsentOnlyWhereTheBasisIsAnother() {
        Recipient.Duties excused = new Recipient.Duties(
                Optional.of(PAPER),
                Optional.empty(),
                Optional.of(new Recipient.Excused("A legal duty.", "dpo@example.org")),
                Optional.of(PAPER));
        assertThat(fact(GateFact.DUTIES, recipient(excused, Basis.LEGAL_DUTY), HEALTH))
                .contains("OK");
        assertThat(fact(GateFact.DUTIES, recipient(excused, Basis.CONSENT), HEALTH))
                .contains("NO_CONSENT");
    }

    @Test
    void knowsAGradeOnlyWithACheckThatHasBeenMade() {
        Recipient london = recipient(DONE, Basis.CONSENT);
        for (Optional<DataGrade> grade : List.of(
                Optional.<DataGrade>empty(),
                Optional.of(new DataGrade(Level.GENERAL, Optional.empty(), Optional.empty())))) {
            assertThat(known(grade, Listing.NONE, london, HEALTH, DAY).facts().known(GateFact.DATA_GRADE))
                    .isEmpty();
        }
        assertThat(known(Optional.of(GENERAL), Listing.NONE, london, HEALTH, DAY.minusDays(1))
                        .facts()
                        .known(GateFact.DATA_GRADE))
                .isEmpty();
        assertThat(fact(GateFact.DATA_GRADE, london, HEALTH)).contains("GENERAL");
        assertThat(fact(
                        GateFact.DATA_GRADE,
                        london,
                        new Shipment("clinical", List.of("patients"), Set.of("IMPT"), List.of())))
                .contains("IMPORTANT");
        assertThat(fact(
                        GateFact.DATA_GRADE,
                        london,
                        new Shipment("clinical", List.of("gone"), Set.of("MRN"), List.of())))
                .isEmpty();
    }

    @Test
    void knowsWhatGenesAreOnlyFromSomebodyWhoHasLooked() {
        Recipient london = recipient(DONE, Basis.CONSENT);
        assertThat(fact(GateFact.HGR, london, HEALTH)).contains("NONE");
        assertThat(fact(GateFact.HGR, london, GENES)).isEmpty();
        for (Map.Entry<GeneticResources, String> each : Map.of(
                        GeneticResources.ORDINARY, "ORDINARY", GeneticResources.ARTICLE_37, "ART37")
                .entrySet()) {
            DataGrade grade = new DataGrade(Level.GENERAL, Optional.of(each.getKey()), GENERAL.check());
            assertThat(known(Optional.of(grade), Listing.NONE, london, GENES, DAY)
                            .facts()
                            .known(GateFact.HGR))
                    .contains(each.getValue());
        }
    }

    @Test
    void doesNotBelieveThatDataAreOutsideAZonesListThatNobodyHasLoaded() {
        TransferFacts.Known known =
                known(Optional.of(GENERAL), Listing.OUTSIDE_LIST, recipient(DONE, Basis.CONSENT), HEALTH, DAY);
        assertThat(known.facts().known(GateFact.FTZ)).contains("NOT_COVERED");
        assertThat(known.notes()).anyMatch(note -> note.contains("Q7"));
    }

    @Test
    void countsTheLastValidDayAsTheLawDoes() {
        TransferMechanism.Days issued =
                new TransferMechanism.Days(Optional.of(LocalDate.of(2024, 3, 22)), Optional.empty(), Optional.empty());
        TransferMechanism.Days longer =
                new TransferMechanism.Days(issued.issued(), Optional.empty(), Optional.of(LocalDate.of(2030, 1, 1)));
        TransferMechanism.Days effective =
                new TransferMechanism.Days(Optional.empty(), Optional.of(LocalDate.of(2026, 6, 1)), Optional.empty());
        assertThat(held(mechanism(TransferMechanism.Type.SA, issued, "MRN", "HEALTH")))
                .contains("SA@2027-03-21");
        assertThat(held(mechanism(TransferMechanism.Type.CERT, longer, "MRN", "HEALTH")))
                .contains("CERT@2027-03-21");
        assertThat(held(mechanism(TransferMechanism.Type.SC_UNFILED, effective, "MRN", "HEALTH")))
                .contains("SC_UNFILED@2026-06-15");
        assertThat(held(mechanism(TransferMechanism.Type.SC, effective, "MRN", "HEALTH")))
                .contains("-");
        assertThat(held(mechanism(TransferMechanism.Type.SA, issued, "MRN")))
                .as("not for HEALTH")
                .contains("-");
    }

    @Test
    void doesNotHoldAnUnfiledContractWhoseDaysNobodyCanCount() {
        TransferMechanism.Days effective =
                new TransferMechanism.Days(Optional.empty(), Optional.of(LocalDate.of(2026, 12, 28)), Optional.empty());
        TransferFacts.Known known = known(
                Optional.of(GENERAL),
                Listing.NONE,
                recipient(
                        DONE, Basis.CONSENT, mechanism(TransferMechanism.Type.SC_UNFILED, effective, "MRN", "HEALTH")),
                HEALTH,
                LocalDate.of(2026, 12, 29));
        assertThat(known.facts().known(GateFact.MECHANISMS)).contains("-");
        assertThat(known.notes()).anyMatch(note -> note.contains("no calendar"));
    }

    private static Optional<String> held(TransferMechanism mechanism) {
        return fact(GateFact.MECHANISMS, recipient(DONE, Basis.CONSENT, mechanism), HEALTH);
    }

    @Test
    void deniesAProductThatNobodyHasAskedFor() {
        Shipment other = new Shipment("molecules", List.of("patients"), Set.of("NONE"), List.of());
        TransferFacts.Known known =
                known(Optional.of(GENERAL), Listing.NONE, recipient(DONE, Basis.CONSENT), other, DAY);
        assertThat(known.facts().known(GateFact.REQUEST_TYPE)).isEmpty();
        assertThat(known.notes()).anyMatch(note -> note.contains("nobody has asked"));
    }

    private static final TransferMechanism.Days ALL_YEAR = new TransferMechanism.Days(
            Optional.empty(), Optional.of(LocalDate.of(2026, 1, 1)), Optional.of(LocalDate.of(2026, 12, 31)));

    private static TransferMechanism contract(TransferMechanism.Scope scope, TransferMechanism.Days days) {
        return new TransferMechanism(TransferMechanism.Type.SC, "7", scope, days, PLACE);
    }

    private static TransferFacts.Known known(
            TransferMechanism mechanism, Shipment shipment, Optional<PeopleCounts> people) {
        return new TransferFacts(workspace(Optional.of(GENERAL), Listing.NONE), GateTest.LAW)
                .of(recipient(DONE, Basis.CONSENT, mechanism), shipment, people, DAY);
    }

    /** With those of the ledger, of either kind: one below, on, and one above. */
    @Test
    void aMechanismCoversNoMorePeopleThanItIsFor() {
        TransferMechanism five = contract(
                new TransferMechanism.Scope(List.of("clinical"), List.of("MRN", "HEALTH"), OptionalLong.of(5)),
                ALL_YEAR);
        for (PeopleCounts few : List.of(
                new PeopleCounts(2026, 0, 0, 4, 4),
                new PeopleCounts(2026, 0, 0, 5, 5),
                new PeopleCounts(2026, 3, 2, 2, 3),
                new PeopleCounts(2025, 9, 9, 5, 5))) {
            assertThat(known(five, HEALTH, Optional.of(few)).facts().known(GateFact.MECHANISMS))
                    .contains("SC@2026-12-31");
        }
        for (PeopleCounts many : List.of(
                new PeopleCounts(2026, 0, 0, 6, 0),
                new PeopleCounts(2026, 0, 0, 0, 6),
                new PeopleCounts(2026, 3, 0, 3, 0))) {
            TransferFacts.Known known = known(five, HEALTH, Optional.of(many));
            assertThat(known.facts().known(GateFact.MECHANISMS)).contains("-");
            assertThat(known.notes()).containsExactly("SC 7 does not cover this transfer: it is for 5 people.");
        }
        assertThat(known(five, HEALTH, Optional.empty()).notes())
                .containsExactly("SC 7 does not cover this transfer: it is for 5 people, and nobody has counted them.");
    }

    @Test
    void aMechanismCoversItsProductsCategoriesAndDays() {
        TransferMechanism.Scope scope =
                new TransferMechanism.Scope(List.of("clinical"), List.of("MRN", "HEALTH"), OptionalLong.empty());
        assertThat(notes(contract(scope, ALL_YEAR), HEALTH)).isEmpty();
        assertThat(notes(
                        contract(
                                new TransferMechanism.Scope(List.of("labs"), scope.categories(), OptionalLong.empty()),
                                ALL_YEAR),
                        HEALTH))
                .containsExactly("SC 7 does not cover this transfer: it is not for the product 'clinical'.");
        assertThat(notes(
                        contract(scope, ALL_YEAR),
                        new Shipment("clinical", List.of("patients"), Set.of("ORG", "NONE"), List.of())))
                .as("nothing that says something of a person")
                .isEmpty();
        assertThat(notes(
                        contract(scope, ALL_YEAR),
                        new Shipment("clinical", List.of("patients"), Set.of("XXX"), List.of())))
                .as("what the law does not know may say something")
                .containsExactly("SC 7 does not cover this transfer: it is not for the categories XXX.");
        for (TransferMechanism.Days today : List.of(
                new TransferMechanism.Days(Optional.empty(), Optional.of(DAY), ALL_YEAR.lastValidDay()),
                new TransferMechanism.Days(Optional.of(DAY), Optional.empty(), ALL_YEAR.lastValidDay()),
                new TransferMechanism.Days(Optional.of(DAY.plusDays(1)), Optional.of(DAY), ALL_YEAR.lastValidDay()),
                new TransferMechanism.Days(Optional.empty(), Optional.empty(), Optional.of(DAY)))) {
            assertThat(notes(contract(scope, today), HEALTH)).isEmpty();
        }
        for (TransferMechanism.Days tomorrow : List.of(
                new TransferMechanism.Days(Optional.empty(), Optional.of(DAY.plusDays(1)), ALL_YEAR.lastValidDay()),
                new TransferMechanism.Days(Optional.of(DAY.plusDays(1)), Optional.empty(), ALL_YEAR.lastValidDay()))) {
            assertThat(notes(contract(scope, tomorrow), HEALTH))
                    .containsExactly("SC 7 does not cover this transfer: it begins on 2026-06-16.");
        }
        assertThat(notes(
                        contract(
                                scope,
                                new TransferMechanism.Days(Optional.of(DAY), Optional.empty(), Optional.empty())),
                        HEALTH))
                .containsExactly("SC 7 does not cover this transfer: nobody says until when it is valid.");
        assertThat(notes(
                        contract(
                                scope,
                                new TransferMechanism.Days(
                                        Optional.empty(), Optional.empty(), Optional.of(DAY.minusDays(1)))),
                        HEALTH))
                .containsExactly("SC 7 was last valid on 2026-06-14.");
    }

    private static List<String> notes(TransferMechanism mechanism, Shipment shipment) {
        return known(mechanism, shipment, Optional.of(new PeopleCounts(2026, 0, 0, 5, 5)))
                .notes();
    }

    @Test
    void aMechanismOfGenesIsAboutGenesAlone() {
        for (TransferMechanism.Type type : List.of(
                TransferMechanism.Type.HGR_REPORT,
                TransferMechanism.Type.HGR_COOP,
                TransferMechanism.Type.HGR_REVIEW)) {
            assertThat(fact(
                            GateFact.MECHANISMS,
                            recipient(DONE, Basis.CONSENT, mechanism(type, ALL_YEAR, "GENE")),
                            GENES))
                    .contains(type + "@2026-12-31");
            assertThat(fact(
                            GateFact.MECHANISMS,
                            recipient(DONE, Basis.CONSENT, mechanism(type, ALL_YEAR, "MRN")),
                            GENES))
                    .contains("-");
        }
    }

    @Test
    void tellsWhoAsksAndWhoSends() {
        GateFacts facts = known(Optional.of(GENERAL), Listing.NONE, recipient(DONE, Basis.CONSENT), HEALTH, DAY)
                .facts();
        assertThat(facts.given())
                .containsEntry(GateFact.REQUEST_TYPE, "TRANSFER")
                .containsEntry(GateFact.RECIPIENT_REGION, "GB")
                .containsEntry(GateFact.RECIPIENT_FOREIGN, "Y")
                .containsEntry(GateFact.RESTRICTED_LIST, "N")
                .containsEntry(GateFact.EXPORTER_FOREIGN, "N")
                .containsEntry(GateFact.CIIO, "N")
                .containsEntry(GateFact.STATE_ORGAN, "N")
                .containsEntry(GateFact.HAS_PI, "Y")
                .containsEntry(GateFact.EXEMPTION, "NONE")
                .containsEntry(GateFact.FTZ, "NONE");
    }

    @Test
    void believesAnExemptionOnlyWithEvidence() {
        for (String evidence : List.of("", " ", "contract 7")) {
            Recipient plain = recipient(DONE, Basis.CONSENT);
            Recipient claims = new Recipient(
                    plain.id(),
                    plain.party(),
                    new Recipient.Request(
                            plain.request().access(),
                            plain.request().products(),
                            plain.request().purpose(),
                            plain.request().basis(),
                            Optional.of(new Recipient.Exemption(Recipient.Exemption.Claim.CONTRACT, evidence))),
                    List.of(),
                    plain.duties(),
                    plain.delivery(),
                    PLACE);
            assertThat(fact(GateFact.EXEMPTION, claims, HEALTH)).contains(evidence.isBlank() ? "NONE" : "CONTRACT");
        }
    }

    @Test
    void asksForConsentOnAnotherBasisUntilAnOfficerExcusesIt() {
        Recipient.Duties none = duties(Optional.of(PAPER), Optional.empty(), Optional.of(PAPER));
        assertThat(fact(GateFact.DUTIES, recipient(none, Basis.LEGAL_DUTY), HEALTH))
                .contains("NO_CONSENT");
    }

    @Test
    void warnsOfABirthDateThatLeavesBesideOtherDates() {
        assertThat(warnings("CN", dates("patients.birth_date", "stays.admitted"), 1, 1))
                .singleElement()
                .asString()
                .startsWith("BIRTH_INTERVAL: the days between 'patients.birth_date' and 'stays.admitted'");
        assertThat(warnings("GB", dates("stays.admitted", "patients.出生日期"), 1, 1))
                .hasSize(1);
        assertThat(warnings("GB", dates("patients.birth_date"), 1, 1)).isEmpty();
        assertThat(warnings("GB", dates("stays.admitted", "stays.discharged"), 1, 1))
                .isEmpty();
        assertThat(warnings("GB", dates("birth.admitted", "birth.discharged"), 1, 1))
                .isEmpty();
    }

    private static Shipment dates(String... shifted) {
        return new Shipment("clinical", List.of("patients"), Set.of("DATE"), List.of(shifted));
    }

    /** One below, on, and one above; of either kind. */
    @Test
    void warnsOfMoreHealthRecordsAbroadThanTheGuideAllows() {
        for (long few : List.of(249L, 250L)) {
            assertThat(warnings("GB", HEALTH, few, few)).isEmpty();
        }
        assertThat(warnings("GB", HEALTH, 251, 0)).singleElement().asString().startsWith("REVIEW_250");
        assertThat(warnings("GB", HEALTH, 0, 251)).singleElement().asString().startsWith("REVIEW_250");
        assertThat(warnings("CN", HEALTH, 251, 251)).isEmpty();
        assertThat(warnings("GB", new Shipment("clinical", List.of("patients"), Set.of("MRN"), List.of()), 251, 251))
                .isEmpty();
        Shipment genes = new Shipment("clinical", List.of("patients"), Set.of("GENE"), List.of());
        assertThat(warnings("CN", genes, 500, 500)).isEmpty();
        assertThat(warnings("CN", genes, 501, 0)).singleElement().asString().contains("more than 500");
        assertThat(warnings("CN", genes, 0, 501)).singleElement().asString().contains("more than 500");
        assertThat(warnings("CN", HEALTH, 501, 501)).isEmpty();
    }

    private static List<String> warnings(String region, Shipment shipment, long newN, long newS) {
        Recipient plain = recipient(DONE, Basis.CONSENT);
        Recipient there = new Recipient(
                plain.id(),
                new Recipient.Party("Somewhere", Optional.of(region), TriState.YES, TriState.NO),
                plain.request(),
                List.of(),
                plain.duties(),
                plain.delivery(),
                PLACE);
        return new TransferFacts(workspace(Optional.of(GENERAL), Listing.NONE), GateTest.LAW)
                .of(there, shipment, Optional.of(new PeopleCounts(2026, 0, 0, newN, newS)), DAY)
                .notes();
    }

    @Test
    void knowsTheStricterGradesWithoutACheck() {
        Recipient london = recipient(DONE, Basis.CONSENT);
        for (Level level : List.of(Level.IMPORTANT, Level.CORE)) {
            DataGrade grade = new DataGrade(level, Optional.empty(), Optional.empty());
            assertThat(known(Optional.of(grade), Listing.NONE, london, HEALTH, DAY)
                            .facts()
                            .known(GateFact.DATA_GRADE))
                    .contains(level.name());
        }
        DataGrade none = new DataGrade(Level.GENERAL, Optional.of(GeneticResources.NONE), GENERAL.check());
        assertThat(known(Optional.of(none), Listing.NONE, london, GENES, DAY)
                        .facts()
                        .known(GateFact.HGR))
                .contains("NONE");
        assertThat(fact(
                        GateFact.HGR,
                        london,
                        new Shipment("clinical", List.of("patients", "gone"), Set.of("GENE"), List.of())))
                .isEmpty();
    }
}
