package dev.weir.jobs.spark;

import dev.weir.contracts.release.Manifest;
import dev.weir.contracts.release.SourceCount;
import dev.weir.contracts.release.Verdict;
import dev.weir.jobs.plan.Answer;
import dev.weir.jobs.plan.Plan;
import dev.weir.jobs.plan.RulePlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Whether a run would make the release that is there already. */
final class Unchanged {

    private Unchanged() {}

    /** Same sources, contracts, rules, law, keys and version; the same rules and waivers in force. */
    static boolean since(Manifest last, Manifest.Basis basis, String version, Plan plan, List<SourceInput> sources) {
        return last.basis().equals(basis)
                && last.record().run().version().equals(version)
                && dormant(last).equals(ids(plan.rules(Answer.DORMANT)))
                && last.record().verdicts().stream()
                        .flatMap(verdict -> verdict.waiver().stream())
                        .allMatch(plan.waivers()::contains)
                && then(last).equals(now(sources));
    }

    private static Set<String> dormant(Manifest last) {
        return last.record().verdicts().stream()
                .filter(verdict -> verdict.answer() == Verdict.Answer.DORMANT)
                .map(verdict -> verdict.rule().id())
                .collect(Collectors.toSet());
    }

    private static Set<String> ids(List<RulePlan> rules) {
        return rules.stream().map(RulePlan::id).collect(Collectors.toSet());
    }

    private static List<List<String>> then(Manifest last) {
        List<List<String>> files = new ArrayList<>();
        last.record()
                .sources()
                .forEach(source -> source.files().forEach(file -> files.add(fact(source.table(), file))));
        return files;
    }

    private static List<List<String>> now(List<SourceInput> sources) {
        List<List<String>> files = new ArrayList<>();
        sources.forEach(source ->
                source.files().forEach(file -> files.add(fact(source.read().name(), file))));
        return files;
    }

    /** A file's time says nothing: it may have been written again with the same bytes. */
    private static List<String> fact(String source, SourceCount.SourceFile file) {
        return List.of(source, file.path(), file.sha256());
    }
}
