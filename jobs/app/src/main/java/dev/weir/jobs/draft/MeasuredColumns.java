package dev.weir.jobs.draft;

import dev.weir.jobs.draft.DraftMeaning.Sure;
import dev.weir.jobs.engine.discover.ColumnProfile;
import dev.weir.jobs.engine.read.value.ValueType;
import java.util.List;

/**
 * Whole numbers that are measured in many columns of one table, such as the intensities of spots in a gel. In one column whole numbers
 * of which none stands twice may be a record's; nothing has so many of them at once, in numbers of several lengths.
 */
final class MeasuredColumns {

    /** A person has fewer numbers of registers. */
    private static final int FEWEST = 6;

    private MeasuredColumns() {}

    /**
     * A table with such columns as measurements.
     *
     * @param plain the table before it was known what its columns are about
     * @param meant the same with what they seem to be
     */
    static DraftTable of(DraftTable plain, DraftTable meant) {
        List<String> alike = plain.columns().stream()
                .filter(column -> mayBeMeasured(plain, column)
                        && meant.column(column.name())
                                .filter(each -> each.meaning().sure() == Sure.THIN)
                                .isPresent())
                .map(DraftColumn::name)
                .toList();
        return alike.size() < FEWEST
                ? meant
                : meant.with(column -> alike.contains(column.name())
                        ? plain.column(column.name())
                                .orElseThrow()
                                .meant(DraftMeaning.of(
                                        "HEALTH",
                                        Sure.THIN,
                                        "whole numbers of several lengths in " + alike.size()
                                                + " columns alike: they are measured"))
                        : column);
    }

    private static boolean mayBeMeasured(DraftTable table, DraftColumn column) {
        ColumnProfile profile = table.profileOf(column);
        return column.type().released() instanceof ValueType.Whole
                && KeySign.of(table, column) == KeySign.NONE
                && profile.tellsRows()
                && !profile.areOfOneLength()
                && profile.longest() > String.valueOf(table.readable()).length();
    }
}
