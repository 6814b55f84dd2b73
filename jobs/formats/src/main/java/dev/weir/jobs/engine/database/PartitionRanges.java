package dev.weir.jobs.engine.database;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/** Cuts the values of a column between its least and its greatest into ranges of the same width. */
final class PartitionRanges {

    private PartitionRanges() {}

    /**
     * The conditions of parts: every row is in exactly one, whatever the column holds. The first has the rows without a value, and
     * all below; the last has all above.
     *
     * @param column quoted
     * @param least of its values, and the greatest, both of one type
     * @param parts how many at most
     */
    static List<PartQuery> cut(String column, Object least, Object greatest, int parts) {
        List<Object> cuts = cuts(least, greatest, parts);
        if (cuts.isEmpty()) {
            return List.of(PartQuery.of("1 = 1"));
        }
        List<PartQuery> conditions = new ArrayList<>();
        conditions.add(new PartQuery(column + " < ? OR " + column + " IS NULL", List.of(cuts.get(0))));
        for (int i = 1; i < cuts.size(); i++) {
            conditions.add(
                    new PartQuery(column + " >= ? AND " + column + " < ?", List.of(cuts.get(i - 1), cuts.get(i))));
        }
        conditions.add(new PartQuery(column + " >= ?", List.of(cuts.get(cuts.size() - 1))));
        return conditions;
    }

    private static List<Object> cuts(Object least, Object greatest, int parts) {
        BigDecimal from = number(least);
        BigDecimal width = number(greatest).subtract(from);
        List<Object> cuts = new ArrayList<>();
        BigDecimal last = from;
        for (int i = 1; i < parts && width.signum() > 0; i++) {
            BigDecimal cut = from.add(
                    width.multiply(BigDecimal.valueOf(i)).divide(BigDecimal.valueOf(parts), 0, RoundingMode.FLOOR));
            if (cut.compareTo(last) > 0) {
                cuts.add(value(least, cut));
                last = cut;
            }
        }
        return cuts;
    }

    private static BigDecimal number(Object value) {
        if (value instanceof Long number) {
            return BigDecimal.valueOf(number);
        } else if (value instanceof BigDecimal number) {
            return number;
        } else if (value instanceof LocalDate day) {
            return BigDecimal.valueOf(day.toEpochDay());
        } else if (value instanceof LocalDateTime clock) {
            return BigDecimal.valueOf(clock.toEpochSecond(ZoneOffset.UTC));
        } else if (value instanceof OffsetDateTime moment) {
            return BigDecimal.valueOf(moment.toEpochSecond());
        }
        throw new IllegalArgumentException(
                "Nothing is cut by a " + value.getClass().getName());
    }

    private static Object value(Object like, BigDecimal number) {
        if (like instanceof Long) {
            return number.longValueExact();
        } else if (like instanceof LocalDate) {
            return LocalDate.ofEpochDay(number.longValueExact());
        } else if (like instanceof LocalDateTime) {
            return LocalDateTime.ofEpochSecond(number.longValueExact(), 0, ZoneOffset.UTC);
        } else if (like instanceof OffsetDateTime) {
            return OffsetDateTime.of(1970, 1, 1, 0, 0, 0, 0, ZoneOffset.UTC)
                    .plus(number.longValueExact(), ChronoUnit.SECONDS);
        }
        return number;
    }
}
