package dev.weir.jobs.draft;

import dev.weir.jobs.draft.DraftMeaning.Sure;
import dev.weir.jobs.draft.DraftMeaning.Treatment;
import dev.weir.jobs.engine.discover.ColumnProfile;
import dev.weir.jobs.engine.discover.DescribedLayout;
import dev.weir.jobs.engine.discover.Discovery;
import dev.weir.jobs.engine.read.value.ValueType;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * Dates of people that no mask would move, since they are numbers: those that count days, those that are written in six digits, and those
 * whose year, month and day are columns of their own. They are dropped; of the last the day is, so the month stays.
 */
record DatesInNumbers(ColumnMeanings meanings, Discovery discovery, Map<String, DescribedLayout> files) {

    /** Fewer different numbers are no dates of many people. */
    private static final int FEWEST = 20;

    private static final int SHORTEST = 5;
    private static final int LONGEST = 8;

    /** What happens to people on a day, written before its parts or behind them: day_of_birth, birthMonth. */
    private static final String EVENT =
            "(?:birth|bth|dob|death|dod|admission|adm|discharge|disch?|diagnosis|diag|dx|onset|event"
                    + "|visit|surgery|operation|delivery|collection|sampling|enrol?lment|registration|interview)";

    private static final String BEFORE = "(?i)(?:.*[_ .-]|(?:.*[_ .-])?" + EVENT + ")?";
    private static final String BEHIND = "(?:[_ .-]?(?:of|at)[_ .-]?(?:the[_ .-]?)?" + EVENT + ")?";

    private static final Pattern YEAR = Pattern.compile(BEFORE + "(?:y|yr|yy|yyyy|year)" + BEHIND + "|.*年份?");
    private static final Pattern MONTH = Pattern.compile(BEFORE + "(?:m|mo|mon|mth|mm|month)" + BEHIND + "|.*月份?");
    private static final Pattern DAY = Pattern.compile(
            BEFORE + "(?:(?:d|dd|dy|dom|b?day)" + BEHIND + "|day[_ .-]?of[_ .-]?(?:the[_ .-]?)?month|mday)|.*日");
    private static final Pattern DAY_OF_YEAR =
            Pattern.compile("(?i)(?:.*[_ .-])?(?:doy|yday|jday|julian|day[_ ]?of[_ ]?year)|.*年内日");

    /** A table, after it is known what is released of it, and whether it is about people. */
    DraftTable without(DraftTable table) {
        if (table.subject().isEmpty()) {
            return table;
        }
        List<Integer> numbers = table.columns().stream()
                .filter(this::isKeptNumber)
                .filter(column -> mayCountDays(table.profileOf(column)))
                .map(column -> table.place(column.name()))
                .toList();
        Map<Integer, String> days = discovery.dayNumbers(Objects.requireNonNull(files.get(table.name())), numbers);
        boolean isSplit = isCalled(table, MONTH) && isCalled(table, DAY);
        boolean hasYear = isCalled(table, YEAR);
        return table.with(column -> {
            String kind = days.get(table.place(column.name()));
            if (kind != null) {
                return dropped(column, "its numbers may be " + kind);
            }
            boolean isDay = isKeptNumber(column)
                    && ((isSplit && DAY.matcher(column.label()).matches())
                            || (hasYear && DAY_OF_YEAR.matcher(column.label()).matches()));
            return isDay ? dropped(column, "with the columns of year and month it is a date") : column;
        });
    }

    private boolean isCalled(DraftTable table, Pattern name) {
        return table.columns().stream()
                .anyMatch(column ->
                        isKeptNumber(column) && name.matcher(column.label()).matches());
    }

    private boolean isKeptNumber(DraftColumn column) {
        ValueType type = column.type().released();
        boolean isNumber = type instanceof ValueType.Whole
                || type instanceof ValueType.Real
                || type instanceof ValueType.Exact
                || type instanceof ValueType.Text;
        return isNumber && column.meaning().sure() != Sure.SAID && meanings.keeps(column);
    }

    private static boolean mayCountDays(ColumnProfile profile) {
        return profile.longest() >= SHORTEST
                && profile.longest() <= LONGEST
                && profile.distinct().map(count -> count >= FEWEST).orElse(true);
    }

    private static DraftColumn dropped(DraftColumn column, String because) {
        return column.with(column.meaning().treated(Treatment.DROPPED, "; dropped, since " + because));
    }
}
