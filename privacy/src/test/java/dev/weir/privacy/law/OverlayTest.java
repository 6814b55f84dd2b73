package dev.weir.privacy.law;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.contracts.Place;
import dev.weir.contracts.Problem;
import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.Processor;
import dev.weir.contracts.Workspace;
import dev.weir.contracts.text.HashedFile;
import dev.weir.contracts.text.Sha256;
import dev.weir.privacy.gate.Gate;
import dev.weir.privacy.gate.GateCases;
import dev.weir.privacy.mask.kind.Drop;
import dev.weir.privacy.mask.kind.Keep;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OverlayTest {

    private static final String ID = "cn-2026-01";

    private static LawPack with(String overlay) {
        return LawPack.of(law(Optional.empty(), Optional.of(overlay)));
    }

    private static Workspace.Law law(Optional<String> sha256, Optional<String> overlay) {
        return new Workspace.Law(
                ID,
                Place.of("weir.yaml"),
                sha256,
                overlay.map(text -> new Workspace.LawOverlay(
                        new HashedFile("law/centre.yaml", Sha256.hex(text.getBytes(StandardCharsets.UTF_8))), text)),
                Processor.unknown("centre"));
    }

    private static List<Problem> problems(String overlay) {
        try {
            with(overlay);
        } catch (ProblemsException e) {
            return e.problems();
        }
        throw new AssertionError("not refused");
    }

    @Test
    void changesSingleEntriesAndSaysWhich() {
        LawPack law = with("""
            base: cn-2026-01
            thresholds:
              - { id: assessment-people, value: 500000, because: Our counsel is careful. }
            openPoints:
              - { id: Q5, value: false, answer: "No.", because: "Letter of counsel, 3 May 2026" }
            categories:
              - { code: ORG, masks: { export: drop }, because: Sole traders. }
              - { code: NAME, masks: { enclave: pseudonymise }, because: Matching of records. }
            calendar:
              - { year: 2027, source: a notice, holidays: ["2027-01-01"], workdays: [], because: It is out. }
            """);
        assertThat(law.provisions().threshold(Provisions.ThresholdId.ASSESSMENT_PEOPLE))
                .isEqualTo(500_000);
        assertThat(law.provisions().is(CounselSetting.COUNT_AS_SENSITIVE)).isFalse();
        assertThat(law.isSensitive(law.category("RID").orElseThrow())).isFalse();
        assertThat(law.category("ORG").orElseThrow().mask(Destination.EXPORT).mask())
                .contains(new Drop());
        assertThat(law.category("ORG").orElseThrow().mask(Destination.ENCLAVE).mask())
                .contains(new Keep());
        assertThat(law.provisions().calendar().years()).containsKey(2027);
        assertThat(law.overlay().orElseThrow().changes())
                .extracting(change -> change.id() + " " + change.field() + " "
                        + change.values().before() + " > " + change.values().after() + " "
                        + change.direction().word())
                .contains(
                        "assessment-people value 1000000 > 500000 stricter",
                        "Q5 value true > false laxer",
                        "Q5 answer Yes. > No. open",
                        "ORG masks.export keep > drop stricter",
                        "NAME masks.enclave drop > pseudonymise laxer");
    }

    private static final String OWN = """
            base: cn-2026-01
            categories:
              - code: MRN
                form: "ZY[0-9]{8}"
                because: Our numbers.
              - code: BIOBANK
                name: Number of a sample
                term: 样本编号
                scope: column
                sensitivity: personal
                level: 3
                articles: [PIPL 4]
                masks: { enclave: { method: encrypt, format: kept }, controlled: pseudonymise, public: surrogate, export: drop }
                note: ""
                form: "[A-Z]{2}-[0-9]{6}"
                because: The law says nothing of samples.
            """;

    @Test
    void addsCategoriesAndSaysWhatFormValuesHave() {
        LawPack law = with(OWN);
        assertThat(law.declarable()).contains("BIOBANK");
        assertThat(law.forms())
                .extracting(form -> form.category() + " " + form.pattern())
                .containsExactly("MRN ZY[0-9]{8}", "BIOBANK [A-Z]{2}-[0-9]{6}");
        assertThat(law.category("MRN").orElseThrow().standing())
                .isEqualTo(LawPack.load(ID).category("MRN").orElseThrow().standing());
        assertThat(law.overlay().orElseThrow().changes())
                .extracting(change -> change.id() + " " + change.field() + " "
                        + change.values().after())
                .contains("MRN form ZY[0-9]{8}", "BIOBANK form [A-Z]{2}-[0-9]{6}");
    }

    @Test
    void saysWhatIsNoCategoryAndNoForm() {
        assertThat(problems(OWN.replace("[A-Z]{2}-[0-9]{6}", "[0-9]{6}")))
                .singleElement()
                .satisfies(problem -> {
                    assertThat(problem.place().toString()).startsWith("law/centre.yaml:15:");
                    assertThat(problem.what()).contains("'[0-9]{6}' is no form of values");
                    assertThat(problem.why()).contains("words and plain numbers");
                    assertThat(problem.remedy()).contains("ZY[0-9]{8}");
                });
        assertThat(problems(OWN.replace("    scope: column\n", "")))
                .anySatisfy(problem -> assertThat(problem.toString()).contains("law/centre.yaml:6", "scope"));
        assertThat(problems(OWN.replace("code: MRN", "code: MRM")))
                .singleElement()
                .satisfies(problem -> assertThat(problem.remedy()).contains("write 'MRN'"));
        assertThat(problems(OWN.replace("form: \"ZY", "from: \"ZY")))
                .anySatisfy(problem -> assertThat(problem.toString()).contains("'from'", "write 'form'"));
    }

    @Test
    void hashesPackAndOverlayTogether() {
        LawPack plain = LawPack.load(ID);
        LawPack one = with("base: cn-2026-01\n");
        LawPack other = with("base: cn-2026-01 # another\n");
        assertThat(List.of(plain.sha256(), one.sha256(), other.sha256())).doesNotHaveDuplicates();
        assertThat(with("base: cn-2026-01\n").sha256()).isEqualTo(one.sha256());
        assertThat(plain.overlay()).isEmpty();
    }

    @Test
    void pinsTheEditionThatSomebodyHasRead() {
        String sha256 = LawPack.load(ID).sha256();
        assertThat(LawPack.of(law(Optional.of(sha256), Optional.empty())).sha256())
                .isEqualTo(sha256);
        assertThatThrownBy(() -> LawPack.of(law(Optional.of("0".repeat(64)), Optional.empty())))
                .isInstanceOf(ProblemsException.class)
                .hasMessageContaining(sha256);
        assertThat(with("base: cn-2026-01\nsha256: " + sha256 + "\n").overlay()).isPresent();
        assertThat(problems("base: cn-2026-01\nsha256: abc\n"))
                .singleElement()
                .satisfies(problem -> assertThat(problem.place()).hasToString("law/centre.yaml:2:9"));
    }

    @Test
    void tellsProblemsWithTheOverlaysOwnLines() {
        List<Problem> problems = problems("""
            base: cn-2026-01
            thresholds:
              - { id: assessment-peple, value: 500000, because: A slip. }
              - { id: contract-people, value: many, because: A slip. }
              - { id: minor-age, value: 16 }
            gate:
              - { id: R12, articles: [PIPL 1, EU 3], because: A slip. }
              - { id: R0, then: allow, because: Never. }
            leaks:
              - { category: NMAE, rate: 0.5, atLeast: 3, articles: [], note: "", because: A slip. }
            """);
        assertThat(problems)
                .filteredOn(problem -> problem.place().file().equals("law/centre.yaml"))
                .extracting(problem -> problem.place().line())
                .contains(3, 4, 5, 7, 10);
        assertThat(problems).extracting(Problem::remedy).contains("write 'assessment-people'");
        assertThat(problems).extracting(Problem::what).anyMatch(what -> what.contains("does not deny what is unknown"));
    }

    @Test
    void oneEntryChangesAThing() {
        assertThat(problems("""
            base: cn-2026-01
            categories:
              - { code: ADDR, masks: { export: drop }, because: "No address leaves." }
              - { code: ADDR, masks: { export: keep }, because: "All addresses leave." }
            """)).singleElement().satisfies(problem -> {
            assertThat(problem.toString())
                    .contains("law/centre.yaml:4:", "C005", "changes 'ADDR' of 'categories' twice");
        });
    }

    /** What a wrong entry takes away is missing in the pack, and nobody has to look there. */
    @Test
    void noProblemLeadsToThePackThatShips() {
        assertThat(problems("""
            base: cn-2026-01
            categories:
              - { code: NAME, sensitivity: none, level: 1, because: Weaker. }
            """))
                .isNotEmpty()
                .allSatisfy(problem -> assertThat(problem.place().file()).isEqualTo("law/centre.yaml"));
    }

    @Test
    void whoIsProtectedLessIsCalledLaxer() {
        assertThat(with("""
            base: cn-2026-01
            categories:
              - { code: NAME, sensitivity: not-personal, level: 1, because: Weaker. }
            """).overlay().orElseThrow().changes())
                .extracting(change -> change.field() + " " + change.direction().word())
                .containsExactlyInAnyOrder("sensitivity laxer", "level laxer");
    }

    @Test
    void noOverlayLetsNumbersPassThatProveThemselves() {
        String leaks = "base: cn-2026-01\nleaks:\n  - { category: %s, rate: %s, because: Fewer stops. }\n";
        assertThat(problems(leaks.formatted("RID", "0.999")))
                .singleElement()
                .satisfies(problem -> assertThat(problem.toString())
                        .contains("law/centre.yaml:3:", "C004", "lets a run pass more numbers of the category 'RID'"));
        assertThat(with(leaks.formatted("RID", "0.0001"))
                        .overlay()
                        .orElseThrow()
                        .changes())
                .extracting(change -> change.direction().word())
                .containsExactly("stricter");
        assertThat(with(leaks.formatted("PHONE", "0.5")).overlay().orElseThrow().changes())
                .extracting(change -> change.direction().word())
                .containsExactly("laxer");
    }

    @Test
    void isForOnePackOnly() {
        assertThat(problems("base: cn-2025-09\n")).hasSize(1);
        assertThat(problems("thresholds: []\n")).hasSize(1);
        assertThat(problems("base: [")).hasSize(1);
    }

    @Test
    void decidesByTheChangedLaw() {
        String table = """
            id\tevalDate\trequestType\tdataGrade\thgr\texporterForeign\thasPI\tciio\tftz\texemption\tledgerYear\tledgerN\tledgerS\tnewN\tnewS\trecipientRegion\trecipientForeign\tduties\tmechanisms
            1\t2026-06-15\tTRANSFER\tGENERAL\tNONE\tN\tY\tN\tNONE\tNONE\t2026\t0\t0\t0\t20\tHK\tY\tOK\tGBA_SC@2027-01-01
            """;
        LawPack open = with("base: cn-2026-01\nopenPoints: [{ id: Q10, value: true, because: Counsel. }]\n");
        assertThat(Gate.decide(GateCases.read("a", table).cases().get(0).facts(), open)
                        .allows())
                .isTrue();
        assertThat(Gate.decide(GateCases.read("a", table).cases().get(0).facts(), LawPack.load(ID))
                        .allows())
                .isFalse();
    }
}
