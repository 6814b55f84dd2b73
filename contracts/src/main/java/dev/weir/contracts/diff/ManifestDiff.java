package dev.weir.contracts.diff;

import dev.weir.contracts.diff.ReleaseDiff.Move;
import dev.weir.contracts.diff.TableDiff.ColumnMove;
import dev.weir.contracts.diff.TableDiff.Of;
import dev.weir.contracts.release.Manifest;
import dev.weir.contracts.release.ReleasedTable;
import dev.weir.contracts.release.ReleasedTable.ReleasedColumn;
import dev.weir.contracts.release.SourceCount;
import dev.weir.contracts.release.SourceCount.SourceFile;
import dev.weir.contracts.release.Verdict;
import dev.weir.contracts.text.HashedFile;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Compares two releases by their manifests; of rows it reports what it is given. */
public final class ManifestDiff {

    private final Manifest before;
    private final Manifest after;

    public ManifestDiff(Manifest before, Manifest after) {
        this.before = before;
        this.after = after;
    }

    /**
     * What changed.
     *
     * @param rows asked for each table that is in both releases: how its rows differ
     */
    public ReleaseDiff with(BiFunction<ReleasedTable, ReleasedTable, RowsDiff> rows) {
        return new ReleaseDiff(side(before), side(after), tables(rows), rules(), metrics(), sources(), files());
    }

    private static ReleaseDiff.Side side(Manifest manifest) {
        return new ReleaseDiff.Side(
                manifest.reference(),
                manifest.record().run().ended(),
                manifest.record().score().points());
    }

    private List<TableDiff> tables(BiFunction<ReleasedTable, ReleasedTable, RowsDiff> rows) {
        Map<String, ReleasedTable> old = by(before.tables(), ReleasedTable::name);
        Map<String, ReleasedTable> now = by(after.tables(), ReleasedTable::name);
        List<TableDiff> tables = new ArrayList<>();
        for (String name : names(now, old)) {
            Optional<ReleasedTable> was = Optional.ofNullable(old.get(name));
            Optional<ReleasedTable> is = Optional.ofNullable(now.get(name));
            RowsDiff moved = was.isEmpty()
                    ? RowsDiff.added(is.orElseThrow().rows())
                    : is.isEmpty() ? RowsDiff.removed(was.get().rows()) : rows.apply(was.get(), is.get());
            List<ColumnMove> columns = was.isPresent() && is.isPresent() ? columns(was.get(), is.get()) : List.of();
            tables.add(new TableDiff(name, was, is, columns, moved));
        }
        return tables;
    }

    /** What is said of a table's columns and was said otherwise. */
    public static List<ColumnMove> columns(ReleasedTable before, ReleasedTable after) {
        Map<String, ReleasedColumn> old = by(before.columns(), ReleasedColumn::name);
        Map<String, ReleasedColumn> now = by(after.columns(), ReleasedColumn::name);
        List<ColumnMove> moves = new ArrayList<>();
        for (ReleasedColumn column : after.columns()) {
            former(column, before)
                    .filter(former -> !old.containsKey(column.name()) && !now.containsKey(former.name()))
                    .ifPresent(former -> {
                        moves.add(new ColumnMove(column.name(), Of.NAME, former.name(), column.name()));
                        old.remove(former.name());
                        old.put(column.name(), former);
                    });
        }
        for (String name : names(now, old)) {
            ReleasedColumn was = old.get(name);
            ReleasedColumn is = now.get(name);
            if (was == null || is == null) {
                moves.add(new ColumnMove(name, Of.COLUMN, was == null ? "" : was.type(), is == null ? "" : is.type()));
                continue;
            }
            said(name, Of.TYPE, was.type(), is.type(), moves);
            said(name, Of.PRESENCE, presence(was), presence(is), moves);
            said(name, Of.KEY, place(was), place(is), moves);
            said(name, Of.MASK, was.mask().words(), is.mask().words(), moves);
            said(name, Of.CATEGORY, was.category(), is.category(), moves);
            said(name, Of.UNIT, was.unit(), is.unit(), moves);
        }
        return moves;
    }

    private static Optional<ReleasedColumn> former(ReleasedColumn column, ReleasedTable before) {
        return before.columns().stream()
                .filter(candidate -> column.identity().id().isPresent()
                        && candidate.identity().id().equals(column.identity().id()))
                .findFirst();
    }

    private static String presence(ReleasedColumn column) {
        return column.identity().presence().name().toLowerCase(Locale.ROOT);
    }

    private static String place(ReleasedColumn column) {
        OptionalInt key = column.identity().key();
        return key.isPresent() ? "column " + key.getAsInt() : "no part";
    }

    private static void said(String name, Of of, String was, String is, List<ColumnMove> moves) {
        if (!was.equals(is)) {
            moves.add(new ColumnMove(name, of, was, is));
        }
    }

    private List<RuleMove> rules() {
        Function<Verdict, String> id = verdict -> verdict.rule().id();
        Map<String, Verdict> old = by(before.record().verdicts(), id);
        Map<String, Verdict> now = by(after.record().verdicts(), id);
        List<RuleMove> moves = new ArrayList<>();
        for (String name : names(now, old)) {
            Optional<Verdict> was = Optional.ofNullable(old.get(name));
            Optional<Verdict> is = Optional.ofNullable(now.get(name));
            String table = is.or(() -> was).orElseThrow().rule().table();
            RuleMove move = new RuleMove(name, table, was, is);
            if (move.isMove()) {
                moves.add(move);
            }
        }
        return moves;
    }

    private List<MetricMove> metrics() {
        Map<Measured, Double> old = measured(before);
        Map<Measured, Double> now = measured(after);
        List<MetricMove> moves = new ArrayList<>();
        for (Measured name : names(now, old)) {
            Double was = old.get(name);
            Double is = now.get(name);
            if (!Objects.equals(was, is)) {
                moves.add(new MetricMove(name.table(), name.metric(), number(was), number(is)));
            }
        }
        return moves;
    }

    private record Measured(String table, String metric) {}

    private static Map<Measured, Double> measured(Manifest manifest) {
        Map<Measured, Double> metrics = new LinkedHashMap<>();
        for (Verdict verdict : manifest.record().verdicts()) {
            verdict.metrics()
                    .forEach((name, value) ->
                            metrics.put(new Measured(verdict.rule().table(), name), value));
        }
        return metrics;
    }

    private static OptionalDouble number(@Nullable Double value) {
        return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
    }

    private List<SourceMove> sources() {
        Map<String, SourceCount> old = by(before.record().sources(), SourceCount::table);
        Map<String, SourceCount> now = by(after.record().sources(), SourceCount::table);
        List<SourceMove> moves = new ArrayList<>();
        for (String name : names(now, old)) {
            Optional<SourceCount> was = Optional.ofNullable(old.get(name));
            Optional<SourceCount> is = Optional.ofNullable(now.get(name));
            List<Move> files = moves(
                    was.map(ManifestDiff::read).orElse(List.of()),
                    is.map(ManifestDiff::read).orElse(List.of()),
                    SourceFile::path,
                    file -> file.digest().text());
            SourceMove move = new SourceMove(
                    name,
                    was.map(SourceCount::records).orElse(0L),
                    is.map(SourceCount::records).orElse(0L),
                    paths(files, file -> file.before().isEmpty()),
                    paths(files, file -> file.after().isEmpty()),
                    paths(
                            files,
                            file -> !file.before().isEmpty() && !file.after().isEmpty()));
            if (move.isMove()) {
                moves.add(move);
            }
        }
        return moves;
    }

    /** The files, or the release under its name, with its manifest's hash. */
    private static List<SourceFile> read(SourceCount source) {
        return source.release()
                .map(release -> List.of(new SourceFile(release.reference(), 0, "", release.sha256())))
                .orElseGet(source::files);
    }

    private static List<String> paths(List<Move> files, Predicate<Move> which) {
        return files.stream().filter(which).map(Move::name).toList();
    }

    /** Contracts by their versions, law, keys and time zone by their names, every written file by its hash. */
    private List<Move> files() {
        List<Move> moves = new ArrayList<>();
        moves.addAll(moves(before.tables(), after.tables(), ReleasedTable::name, ReleasedTable::contract));
        moves.replaceAll(move -> new Move("contract of " + move.name(), move.before(), move.after()));
        same("law pack", before.basis().lawPack(), after.basis().lawPack(), moves);
        same(
                "keys",
                String.join(", ", before.basis().keys()),
                String.join(", ", after.basis().keys()),
                moves);
        same("time zone", before.basis().zoneName(), after.basis().zoneName(), moves);
        same("Weir", before.record().run().version(), after.record().run().version(), moves);
        moves.addAll(moves(before.basis().files(), after.basis().files(), HashedFile::path, HashedFile::sha256));
        return moves;
    }

    private static void same(String name, String was, String is, List<Move> moves) {
        if (!was.equals(is)) {
            moves.add(new Move(name, was, is));
        }
    }

    private static <T> List<Move> moves(
            List<T> before, List<T> after, Function<T, String> name, Function<T, String> value) {
        Map<String, T> old = by(before, name);
        Map<String, T> now = by(after, name);
        List<Move> moves = new ArrayList<>();
        for (String each : names(now, old)) {
            String was = Optional.ofNullable(old.get(each)).map(value).orElse("");
            String is = Optional.ofNullable(now.get(each)).map(value).orElse("");
            same(each, was, is, moves);
        }
        return moves;
    }

    private static <T, K> Map<K, T> by(Collection<T> things, Function<T, K> name) {
        return things.stream()
                .collect(Collectors.toMap(name, thing -> thing, (one, other) -> other, LinkedHashMap::new));
    }

    private static <K> Set<K> names(Map<K, ?> first, Map<K, ?> then) {
        Set<K> names = new LinkedHashSet<>(first.keySet());
        names.addAll(then.keySet());
        return names;
    }
}
