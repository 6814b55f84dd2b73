package dev.weir.jobs.draft;

import dev.weir.jobs.draft.DraftMeaning.Sure;
import dev.weir.jobs.draft.DraftMeaning.Treatment;
import dev.weir.jobs.engine.discover.DescribedLayout;
import dev.weir.jobs.engine.discover.Discovery;
import dev.weir.jobs.engine.discover.MovedDates;
import dev.weir.jobs.engine.discover.MovedDates.Dates;
import dev.weir.jobs.engine.read.value.ValueType;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Looks at what a draft would release beside moved dates, as a reader would who wants the true ones. What follows a date (an
 * age in days, the number of a month, the number of a row in a file that is sorted by date, the lot of a day) is dropped; dates by
 * which a run would stop, since many people have one day or week, become months.
 */
record UndoneShifts(ColumnMeanings meanings, Discovery discovery, Map<String, DescribedLayout> files) {

    /** Longer texts are no part of a date, and no code. */
    private static final int LONGEST = 40;

    /** Drafts move dates by any number of days. */
    private static final int STEP = 1;

    /** The tables, after it is known what is released of each. */
    List<DraftTable> of(List<DraftTable> tables) {
        List<DraftTable> mended = tables.stream().map(this::without).toList();
        List<DraftTable> inMonths = mended.stream()
                .filter(table -> table.columns().stream()
                        .anyMatch(column -> column.meaning().isInMonths()))
                .toList();
        List<DraftTable> alike = mended.stream()
                .map(table -> inMonths.stream()
                        .filter(other ->
                                !other.name().equals(table.name()) && PeopleLookup.haveSamePeople(table, other))
                        .findFirst()
                        .map(other -> inMonths(table, other))
                        .orElse(table))
                .toList();
        return alike.stream()
                .map(table -> inMonths.stream()
                        .filter(other -> other.name().equals(table.name()) || PeopleLookup.haveSamePeople(table, other))
                        .findFirst()
                        .map(other -> withoutTexts(table, other))
                        .orElse(table))
                .toList();
    }

    /** True months of the same people stand beside its moved days, and would tell by how many they are moved. */
    private DraftTable inMonths(DraftTable table, DraftTable other) {
        return table.with(column -> meanings.moves(column)
                ? column.with(column.meaning()
                        .treated(
                                Treatment.MONTHS_WITH_OTHERS,
                                "; in months, as the dates of the same people in " + other.name() + " are ("
                                        + inMonths(other) + ")"))
                : column);
    }

    /** Dates that are text have no months, and would be moved days beside true months. */
    private DraftTable withoutTexts(DraftTable table, DraftTable other) {
        return table.with(column -> meanings.movesText(column)
                ? column.with(column.meaning()
                        .treated(
                                Treatment.DROPPED,
                                "; dropped, since the dates of the same people in " + other.name() + " are months ("
                                        + inMonths(other)
                                        + "), and dates that are text, as some without a day are, are none"))
                : column);
    }

    private static String inMonths(DraftTable table) {
        return table.columns().stream()
                .filter(column -> column.meaning().isInMonths())
                .map(DraftColumn::name)
                .collect(Collectors.joining(", "));
    }

    /** A table, after it is known what is released of it. */
    private DraftTable without(DraftTable table) {
        List<Dates> dates = table.columns().stream()
                .filter(meanings::moves)
                .map(column ->
                        new Dates(table.place(column.name()), column.type().type()))
                .toList();
        if (dates.isEmpty()) {
            return table;
        }
        List<Integer> numbers = table.columns().stream()
                .filter(column ->
                        column.meaning().sure() != Sure.SAID && staysEqual(table, column) && mayFollow(table, column))
                .map(column -> table.place(column.name()))
                .toList();
        int subject = table.person()
                .map(LookedUpPerson::by)
                .or(table.keys()::subject)
                .map(table::place)
                .orElse(MovedDates.Columns.NONE);
        MovedDates moved = discovery.moved(
                Objects.requireNonNull(files.get(table.name())),
                new MovedDates.Columns(dates, numbers, subject),
                PeopleLookup.lookups(table.person().map(LookedUpPerson::steps).orElse(List.of()), files));
        Map<Integer, String> followed = new HashMap<>();
        moved.following()
                .forEach(each -> followed.put(
                        each.number(), table.columns().get(each.date()).name()));
        List<Integer> away = moved.givingAway(meanings.law().provisions().shiftedDates(), STEP);
        return table.with(column -> {
            int place = table.place(column.name());
            String date = followed.get(place);
            DraftMeaning meaning = column.meaning();
            if (date != null) {
                return column.with(meaning.treated(
                        Treatment.DROPPED,
                        "; dropped, since it follows " + date + ", and would tell by how many days that is moved"));
            }
            return away.contains(place)
                    ? column.inMonths(
                            table,
                            "so many people have one day or week in it that it would tell by how many days each person's"
                                    + " dates are moved")
                    : column;
        });
    }

    /** Whether equal values stay equal in a release: as they are, or as pseudonyms of codes that are no person's. */
    private boolean staysEqual(DraftTable table, DraftColumn column) {
        boolean isCode = RowSubjects.isNumber(column)
                && !RowSubjects.isCalledPerson(column) // a person's second number tells no more than the first
                && !table.keys().isKey(column.name())
                && !table.keys().subject().equals(Optional.of(column.name()));
        return meanings.keeps(column) || isCode;
    }

    private static boolean mayFollow(DraftTable table, DraftColumn column) {
        ValueType type = column.type().released();
        boolean isNumber =
                type instanceof ValueType.Whole || type instanceof ValueType.Real || type instanceof ValueType.Exact;
        return isNumber
                || (type instanceof ValueType.Text && table.profileOf(column).longest() <= LONGEST);
    }
}
