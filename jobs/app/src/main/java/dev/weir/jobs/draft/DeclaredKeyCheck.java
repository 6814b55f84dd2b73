package dev.weir.jobs.draft;

import dev.weir.jobs.draft.DraftKeys.DraftReference;
import dev.weir.jobs.draft.DraftKeys.NoReference;
import dev.weir.jobs.draft.DraftKeys.PrimaryKey;
import dev.weir.jobs.engine.database.DeclaredKeys;
import dev.weir.jobs.engine.database.DeclaredKeys.ForeignKey;
import dev.weir.jobs.engine.discover.DescribedLayout;
import dev.weir.jobs.engine.discover.Discovery;
import dev.weir.privacy.mask.Mask;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Takes over the keys that a database declares for tables, where columns, masks and values let it. */
record DeclaredKeyCheck(ColumnMeanings meanings, Discovery discovery, Map<String, DescribedLayout> described) {
    /**
     * The keys of a table.
     *
     * @param found the primary key that the values tell, where none is declared and taken over
     */
    DraftKeys keys(DraftTable table, Supplier<Optional<PrimaryKey>> found) {
        DeclaredKeys declared = table.source().declared();
        List<String> notTaken = new ArrayList<>();
        Optional<PrimaryKey> primary = declared.primary().isEmpty()
                ? Optional.empty()
                : taken(table, declared.primary(), "the primary key", true, notTaken)
                        .map(columns -> new PrimaryKey(columns, because(table), 0, false));
        List<String> unique = new ArrayList<>();
        for (List<String> columns : declared.unique()) {
            if (columns.size() > 1) {
                notTaken.add(refused(table, columns, "unique", "uniqueness of several columns is not drafted"));
            } else {
                taken(table, columns, "unique", false, notTaken).ifPresent(unique::addAll);
            }
        }
        return DraftKeys.of(primary.or(found), unique, notTaken);
    }

    private static String because(DraftTable table) {
        return table.source().declaredBy() + " declares it, and "
                + (table.readable() == 0
                        ? "there is no record yet"
                        : "none of the " + DraftText.count(table.readable(), "record")
                                + " lacks it, or has that of another one");
    }

    private Optional<List<String>> taken(
            DraftTable table, List<String> declared, String as, boolean needsValues, List<String> notTaken) {
        Optional<String> hindrance = hindrance(table, declared, needsValues);
        hindrance.ifPresent(why -> notTaken.add(refused(table, declared, as, why)));
        return hindrance.isPresent()
                ? Optional.empty()
                : Optional.of(declared.stream()
                        .map(name -> table.called(name).orElseThrow().name())
                        .toList());
    }

    private static String refused(DraftTable table, List<String> declared, String as, String why) {
        return table.source().declaredBy() + " declares " + shown(declared) + " " + as + ", which is not taken over: "
                + why;
    }

    private static String shown(List<String> columns) {
        return columns.stream().map(name -> "'" + name + "'").collect(Collectors.joining(" and "));
    }

    private Optional<String> hindrance(DraftTable table, List<String> declared, boolean needsValues) {
        List<Integer> places = new ArrayList<>();
        for (String name : declared) {
            Optional<DraftColumn> column = table.called(name);
            if (column.isEmpty()) {
                return Optional.of("the contract has no column '" + name + "'");
            }
            Optional<String> why = hindrance(table, column.get(), needsValues);
            if (why.isPresent()) {
                return why;
            }
            places.add(table.place(column.get().name()));
        }
        long repeated = table.readable() == 0 ? 0 : discovery.repeated(described(table), places);
        return repeated == 0 ? Optional.empty() : Optional.of(of(repeated, table) + " have the values of another one");
    }

    private Optional<String> hindrance(DraftTable table, DraftColumn column, boolean needsValues) {
        String name = "'" + column.name() + "'";
        Optional<Mask> mask = meanings.defaultMask(column.meaning().category());
        DraftMeaning fitting = meanings.fitting(
                column.meaning(), column.name(), column.type().released(), table.name(), Optional.empty());
        long lacking = table.readable() - table.profileOf(column).values();
        if (column.meaning().isDropped() || mask.isEmpty()) {
            return Optional.of(name + " is not released");
        } else if (!mask.get().isInjective()) {
            return Optional.of("the mask of " + name + " does not keep different values apart");
        } else if (fitting.isDropped()) {
            return Optional.of("the mask of " + name + " does not fit its type");
        } else if (needsValues && lacking > 0) {
            return Optional.of(of(lacking, table) + " have no value of " + name);
        }
        return Optional.empty();
    }

    private static String of(long some, DraftTable table) {
        return some + " of " + DraftText.count(table.readable(), "record");
    }

    /**
     * The references of a table to others.
     *
     * @param tables that it may refer to, with their keys
     * @param without gets those that are not taken over
     */
    List<DraftReference> references(DraftTable table, List<DraftTable> tables, List<NoReference> without) {
        List<DraftReference> references = new ArrayList<>();
        for (ForeignKey key : table.source().declared().foreign()) {
            Optional<DraftColumn> column = table.called(key.columns().get(0));
            if (column.isEmpty()) {
                continue; // what would refer is left out itself, with a line
            }
            Optional<DraftTable> other = tables.stream()
                    .filter(each -> each.source().isReferredTo(table.source(), key))
                    .findFirst();
            Optional<DraftColumn> target =
                    other.flatMap(each -> each.called(key.keys().get(0)));
            Optional<String> why = hindrance(table, column.get(), key, other, target);
            if (why.isEmpty()) {
                DraftReference reference = reference(table, column.get(), other.orElseThrow(), target.orElseThrow());
                long values = table.profileOf(column.get()).values();
                if (reference.orphans() <= DraftKeyFinder.MOST_ORPHANS * values) {
                    references.add(reference);
                    continue;
                }
                why = Optional.of(
                        reference.orphans() + " of " + DraftText.count(values, "value") + " are no value there");
            }
            without.add(new NoReference(
                    column.get().name(),
                    "the database declares that " + shown(key.columns()) + " refers to " + shown(key.keys()) + " of '"
                            + key.table() + "', which is not taken over: " + why.get()));
        }
        return references;
    }

    /** What keeps a reference from being drafted, whatever the values are. */
    private static Optional<String> hindrance(
            DraftTable table,
            DraftColumn column,
            ForeignKey key,
            Optional<DraftTable> other,
            Optional<DraftColumn> target) {
        if (key.columns().size() > 1) {
            return Optional.of("references of several columns are not drafted");
        } else if (other.isEmpty()) {
            return Optional.of("that table is not drafted");
        } else if (other.get().name().equals(table.name())) {
            return Optional.of("a table that refers to itself is not drafted as such");
        } else if (target.filter(each -> other.get().keys().isKey(each.name())).isEmpty()) {
            return Optional.of("that column is no key of the drafted table");
        } else if (target.get().type().type().getClass() != column.type().type().getClass()) {
            return Optional.of("that column has another type");
        }
        return Optional.empty();
    }

    private DraftReference reference(DraftTable table, DraftColumn column, DraftTable other, DraftColumn key) {
        long orphans = discovery.orphans(
                described(table), table.place(column.name()), described(other), other.place(key.name()));
        return new DraftReference(column.name(), other.name(), key.name(), orphans, true);
    }

    private DescribedLayout described(DraftTable table) {
        return Objects.requireNonNull(described.get(table.name()));
    }
}
