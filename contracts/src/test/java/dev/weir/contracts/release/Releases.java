package dev.weir.contracts.release;

import dev.weir.contracts.Dimension;
import dev.weir.contracts.HarmlessColumn;
import dev.weir.contracts.Place;
import dev.weir.contracts.Rule;
import dev.weir.contracts.Severity;
import dev.weir.contracts.TableFormat;
import dev.weir.contracts.Waiver;
import dev.weir.contracts.catalogue.CatalogueFacts;
import dev.weir.contracts.catalogue.DataTheme;
import dev.weir.contracts.catalogue.HealthCategory;
import dev.weir.contracts.catalogue.HealthFacts;
import dev.weir.contracts.catalogue.Lifecycle;
import dev.weir.contracts.catalogue.PublisherKind;
import dev.weir.contracts.release.json.DataFileList;
import dev.weir.contracts.settings.SigningAlgorithm;
import dev.weir.contracts.text.HashedFile;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Any run record and any manifest. */
public final class Releases {

    private Releases() {}

    public static Arbitrary<Manifest> manifests() {
        Arbitrary<ChainHead> heads = Combinators.combine(
                        texts(), Arbitraries.longs().between(1, Long.MAX_VALUE), hashes())
                .as(ChainHead::new);
        return Combinators.combine(withoutHeads(), heads.list().ofMaxSize(2)).as(Manifest::carrying);
    }

    private static Arbitrary<Manifest> withoutHeads() {
        return Combinators.combine(
                        Arbitraries.longs().between(1, Long.MAX_VALUE),
                        products(),
                        records(),
                        tables().list().ofMaxSize(3),
                        bases(),
                        hashes().optional(),
                        evidence(),
                        signings().optional())
                .as((number, about, record, tables, basis, previous, evidence, signing) -> new Manifest(
                        number,
                        about,
                        record,
                        tables,
                        basis,
                        new Manifest.History(previous, Set.of(), Optional.empty()),
                        new Manifest.Proof(evidence, signing, List.of())));
    }

    private static Arbitrary<List<EvidenceItem>> evidence() {
        return Combinators.combine(
                        Arbitraries.of(EvidenceKind.class),
                        texts().map(text -> "objects/" + text),
                        hashes(),
                        sizes(),
                        hashes().optional())
                .as(EvidenceItem::new)
                .list()
                .uniqueElements(EvidenceItem::name)
                .ofMaxSize(3);
    }

    private static Arbitrary<Signing> signings() {
        return Combinators.combine(Arbitraries.of(SigningAlgorithm.class), hashes())
                .as(Signing::new);
    }

    public static Arbitrary<RunRecord> records() {
        return Combinators.combine(
                        runs(),
                        endings(),
                        sources().list().ofMaxSize(2),
                        counts().list().ofMaxSize(3),
                        verdicts().list().ofMaxSize(5),
                        times().list().ofMaxSize(3),
                        harmless().list().ofMaxSize(2))
                .as((run, ending, sources, tables, verdicts, times, harmless) ->
                        new RunRecord(run.timed(times), ending, sources, tables, verdicts, Optional.empty(), harmless));
    }

    private static Arbitrary<HarmlessFinding> harmless() {
        return Combinators.combine(
                        texts(),
                        texts(),
                        days(),
                        texts(),
                        places(),
                        Arbitraries.longs().between(1, 1_000_000))
                .as((column, category, until, by, place, found) -> new HarmlessFinding(
                        new HarmlessColumn(
                                "shop",
                                "orders",
                                column,
                                List.of(category, "PHONE"),
                                new HarmlessColumn.Word(until, by, by),
                                place),
                        category,
                        found,
                        found + 7));
    }

    /** Chinese, quotes, control characters, emoji; no half surrogates, which no UTF-8 text can hold. */
    private static Arbitrary<String> texts() {
        return Arbitraries.strings()
                .withChars("ab \"\\\n\t\u0000\u007f\u00e9\u2028")
                .withCharRange('一', '鿿')
                .ofMaxLength(12)
                .map(text -> text.endsWith("a") ? text + "🧪" : text);
    }

    private static Arbitrary<String> hashes() {
        return Arbitraries.strings().withChars("0123456789abcdef").ofLength(64);
    }

    private static Arbitrary<Long> sizes() {
        return Arbitraries.longs().between(0, Long.MAX_VALUE / 4);
    }

    private static Arbitrary<Instant> instants() {
        return Combinators.combine(
                        Arbitraries.longs().between(0, 253402300799L),
                        Arbitraries.integers().between(0, 999_999_999))
                .as(Instant::ofEpochSecond);
    }

    private static Arbitrary<RunRecord.Run> runs() {
        return Combinators.combine(texts(), texts(), texts(), instants(), instants())
                .as(RunRecord.Run::new);
    }

    private static Arbitrary<RunRecord.Ending> endings() {
        return Combinators.combine(
                        Arbitraries.of(Outcome.class),
                        Arbitraries.longs().between(1, Long.MAX_VALUE).optional(),
                        texts().list().ofMaxSize(2))
                .as((outcome, release, reasons) -> new RunRecord.Ending(
                        outcome, release.map(OptionalLong::of).orElse(OptionalLong.empty()), reasons));
    }

    private static Arbitrary<SourceCount> sources() {
        Arbitrary<SourceCount.SourceFile> files =
                Combinators.combine(texts(), sizes(), texts(), hashes()).as(SourceCount.SourceFile::new);
        return Combinators.combine(texts(), files.list().ofMaxSize(2), sizes(), sizes())
                .as((table, list, parsed, unreadable) ->
                        new SourceCount(table, list, parsed + unreadable, parsed, unreadable));
    }

    private static Arbitrary<TableCount> counts() {
        Arbitrary<ExcludedRows> leftOut = Arbitraries.oneOf(
                Arbitraries.just(ExcludedRows.NONE),
                Combinators.combine(sizes(), sizes(), sizes(), sizes(), sizes()).as(ExcludedRows::new));
        return Combinators.combine(texts(), sizes(), sizes(), sizes(), leftOut)
                .as((table, released, quarantined, dropped, out) -> new TableCount(
                        table,
                        released + quarantined + dropped + out.rows(),
                        released,
                        quarantined,
                        dropped,
                        out,
                        TableCount.Ages.UNKNOWN));
    }

    private static Arbitrary<StageTime> times() {
        return Combinators.combine(texts(), texts(), Arbitraries.longs().between(-1, 1L << 40), sizes())
                .as(StageTime::new);
    }

    private static Arbitrary<Verdict> verdicts() {
        Arbitrary<Map<String, Double>> metrics =
                Arbitraries.maps(texts(), Arbitraries.doubles().ofScale(3)).ofMaxSize(2);
        return Combinators.combine(
                        rules(),
                        Arbitraries.of(Verdict.Answer.class),
                        sizes(),
                        sizes(),
                        texts(),
                        metrics,
                        waivers().optional())
                .as((rule, answer, evaluated, failed, explanation, measured, waiver) -> new Verdict(
                        rule,
                        answer,
                        new Verdict.JudgedRows(evaluated, failed),
                        explanation,
                        measured,
                        waiver.map(one -> new Waiver(
                                one.product(), rule.id(), one.until(), one.by(), one.because(), one.place()))));
    }

    private static Arbitrary<Waiver> waivers() {
        return Combinators.combine(texts(), days(), texts(), texts(), places())
                .as((product, until, by, because, place) -> new Waiver(product, "", until, by, because, place));
    }

    private static Arbitrary<LocalDate> days() {
        return Arbitraries.longs().between(0, 40_000).map(LocalDate::ofEpochDay);
    }

    private static Arbitrary<Place> places() {
        return Combinators.combine(
                        texts(),
                        Arbitraries.integers().between(0, Integer.MAX_VALUE),
                        Arbitraries.integers().between(0, 200))
                .as(Place::new);
    }

    private static Arbitrary<Rule.Terms> terms() {
        return Combinators.combine(
                        days().optional(),
                        Arbitraries.integers().between(0, 99).optional(),
                        Arbitraries.doubles().between(0.001, 1).ofScale(3).optional(),
                        texts().list().ofMaxSize(2))
                .as((from, days, threshold, tags) -> new Rule.Terms(
                        from,
                        days.map(more -> from.orElse(LocalDate.EPOCH).plusDays(more)),
                        threshold.map(OptionalDouble::of).orElse(OptionalDouble.empty()),
                        tags));
    }

    private static Arbitrary<Rule> rules() {
        Arbitrary<Rule.Standing> standings = Combinators.combine(
                        Arbitraries.of(Rule.Author.class), Arbitraries.of(Dimension.class), texts(), texts())
                .as(Rule.Standing::new);
        return Combinators.combine(
                        texts(), texts(), checks(), Arbitraries.of(Severity.class), standings, terms(), places())
                .as(Rule::new);
    }

    private static Arbitrary<Rule.Check> checks() {
        Arbitrary<List<String>> some = texts().list().ofMinSize(1).ofMaxSize(3);
        Arbitrary<Rule.Reference> references =
                Combinators.combine(some, texts(), some).as(Rule.Reference::new);
        Arbitrary<Rule.Keep> keeps =
                Combinators.combine(Arbitraries.of(Rule.End.class), texts()).as(Rule.Keep::new);
        return Arbitraries.oneOf(List.of(
                Combinators.combine(texts(), texts().list().ofMaxSize(2), references.optional())
                        .as(Rule.Row::new),
                Combinators.combine(texts(), Arbitraries.of(Rule.Of.class)).as(Rule.Dqdl::new),
                Combinators.combine(some, Arbitraries.of(Rule.Nulls.class), texts().optional(), keeps.optional())
                        .as(Rule.Key::new),
                references,
                Arbitraries.of(Rule.Difference.class).map(Rule.SourceColumns::new),
                Arbitraries.create(Rule.ReadableShare::new),
                Arbitraries.create(Rule.NotEmpty::new),
                Arbitraries.create(Rule.NoneLeftOut::new),
                texts().map(Rule.TextCast::new),
                Combinators.combine(some, texts())
                        .filter((on, column) -> !on.contains(column))
                        .as(Rule.Depends::new),
                drifts(),
                Combinators.combine(texts(), Arbitraries.longs().between(0, 1L << 30))
                        .as((column, seconds) -> new Rule.Freshness(column, Duration.ofSeconds(seconds)))));
    }

    private static Arbitrary<Rule.Drift> drifts() {
        Arbitrary<Rule.Baseline> baselines = Arbitraries.oneOf(
                Arbitraries.just(new Rule.Baseline.LastRelease()),
                Arbitraries.longs().between(1, 99).map(Rule.Baseline.Release::new),
                Arbitraries.integers().between(1, 99).map(Rule.Baseline.Window::new));
        Arbitrary<Rule.Bound> bounds = Combinators.combine(
                        Arbitraries.of(Rule.Bound.Side.class),
                        Arbitraries.doubles().ofScale(3))
                .as(Rule.Bound::new);
        return Combinators.combine(
                        Arbitraries.of(Rule.Measure.class),
                        texts(),
                        baselines,
                        Arbitraries.of(Rule.Season.class).list().ofMaxSize(3),
                        bounds.optional(),
                        Arbitraries.integers().between(2, 999).optional())
                .filter((measure, column, against, season, bound, alarm) ->
                        bound.isPresent() || (alarm.isPresent() && measure.isOfColumn()))
                .as((measure, column, against, season, bound, alarm) -> new Rule.Drift(
                        measure,
                        measure.isOfColumn() ? Optional.of(column) : Optional.empty(),
                        against,
                        season,
                        bound,
                        alarm.filter(releases -> measure.isOfColumn())
                                .map(OptionalInt::of)
                                .orElse(OptionalInt.empty())));
    }

    private static Arbitrary<Manifest.ProductFacts> products() {
        Arbitrary<List<String>> some = texts().list().ofMaxSize(2);
        return Combinators.combine(texts(), texts(), texts(), some, some, texts(), catalogues())
                .as(Manifest.ProductFacts::new);
    }

    private static Arbitrary<CatalogueFacts> catalogues() {
        Arbitrary<List<String>> some = texts().list().ofMaxSize(2);
        Arbitrary<Optional<String>> maybe = texts().optional();
        Arbitrary<CatalogueFacts.Period> periods = Combinators.combine(days().optional(), days().optional())
                .filter((from, until) ->
                        from.isPresent() && until.isPresent() && !until.get().isBefore(from.get()))
                .as(CatalogueFacts.Period::new);
        return Combinators.combine(
                        Combinators.combine(
                                        some,
                                        Arbitraries.of(DataTheme.class).list().ofMaxSize(2),
                                        some,
                                        some,
                                        periods.optional())
                                .as(CatalogueFacts.Topic::new),
                        Combinators.combine(texts(), some, some).as(CatalogueFacts.Uses::new),
                        Combinators.combine(maybe, maybe, some, maybe).as(CatalogueFacts.Terms::new),
                        Combinators.combine(
                                        Combinators.combine(
                                                        texts(),
                                                        maybe,
                                                        Arbitraries.of(PublisherKind.class)
                                                                .optional())
                                                .as(CatalogueFacts.Publisher::new)
                                                .optional(),
                                        Combinators.combine(texts(), texts())
                                                .as(CatalogueFacts.Contact::new)
                                                .list()
                                                .ofMaxSize(2),
                                        some)
                                .as(CatalogueFacts.Parties::new),
                        Combinators.combine(
                                        Arbitraries.of(HealthCategory.class)
                                                .list()
                                                .ofMaxSize(2),
                                        Combinators.combine(texts(), texts())
                                                .as(HealthFacts.AccessBody::new)
                                                .optional(),
                                        some)
                                .as(HealthFacts::new),
                        lifecycles())
                .as(CatalogueFacts::new);
    }

    private static Arbitrary<Lifecycle> lifecycles() {
        Arbitrary<Lifecycle> ending = Combinators.combine(
                        Arbitraries.of(Lifecycle.Status.DEPRECATED, Lifecycle.Status.RETIRED),
                        Combinators.combine(days(), texts().optional(), texts()).as(Lifecycle.End::new))
                .as((status, end) -> new Lifecycle(status, Optional.of(end)));
        return Arbitraries.oneOf(
                ending,
                Arbitraries.of(Lifecycle.Status.PROPOSED, Lifecycle.Status.DRAFT, Lifecycle.Status.ACTIVE)
                        .map(status -> new Lifecycle(status, Optional.empty())));
    }

    private static Arbitrary<ReleasedTable> tables() {
        Arbitrary<ReleasedTable.Version> versions = Combinators.combine(
                        Arbitraries.of(TableFormat.own()), texts(), texts(), Arbitraries.longs())
                .as(ReleasedTable.Version::new);
        Arbitrary<ReleasedTable.ReleasedColumn> columns = Combinators.combine(
                        texts(), texts(), texts(), texts(), texts(), texts())
                .as(ReleasedTable.ReleasedColumn::new);
        return Combinators.combine(texts(), versions, columns.list().ofMaxSize(3), contents(), files(), texts())
                .as(ReleasedTable::new);
    }

    private static Arbitrary<ContentDigest> contents() {
        Arbitrary<ContentDigest.OfColumn> columns = Combinators.combine(texts(), sizes(), hashes(), hashes())
                .as((name, values, sum, hash) ->
                        new ContentDigest.OfColumn(name, values, sum.substring(48), "weir-column-1:" + hash));
        return Combinators.combine(
                        sizes(),
                        Arbitraries.of("weir-rows-1:", "weir-lthash-2:"),
                        hashes(),
                        hashes(),
                        columns.list().ofMaxSize(3))
                .as((rows, method, hash, sum, parts) -> new ContentDigest(
                        rows, method + hash, method.equals("weir-rows-1:") ? sum : sum.repeat(256), parts));
    }

    private static Arbitrary<DataFiles> files() {
        return Combinators.combine(Arbitraries.integers().greaterOrEqual(0), sizes(), hashes())
                .as(DataFiles::new);
    }

    public static Arbitrary<DataFileList> fileLists() {
        Arbitrary<DataFileList.DataFile> files =
                Combinators.combine(texts(), sizes(), sizes(), hashes()).as(DataFileList.DataFile::new);
        return Combinators.combine(
                        texts(),
                        files.list().uniqueElements(DataFileList.DataFile::path).ofMaxSize(3))
                .as(DataFileList::new);
    }

    private static Arbitrary<Manifest.Basis> bases() {
        Arbitrary<HashedFile> files = Combinators.combine(texts(), hashes()).as(HashedFile::new);
        return Combinators.combine(
                        files.list().ofMaxSize(2),
                        texts(),
                        hashes(),
                        hashes().list().ofMaxSize(2))
                .as(Manifest.Basis::new);
    }
}
