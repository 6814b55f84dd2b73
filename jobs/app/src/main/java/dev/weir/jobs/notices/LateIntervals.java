package dev.weir.jobs.notices;

import dev.weir.contracts.release.RunRecord;
import dev.weir.contracts.settings.NoticeChannel.Topic;
import dev.weir.jobs.notices.channel.Notice;
import java.util.List;
import java.util.Map;

/**
 * Intervals that were released, and of which files arrived or changed since: no run takes them by itself.
 *
 * @param intervals as they are written after {@code --interval}
 * @param owners of the product
 */
record LateIntervals(RunRecord.Run run, List<String> intervals, List<String> owners) implements NoticeEvent {

    /** So many are named. */
    private static final int NAMED = 20;

    LateIntervals {
        intervals = List.copyOf(intervals);
        owners = List.copyOf(owners);
    }

    @Override
    public Topic topic() {
        return Topic.LATE;
    }

    @Override
    public String subject() {
        return "late/" + run.product();
    }

    @Override
    public String state() {
        return String.join(" ", intervals);
    }

    @Override
    public String occasion() {
        return run.id();
    }

    @Override
    public Notice notice() {
        String named = String.join(", ", intervals.subList(0, Math.min(NAMED, intervals.size())));
        return notice(
                "New files for earlier intervals of " + run.product(),
                List.of(
                        "Files arrived or changed after the release of " + named
                                + (intervals.size() > NAMED ? " and " + (intervals.size() - NAMED) + " more" : "")
                                + ".",
                        "What to do: 'weir run " + run.product()
                                + " --interval FROM/TO --each day --changed' makes them" + " anew."),
                owners,
                Map.of("product", run.product(), "run", run.id()));
    }
}
