package dev.weir.jobs.notices;

import dev.weir.contracts.json.Json;
import dev.weir.contracts.release.Outcome;
import dev.weir.contracts.release.RunRecord;
import dev.weir.contracts.settings.NoticeChannel.Topic;
import dev.weir.contracts.text.InstantText;
import dev.weir.jobs.notices.channel.Notice;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A run that has judged all rows and made no release.
 *
 * @param rules that stood against it
 * @param owners of the product
 */
record HeldRelease(RunRecord.Run run, Outcome outcome, List<JudgedRule> rules, List<String> owners)
        implements NoticeEvent {

    /** So many rules are named; the report has all. */
    private static final int NAMED = 20;

    HeldRelease {
        rules = List.copyOf(rules);
        owners = List.copyOf(owners);
    }

    @Override
    public Topic topic() {
        return outcome == Outcome.REFUSED ? Topic.REFUSED : outcome == Outcome.HELD ? Topic.HELD : Topic.FAILED;
    }

    @Override
    public String subject() {
        return "held/" + run.product();
    }

    /** Other counts of the same rules are nothing new. */
    @Override
    public String state() {
        return outcome + " " + rules.stream().map(JudgedRule::id).sorted().collect(Collectors.joining(" "));
    }

    @Override
    public String occasion() {
        return run.id();
    }

    @Override
    public Notice notice() {
        List<String> lines = new ArrayList<>();
        lines.add("The run that ended at " + InstantText.of(run.ended()) + " made no release. Run: " + run.id() + ".");
        rules.stream().limit(NAMED).forEach(rule -> lines.add(rule.sentence()));
        if (rules.size() > NAMED) {
            lines.add("And " + (rules.size() - NAMED) + " rules more.");
        }
        lines.add("What to do: runs/" + run.product() + "/" + run.id()
                + "/report.html says why; mend the source or the rule," + " then 'weir run " + run.product() + "'.");
        Map<String, String> about = new LinkedHashMap<>();
        about.put("product", run.product());
        about.put("run", run.id());
        if (rules.size() == 1) {
            about.putAll(rules.get(0).about());
        }
        List<String> answer = rules.stream()
                .map(JudgedRule::owner)
                .filter(owner -> !owner.isBlank())
                .distinct()
                .toList();
        return notice(
                Character.toUpperCase(Json.word(outcome).charAt(0))
                        + Json.word(outcome).substring(1) + ": no release of " + run.product(),
                lines,
                answer.isEmpty() ? owners : answer,
                about);
    }
}
