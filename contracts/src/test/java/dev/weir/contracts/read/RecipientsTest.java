package dev.weir.contracts.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import dev.weir.contracts.DatedDocument;
import dev.weir.contracts.MaskChoice;
import dev.weir.contracts.Recipient;
import dev.weir.contracts.TransferMechanism;
import dev.weir.contracts.TriState;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class RecipientsTest {

    private static final LocalDate DAY = LocalDate.of(2026, 2, 2);

    @TempDir
    private Path folder;

    private static Sample recipients(String text) {
        return Sample.clinical().with("contracts/recipients.yaml", "recipients:\n" + text.indent(2));
    }

    private static Sample recipient(String more) {
        return recipients("- { id: london, name: London, "
                + more.replace("TERMS", "number: '1', products: [clinical], categories: [MRN]") + " }\n");
    }

    private Recipient read(String more) {
        return recipient(more).workspaceIn(folder).recipient("london").orElseThrow();
    }

    @Test
    void readsWhoMayReceiveWhatAndOnWhatThatRests() {
        Recipient london =
                recipients("""
                - id: london
                  name: University of London
                  region: GB
                  foreign: true
                  restrictedList: false
                  access: remote-view
                  products: [clinical]
                  purpose: Validation
                  basis: consent
                  exemption: { claim: transit, evidence: File 3 }
                  mechanisms:
                    - type: SC
                      number: No. 17
                      products: [clinical]
                      categories: [MRN, DATE]
                      people: 9223372036854775807
                      issued: 2026-02-01
                      effective: 2026-02-02
                      lastValidDay: 2029-02-01
                  notice: { reference: Notice 3, on: 2026-02-02 }
                  consent: { reference: Form 12, on: 2026-02-02 }
                  noConsent: { because: A contract., by: dpo@example.org }
                  assessment: { reference: PIPIA 5, on: 2026-02-02 }
                  masks:
                    - { category: MRN, mask: drop }
                    - { column: clinical.encounters.started_at, mask: { method: generalise, to: month }, because: Season. }
                  format: delta
                """).workspaceIn(folder).recipient("london").orElseThrow();
        assertThat(london.party())
                .isEqualTo(new Recipient.Party("University of London", Optional.of("GB"), TriState.YES, TriState.NO));
        assertThat(london.request())
                .isEqualTo(new Recipient.Request(
                        Optional.of(Recipient.Access.REMOTE_VIEW),
                        List.of("clinical"),
                        "Validation",
                        Optional.of(Recipient.Basis.CONSENT),
                        Optional.of(new Recipient.Exemption(Recipient.Exemption.Claim.TRANSIT, "File 3"))));
        TransferMechanism mechanism = london.mechanisms().get(0);
        assertThat(mechanism.number()).isEqualTo("No. 17");
        assertThat(mechanism.scope())
                .isEqualTo(new TransferMechanism.Scope(
                        List.of("clinical"), List.of("MRN", "DATE"), OptionalLong.of(Long.MAX_VALUE)));
        assertThat(mechanism.days())
                .isEqualTo(new TransferMechanism.Days(
                        Optional.of(LocalDate.of(2026, 2, 1)),
                        Optional.of(DAY),
                        Optional.of(LocalDate.of(2029, 2, 1))));
        assertThat(london.duties())
                .isEqualTo(new Recipient.Duties(
                        Optional.of(new DatedDocument("Notice 3", DAY)),
                        Optional.of(new DatedDocument("Form 12", DAY)),
                        Optional.of(new Recipient.Excused("A contract.", "dpo@example.org")),
                        Optional.of(new DatedDocument("PIPIA 5", DAY))));
        assertThat(london.delivery().format()).contains("delta");
        assertThat(london.delivery().masks())
                .extracting(Recipient.ChosenMask::target, Recipient.ChosenMask::mask, Recipient.ChosenMask::because)
                .containsExactly(
                        tuple(new Recipient.OfCategory("MRN"), new MaskChoice("drop", Map.of()), ""),
                        tuple(
                                new Recipient.OfColumn("clinical", "encounters", "started_at"),
                                new MaskChoice("generalise", Map.of("to", "month")),
                                "Season."));
    }

    @ParameterizedTest
    @CsvSource({"true, YES", "false, NO", "null, UNKNOWN", "maybe, UNKNOWN", "1, UNKNOWN", "[true], UNKNOWN"})
    void anAnswerIsYesOrNo(String written, TriState answer) {
        WorkspaceReader.Outcome outcome = recipient("foreign: " + written).readIn(folder);
        assertThat(outcome.workspace()
                        .orElseThrow()
                        .recipient("london")
                        .orElseThrow()
                        .party()
                        .foreign())
                .isEqualTo(answer);
    }

    @Test
    void whatIsNotSaidIsUnknown() {
        Recipient nobody = read("products: []");
        assertThat(nobody.party())
                .isEqualTo(new Recipient.Party("London", Optional.empty(), TriState.UNKNOWN, TriState.UNKNOWN));
        assertThat(nobody.request().access()).isEmpty();
        assertThat(nobody.request().exemption()).isEmpty();
        assertThat(nobody.duties())
                .isEqualTo(
                        new Recipient.Duties(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty()));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            UK  | write 'GB'
            XX  | write its two letters, such as GB or HK
            gb  | write two capital letters of ISO 3166-1, such as GB or HK
            GBR | write two capital letters of ISO 3166-1, such as GB or HK
            """)
    void aRegionThatIsNoCountryIsUnknown(String region, String remedy) {
        WorkspaceReader.Outcome outcome = recipient("region: " + region).readIn(folder);
        assertThat(outcome.problems()).singleElement().satisfies(problem -> {
            assertThat(problem.place().file()).isEqualTo("contracts/recipients.yaml");
            assertThat(problem.remedy()).isEqualTo(remedy);
        });
        assertThat(outcome.workspace()
                        .orElseThrow()
                        .recipient("london")
                        .orElseThrow()
                        .party()
                        .region())
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            region: UK                                  | the region is 'UK'
            region: XX                                  | the region is 'XX'
            products: [clinicel]                        | a recipient names the product 'clinicel'
            products: [patients]                        | a recipient names the product 'patients'
            masks: [{ column: a.b, mask: drop }]        | a mask is for the column 'a.b'
            masks: [{ column: clinical.encounters.none, mask: drop }] | a mask is for the column 'clinical.encounters.none'
            mechanisms: [{ type: SC, number: '1', categories: [MRN], products: [other], lastValidDay: 2029-03-01 }] | a recipient names the product 'other'
            mechanisms: [{ type: SC, TERMS, issued: 2026-03-02, lastValidDay: 2026-03-01 }] | the mechanism ends on 2026-03-01 and begins on 2026-03-02
            mechanisms: [{ type: SC, TERMS, issued: 2026-01-01, effective: 2026-03-02, lastValidDay: 2026-03-01 }] | the mechanism ends on 2026-03-01 and begins on 2026-03-02
            """)
    void whatIsWrongIsToldOnce(String more, String problem) {
        assertThat(recipient(more).readIn(folder).problems())
                .extracting(found -> found.what())
                .containsExactly(problem);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mechanisms: [{ type: SC, TERMS, effective: 2026-03-01, lastValidDay: 2026-03-01 }]",
                "mechanisms: [{ type: SC, TERMS, issued: 2026-03-02, effective: 2026-03-01, lastValidDay: 2026-03-01 }]",
                "mechanisms: [{ type: SA, TERMS, issued: 2026-03-01 }]",
                "mechanisms: [{ type: CERT, TERMS, issued: 2026-03-01 }]",
                "mechanisms: [{ type: SC_UNFILED, TERMS, effective: 2026-03-01 }]",
                "mechanisms: [{ type: GBA_SC, TERMS, lastValidDay: 2026-03-01 }]",
                "region: HK",
                "masks: [{ column: clinical.patients.birth_year, mask: drop }]"
            })
    void whatIsRightIsTaken(String more) {
        assertThat(recipient(more).problemsIn(folder)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "SA, issued",
        "CERT, issued",
        "SC_UNFILED, effective",
        "SC, lastValidDay",
        "GBA_SC, lastValidDay",
        "HGR_REPORT, lastValidDay",
        "HGR_COOP, lastValidDay",
        "HGR_REVIEW, lastValidDay",
        "PRC_APPROVAL, lastValidDay"
    })
    void aMechanismHasTheDayThatItsEndIsCountedFrom(String type, String day) {
        assertThat(recipient("mechanisms: [{ type: " + type + ", TERMS }]")
                        .readIn(folder)
                        .problems())
                .extracting(found -> found.what())
                .containsExactly("the mechanism " + type + " has no '" + day + "'");
    }

    @Test
    void oneIdIsOneRecipient() {
        assertThat(recipients("- { id: london, name: a }\n- { id: paris, name: b }\n- { id: london, name: c }\n")
                        .problemsIn(folder))
                .containsExactly("contracts/recipients.yaml:4:11 C005 there are two recipients 'london'");
    }

    @Test
    void aPaperWithoutADayOrAReferenceDoesNotCount() {
        WorkspaceReader.Outcome outcome = recipient(
                        "notice: { reference: Notice 3, on: soon }, consent: { reference: \"\", on: 2026-02-02 }")
                .readIn(folder);
        assertThat(outcome.problems()).isNotEmpty();
        Recipient.Duties duties = outcome.workspace()
                .orElseThrow()
                .recipient("london")
                .orElseThrow()
                .duties();
        assertThat(duties.notice()).isEmpty();
        assertThat(duties.consent()).isEmpty();
    }

    @Test
    void moreThanALongCountsAsUnsaid() {
        Recipient recipient = recipient(
                        "mechanisms: [{ type: SC, TERMS, people: 9223372036854775808, lastValidDay: 2026-03-01 }]")
                .readIn(folder)
                .workspace()
                .orElseThrow()
                .recipient("london")
                .orElseThrow();
        assertThat(recipient.mechanisms().get(0).scope().people()).isEmpty();
    }
}
