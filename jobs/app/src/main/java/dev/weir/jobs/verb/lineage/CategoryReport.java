package dev.weir.jobs.verb.lineage;

import dev.weir.contracts.Code;
import dev.weir.contracts.Load;
import dev.weir.contracts.Place;
import dev.weir.contracts.Problem;
import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.lineage.EdgeKind;
import dev.weir.contracts.release.ReleasedTable.AppliedMask;
import dev.weir.contracts.text.NearestName;
import dev.weir.jobs.desk.Desk;
import dev.weir.jobs.plan.Plan;
import dev.weir.jobs.plan.lineage.CategoryReach;
import dev.weir.jobs.plan.lineage.WorkspaceColumn;
import dev.weir.privacy.law.LawPack;
import dev.weir.releases.log.StoredReleaseLog;
import dev.weir.releases.warehouse.TableIdentity;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Where values of one category are: the columns that they reach, by the contracts as they stand and by every release as it was signed,
 * and the copies that recipients have of these.
 *
 * @param found by the names of columns
 * @param copies of columns that it reached when they were sent, and what was sent under the category itself
 * @param beside schemas of tables beside the releases that have values of these columns, too, under the same masks
 * @param untraced tables of which not all ways could be followed, so that the category may reach more
 * @param unknown releases that keep no lineage
 * @param damaged manifests that cannot be read or were lost: the category may reach more in their releases
 */
public record CategoryReport(
        String category,
        List<Found> found,
        List<SentColumn> copies,
        List<String> beside,
        List<String> untraced,
        List<String> unknown,
        List<Problem> damaged) {

    public CategoryReport {
        found = List.copyOf(found);
        copies = List.copyOf(copies);
        beside = List.copyOf(beside);
        untraced = List.copyOf(untraced);
        unknown = List.copyOf(unknown);
        damaged = List.copyOf(damaged);
    }

    /**
     * A column as the category reaches it.
     *
     * @param isNow whether it does so by the contracts as they stand
     * @param releases the numbers of its product's releases that have it so, of those whose rows are there
     */
    public record Found(CategoryReach.Place place, boolean isNow, List<Long> releases) {

        public Found {
            releases = List.copyOf(releases);
        }

        /** Whether a product has the column. */
        public boolean isOfProduct() {
            return place.column() instanceof WorkspaceColumn.OfProduct;
        }
    }

    /**
     * Reads contracts, the release log and the ledger of transfers; no data, and starts no Spark.
     *
     * @throws ProblemsException when the law knows no such category, the workspace has problems, or a lineage is not as it was signed
     */
    public static CategoryReport of(Desk desk, String category) {
        WorkspaceLineage lineage = WorkspaceLineage.of(desk);
        LawPack law = LawPack.of(lineage.workspace().law());
        if (law.category(category).isEmpty()) {
            throw ProblemsException.of(
                    Code.UNKNOWN_NAME,
                    Place.of("--category"),
                    "The law pack knows no category '" + category + "'",
                    "a category is one of the law pack, such as MRN",
                    NearestName.remedy(category, law.categories().keySet(), "'weir law' lists them"));
        }
        Gathering gathering = new Gathering();
        CategoryReach now = CategoryReach.of(lineage.graph(), category);
        now.places().forEach(place -> gathering.add(place, List.of(), true));
        StoredReleaseLog log = StoredReleaseLog.of(lineage.workspace());
        ReleasedGraphs releases = ReleasedGraphs.of(log);
        Set<String> sendable = new HashSet<>();
        for (ReleasedGraphs.Shared shared : releases.shared()) {
            for (CategoryReach.Place place :
                    CategoryReach.of(releases.amongNewest(shared), category).places()) {
                if (place.column() instanceof WorkspaceColumn.OfProduct made
                        && made.product().equals(shared.product())) {
                    gathering.add(place, shared.kept(), false);
                    shared.numbers()
                            .forEach(number -> sendable.add(shared.product() + "@" + number + " "
                                    + place.column().name()));
                }
            }
        }
        List<Found> found = gathering.found();
        return new CategoryReport(
                category,
                found,
                SentColumn.of(lineage.workspace()).stream()
                        .filter(sent -> sent.category().equals(category)
                                || sendable.contains(sent.release() + " " + sent.column())
                                || now.places().stream()
                                        .anyMatch(place ->
                                                place.column().name().toString().equals(sent.column())))
                        .toList(),
                beside(found, lineage.plans(), log.products()),
                lineage.graph().untracedTables(),
                releases.without(),
                releases.damaged());
    }

    /** Rows that were put aside, keys that a merge remembers, and what drift compares: each schema beside its product's. */
    private static List<String> beside(List<Found> found, List<Plan> plans, List<String> released) {
        NavigableSet<String> beside = new TreeSet<>();
        for (Found one : found) {
            if (one.place().column() instanceof WorkspaceColumn.OfProduct column
                    && released.contains(column.product())
                    && !one.place().isDropped()) {
                beside.add(TableIdentity.namespaceOfQuarantine(column.product()));
                beside.add(TableIdentity.namespaceOfQuality(column.product()));
                if (plans.stream()
                        .filter(plan -> plan.product().id().equals(column.product()))
                        .flatMap(plan -> plan.tables().stream())
                        .anyMatch(table -> table.load() instanceof Load.Merge)) {
                    beside.add(TableIdentity.namespaceOfDeletes(column.product()));
                }
            }
        }
        return List.copyOf(beside);
    }

    /** Places that are the same in several releases are one. */
    private static final class Gathering {

        private record Key(String column, CategoryReach.Why why, EdgeKind way, Optional<AppliedMask> mask) {}

        private static final Comparator<Key> ORDER = Comparator.comparing(Key::column)
                .thenComparing(Key::why)
                .thenComparing(Key::way)
                .thenComparing(key -> key.mask().map(AppliedMask::words).orElse(""));

        private static final class Where {
            private final CategoryReach.Place place;
            private boolean isNow;
            private final List<Long> releases = new ArrayList<>();

            Where(CategoryReach.Place place) {
                this.place = place;
            }
        }

        private final Map<Key, Where> found = new TreeMap<>(ORDER);

        void add(CategoryReach.Place place, List<Long> releases, boolean isNow) {
            if (!isNow && releases.isEmpty()) {
                return;
            }
            Key key = new Key(place.column().name().toString(), place.why(), place.way(), place.mask());
            Where where = found.computeIfAbsent(key, first -> new Where(place));
            where.isNow |= isNow;
            where.releases.addAll(releases);
        }

        List<Found> found() {
            return found.values().stream()
                    .map(where -> new Found(
                            where.place,
                            where.isNow,
                            where.releases.stream().sorted().toList()))
                    .toList();
        }
    }
}
