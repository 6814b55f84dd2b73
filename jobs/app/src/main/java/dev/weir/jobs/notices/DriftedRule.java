package dev.weir.jobs.notices;

import dev.weir.contracts.release.RunRecord;
import dev.weir.contracts.settings.NoticeChannel.Topic;
import dev.weir.contracts.text.InstantText;
import dev.weir.jobs.notices.channel.Notice;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * A rule on columns of a source, or on the distribution of values, that a run did not find kept.
 *
 * @param release that was made all the same; empty when there is none
 * @param owners of the product
 */
record DriftedRule(RunRecord.Run run, OptionalLong release, JudgedRule rule, List<String> owners)
        implements NoticeEvent {

    DriftedRule {
        owners = List.copyOf(owners);
    }

    @Override
    public Topic topic() {
        return Topic.DRIFT;
    }

    @Override
    public String subject() {
        return "drift/" + run.product() + "/" + rule.table() + "/" + rule.id();
    }

    @Override
    public String state() {
        return release.isPresent() ? "released" : "held";
    }

    @Override
    public String occasion() {
        return run.id();
    }

    @Override
    public Notice notice() {
        Map<String, String> about = new LinkedHashMap<>();
        about.put("product", run.product());
        about.put("run", run.id());
        release.ifPresent(number -> about.put("release", run.product() + "@" + number));
        about.putAll(rule.about());
        return notice(
                "Drift in " + run.product() + ", table " + rule.table(),
                List.of(
                        rule.sentence(),
                        release.isPresent()
                                ? "The run that ended at " + InstantText.of(run.ended()) + " has released "
                                        + run.product() + "@" + release.getAsLong() + " all the same."
                                : "The run that ended at " + InstantText.of(run.ended()) + " made no release.",
                        "What to do: runs/" + run.product() + "/" + run.id()
                                + "/report.html shows what has moved; ask who delivers the source whether it is"
                                + " meant."),
                rule.owner().isBlank() ? owners : List.of(rule.owner()),
                about);
    }
}
