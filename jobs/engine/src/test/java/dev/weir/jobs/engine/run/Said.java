package dev.weir.jobs.engine.run;

import dev.weir.contracts.release.RunRecord;
import dev.weir.contracts.release.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What is said of a product by a run or a check, rule by rule and table by table, with all counts. */
public final class Said {

    private static final String SCORE = "score";

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
        said.put(SCORE, record.score().words());
        said.put("why", record.ending().reasons().toString());
        said.put("harmless", record.harmless().toString());
        return said;
    }

    /** The rules of which a run says no number, and a check does; each with what the check says. */
    static Map<String, Verdict> unsaid(RunRecord checked, RunRecord run) {
        Map<String, Verdict> unsaid = new TreeMap<>();
        run.verdicts().stream()
                .filter(verdict -> verdict.subject() == Verdict.Subject.UNSAID)
                .forEach(verdict -> checked.verdicts().stream()
                        .filter(other ->
                                other.rule().id().equals(verdict.rule().id()) && other.answer() == verdict.answer())
                        .forEach(other -> unsaid.put(other.rule().id(), other)));
        return unsaid;
    }

    /** Where the two differ, in words; a number that a run may not say is no difference, nor is what the score makes of it. */
    public static List<String> differences(RunRecord checked, RunRecord run) {
        Map<String, String> then = of(checked);
        Map<String, String> now = of(run);
        Set<String> unsaid = unsaid(checked, run).keySet();
        then.keySet().removeAll(unsaid);
        now.keySet().removeAll(unsaid);
        if (!unsaid.isEmpty()) {
            then.remove(SCORE);
            now.remove(SCORE);
        }
        List<String> differences = new ArrayList<>();
        now.forEach((about, words) -> {
            String before = then.remove(about);
            if (!words.equals(before)) {
                differences.add("the run says of " + about + ": " + words + "; the check: " + before);
            }
        });
        then.forEach((about, words) -> differences.add("the check alone says of " + about + ": " + words));
        return differences;
    }
}
