package dev.weir.jobs.engine.discover;

import static org.apache.spark.sql.functions.avg;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Whole numbers that may count the days of recent years, as spreadsheets, statistics programs and astronomers do, or are written as
 * year, month and day of two digits each.
 */
final class DayNumbers {

    /** Days from the first one of each count to 2005-01-01: of Excel, SAS, Unix and the modified Julian calendar. */
    private static final long[] SINCE = {38_353, 16_437, 12_784, 53_371};

    /** Twenty-five years. */
    private static final long YEARS = 9_131;

    /** Of the numbers so many are a month of two digits, and a day behind it. */
    private static final double NEARLY_ALL = 0.98;

    private static final long FIRST_OF_SIX = 10_101;

    private static final long LAST_OF_SIX = 991_231;

    private static final int EACH = 4;

    private DayNumbers() {}

    /** What the numbers of columns may be, by their places: a noun; those that may be none are left out. */
    static Map<Integer, String> of(Dataset<Row> rows, List<Integer> places) {
        if (places.isEmpty()) {
            return Map.of();
        }
        List<Column> facts = new ArrayList<>();
        for (int place : places) {
            String column = Discovery.column(place);
            String value = "try_cast(" + column + " AS DOUBLE)";
            Column number = expr("CASE WHEN abs(" + value + ") < 1e9 THEN CAST(" + value + " AS BIGINT) END");
            Column month = number.divide(lit(100)).cast("long").mod(lit(100));
            Column day = number.mod(lit(100));
            facts.add(min(number));
            facts.add(max(number));
            facts.add(count(number).divide(count(col(column))));
            facts.add(avg(month.between(1, 12).and(day.between(1, 31)).cast("double")));
        }
        Row found = rows.agg(facts.get(0), facts.subList(1, facts.size()).toArray(Column[]::new))
                .first();
        Map<Integer, String> days = new HashMap<>();
        for (int i = 0; i < places.size(); i++) {
            int at = EACH * i;
            if (!found.isNullAt(at) && found.getDouble(at + 2) >= NEARLY_ALL) {
                String kind = kind(found.getLong(at), found.getLong(at + 1), found.getDouble(at + 3));
                if (!kind.isEmpty()) {
                    days.put(places.get(i), kind);
                }
            }
        }
        return days;
    }

    private static String kind(long least, long most, double sixDigits) {
        if (least >= FIRST_OF_SIX && most <= LAST_OF_SIX && sixDigits >= NEARLY_ALL) {
            return "days of six digits";
        }
        for (long first : SINCE) {
            if (least >= first && most <= first + YEARS) {
                return "numbers of days, as spreadsheets and statistics programs count them";
            }
        }
        return "";
    }
}
