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
import dev.weir.contracts.Product.Audience;
import dev.weir.privacy.keys.MacAlgorithm;
import dev.weir.privacy.mask.Generalisation;
import dev.weir.privacy.mask.Mask;
import java.io.File;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

class LawPackTest {

    private static final LawPack PACK = LawPack.load("cn-2026-01");

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
        assertThat(codesWhere(category -> category.standing().sensitivity().isSensitive()))
                .containsExactly(
                        "RID TRAVEL BANK BIO GENE HEALTH SPDIS TRACK BELIEF IDENT OTHSPI MINOR TEXT IMPT UNCLASSIFIED"
                                .split(" "));
        assertThat(codesWhere(category -> !category.standing().sensitivity().isPersonal()))
                .containsExactly("ORG", "NONE");
    }

    @Test
    void becomesNoLaxerAsTheAudienceGrows() {
        for (Category category : PACK.categories().values()) {
            int enclave = laxity(category.mask(Stage.ENCLAVE));
            int controlled = laxity(category.mask(Stage.CONTROLLED));
            int open = laxity(category.mask(Stage.PUBLIC));
            assertThat(enclave).as(category.code()).isGreaterThanOrEqualTo(controlled);
            assertThat(controlled).as(category.code()).isGreaterThanOrEqualTo(open);
        }
    }

    @Test
    void letsNoDirectIdentifierOutInClear() {
        for (String code : List.of("NAME", "RID", "TRAVEL", "PHONE", "EMAIL", "BANK", "BIO", "PLATE", "STAFF")) {
            for (Stage stage : Stage.values()) {
                assertThat(category(code).mask(stage).word())
                        .as(code + " at " + stage)
                        .isNotEqualTo("keep");
            }
        }
    }

    @Test
    void blocksWhatMayGoNowhereByDefault() {
        for (String code : List.of("GENE", "BIO", "IMPT", "UNCLASSIFIED")) {
            for (Stage stage : Stage.values()) {
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
        assertThat(category("DATE").mask(Stage.CONTROLLED).mask()).contains(new Mask.Shift());
        assertThat(category("DATE").mask(Stage.EXPORT).mask()).contains(new Mask.Shift());
        assertThat(category("DATE").mask(Stage.PUBLIC).mask())
                .contains(new Mask.Generalise(new Generalisation.Period(Generalisation.Period.Unit.YEAR)));
        assertThat(category("AGE").mask(Stage.ENCLAVE).mask())
                .contains(new Mask.Generalise(new Generalisation.Band(5, 90)));
    }

    @Test
    void masksAColumnAsItsCategoryDoes() {
        assertThat(PACK.maskOf(column(Optional.of("MRN"), Optional.empty()), Audience.ENCLAVE))
                .isEqualTo(new Mask.Pseudonymise(MacAlgorithm.HMAC_SHA_256, Optional.empty()));
        assertThat(PACK.maskOf(column(Optional.of(Category.NONE), Optional.empty()), Audience.PUBLIC))
                .isEqualTo(new Mask.Keep());
    }

    @Test
    void masksAColumnAsItsContractSaysWhereItSays() {
        Optional<MaskChoice> redact = Optional.of(new MaskChoice("redact", Map.of()));
        assertThat(PACK.maskOf(column(Optional.of("TEXT"), redact), Audience.CONTROLLED))
                .isEqualTo(new Mask.Redact(Mask.Redact.Extent.WHOLE));
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
        String bad = """
            id: other
            title: A test
            asOf: someday
            categories:
              - code: NONE
                name: Not about a person
                term: 非个人信息
                scope: colum
                sensitivity: not-personal
                level: 6
                articles: [PIPL 4]
                masks: { enclave: keep, controlled: { to: year }, public: { method: vanish }, export: drop }
                note: ""
              - code: NAME
                nmae: Person name
                nmae: Person name
            """;
        assertThatThrownBy(() -> LawPackReader.read("law/test.yaml", "test", bad.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOfSatisfying(ProblemsException.class, e -> {
                    assertThat(e.problems())
                            .extracting(problem -> problem.place().line())
                            .contains(1, 3, 8, 10, 12, 14, 15, 16);
                    assertThat(e.problems())
                            .extracting(Problem::code)
                            .contains(Code.UNKNOWN_FIELD, Code.MISSING_FIELD, Code.INVALID_MASK, Code.INVALID_VALUE);
                });
    }

    @Test
    void refusesAPackThatSaysOneThingTwice() {
        String category = """
              - code: NONE
                name: Not about a person
                term: 非个人信息
                scope: column
                sensitivity: not-personal
                level: none
                articles: [PIPL 4]
                masks: { enclave: keep, controlled: keep, public: keep, export: keep }
                note: ""
            """;
        String pack = "id: test\ntitle: A test\nasOf: \"2026-01-01\"\ncategories:\n";
        assertThat(read(pack + category).categories()).containsOnlyKeys(Category.NONE);
        assertThatThrownBy(() -> read(pack + category + category))
                .isInstanceOf(ProblemsException.class)
                .hasMessageContaining("law/test.yaml:14:5  " + Code.DUPLICATE_NAME.id());
        assertThatThrownBy(() -> read(pack + category + "id: test\n"))
                .isInstanceOf(ProblemsException.class)
                .hasMessageContaining(Code.DUPLICATE_NAME.id());
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
