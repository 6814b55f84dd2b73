package dev.weir.jobs.engine.run;

import dev.weir.contracts.release.RunRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What is said of a product by a run or a check, rule by rule and table by table, with all counts. */
public final class Said {

    private Said() {}

    static Map<String, String> of(RunRecord record) {
        Map<String, String> said = new TreeMap<>();
        record.verdicts()
                .forEach(verdict -> said.put(
                        verdict.rule().id(),
                        EveryRule.Said.of(verdict) + " " + verdict.subject() + " " + verdict.metrics() + ": "
                                + verdict.explanation()));
        record.tables().forEach(table -> said.put("rows of " + table.table(), table.toString()));
        record.sources()
                .forEach(source -> said.put(
                        "records of " + source.table(),
                        source.files().stream().map(file -> file.path()).toList() + " " + source.records() + " "
                                + source.unreadable()));
        said.put("score", record.score().words());
        said.put("why", record.ending().reasons().toString());
        said.put("harmless", record.harmless().toString());
        return said;
    }

    /** Where the two differ, in words. */
    public static List<String> differences(RunRecord checked, RunRecord run) {
        Map<String, String> then = of(checked);
        List<String> differences = new ArrayList<>();
        of(run).forEach((about, words) -> {
            String before = then.remove(about);
            if (!words.equals(before)) {
                differences.add("the run says of " + about + ": " + words + "; the check: " + before);
            }
        });
        then.forEach((about, words) -> differences.add("the check alone says of " + about + ": " + words));
        return differences;
    }
}
