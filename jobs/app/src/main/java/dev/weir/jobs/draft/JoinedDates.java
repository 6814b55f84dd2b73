package dev.weir.jobs.draft;

import dev.weir.jobs.draft.DraftMeaning.Sure;
import dev.weir.jobs.draft.DraftMeaning.Treatment;
import dev.weir.jobs.engine.discover.ColumnProfile;
import dev.weir.jobs.engine.read.value.ValueType;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * True dates beside moved ones: where a value tells a row from the others and stands in a table about people, too (what a visit
 * cost, and the same sum in the accounts), it joins the two rows, and the true date of the one tells by how many days the other's is
 * moved. Such dates are dropped.
 */
record JoinedDates(ColumnMeanings meanings) {

    /** Of the values of one side so many are the other's. */
    private static final double MANY = 0.3;

    /** Whole numbers of fewer digits count and measure: they meet by chance. */
    private static final int SHORTEST_NUMBER = 5;

    /** The tables, after it is known what is released of each. */
    List<DraftTable> without(List<DraftTable> tables) {
        List<DraftTable> moved =
                tables.stream().filter(table -> has(table, meanings::moves)).toList();
        return tables.stream()
                .map(table -> has(table, this::isTrue) ? without(table, moved) : table)
                .toList();
    }

    private DraftTable without(DraftTable table, List<DraftTable> moved) {
        return joining(table, moved)
                .map(because -> table.with(column ->
                        isTrue(column) ? column.with(column.meaning().treated(Treatment.DROPPED, because)) : column))
                .orElse(table);
    }

    /** What joins a table's rows to those of another one whose dates are moved: the end of a clause. */
    private Optional<String> joining(DraftTable table, List<DraftTable> moved) {
        return telling(table)
                .flatMap(own -> moved.stream()
                        .filter(other -> !other.name().equals(table.name()))
                        .flatMap(other -> telling(other)
                                .filter(each -> isShared(table.profileOf(own), other.profileOf(each)))
                                .map(each -> "; dropped, since " + own.name() + " has values of " + other.name() + "."
                                        + each.name()
                                        + ", which join the rows, and a true date beside a moved one tells"
                                        + " by how many days it is moved")))
                .findFirst();
    }

    private static boolean isShared(ColumnProfile one, ColumnProfile other) {
        return one.sharedWith(other) >= MANY || other.sharedWith(one) >= MANY;
    }

    /** A moved moment keeps its time, and is known again by it; a moved day is not, though a workbook write it with a midnight. */
    private static boolean isDay(DraftTable table, DraftColumn column) {
        return column.type().released() instanceof ValueType.Day
                || table.profileOf(column).timed() == 0;
    }

    /** Columns whose values stay, or would be known again, and tell a row from the others; moments of several rows tell a few. */
    private Stream<DraftColumn> telling(DraftTable table) {
        return table.columns().stream()
                .filter(column -> meanings.keeps(column) || (meanings.moves(column) && !isDay(table, column)))
                .filter(column -> table.profileOf(column).tellsRows() || ColumnMeanings.isDate(column))
                .filter(column -> !(column.type().released() instanceof ValueType.Whole)
                        || table.profileOf(column).longest() >= SHORTEST_NUMBER);
    }

    private boolean isTrue(DraftColumn column) {
        return ColumnMeanings.isDate(column)
                && column.meaning().sure() != Sure.SAID
                && column.meaning().treatment() == Treatment.BY_LAW
                && meanings.keeps(column);
    }

    private static boolean has(DraftTable table, Predicate<DraftColumn> which) {
        return table.columns().stream().anyMatch(which);
    }
}
