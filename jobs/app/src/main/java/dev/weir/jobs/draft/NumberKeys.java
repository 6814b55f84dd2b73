package dev.weir.jobs.draft;

import dev.weir.jobs.draft.DraftKeys.PrimaryKey;
import dev.weir.jobs.engine.discover.ColumnProfile;
import dev.weir.jobs.engine.discover.DescribedLayout;
import dev.weir.jobs.engine.discover.Discovery;
import dev.weir.jobs.engine.discover.ValueForm;
import dev.weir.jobs.engine.read.value.ValueType;
import dev.weir.privacy.mask.Mask;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds the column that is a table's key by itself, and says why one that is nearly one is none. */
record NumberKeys(ColumnMeanings meanings, Discovery discovery, Map<String, DescribedLayout> files) {

    private static final ValueForm INTEGER = ValueForm.ALL.stream()
            .filter(form -> form.type().equals(ValueType.Whole.LONG))
            .findFirst()
            .orElseThrow();

    private static final int MOST_CANDIDATES = 8;
    private static final long FEW_ROWS = 2;

    /** Where so few records have the number of another one, or lack it, a line says that it is no key for them. */
    private static final double MOST_FAULTS = 0.1;

    /** Distinct values are counted to five in a hundred before they are counted exactly. */
    private static final double NEARLY = 0.85;

    /** A key, the best that holds, or one that a few records break. */
    Optional<PrimaryKey> of(DraftTable table) {
        List<DraftColumn> candidates = table.columns().stream()
                .filter(column ->
                        mayNumber(table, column) && !table.profileOf(column).isRepeated())
                .sorted(Comparator.comparing((DraftColumn column) -> isRunning(table, column))
                        .thenComparing(column -> !DraftKeyFinder.NUMBERS.contains(
                                column.meaning().category()))
                        .thenComparing(column -> !KeySign.isCalledKey(column.label())))
                .limit(MOST_CANDIDATES)
                .toList();
        List<Integer> places =
                candidates.stream().map(column -> table.place(column.name())).toList();
        List<Integer> unique = places.isEmpty() ? List.of() : discovery.unique(files(table), places);
        return candidates.stream()
                .filter(column -> unique.contains(table.place(column.name())))
                .map(column -> unique(table, column))
                .findFirst()
                .or(() -> nearly(table, KeySearch.allowed(table.readable()))
                        .map(near -> new PrimaryKey(
                                List.of(near.column()),
                                KeySearch.broken(near.records(), table.readable()),
                                near.records(),
                                true)));
    }

    private static PrimaryKey unique(DraftTable table, DraftColumn column) {
        boolean isRunning = isRunning(table, column);
        String because = "none of the " + DraftText.count(table.readable(), "record")
                + " lacks it, and no value stands twice"
                + (isRunning ? ": doubtful, since it may number the rows of one export; is it the key?" : "");
        return new PrimaryKey(List.of(column.name()), because, 0, isRunning);
    }

    /** Why a table has no key, where a few records have the number of another one: a sentence without its full stop. */
    Optional<String> shared(DraftTable table) {
        return nearly(table, (long) (MOST_FAULTS * table.readable()))
                .map(near -> "no key: " + DraftText.count(near.records(), "record") + " of "
                        + DraftText.count(table.readable(), "record") + " have the " + near.column()
                        + " of another one");
    }

    /** The same, where a few records lack the number that no two of the others share. */
    Optional<String> lacking(DraftTable table) {
        return table.columns().stream()
                .filter(column -> isNamed(table, column) && isLackedByFew(table, column))
                .filter(column -> discovery.repeated(files(table), List.of(table.place(column.name()))) == 0)
                .map(column -> "no key: "
                        + DraftText.count(
                                table.readable() - table.profileOf(column).values(), "record") + " of "
                        + DraftText.count(table.readable(), "record") + " lack the " + column.name()
                        + ", which no two others share")
                .findFirst();
    }

    private static boolean isLackedByFew(DraftTable table, DraftColumn column) {
        ColumnProfile profile = table.profileOf(column);
        long lacking = table.readable() - profile.values();
        return lacking > 0 && lacking <= MOST_FAULTS * table.readable() && !profile.isRepeated();
    }

    /** A column, and how many records have its value of another one. */
    private record Near(String column, long records) {}

    /** The first column that hardly any record has from another one. */
    private Optional<Near> nearly(DraftTable table, long most) {
        List<DraftColumn> columns = most == 0
                ? List.of()
                : table.columns().stream()
                        .filter(column -> mayNumber(table, column) && !KeySign.isLot(column.label()))
                        .toList();
        List<List<Integer>> unknown = new ArrayList<>();
        columns.stream()
                .filter(column -> table.profileOf(column).distinct().isEmpty())
                .forEach(column -> unknown.add(List.of(table.place(column.name()))));
        List<Long> about = unknown.isEmpty() ? List.of() : discovery.distinct(files(table), unknown);
        return columns.stream()
                .flatMap(column -> {
                    List<Integer> place = List.of(table.place(column.name()));
                    ColumnProfile profile = table.profileOf(column);
                    int counted = unknown.indexOf(place);
                    if (counted >= 0 && about.get(counted) < NEARLY * profile.values()) {
                        return Stream.empty();
                    }
                    long repeated = counted < 0
                            ? profile.values() - profile.distinct().orElseThrow()
                            : discovery.repeated(files(table), place);
                    return repeated > 0 && repeated <= most
                            ? Stream.of(new Near(column.name(), repeated))
                            : Stream.empty();
                })
                .findFirst();
    }

    /**
     * Whether a column numbers the rows of a file, and perhaps nothing else: whole numbers of as few digits as their number has, which
     * are called so, or nothing that keys are.
     */
    static boolean isRunning(DraftTable table, DraftColumn column) {
        ColumnProfile profile = table.profileOf(column);
        boolean isCalledOtherwise = KeySign.isCalledKey(column.label()) && KeySign.of(table, column) != KeySign.OF_ROWS;
        return !isCalledOtherwise
                && profile.fails(INTEGER) == 0
                && profile.longest() <= String.valueOf(table.readable()).length();
    }

    private boolean mayNumber(DraftTable table, DraftColumn column) {
        return table.profileOf(column).values() == table.readable() && isNamed(table, column);
    }

    /** Whether a column may be a key but for its values. */
    private boolean isNamed(DraftTable table, DraftColumn column) {
        boolean isNamed =
                DraftKeyFinder.NUMBERS.contains(column.meaning().category()) || KeySign.isCalledKey(column.label());
        return isNamed
                && !KeyParts.INDEX.matcher(column.label()).matches()
                && table.readable() >= FEW_ROWS
                && column.type().failing() == 0
                && DraftKeyFinder.isPlain(column.type().type())
                && !column.meaning().isDropped()
                && meanings.defaultMask(column.meaning().category())
                        .filter(Mask::isInjective)
                        .isPresent();
    }

    private DescribedLayout files(DraftTable table) {
        return Objects.requireNonNull(files.get(table.name()));
    }
}
