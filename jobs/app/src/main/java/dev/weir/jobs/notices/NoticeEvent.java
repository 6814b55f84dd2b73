package dev.weir.jobs.notices;

import dev.weir.contracts.json.Json;
import dev.weir.contracts.settings.NoticeChannel.Topic;
import dev.weir.contracts.settings.NoticeChannel.Wanted;
import dev.weir.contracts.text.Sha256;
import dev.weir.jobs.notices.channel.Notice;
import java.util.List;
import java.util.Map;

/** Something that people should know. It has names and counts, and no value of any row. */
public sealed interface NoticeEvent
        permits HeldRelease, DriftedRule, LateIntervals, FailedRun, ExpiringTerm, ThresholdWarning {

    Topic topic();

    /** What it is about: where two have the same subject, the later one replaces the earlier one. */
    String subject();

    /** What makes it another one than before: its end has come, other rules fail. */
    String state();

    /** The run in which it showed, or the day. What showed once in a run is no news until another run shows it. */
    String occasion();

    /** What people read. */
    Notice notice();

    /** Whether a channel asks for it. */
    default boolean isWanted(Wanted wanted) {
        return wanted.on().contains(topic());
    }

    /** What people read, under an id that follows from the happening alone. */
    default Notice notice(String title, List<String> lines, List<String> owners, Map<String, String> about) {
        String id =
                Sha256.hex(String.join("\n", subject(), state(), occasion())).substring(0, 32);
        return new Notice(Json.word(topic()), id, title, lines, owners, about);
    }
}
