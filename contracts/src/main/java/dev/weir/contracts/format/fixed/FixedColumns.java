package dev.weir.contracts.format.fixed;

import dev.weir.contracts.Code;
import dev.weir.contracts.Column;
import dev.weir.contracts.Problems;
import dev.weir.contracts.Table;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Checks where the columns of a table stand in lines: each at places of its own. */
final class FixedColumns {

    private final Problems problems;

    FixedColumns(Problems problems) {
        this.problems = problems;
    }

    /** @param width of the lines, where the contract declares it */
    void check(Table table, OptionalInt width) {
        Map<Column, FixedPlaces> earlier = new LinkedHashMap<>();
        for (Column column : table.columns()) {
            Optional<FixedPlaces> places = FixedPlaces.of(column.origin().physicalName());
            if (places.isEmpty()) {
                nowhere(column);
                continue;
            }
            earlier.forEach((other, its) -> {
                if (its.overlap(places.get())) {
                    report(
                            column,
                            "column '" + other.name() + "' at " + other.place() + " reads " + its + ", so both read "
                                    + common(its, places.get()),
                            "put one of the two right; a part of a value is taken in the query, such as substring("
                                    + other.name() + ", 1, 4)");
                }
            });
            if (width.isPresent() && places.get().last() > width.getAsInt()) {
                report(
                        column,
                        "a line ends at " + width.getAsInt() + ", as 'lineWidth' says",
                        "put one of the two right");
            }
            earlier.put(column, places.get());
        }
    }

    private static FixedPlaces common(FixedPlaces one, FixedPlaces other) {
        return new FixedPlaces(Math.max(one.first(), other.first()), Math.min(one.last(), other.last()));
    }

    private void nowhere(Column column) {
        problems.add(
                Code.INVALID_VALUE,
                column.place(),
                "column '" + column.name() + "' stands at '" + column.origin().physicalName()
                        + "', which is no place of a line",
                "a column of fixed width is found by its first and last place, counted from 1",
                "write such as 'physicalName: \"9-16\"', or \"17\" for one place");
    }

    private void report(Column column, String why, String remedy) {
        problems.add(
                Code.INVALID_VALUE,
                column.place(),
                "column '" + column.name() + "' reads " + column.origin().physicalName() + " of each line",
                why,
                remedy);
    }
}
