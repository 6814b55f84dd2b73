package dev.weir.contracts.read;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.contracts.Product;
import dev.weir.contracts.catalogue.CatalogueFacts;
import dev.weir.contracts.catalogue.DataTheme;
import dev.weir.contracts.catalogue.HealthCategory;
import dev.weir.contracts.catalogue.HealthFacts;
import dev.weir.contracts.catalogue.Licence;
import dev.weir.contracts.catalogue.Lifecycle;
import dev.weir.contracts.catalogue.PublisherKind;
import dev.weir.contracts.release.SampleManifest;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a product's file says to catalogues. */
final class CatalogueFactsTest {

    private static final String PRODUCT = "contracts/clinical/clinical.odps.yaml";
    private static final String AUDIENCE = "customProperties: [ { property: weirAudience, value: enclave } ]\n";

    @TempDir
    private Path folder;

    private static Sample sample(String block) {
        return Sample.clinical().replace(PRODUCT, AUDIENCE, """
                customProperties:
                  - { property: weirAudience, value: enclave }
                  - property: weirCatalogue
                    value: %s
                """.formatted(block));
    }

    private Product product(Sample sample) {
        return sample.workspaceIn(folder).product("clinical").orElseThrow();
    }

    @Test
    void everyFactIsRead() {
        Product product = product(
                sample("""
                {
                  licence: CC-BY-4.0, access: Ask the desk., legalBasis: [PIPL 13(1)(3), PIPL 29], citation: "Centre (2026)",
                  themes: [HEAL], languages: [zh, en-GB], places: [CN, CN-BJ], period: { from: 2010-01-01, until: 2024-12-31 },
                  uses: { recommended: [length of stay], discouraged: [insurance, hiring] },
                  publisher: { name: Centre, homepage: "https://example.org/", kind: academia }, funding: [Fund 7],
                  health: { categories: [EHRS], accessBody: { name: Access body, page: "https://example.org/access" },
                    legislation: ["http://data.europa.eu/eli/reg/2025/327/oj"] },
                  retirement: { lastDay: 2027-01-31, successor: stays, because: A new system. }
                }""".replace("\n", "\n      "))
                        .replace(PRODUCT, "status: active", "status: deprecated")
                        .replace(
                                PRODUCT,
                                "description: { purpose: Encounters of patients. }",
                                "description: { purpose: Encounters., limitations: One hospital., usage: In the enclave. }\ntags: [stays]"));
        assertThat(product.about().limitations()).isEqualTo("One hospital.");
        assertThat(product.about().catalogue())
                .isEqualTo(new CatalogueFacts(
                        new CatalogueFacts.Topic(
                                List.of("stays"),
                                List.of(DataTheme.HEAL),
                                List.of("zh", "en-GB"),
                                List.of("CN", "CN-BJ"),
                                Optional.of(new CatalogueFacts.Period(
                                        Optional.of(LocalDate.of(2010, 1, 1)),
                                        Optional.of(LocalDate.of(2024, 12, 31))))),
                        new CatalogueFacts.Uses(
                                "In the enclave.", List.of("length of stay"), List.of("insurance", "hiring")),
                        new CatalogueFacts.Terms(
                                Optional.of("CC-BY-4.0"),
                                Optional.of("Ask the desk."),
                                List.of("PIPL 13(1)(3)", "PIPL 29"),
                                Optional.of("Centre (2026)")),
                        new CatalogueFacts.Parties(
                                Optional.of(new CatalogueFacts.Publisher(
                                        "Centre",
                                        Optional.of("https://example.org/"),
                                        Optional.of(PublisherKind.ACADEMIA))),
                                List.of(new CatalogueFacts.Contact("mail", "mailto:clinical-data@example.org")),
                                List.of("Fund 7")),
                        new HealthFacts(
                                List.of(HealthCategory.EHRS),
                                Optional.of(new HealthFacts.AccessBody("Access body", "https://example.org/access")),
                                List.of("http://data.europa.eu/eli/reg/2025/327/oj")),
                        new Lifecycle(
                                Lifecycle.Status.DEPRECATED,
                                Optional.of(new Lifecycle.End(
                                        LocalDate.of(2027, 1, 31), Optional.of("stays"), "A new system.")))));
    }

    @Test
    void whatIsNotWrittenIsEmpty() {
        CatalogueFacts facts = product(Sample.clinical()).about().catalogue();
        assertThat(facts.terms()).isEqualTo(CatalogueFacts.NONE.terms());
        assertThat(facts.uses()).isEqualTo(CatalogueFacts.NONE.uses());
        assertThat(facts.topic()).isEqualTo(CatalogueFacts.NONE.topic());
        assertThat(facts.parties().contacts()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            { licence: CC-BY-5.0 }                                        | licence      | an SPDX identifier
            { licence: 'see the desk' }                                   | licence      | the address of the terms
            { themes: [HEALTH] }                                          | HEALTH       | HEAL
            { languages: [chinese] }                                      | languages    | BCP 47
            { languages: [xx] }                                           | languages    | BCP 47
            { places: [Beijing] }                                         | places       | ISO 3166
            { places: [QQ-BJ] }                                           | places       | ISO 3166
            { period: { from: 2024-13-01 } }                              | 2024-13-01   | calendar
            { period: { from: 2024-02-01, until: 2024-01-31 } }           | 2024-01-31   | begins on 2024-02-01
            { publisher: { homepage: 'https://example.org' } }            | name         | name
            { publisher: { name: Centre, homepage: 'javascript:alert' } } | homepage     | https://example.org/terms
            { publisher: { name: Centre, kind: hospital } }               | kind         | academia
            { health: { categories: [HEAL] } }                            | HEAL         | EHRS
            { health: { accessBody: { name: Body } } }                    | page         | page
            { retirement: { lastDay: 2027-01-31, because: old } }         | retirement   | status: deprecated
            { retirement: { lastDay: soon, because: old } }               | lastDay      | 2026-12-31
            { license: CC-BY-4.0 }                                        | license      | licence
            [CC-BY-4.0]                                                   | weirCatalogue | an object
            """)
    void whatIsWrongIsNamedWithItsPlace(String block, String what, String remedy) {
        assertThat(sample(block).readIn(folder).problems()).isNotEmpty().allSatisfy(problem -> {
            assertThat(problem.place().toString()).startsWith(PRODUCT + ":");
            assertThat(problem.toString()).contains(what).contains(remedy);
        });
    }

    @Test
    void theEndOfAProductIsSaidWithTheDaysThatAreLeft() {
        Lifecycle lifecycle = SampleManifest.FACTS.lifecycle();
        LocalDate last = LocalDate.of(2027, 1, 31);

        assertThat(lifecycle.wordsOn(last.minusDays(1)))
                .contains("is deprecated, its last day is 2027-01-31 (1 day left); 'stays' is to be read instead. A new"
                        + " ward system.");
        assertThat(lifecycle.isOver(last)).isFalse();
        assertThat(lifecycle.isOver(last.plusDays(1))).isTrue();
        assertThat(Lifecycle.ACTIVE.wordsOn(last)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            deprecated | has no last day   | retirement
            current    | ODPS knows        | write one of these
            """)
    void aStatusIsOneOfTheStandardAndHasItsEnd(String status, String what, String remedy) {
        assertThat(Sample.clinical()
                        .replace(PRODUCT, "status: active", "status: " + status)
                        .readIn(folder)
                        .problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.toString()).contains(what, remedy));
    }

    @Test
    void eachKnownLicenceHasAnAddress() {
        assertThat(Licence.KNOWN).allMatch(licence -> Licence.isWritten(licence.url()));
        assertThat(Licence.KNOWN).extracting(Licence::spdx).doesNotHaveDuplicates();
    }
}
