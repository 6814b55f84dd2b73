package dev.weir.catalogue.page;

import dev.weir.contracts.BlamedColumns;
import dev.weir.contracts.Rule;
import dev.weir.contracts.release.FailingRow;
import dev.weir.contracts.release.ReleasedTable.ReleasedColumn;
import dev.weir.contracts.release.ShownRows;
import dev.weir.contracts.release.UnreadableRecords;
import dev.weir.contracts.release.Verdict;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Rows and records as a run's report shows them: where they are, and by the columns that their rule blames.
 *
 * @param columns the released columns of each table, dropped ones included
 */
record ReportedExamples(ShownRows shown, Map<String, List<ReleasedColumn>> columns) {
    private static final int LONGEST = 60;

    /** The rows that break a rule. */
    List<Map<String, Object>> of(Rule rule) {
        List<Map<String, Object>> rows = new ArrayList<>();
        for (FailingRow row : shown.of(rule.id())) {
            Map<String, String> values = new LinkedHashMap<>();
            for (String column : rule.check().match(new BlamedColumns())) {
                values.put(column, value(row, column, rule.table()));
            }
            rows.add(Map.of(
                    "place",
                    place(row),
                    "values",
                    values,
                    "detail",
                    row.detail().orElse("")));
        }
        return rows;
    }

    /** How many rows break the rule beside those that are shown; empty where none is shown. */
    String more(Verdict verdict) {
        int listed = shown.of(verdict.rule().id()).size();
        return listed == 0 || verdict.rows().failed() <= listed
                ? ""
                : String.format(Locale.ROOT, "%,d", verdict.rows().failed() - listed);
    }

    private String value(FailingRow row, String column, String table) {
        String value = row.values().get(column);
        if (value != null) {
            return value.codePointCount(0, value.length()) <= LONGEST
                    ? value
                    : value.substring(0, value.offsetByCodePoints(0, LONGEST)) + "…";
        }
        boolean dropped = columns.getOrDefault(table, List.of()).stream()
                .anyMatch(released ->
                        released.name().equals(column) && released.mask().drops());
        return dropped ? "(not shown: its mask drops it)" : "NULL";
    }

    private static String place(FailingRow row) {
        return row.file()
                .map(file -> file + (row.line().isPresent() ? ":" + row.line().getAsLong() : ""))
                .orElse("a row of no single record");
    }

    /** Why records of a source could not be read. */
    List<Map<String, Object>> causes(String source) {
        List<Map<String, Object>> causes = new ArrayList<>();
        for (UnreadableRecords cause : shown.unreadable()) {
            if (cause.source().equals(source)) {
                List<String> places = cause.first().stream()
                        .map(at -> at.file()
                                + (at.line().isPresent() ? ":" + at.line().getAsLong() : "")
                                + at.detail().map(detail -> " (" + detail + ")").orElse(""))
                        .toList();
                causes.add(Map.of(
                        "reason",
                        cause.reason(),
                        "column",
                        cause.column().orElse(""),
                        "records",
                        String.format(Locale.ROOT, "%,d", cause.records()),
                        "places",
                        places,
                        "more",
                        cause.records() > places.size()));
            }
        }
        return causes;
    }
}
