package dev.weir.jobs.engine.sink;

import dev.weir.privacy.detect.LeakCounts;
import dev.weir.privacy.detect.ShiftedDays;
import dev.weir.privacy.detect.SubjectInText;
import java.io.Serializable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a pass found out about the people in the rows: what adds up, and is gone with
 * the run.
 *
 * @param minors released and quarantined rows of people under 14, as far as the rows tell
 * @param ageless rows of which nothing tells the age, whatever became of them
 * @param shifted of the released rows, what is moved
 * @param leaks by column, what its released values hold of what identifies people
 * @param rows by column of arrays and objects, in how many rows they hold it, however many elements stand beside
 * @param joined what parts of values are together: by the column of arrays, by two columns that stand side by
 *     side, or by a column and two fields of its objects, which are one where it is put together down a list
 * @param subjects by column, how often its released values hold the key of the row's own person
 */
public record WatchFindings(
        long minors,
        long ageless,
        Shifted shifted,
        Map<String, LeakCounts> leaks,
        Map<String, LeakCounts> rows,
        Map<List<String>, LeakCounts> joined,
        Map<String, SubjectInText.Counts> subjects)
        implements Serializable {

    static final WatchFindings NONE = new WatchFindings(0, 0, Shifted.NONE, Map.of(), Map.of(), Map.of(), Map.of());

    public WatchFindings {
        leaks = new TreeMap<>(leaks);
        rows = new TreeMap<>(rows);
        joined = new HashMap<>(joined);
        subjects = new TreeMap<>(subjects);
    }

    /**
     * The dates that are moved.
     *
     * @param lost rows that lost one, since they do not say whose they are
     * @param days by column, of a sample of the people
     * @param fresh the same of rows of files that the last release has not: a reader of both knows which they are
     */
    public record Shifted(long lost, Map<String, ShiftedDays> days, Map<String, ShiftedDays> fresh)
            implements Serializable {

        static final Shifted NONE = new Shifted(0, Map.of(), Map.of());

        public Shifted {
            days = new TreeMap<>(days);
            fresh = new TreeMap<>(fresh);
        }

        Shifted plus(Shifted other) {
            return new Shifted(lost + other.lost, both(days, other.days), both(fresh, other.fresh));
        }

        private static Map<String, ShiftedDays> both(Map<String, ShiftedDays> one, Map<String, ShiftedDays> other) {
            Map<String, ShiftedDays> all = new TreeMap<>(one);
            other.forEach((column, part) -> all.merge(column, part, ShiftedDays::plus));
            return all;
        }
    }

    WatchFindings plus(WatchFindings other) {
        Map<String, LeakCounts> allLeaks = new TreeMap<>(leaks);
        other.leaks.forEach((column, counts) -> allLeaks.merge(column, counts, LeakCounts::plus));
        Map<String, LeakCounts> allRows = new TreeMap<>(rows);
        other.rows.forEach((column, counts) -> allRows.merge(column, counts, LeakCounts::plus));
        Map<List<String>, LeakCounts> allJoined = new HashMap<>(joined);
        other.joined.forEach((columns, counts) -> allJoined.merge(columns, counts, LeakCounts::plus));
        Map<String, SubjectInText.Counts> allSubjects = new TreeMap<>(subjects);
        other.subjects.forEach((column, counts) -> allSubjects.merge(column, counts, SubjectInText.Counts::plus));
        return new WatchFindings(
                minors + other.minors,
                ageless + other.ageless,
                shifted.plus(other.shifted),
                allLeaks,
                allRows,
                allJoined,
                allSubjects);
    }
}
