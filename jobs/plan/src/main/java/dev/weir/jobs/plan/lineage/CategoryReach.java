package dev.weir.jobs.plan.lineage;

import dev.weir.contracts.lineage.EdgeKind;
import dev.weir.contracts.lineage.InputColumn;
import dev.weir.contracts.release.ReleasedTable.AppliedMask;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Every column of a workspace that values of one category reach, and how: from where the category is declared, along the steps that
 * give a value. Steps that only decide on one carry no value. A column that may be reached on two ways is shown by the one that shows
 * more.
 *
 * @param category the code in law, such as {@code RID}
 * @param places in the order of their full names
 */
public record CategoryReach(String category, List<Place> places) {

    public CategoryReach {
        places = List.copyOf(places);
    }

    /**
     * A column that the values reach.
     *
     * @param column where
     * @param why what it is to the category
     * @param way what was done to the values on the way; {@link EdgeKind#IDENTITY} where they are there as they were
     * @param mask what hides them: the column's own mask, else the last one on the way; empty where they are clear
     */
    public record Place(WorkspaceColumn column, Why why, EdgeKind way, Optional<AppliedMask> mask) {

        private static final Comparator<Place> BY_WHAT_SHOWS = Comparator.<Place, Boolean>comparing(
                        place -> place.mask().isPresent())
                .thenComparing(Place::way)
                .thenComparing(Place::why);

        /** Whether readers of the table see values that no mask has been at. */
        public boolean isClear() {
            return mask.isEmpty();
        }

        /** What hid them before they came into the column, which has no mask of its own. */
        public Optional<AppliedMask> maskBefore() {
            return mask.filter(any -> column.mask().isEmpty());
        }

        /** Whether the table does not have the column. */
        public boolean isDropped() {
            return column.isDropped();
        }

        boolean showsMoreThan(Place other) {
            return BY_WHAT_SHOWS.compare(this, other) < 0;
        }
    }

    /** What a column is to a category. */
    public enum Why {
        /** Its contract has it. */
        DECLARED,
        /** A source's column without a category, of which alone a column is made that declares it. */
        FEEDS,
        /** It is made of a column that has it. */
        MADE_OF
    }

    /** The reach of a category in a workspace. */
    public static CategoryReach of(LineageGraph graph, String category) {
        return new Walk(graph, category).reach();
    }

    private static final class Walk {

        private final LineageGraph graph;
        private final String category;
        private final Map<InputColumn, Place> places = new TreeMap<>();
        private final Deque<Place> open = new ArrayDeque<>();

        Walk(LineageGraph graph, String category) {
            this.graph = graph;
            this.category = category;
        }

        CategoryReach reach() {
            graph.columns()
                    .filter(WorkspaceColumn.OfSource.class::isInstance)
                    .forEach(column -> source(column).ifPresent(why -> begin(column, why)));
            follow();
            // What is declared and was not reached comes from where the category is not known: it is taken to be clear
            // there.
            graph.columns().filter(this::isDeclared).forEach(column -> {
                if (!places.containsKey(column.name())) {
                    begin(column, Why.DECLARED);
                    follow();
                }
            });
            return new CategoryReach(category, List.copyOf(places.values()));
        }

        private boolean isDeclared(WorkspaceColumn column) {
            return column.category().filter(category::equals).isPresent();
        }

        private Optional<Why> source(WorkspaceColumn column) {
            if (isDeclared(column)) {
                return Optional.of(Why.DECLARED);
            }
            boolean feeds = column.category().isEmpty()
                    && graph.outOf(column.name()).stream()
                            .anyMatch(step -> step.kind().isDirect() && isAlone(step));
            return feeds ? Optional.of(Why.FEEDS) : Optional.empty();
        }

        /** Whether what declares the category is made of this one column. */
        private boolean isAlone(LineageStep step) {
            return graph.column(step.to()).filter(this::isDeclared).isPresent()
                    && graph.into(step.to()).stream()
                            .filter(other -> other.kind().isDirect())
                            .allMatch(other -> other.from().equals(step.from()));
        }

        private void begin(WorkspaceColumn column, Why why) {
            put(new Place(column, why, EdgeKind.IDENTITY, masked(column, Optional.empty())));
        }

        /** What hides values in a column into which they come so. */
        private static Optional<AppliedMask> masked(WorkspaceColumn column, Optional<AppliedMask> before) {
            return column.mask().or(() -> before);
        }

        private void put(Place place) {
            Place known = places.get(place.column().name());
            if (known == null || place.showsMoreThan(known)) {
                places.put(place.column().name(), place);
                open.add(place);
            }
        }

        private void follow() {
            while (!open.isEmpty()) {
                Place place = open.remove();
                if (!place.isDropped()) {
                    graph.outOf(place.column().name()).stream()
                            .filter(step -> step.kind().isDirect())
                            .forEach(step -> put(next(place, step)));
                }
            }
        }

        private Place next(Place place, LineageStep step) {
            WorkspaceColumn to = graph.column(step.to()).orElseThrow();
            return new Place(
                    to,
                    isDeclared(to) ? Why.DECLARED : Why.MADE_OF,
                    place.way().then(step.kind()),
                    masked(to, place.mask()));
        }
    }
}
