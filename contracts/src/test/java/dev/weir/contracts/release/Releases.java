package dev.weir.contracts.release;

import dev.weir.contracts.Dimension;
import dev.weir.contracts.Place;
import dev.weir.contracts.Rule;
import dev.weir.contracts.Severity;
import dev.weir.contracts.TableFormat;
import dev.weir.contracts.WrittenFile;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Any run record and any manifest. */
final class Releases {

    private Releases() {}

    static Arbitrary<Manifest> manifests() {
        return Combinators.combine(
                        Arbitraries.longs().between(1, Long.MAX_VALUE),
                        products(),
                        records(),
                        tables().list().ofMaxSize(3),
                        bases(),
                        hashes().optional())
                .as(Manifest::new);
    }

    static Arbitrary<RunRecord> records() {
        return Combinators.combine(
                        runs(),
                        endings(),
                        sources().list().ofMaxSize(2),
                        counts().list().ofMaxSize(3),
                        verdicts().list().ofMaxSize(5),
                        times().list().ofMaxSize(3))
                .as(RunRecord::new);
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
        return Combinators.combine(texts(), sizes(), sizes(), sizes())
                .as((table, released, quarantined, dropped) ->
                        new TableCount(table, released + quarantined + dropped, released, quarantined, dropped));
    }

    private static Arbitrary<StageTime> times() {
        return Combinators.combine(texts(), texts(), Arbitraries.longs().between(-1, 1L << 40), sizes())
                .as(StageTime::new);
    }

    private static Arbitrary<Verdict> verdicts() {
        return Combinators.combine(rules(), Arbitraries.of(Verdict.Answer.class), sizes(), sizes(), texts())
                .as(Verdict::new);
    }

    private static Arbitrary<Rule> rules() {
        Arbitrary<Rule.Standing> standings = Combinators.combine(
                        Arbitraries.of(Rule.Author.class), Arbitraries.of(Dimension.class), texts(), texts())
                .as(Rule.Standing::new);
        Arbitrary<Place> places = Combinators.combine(
                        texts(),
                        Arbitraries.integers().between(0, Integer.MAX_VALUE),
                        Arbitraries.integers().between(0, 200))
                .as(Place::new);
        return Combinators.combine(texts(), texts(), checks(), Arbitraries.of(Severity.class), standings, places)
                .as(Rule::new);
    }

    private static Arbitrary<Rule.Check> checks() {
        Arbitrary<List<String>> some = texts().list().ofMinSize(1).ofMaxSize(3);
        return Arbitraries.oneOf(
                Combinators.combine(texts(), texts().list().ofMaxSize(2)).as(Rule.Row::new),
                Combinators.combine(texts(), Arbitraries.of(Rule.Of.class)).as(Rule.Dqdl::new),
                Combinators.combine(some, Arbitraries.of(Rule.Nulls.class)).as(Rule.Key::new),
                Combinators.combine(some, texts(), some).as(Rule.Reference::new),
                Arbitraries.of(Rule.Difference.class).map(Rule.SourceColumns::new));
    }

    private static Arbitrary<Manifest.ProductFacts> products() {
        Arbitrary<List<String>> some = texts().list().ofMaxSize(2);
        return Combinators.combine(texts(), texts(), texts(), some, some, texts())
                .as(Manifest.ProductFacts::new);
    }

    private static Arbitrary<ReleasedTable> tables() {
        Arbitrary<ReleasedTable.Version> versions = Combinators.combine(
                        Arbitraries.of(TableFormat.class), texts(), texts(), Arbitraries.longs())
                .as(ReleasedTable.Version::new);
        Arbitrary<ReleasedTable.ReleasedColumn> columns = Combinators.combine(
                        texts(), texts(), texts(), texts(), texts(), texts())
                .as(ReleasedTable.ReleasedColumn::new);
        return Combinators.combine(texts(), versions, columns.list().ofMaxSize(3), sizes(), texts(), texts())
                .as(ReleasedTable::new);
    }

    private static Arbitrary<Manifest.Basis> bases() {
        Arbitrary<WrittenFile> files = Combinators.combine(texts(), hashes()).as(WrittenFile::new);
        return Combinators.combine(
                        files.list().ofMaxSize(2),
                        texts(),
                        hashes(),
                        hashes().list().ofMaxSize(2))
                .as(Manifest.Basis::new);
    }
}
