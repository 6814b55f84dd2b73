package dev.weir.jobs.engine.conform;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.date_format;
import static org.apache.spark.sql.functions.length;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.regexp_extract;
import static org.apache.spark.sql.functions.when;

import dev.weir.jobs.plan.HiddenColumns;
import dev.weir.jobs.plan.interval.SourcePath;
import dev.weir.quality.ColumnsByName;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.fs.GlobPattern;
import org.apache.spark.sql.Column;

/** Files whose paths say of which hour, day or month they are, beside rows that say it themselves. */
public final class DatedFiles {

    private static final String PLACE = "\u0001";

    private DatedFiles() {}

    /**
     * Whether a row is of the hour, day or month that the path of its file says. NULL where a row has no one file, no moment of its
     * own, or the file is none of these paths.
     *
     * @param path with one of <code>{hour}</code>, <code>{date}</code> and <code>{month}</code>
     * @param interval the column of days or moments, which is taken in the session's time zone
     */
    public static Column hold(SourcePath path, String interval) {
        Column own = ColumnsByName.column(interval);
        Column holds = lit(true);
        for (Unit unit : units(path)) {
            Column said = regexp_extract(col(HiddenColumns.FILE), pattern(path, unit), 1);
            holds = holds.and(when(length(said).gt(0), said.equalTo(date_format(own, unit.format))));
        }
        return holds;
    }

    private static List<Unit> units(SourcePath path) {
        List<Unit> units = new ArrayList<>();
        for (Unit unit : Unit.values()) {
            if (path.whole().contains(unit.word)) {
                units.add(unit);
            }
        }
        return units;
    }

    /** From the first part that says a unit on: what lies above it may be left out of a file's name. */
    private static String pattern(SourcePath path, Unit wanted) {
        String[] parts = path.whole().split("/", -1);
        int first = 0;
        while (units(new SourcePath(parts[first], "")).isEmpty()) {
            first++;
        }
        String glob = String.join("/", List.of(parts).subList(first, parts.length));
        int at = glob.indexOf(wanted.word);
        String marked = glob.substring(0, at) + PLACE + glob.substring(at + wanted.word.length());
        for (Unit unit : Unit.values()) {
            marked = marked.replace(unit.word, unit.digits);
        }
        return "(?:^|/)" + new GlobPattern(marked).compiled().pattern().replace(PLACE, "(" + wanted.digits + ")") + "$";
    }

    private enum Unit {
        HOUR("{hour}", "[0-9][0-9]", "HH"),
        DATE("{date}", "[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]", "yyyy-MM-dd"),
        MONTH("{month}", "[0-9][0-9][0-9][0-9]-[0-9][0-9]", "yyyy-MM");

        private final String word;
        private final String digits;
        private final String format;

        Unit(String word, String digits, String format) {
            this.word = word;
            this.digits = digits;
            this.format = format;
        }
    }
}
