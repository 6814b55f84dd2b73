package dev.weir.catalogue.fair;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.catalogue.CatalogueEntry;
import dev.weir.catalogue.DescribedProduct;
import dev.weir.catalogue.Downloads;
import dev.weir.catalogue.Fact;
import dev.weir.catalogue.Gap;
import dev.weir.catalogue.Sample;
import dev.weir.catalogue.fair.RdaIndicators.Ground;
import dev.weir.catalogue.fair.RdaIndicators.Priority;
import dev.weir.contracts.CatalogueExports;
import dev.weir.contracts.FairLevel;
import dev.weir.contracts.Place;
import dev.weir.contracts.catalogue.CatalogueBase;
import dev.weir.contracts.catalogue.WebFolder;
import dev.weir.contracts.release.Manifest;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FairTest {

    private static final Manifest WRITTEN = Sample.plain().manifest();

    @Test
    void thePortalsIndicatorsAreAllThere() {
        Mqa mqa = Mqa.of(Sample.served(WRITTEN));
        assertThat(mqa.indicators()).hasSize(23);
        assertThat(mqa.indicators().stream().mapToInt(Mqa.Indicator::points).sum())
                .isEqualTo(Mqa.MOST);
        assertThat(points(mqa, "findability")).isEqualTo(100);
        assertThat(points(mqa, "accessibility")).isEqualTo(100);
        assertThat(points(mqa, "interoperability")).isEqualTo(110);
        assertThat(points(mqa, "reusability")).isEqualTo(75);
        assertThat(points(mqa, "contextuality")).isEqualTo(20);
    }

    /** Of a product that is not public, all that people can write gives all that such data can have. */
    @Test
    void aReleaseOfWhichAllIsWrittenHasAllThatIsReachable() {
        Mqa served = Mqa.of(Sample.served(WRITTEN));
        assertThat(served.asServed()).isEqualTo(served.reachable()).isEqualTo(335);
        assertThat(served.asWritten()).isEqualTo(285);
        Mqa offline = Mqa.of(Sample.entry(WRITTEN, List.of(WRITTEN)));
        assertThat(offline.asServed()).isEqualTo(285);
        assertThat(offline.reachable()).isEqualTo(335);
        assertThat(Mqa.rating(335)).isEqualTo("Good");
        assertThat(Mqa.rating(351)).isEqualTo("Excellent");
        assertThat(Mqa.rating(121)).isEqualTo("Sufficient");
        assertThat(Mqa.rating(120)).isEqualTo("Bad");
    }

    /** All but the portal's list of formats, which has no Parquet. */
    @Test
    void aPublicReleaseThatAnyoneDownloadsIsExcellent() {
        Mqa mqa = Mqa.of(Sample.served(Sample.open(WRITTEN)));
        assertThat(mqa.asServed()).isEqualTo(Mqa.MOST - 20);
        assertThat(mqa.asWritten()).isEqualTo(Mqa.MOST - 20 - 50 - 30);
        assertThat(FujiMetrics.of(Sample.served(Sample.open(WRITTEN))).points()).isEqualTo(25);

        Manifest open = Sample.open(WRITTEN);
        assertThat(Downloads.of(Sample.entry(open, List.of(open))).lacks()).contains(Gap.NoAddress.DOWNLOADS);
        CatalogueEntry gone = Sample.entry(open, List.of(open), Optional.of(Instant.EPOCH));
        assertThat(Downloads.of(gone).lacks()).contains(new Gap.NotMeasured("The rows of this release have gone"));
        assertThat(Downloads.of(Sample.served(WRITTEN)))
                .isEqualTo(new Downloads(Map.of(), Optional.of(new Gap.NotPublic())));
    }

    @Test
    void aProductThatAsksForMoreThanItsDescriptionHasIsToldEachMissingPoint() {
        FairLevel asked = new FairLevel(306, new Place("p.odps.yaml", 9, 15));
        CatalogueExports named = new CatalogueExports(
                new CatalogueBase("https://data.example.org/"),
                WebFolder.parse("https://data.example.org/warehouse"),
                Optional.empty());
        DescribedProduct open = DescribedProduct.of(Sample.open(WRITTEN));
        assertThat(FairFloor.problem(open, new FairLevel(305, asked.place()), named))
                .isEmpty();
        assertThat(FairFloor.problem(open, asked, named)).hasValueSatisfying(problem -> {
            assertThat(problem.place()).isEqualTo(asked.place());
            assertThat(problem.what()).contains("305 of the 306");
            assertThat(problem.why()).contains("can have 305");
        });
        assertThat(FairFloor.problem(open, new FairLevel(300, asked.place()), CatalogueExports.ALL))
                .hasValueSatisfying(problem -> assertThat(problem.remedy())
                        .contains("'catalogue.downloads'", "(20)")
                        .doesNotContain("catalogue.base"));
        DescribedProduct empty = DescribedProduct.of(Sample.empty());
        assertThat(FairFloor.problem(empty, asked, named))
                .hasValueSatisfying(problem -> assertThat(problem.remedy())
                        .contains("Write 'tags' into the product's file (30)", "'weirCatalogue.period'"));
    }

    @Test
    void eachFactThatIsNotWrittenCostsItsPointsAndHasItsPlace() {
        Mqa mqa = Mqa.of(Sample.entry(Sample.empty(), List.of()));
        assertThat(mqa.asWritten()).isEqualTo(30 + 15 + 10);
        assertThat(mqa.indicators())
                .filteredOn(each -> each.property().equals("dcat:keyword"))
                .singleElement()
                .satisfies(each -> assertThat(each.lacks().orElseThrow())
                        .isEqualTo(new Gap.Unwritten("the product's file", Fact.KEYWORDS.key())));
    }

    @Test
    void theModelsIndicatorsAreAllThere() {
        RdaIndicators rda = RdaIndicators.of(Sample.served(WRITTEN));
        assertThat(rda.indicators())
                .hasSize(41)
                .extracting(RdaIndicators.Indicator::id)
                .doesNotHaveDuplicates();
        assertThat(rda.all(Priority.ESSENTIAL)).isEqualTo(20);
        assertThat(rda.all(Priority.IMPORTANT)).isEqualTo(14);
        assertThat(rda.all(Priority.USEFUL)).isEqualTo(7);
        assertThat(rda.met(Priority.ESSENTIAL)).isEqualTo(20);
    }

    @Test
    void columnsThatCiteAVocabularyCount() {
        assertThat(vocabularies(WRITTEN)).isEqualTo(Ground.CHECKED);
        assertThat(vocabularies(Sample.empty())).isEqualTo(Ground.MISSING);
    }

    private static Ground vocabularies(Manifest manifest) {
        return RdaIndicators.of(Sample.served(manifest)).indicators().stream()
                .filter(each -> each.id().equals("I2-01D"))
                .findFirst()
                .orElseThrow()
                .ground();
    }

    @Test
    void whatIsMissingSaysWhy() {
        CatalogueEntry gone = Sample.entry(WRITTEN, List.of(WRITTEN), Optional.of(Instant.EPOCH));
        assertThat(RdaIndicators.of(gone).indicators())
                .filteredOn(each -> each.ground() == Ground.MISSING)
                .extracting(each -> each.id() + " " + each.words())
                .contains("A1-03D The rows have gone")
                .anyMatch(line -> line.startsWith("F1-01M Write 'catalogue.base'"));
    }

    @Test
    void fujisMetricsAreAllThere() {
        FujiMetrics fuji = FujiMetrics.of(Sample.served(WRITTEN));
        assertThat(fuji.metrics())
                .hasSize(17)
                .extracting(FujiMetrics.Metric::id)
                .doesNotHaveDuplicates();
        assertThat(fuji.most()).isEqualTo(26);
    }

    /** Of data that are not public, without an identifier that lasts: what others have measured for such data, too. */
    @Test
    void aReleaseOfWhichAllIsWrittenLosesTheIdentifierAndTheLookIntoItsData() {
        FujiMetrics fuji = FujiMetrics.of(Sample.served(WRITTEN));
        assertThat(fuji.points()).isEqualTo(24);
        assertThat(fuji.metrics())
                .filteredOn(each -> each.result() != FujiMetrics.Result.PASSED)
                .extracting(each -> each.id() + " " + each.result())
                .containsExactly("F1-02MD FAILED", "R1.3-02D UNTESTABLE");
        FujiMetrics unwritten = FujiMetrics.of(Sample.entry(Sample.empty(), List.of()));
        assertThat(unwritten.points()).isEqualTo(1 + 1 + 1 + 2 + 2 + 1 + 1);
        assertThat(unwritten.metrics())
                .filteredOn(each -> each.id().equals("R1.1-01M"))
                .singleElement()
                .satisfies(each -> assertThat(each.words()).contains(Fact.LICENCE.key()));
    }

    private static int points(Mqa mqa, String dimension) {
        return mqa.indicators().stream()
                .filter(each -> each.dimension().equals(dimension))
                .mapToInt(Mqa.Indicator::points)
                .sum();
    }
}
