package dev.weir.privacy.law;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.contracts.Code;
import dev.weir.contracts.Column;
import dev.weir.contracts.DataType;
import dev.weir.contracts.MaskChoice;
import dev.weir.contracts.Place;
import dev.weir.contracts.Problem;
import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.Processor;
import dev.weir.contracts.Product.Audience;
import dev.weir.contracts.Workspace;
import dev.weir.privacy.keys.MacAlgorithm;
import dev.weir.privacy.mask.kind.Generalisation;
import dev.weir.privacy.mask.kind.Generalise;
import dev.weir.privacy.mask.kind.Keep;
import dev.weir.privacy.mask.kind.Pseudonymise;
import dev.weir.privacy.mask.kind.Redact;
import dev.weir.privacy.mask.kind.Shift;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

class LawPackTest {

    private static final LawPack PACK = LawPack.load("cn-2026-01");

    private static final String PACK_TEXT = shipped();

    private static final List<String> CODES = List.of(
            ("NAME RID TRAVEL INSNO MRN SUBJ PHONE EMAIL ADDR DATE AGE DEMO BANK BIO GENE HEALTH SPDIS TRACK BELIEF"
                            + " IDENT OTHSPI MINOR NETID PLATE STAFF ORG TEXT IMPT UNCLASSIFIED NONE")
                    .split(" "));

    @Test
    void keepsTheCategoriesInTheOrderOfTheFile() {
        assertThat(PACK.categories().keySet()).containsExactlyElementsOf(CODES);
    }

    @Test
    void namesThePacksThereAreWhenAskedForAnother() {
        Place line = new Place("weir.yaml", 7, 9);
        Workspace.Law law =
                new Workspace.Law("cn-2026-1", line, Optional.empty(), Optional.empty(), Processor.unknown("centre"));
        assertThatThrownBy(() -> LawPack.of(law))
                .isInstanceOf(ProblemsException.class)
                .hasMessageContaining(line.toString())
                .hasMessageContaining("write 'cn-2026-01'");
        assertThatThrownBy(() -> LawPack.load("cn-2025-09"))
                .isInstanceOf(ProblemsException.class)
                .hasMessageContaining("cn-2025-09")
                .hasMessageContaining("cn-2026-01")
                .hasMessageContaining(Code.UNKNOWN_NAME.id());
    }

    @Test
    void listsEveryPackInItsFolder() throws URISyntaxException {
        File folder = new File(Objects.requireNonNull(LawPack.class.getResource("/law/index.txt"))
                        .toURI())
                .getParentFile();
        String[] files = Objects.requireNonNull(folder.list((place, name) -> name.endsWith(".yaml")));
        assertThat(LawPack.shipped())
                .containsExactlyInAnyOrderElementsOf(List.of(files).stream()
                        .map(name -> name.replace(".yaml", ""))
                        .toList());
    }

    @Test
    void citesAnArticleAndAChineseTermForEveryCategory() {
        for (Category category : PACK.categories().values()) {
            assertThat(category.standing().articles()).as(category.code()).isNotEmpty();
            assertThat(category.term().chinese()).as(category.code()).matches(".*\\p{IsHan}.*");
        }
    }

    @Test
    void countsAsSensitiveWhatTheLawListsAndWhatIsOpen() {
        assertThat(codesWhere(PACK::isSensitive))
                .containsExactly(
                        "RID TRAVEL BANK BIO GENE HEALTH SPDIS TRACK BELIEF IDENT OTHSPI MINOR TEXT IMPT UNCLASSIFIED"
                                .split(" "));
        assertThat(codesWhere(category -> !category.standing().sensitivity().isPersonal()))
                .containsExactly("ORG", "NONE");
    }

    @Test
    void becomesNoLaxerAsTheAudienceGrows() {
        for (Category category : PACK.categories().values()) {
            int enclave = laxity(category.mask(Destination.ENCLAVE));
            int controlled = laxity(category.mask(Destination.CONTROLLED));
            int open = laxity(category.mask(Destination.PUBLIC));
            assertThat(enclave).as(category.code()).isGreaterThanOrEqualTo(controlled);
            assertThat(controlled).as(category.code()).isGreaterThanOrEqualTo(open);
        }
    }

    @Test
    void letsNoDirectIdentifierOutInClear() {
        for (String code : List.of("NAME", "RID", "TRAVEL", "PHONE", "EMAIL", "BANK", "BIO", "PLATE", "STAFF")) {
            for (Destination stage : Destination.values()) {
                assertThat(category(code).mask(stage).word())
                        .as(code + " at " + stage)
                        .isNotEqualTo("keep");
            }
        }
    }

    @Test
    void blocksWhatMayGoNowhereByDefault() {
        for (String code : List.of("GENE", "BIO", "IMPT", "UNCLASSIFIED")) {
            for (Destination stage : Destination.values()) {
                assertThat(category(code).mask(stage).mask())
                        .as(code + " at " + stage)
                        .isEmpty();
            }
        }
        assertThatThrownBy(() -> PACK.maskOf(column(Optional.of("GENE"), Optional.empty()), Audience.ENCLAVE))
                .isInstanceOf(ProblemsException.class)
                .hasMessageContaining("is blocked")
                .hasMessageContaining("weirMask");
    }

    @Test
    void shiftsDatesForResearchAndCoarsensThemForThePublic() {
        assertThat(category("DATE").mask(Destination.CONTROLLED).mask()).contains(new Shift());
        assertThat(category("DATE").mask(Destination.EXPORT).mask()).contains(new Shift());
        assertThat(category("DATE").mask(Destination.PUBLIC).mask())
                .contains(new Generalise(new Generalisation.Period(Generalisation.Period.Unit.YEAR)));
        assertThat(category("AGE").mask(Destination.ENCLAVE).mask())
                .contains(new Generalise(new Generalisation.Band(5, 90)));
    }

    @Test
    void masksAColumnAsItsCategoryDoes() {
        assertThat(PACK.maskOf(column(Optional.of("MRN"), Optional.empty()), Audience.ENCLAVE))
                .isEqualTo(new Pseudonymise(MacAlgorithm.HMAC_SHA_256, Optional.empty()));
        assertThat(PACK.maskOf(column(Optional.of(Category.NONE), Optional.empty()), Audience.PUBLIC))
                .isEqualTo(new Keep());
    }

    @Test
    void masksAColumnAsItsContractSaysWhereItSays() {
        Optional<MaskChoice> redact = Optional.of(new MaskChoice("redact", Map.of()));
        assertThat(PACK.maskOf(column(Optional.of("TEXT"), redact), Audience.CONTROLLED))
                .isEqualTo(new Redact(Redact.Extent.WHOLE));
    }

    @Test
    void refusesAColumnWithoutACategory() {
        assertThat(problemOf(column(Optional.empty(), Optional.empty())).code()).isEqualTo(Code.UNCLASSIFIED);
    }

    @Test
    void refusesACategoryThatIsNotThereOrNotForColumns() {
        for (String code : List.of("MRM", "MINOR", "UNCLASSIFIED")) {
            Problem problem = problemOf(column(Optional.of(code), Optional.empty()));
            assertThat(problem.code()).as(code).isEqualTo(Code.UNKNOWN_NAME);
            assertThat(problem.place()).isEqualTo(new Place("contracts/a.odcs.yaml", 7, 9));
        }
        assertThat(PACK.declarable()).contains("MRN", "NONE", "IMPT").doesNotContain("MINOR", "UNCLASSIFIED");
    }

    @Test
    void tellsEveryProblemOfAPackWithItsLine() {
        String bad = text("asOf: \"2026-01-01\"", "asOf: someday")
                .replace("    name: \"Person name\"\n", "    nmae: \"Person name\"\n    nmae: again\n")
                .replace("term: 姓名\n    scope: column", "term: 姓名\n    scope: colum")
                .replace("export: drop }\n    note: \"Mobile", "export: vanish }\n    note: \"Mobile")
                .replace("value: 250\n", "value: some\n")
                .replace("chinese: 传输日期, owner: Weir", "owner: Weir")
                .replace(
                        "articles: [DSL 36, PIPL 41]\n    note: \"No data",
                        "articles: [DSL 36, PIPLL 41]\n    note: \"No data")
                .replace("when: { dataGrade: CORE }", "when: { dataGrad: CORE }")
                .replace("when: { exemption: TRANSIT }", "when: { exemption: TRANSITS }")
                .replace("{ N: { atLeast: contract-people } }", "{ N: { atLeast: contract-peple } }")
                .replace("\"2026-06-19/2026-06-21\"", "\"2026-06-21/2026-06-19\"");
        assertThatThrownBy(() -> read(bad)).isInstanceOfSatisfying(ProblemsException.class, e -> {
            List<Problem> problems = e.problems();
            assertThat(problems)
                    .allSatisfy(problem -> assertThat(problem.place().line()).isPositive());
            assertThat(problems)
                    .extracting(problem -> line(bad, problem).strip())
                    .anyMatch(line -> line.startsWith("asOf: someday"))
                    .anyMatch(line -> line.startsWith("nmae: \"Person"))
                    .anyMatch(line -> line.startsWith("masks:"))
                    .anyMatch(line -> line.startsWith("value: some"))
                    .anyMatch(line -> line.startsWith("- { fact: evalDate"))
                    .anyMatch(line -> line.contains("PIPLL 41"))
                    .anyMatch(line -> line.contains("dataGrad:"))
                    .anyMatch(line -> line.contains("TRANSITS"))
                    .anyMatch(line -> line.contains("contract-peple"))
                    .anyMatch(line -> line.contains("2026-06-21/"));
            assertThat(problems)
                    .extracting(Problem::code)
                    .contains(
                            Code.UNKNOWN_FIELD,
                            Code.MISSING_FIELD,
                            Code.INVALID_MASK,
                            Code.INVALID_VALUE,
                            Code.UNKNOWN_NAME);
            assertThat(problems).extracting(Problem::remedy).contains("write 'dataGrade'", "write 'contract-people'");
        });
    }

    @Test
    void refusesAGateThatLeavesSomethingUndecided() {
        for (String bad : List.of(
                text("when: { unknown: any }\n    then: deny", "when: { unknown: any }\n    then: allow"),
                text("when: {}\n    then: allow", "when: { ciio: Y }\n    then: allow"),
                text("needs: [PRC_APPROVAL]\n    then: continue", "then: continue"),
                text("needs: [PRC_APPROVAL]\n    then: continue", "needs: []\n    then: continue"))) {
            assertThatThrownBy(() -> read(bad)).isInstanceOf(ProblemsException.class);
        }
    }

    @Test
    void refusesAPackThatSaysOneThingTwiceOrLacksWhatWeirAsksFor() {
        String none = PACK_TEXT.substring(PACK_TEXT.indexOf("  - code: NONE"));
        assertThatThrownBy(() -> read(PACK_TEXT + none))
                .isInstanceOf(ProblemsException.class)
                .hasMessageContaining(Code.DUPLICATE_NAME.id());
        assertThatThrownBy(() -> read(PACK_TEXT + "id: test\n"))
                .isInstanceOf(ProblemsException.class)
                .hasMessageContaining(Code.DUPLICATE_NAME.id());
        assertThatThrownBy(() -> read(text("- id: minor-age", "- id: minor")))
                .isInstanceOf(ProblemsException.class)
                .hasMessageContaining("minor-age");
        assertThatThrownBy(() -> read(text("setting: countExempt", "setting: none")))
                .isInstanceOf(ProblemsException.class)
                .hasMessageContaining("countExempt");
    }

    @Test
    void citesAnInstrumentForEveryArticleAndTheDaySinceWhichItIsInForce() {
        Provisions law = PACK.provisions();
        assertThat(law.instrument("GB/T 39725-2020 10.2")).isPresent();
        assertThat(law.instrument("HGR Rules 37").map(Provisions.Instrument::inForceFrom))
                .contains(LocalDate.of(2023, 7, 1));
        assertThat(law.inForceFrom(List.of("PIPL 39", "CBR 10"))).contains(LocalDate.of(2024, 3, 22));
    }

    @Test
    void answersEveryOpenPointCautiouslyWhereTheLawAllows() {
        for (CounselSetting setting : CounselSetting.values()) {
            boolean settledLaxer = setting == CounselSetting.ASSESSMENT_STANDS_FOR_CONTRACT
                    || setting == CounselSetting.EFFECTIVE_CONTRACT_SUFFICES;
            assertThat(PACK.provisions().is(setting) == setting.stricter())
                    .as(setting.key())
                    .isEqualTo(!settledLaxer);
        }
    }

    @Test
    void refusesAnswersThatWeirWouldNotKeep() {
        for (String bad : List.of(
                text("setting: birthdayIsMinor\n    value: true", "setting: birthdayIsMinor\n    value: false"),
                text("- id: minor-age\n    value: 14", "- id: minor-age\n    value: 16"),
                text("rate: 0.001, inside: 0.001, atLeast: 3", "rate: 1.5, inside: 0.001, atLeast: 3"),
                text("rate: 0.001, inside: 0.001, atLeast: 3", "rate: 0.001, inside: 0.001, atLeast: 300"))) {
            assertThatThrownBy(() -> read(bad)).isInstanceOf(ProblemsException.class);
        }
    }

    @Test
    void saysWhoseLawOfWhatDay() {
        assertThat(PACK.title()).contains("China");
        assertThat(PACK.asOf()).isEqualTo("2026-01-01");
    }

    @Test
    void hashesTheWholeFile() {
        String sha256 = PACK.sha256();
        assertThat(sha256)
                .matches("[0-9a-f]{64}")
                .isEqualTo(LawPack.load("cn-2026-01").sha256());
    }

    @Test
    void refusesAPackThatIsNotYaml() {
        assertThatThrownBy(() -> read("id: ["))
                .isInstanceOf(ProblemsException.class)
                .hasMessageContaining(Code.SYNTAX.id());
        assertThatThrownBy(() -> read("")).isInstanceOf(ProblemsException.class).hasMessageContaining("empty");
        assertThatThrownBy(() -> read("just words")).isInstanceOf(ProblemsException.class);
    }

    /** The pack that ships, under the name of a test, with one text in another's place. */
    private static String text(String from, String to) {
        assertThat(PACK_TEXT).contains(from);
        return PACK_TEXT.replace(from, to);
    }

    private static String line(String text, Problem problem) {
        return text.lines().skip(problem.place().line() - 1L).findFirst().orElse("");
    }

    private static String shipped() {
        try (InputStream in = Objects.requireNonNull(LawPack.class.getResourceAsStream("/law/cn-2026-01.yaml"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).replace("\nid: cn-2026-01", "\nid: test");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static LawPack read(String yaml) {
        return LawPackReader.read("law/test.yaml", "test", yaml.getBytes(StandardCharsets.UTF_8));
    }

    /** 0 for nothing at all, to 3 for the clear value. */
    private static int laxity(Category.DefaultMask mask) {
        return switch (mask.word()) {
            case "block", "drop" -> 0;
            case "nullify", "redact" -> 1;
            case "keep" -> 3;
            default -> 2;
        };
    }

    private static List<String> codesWhere(Predicate<Category> holds) {
        return PACK.categories().values().stream()
                .filter(holds)
                .map(Category::code)
                .toList();
    }

    private static Category category(String code) {
        return PACK.category(code).orElseThrow();
    }

    private static Problem problemOf(Column column) {
        try {
            PACK.maskOf(column, Audience.ENCLAVE);
        } catch (ProblemsException e) {
            return e.problems().get(0);
        }
        throw new AssertionError("not refused");
    }

    private static Column column(Optional<String> category, Optional<MaskChoice> mask) {
        return new Column(
                "a",
                new DataType.Text(),
                Column.Presence.OPTIONAL,
                new Column.Meaning("", category, mask, Optional.empty()),
                new Column.Origin("a", List.of(), Column.OnBadValue.QUARANTINE, Optional.empty(), List.of()),
                new Place("contracts/a.odcs.yaml", 7, 9));
    }
}
