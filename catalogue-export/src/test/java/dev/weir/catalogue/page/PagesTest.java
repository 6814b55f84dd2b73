package dev.weir.catalogue.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.catalogue.CatalogueEntry;
import dev.weir.catalogue.Sample;
import dev.weir.contracts.Rule;
import dev.weir.contracts.catalogue.CatalogueFacts;
import dev.weir.contracts.diff.MetricMove;
import dev.weir.contracts.diff.ReleaseDiff;
import dev.weir.contracts.diff.RowsDiff;
import dev.weir.contracts.diff.RuleMove;
import dev.weir.contracts.diff.SourceMove;
import dev.weir.contracts.diff.TableDiff;
import dev.weir.contracts.release.ContentDigest;
import dev.weir.contracts.release.FailingRow;
import dev.weir.contracts.release.Manifest;
import dev.weir.contracts.release.Outcome;
import dev.weir.contracts.release.QualityTrend;
import dev.weir.contracts.release.ReleasedTable;
import dev.weir.contracts.release.RunRecord;
import dev.weir.contracts.release.Score;
import dev.weir.contracts.release.ShownRows;
import dev.weir.contracts.release.SourceCount;
import dev.weir.contracts.release.TableLoad;
import dev.weir.contracts.release.UnreadableRecords;
import dev.weir.contracts.release.Verdict;
import dev.weir.contracts.text.SafeText;
import dev.weir.contracts.text.Sha256;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Attribute;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.parser.ParseError;
import org.jsoup.parser.Parser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class PagesTest {

    private static final QualityTrend NO_TREND = new QualityTrend(List.of());
    private static final QualityTrend TREND = new QualityTrend(List.of(
            new QualityTrend.Point(1, Instant.parse("2026-01-30T08:00:00Z"), OptionalDouble.of(91.26), 1200, 56),
            new QualityTrend.Point(2, Instant.parse("2026-01-31T08:00:00Z"), OptionalDouble.of(97.5), 1093, 56)));

    static Stream<Sample> samples() {
        return Stream.of(
                Sample.plain(),
                Sample.hostile(),
                Sample.unicode(),
                Sample.steering(),
                Sample.hostile().ending(Outcome.HELD));
    }

    @ParameterizedTest
    @MethodSource("samples")
    void theReportIsWholeHtmlAndHoldsEveryRuleTableSourceAndMask(Sample sample) {
        RunRecord record = sample.record();
        Document page = wellFormed(
                RunReport.html(record, ShownRows.NONE, sample.product(), Map.of(), sample.columns(), List.of(), TREND));

        for (Verdict verdict : record.verdicts()) {
            assertThat(page.text()).contains(text(verdict.rule().id())).contains(text(verdict.explanation()));
            if (verdict.answer() != Verdict.Answer.PASSED) {
                assertThat(page.text())
                        .contains(text(verdict.rule().standing().because()))
                        .contains(text(verdict.rule().place().toString()));
            }
        }
        record.tables().forEach(table -> assertThat(page.text()).contains(text(table.table())));
        record.sources()
                .forEach(source -> assertThat(page.text())
                        .contains(text(source.table()))
                        .contains(String.format(Locale.ROOT, "%,d records", source.records())));
        sample.columns()
                .forEach((table, columns) -> columns.stream()
                        .filter(column -> !column.mask().keeps())
                        .forEach(column -> assertThat(page.text()).contains(text(column.name()))));
        record.ending().reasons().forEach(reason -> assertThat(page.text()).contains(text(reason)));
    }

    /** A place, masked values, how many more; nothing of it is markup. */
    /** Beside a rule that has failed, no row would be a lie. */
    @Test
    void aNumberThatMayNotBeSaidIsNoZero() {
        RunRecord record = Sample.plain().record();
        RunRecord few = new RunRecord(
                record.run(),
                record.ending(),
                record.sources(),
                record.tables(),
                record.verdicts().stream()
                        .map(verdict -> verdict.unsaid("The rows are not as asked"))
                        .toList());
        Document page = wellFormed(RunReport.html(
                few,
                ShownRows.NONE,
                Sample.plain().product(),
                Map.of(),
                Sample.plain().columns(),
                List.of(),
                TREND));
        assertThat(page.select("table.rules td.n").eachText()).isNotEmpty().allMatch("not said"::equals);
    }

    @Test
    void theReportShowsTheFirstRowsThatBreakARule() {
        Sample sample = Sample.plain();
        Verdict broken = sample.record().verdicts().stream()
                .filter(verdict -> verdict.rows().failed() > 3 && verdict.rule().check() instanceof Rule.Row)
                .findFirst()
                .orElseThrow();
        String column = "patient_id";
        String long70 = "x".repeat(70);
        ShownRows shown = new ShownRows(
                Map.of(
                        broken.rule().id(),
                        List.of(
                                new FailingRow(
                                        Optional.of("raw/a<b>.csv"),
                                        OptionalLong.of(42),
                                        Optional.of("no such parent"),
                                        Map.of(column, "<script>alert(1)</script>")),
                                new FailingRow(
                                        Optional.empty(),
                                        OptionalLong.empty(),
                                        Optional.empty(),
                                        Map.of(column, long70)),
                                new FailingRow(
                                        Optional.of("raw/c.csv"), OptionalLong.empty(), Optional.empty(), Map.of()))),
                List.of(new UnreadableRecords(
                        sample.record().sources().get(0).table(),
                        "unreadable.type",
                        Optional.of("born"),
                        1234,
                        List.of(new UnreadableRecords.At("raw/d.csv", OptionalLong.of(7), Optional.empty())))));

        Document page = wellFormed(
                RunReport.html(sample.record(), shown, sample.product(), Map.of(), sample.columns(), List.of(), TREND));

        assertThat(page.select("script")).isEmpty();
        assertThat(page.select("table.rules ul.examples li").eachText())
                .contains(
                        "raw/a<b>.csv:42 · " + column + " = <script>alert(1)</script> · no such parent",
                        "a row of no single record · " + column + " = " + "x".repeat(60) + "…",
                        "raw/c.csv · " + column + " = NULL",
                        String.format(Locale.ROOT, "and %,d more", broken.rows().failed() - 3));
        assertThat(page.text()).contains("unreadable.type", "column born", "1,234", "raw/d.csv:7");
    }

    @ParameterizedTest
    @MethodSource("samples")
    void theReleasePageIsWholeHtmlAndHoldsEveryColumnAndRule(Sample sample) {
        Manifest manifest = sample.manifest();
        Document page = wellFormed(SiteExporter.html(Sample.entry(manifest, List.of(manifest)), TREND));

        assertThat(page.text()).contains(text(manifest.about().limitations().get(0)));
        CatalogueFacts facts = manifest.about().catalogue();
        Stream.of(
                        List.of(facts.uses().usage()),
                        facts.uses().recommended(),
                        facts.uses().discouraged(),
                        facts.terms().legalBasis(),
                        Stream.of(
                                        facts.terms().licence(),
                                        facts.terms().access(),
                                        facts.terms().citation(),
                                        facts.parties().publisher().map(publisher -> publisher.name()))
                                .flatMap(Optional::stream)
                                .toList(),
                        facts.parties().funding(),
                        facts.topic().keywords(),
                        List.of("Health", "zh", "CN-BJ", "from 2010-01-01 until 2024-12-31"))
                .flatMap(List::stream)
                .forEach(fact -> assertThat(page.text()).contains(text(fact)));
        manifest.tables().forEach(table -> {
            assertThat(page.text())
                    .contains(text(table.name()))
                    .contains(table.content().hash())
                    .contains(Long.toString(table.version().number()));
            table.columns()
                    .forEach(column -> assertThat(page.text())
                            .contains(text(column.name()))
                            .contains(text(column.description())));
        });
        manifest.record()
                .verdicts()
                .forEach(verdict -> assertThat(page.text())
                        .contains(text(verdict.rule().id()))
                        .contains(text(verdict.rule().standing().because())));
    }

    @Test
    void thePageOfAReleaseWhoseRowsWentSaysSoAndShowsNoCodeThatReadsThem() {
        Manifest manifest = Sample.plain().manifest();
        CatalogueEntry there = Sample.entry(manifest, List.of(manifest));
        assertThat(wellFormed(SiteExporter.html(there, TREND)).text())
                .contains("How to read it")
                .doesNotContain("let go");
        Document went = wellFormed(SiteExporter.html(
                Sample.entry(manifest, List.of(manifest), Optional.of(Instant.parse("2026-11-25T03:04:05Z"))), TREND));
        assertThat(went.text())
                .contains("The rows of this release have been gone since 2026-11-25 03:04 UTC")
                .doesNotContain("How to read it")
                .contains(manifest.tables().get(0).content().hash());
    }

    @ParameterizedTest
    @MethodSource("samples")
    void bothPagesShowTheScoreItsTrendAndWhatLowersIt(Sample sample) {
        for (String html : List.of(
                RunReport.html(
                        sample.record(),
                        ShownRows.NONE,
                        sample.product(),
                        Map.of(),
                        sample.columns(),
                        List.of(),
                        TREND),
                SiteExporter.html(Sample.entry(sample.manifest(), List.of()), TREND))) {
            Document page = wellFormed(html);
            Score score = sample.record().score();
            assertThat(page.select(".tile").text()).contains(score.words() + "quality score");
            score.losses()
                    .forEach(loss ->
                            assertThat(page.select("table.losses").text()).contains(text(loss.rule())));
            score.tables()
                    .forEach(table ->
                            assertThat(page.select("table.scores").text()).contains(text(table.table())));
            assertThat(page.select("svg.trend")).hasSize(2).allSatisfy(svg -> {
                assertThat(svg.attr("role")).isEqualTo("img");
                for (String id : svg.attr("aria-labelledby").split(" ", -1)) {
                    assertThat(svg.select("#" + id).text()).isNotBlank();
                }
            });
            assertThat(page.select("svg.trend desc").eachText())
                    .containsExactly(
                            "From 91.2 in release 1 to 97.5 in release 2.",
                            "From 1,256 in release 1 to 1,149 in release 2.");
        }
    }

    @Test
    void thePageOfADifferenceShowsTablesRowsAndRules() {
        ReleasedTable table = Sample.hostile().manifest().tables().get(0);
        Verdict failed = Sample.plain().record().verdicts().stream()
                .filter(verdict -> verdict.rows().failed() > 0)
                .findFirst()
                .orElseThrow();
        Document page = wellFormed(DiffPage.html(new ReleaseDiff(
                new ReleaseDiff.Side("clinical@1", Instant.parse("2026-11-25T03:04:05Z"), OptionalDouble.of(91.26)),
                new ReleaseDiff.Side("clinical@2", Instant.parse("2026-11-26T03:04:05Z"), OptionalDouble.empty()),
                List.of(
                        new TableDiff("young", Optional.empty(), Optional.of(table), List.of(), RowsDiff.added(1234)),
                        new TableDiff(
                                "old",
                                Optional.of(table),
                                Optional.of(table),
                                List.of(new TableDiff.ColumnMove("age", TableDiff.Of.COLUMN, "", "integer")),
                                new RowsDiff(
                                        RowsDiff.By.KEY,
                                        List.of("id", "day"),
                                        new RowsDiff.Counts(5000, 5010, 30, 20, 3000),
                                        Map.of("weight", 1500L),
                                        List.of(),
                                        List.of(new RowsDiff.Example(
                                                RowsDiff.Kind.CHANGED,
                                                Map.of("id", Optional.of("<7>")),
                                                List.of(new RowsDiff.Change(
                                                        "weight", Optional.of("1"), Optional.empty())))),
                                        Optional.empty()))),
                List.of(new RuleMove("r", "old", Optional.empty(), Optional.of(failed))),
                List.of(new MetricMove("old", "Mean", OptionalDouble.of(1.23456789), OptionalDouble.empty())),
                List.of(new SourceMove("raw.old", 12_345, 12_346, List.of("more.csv"), List.of(), List.of())),
                List.of(new ReleaseDiff.Move("old.yaml", "ab".repeat(32), "")))));
        assertThat(page.select("h1 + p").text())
                .isEqualTo("2026-11-25 03:04 UTC → 2026-11-26 03:04 UTC; quality score 91.2 → –");
        assertThat(page.select("h2").eachText()).startsWith("young (new)", "old");
        assertThat(page.select(".tile").eachText())
                .contains("5,010rows, before 5,000", "3,000changed, by id, day", "1,980the same");
        assertThat(page.select("svg.bar rect").attr("width")).isEqualTo("50.0%");
        assertThat(page.select("td").eachText())
                .contains(
                        "column new",
                        "id=<7>",
                        "weight: 1 → NULL",
                        failed.answer() + ", "
                                + String.format(
                                        Locale.ROOT, "%,d", failed.rows().failed()) + " rows",
                        "1.23457",
                        "12,346",
                        "+ more.csv",
                        "abababababab…");
    }

    @Test
    void tellsWhatWasLoadedOnTopOfWhichRelease() {
        Sample sample = Sample.plain();
        ReleasedTable whole = sample.manifest().tables().get(0);
        ReleasedTable appended = new ReleasedTable(
                "stays",
                whole.version(),
                whole.columns(),
                new ContentDigest(1_120, whole.content().hash(), whole.content().sum(), List.of()),
                whole.files(),
                whole.contract(),
                new TableLoad(
                        "append",
                        OptionalLong.of(3),
                        Optional.empty(),
                        Optional.of(new TableLoad.Span(
                                Instant.parse("2026-11-19T00:00:00Z"),
                                Instant.parse("2026-11-20T00:00:00Z"),
                                "2026-11-19")),
                        new TableLoad.Change(120, 100),
                        Optional.empty(),
                        new TableLoad.NewFiles(List.of(), List.of("raw/<a>.csv"))));
        assertThat(report(sample, List.of(whole)).text()).doesNotContain("Loads");
        assertThat(report(sample, List.of(whole, appended))
                        .select("h2:contains(Loads) + div tbody td")
                        .eachText())
                .containsExactly(
                        "stays",
                        "append with raw/<a>.csv replaced",
                        "2026-11-19",
                        "release 3",
                        "1,000",
                        "100",
                        "120",
                        "1,120");
    }

    private static Document report(Sample sample, List<ReleasedTable> released) {
        return wellFormed(RunReport.html(
                sample.record(), ShownRows.NONE, sample.product(), Map.of(), sample.columns(), released, TREND));
    }

    @Test
    void aSourceOfThousandsOfFilesMakesNoLongReport() {
        Sample sample = Sample.plain();
        RunRecord record = sample.record();
        SourceCount one = record.sources().get(0);
        SourceCount.SourceFile file = one.files().get(0);
        List<SourceCount.SourceFile> files = IntStream.range(0, 10_000)
                .mapToObj(number -> new SourceCount.SourceFile(
                        "raw/part-" + number + ".csv", file.bytes(), file.modified(), file.digest()))
                .toList();
        SourceCount many = new SourceCount(one.table(), files, one.records(), one.parsed(), one.unreadable());
        Document page = wellFormed(RunReport.html(
                new RunRecord(
                        record.run(),
                        record.ending(),
                        List.of(many),
                        record.tables(),
                        record.verdicts(),
                        record.reproducible(),
                        record.harmless()),
                ShownRows.NONE,
                sample.product(),
                Map.of(),
                sample.columns(),
                List.of(),
                TREND));
        assertThat(page.text())
                .contains("raw/part-99.csv", "And 9,900 more files")
                .doesNotContain("raw/part-100.csv");
    }

    @Test
    void oneReleaseIsNoTrend() {
        Sample sample = Sample.plain();
        Document page = wellFormed(RunReport.html(
                sample.record(),
                ShownRows.NONE,
                sample.product(),
                Map.of(),
                sample.columns(),
                List.of(),
                new QualityTrend(TREND.points().subList(0, 1))));
        assertThat(page.select("svg.trend")).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Outcome.class)
    void everyOutcomeHasItsHeadline(Outcome outcome) {
        Sample sample = Sample.plain().ending(outcome);
        Document page = wellFormed(RunReport.html(
                sample.record(), ShownRows.NONE, sample.product(), Map.of(), sample.columns(), List.of(), TREND));

        assertThat(page.title())
                .isEqualTo(
                        switch (outcome) {
                            case RELEASED -> "Released as clinical@2";
                            case UNCHANGED -> "Nothing new: clinical@2 stands";
                            case HELD -> "Held: no release";
                            case REFUSED -> "Refused: no release";
                            case CONFLICT -> "Another run came first";
                            case FAILED -> "Failed: no release";
                        });
        boolean good = outcome.exit().status() == 0;
        assertThat(page.select("h1 span").text()).isEqualTo(good ? "✓" : "✗");
        assertThat(page.select(".tile").text()).contains(good ? "rows released" : "rows that would get in");
    }

    @Test
    void aRunThatDidNothingHasItsPagesToo() {
        Manifest empty = Sample.empty();

        Document report = wellFormed(RunReport.html(
                empty.record(), ShownRows.NONE, Sample.plain().product(), Map.of(), Map.of(), List.of(), NO_TREND));
        Document release = wellFormed(SiteExporter.html(Sample.entry(empty, List.of()), NO_TREND));

        assertThat(report.text()).contains("No rule was judged.").contains("No column is masked.");
        assertThat(release.text()).contains("nothing@1");
    }

    @Test
    void rulesThatStopTheReleaseComeFirstThoseThatPassedLast() {
        Sample held = Sample.plain().ending(Outcome.HELD);
        Document page = wellFormed(RunReport.html(
                held.record(), ShownRows.NONE, held.product(), Map.of(), held.columns(), List.of(), TREND));

        List<String> ids = page.select("td > .mono").eachText();
        assertThat(ids)
                .startsWith(
                        "patients.key",
                        "odd-check",
                        "observations.value_numeric.exclusiveMaximum",
                        "volume-as-usual",
                        "patients.patient_id.required");
    }

    @Test
    void readingLinesNameTheVeryVersion() {
        Manifest manifest = Sample.plain().manifest();

        assertThat(ReadingGuide.of(manifest, manifest.tables().get(0), "/data/warehouse"))
                .extracting(ReadingGuide.Snippet::code)
                .anySatisfy(code -> assertThat(code).endsWith("weir.clinical.patients VERSION AS OF 'release_2'"))
                .allSatisfy(code -> assertThat(code)
                        .containsAnyOf("release_2", "VERSION AS OF 7013264881234567890", "clinical.patients@2"));
        assertThat(ReadingGuide.of(manifest, manifest.tables().get(2), "/data/warehouse"))
                .extracting(ReadingGuide.Snippet::code)
                .allSatisfy(code -> assertThat(code)
                        .containsAnyOf("/data/weir-demo/warehouse/clinical/observations", "clinical.observations")
                        .containsAnyOf("VERSION AS OF 3", "version=3", "clinical.observations@2"));
    }

    /** jsoup finds no error, nothing runs, and nothing comes from elsewhere. */
    private static Document wellFormed(String html) {
        Parser parser = Parser.htmlParser().setTrackErrors(100);
        Document page = Jsoup.parse(html, "", parser);
        assertThat(parser.getErrors()).extracting(ParseError::getErrorMessage).isEmpty();
        assertThat(page.select(
                        "script:not([type='application/ld+json']), link, iframe, object, embed, img, base, form"))
                .isEmpty();
        for (Element element : page.getAllElements()) {
            for (Attribute attribute : element.attributes()) {
                assertThat(attribute.getKey()).doesNotStartWith("on");
                assertThat(attribute.getValue()).doesNotContain("http").doesNotContain("javascript:");
            }
        }
        assertThat(page.select("style").outerHtml()).doesNotContain("http").doesNotContain("@import");
        assertThat(page.select("[style]")).as("what the policy forbids").isEmpty();
        Element policy = Objects.requireNonNull(page.selectFirst("head > meta[http-equiv=Content-Security-Policy]"));
        assertThat(policy.attr("content"))
                .isEqualTo("default-src 'none'; style-src '"
                        + hash(Objects.requireNonNull(page.selectFirst("style")).data())
                        + "'; base-uri 'none'; form-action 'none'");
        assertThat(policy.nextElementSibling()).isEqualTo(page.selectFirst("style"));
        assertThat(html).doesNotContainPattern("[\\p{Cc}\\u202a-\\u202e\\u2066-\\u2069&&[^\\n\\t]]");
        return page;
    }

    private static String hash(String style) {
        byte[] digest = Sha256.digest().digest(style.getBytes(StandardCharsets.UTF_8));
        return "sha256-" + Base64.getEncoder().encodeToString(digest);
    }

    /** As jsoup shows it: runs of blanks are one. */
    private static String text(String written) {
        return SafeText.of(written).replaceAll("\\s+", " ").strip();
    }
}
