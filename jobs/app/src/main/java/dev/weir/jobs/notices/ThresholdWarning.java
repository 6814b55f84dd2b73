package dev.weir.jobs.notices;

import dev.weir.contracts.json.Json;
import dev.weir.contracts.settings.NoticeChannel.Topic;
import dev.weir.contracts.settings.NoticeChannel.Wanted;
import dev.weir.jobs.notices.channel.Notice;
import dev.weir.privacy.ledger.LedgerThreshold;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How many people were sent abroad this year, against a threshold of the law.
 *
 * @param sent people, this year
 */
record ThresholdWarning(LedgerThreshold threshold, long sent, LocalDate today) implements NoticeEvent {
    private boolean isReached() {
        return sent >= threshold.people();
    }

    @Override
    public Topic topic() {
        return Topic.THRESHOLD;
    }

    @Override
    public boolean isWanted(Wanted wanted) {
        return wanted.on().contains(Topic.THRESHOLD) && sent > 0 && sent >= wanted.share() * threshold.people();
    }

    @Override
    public String subject() {
        return "threshold/" + Json.word(threshold.kind()) + "/" + threshold.people() + "/" + threshold.rule();
    }

    @Override
    public String state() {
        return today.getYear() + (isReached() ? " reached" : " near");
    }

    @Override
    public String occasion() {
        return today.toString();
    }

    @Override
    public Notice notice() {
        String kind = Json.word(threshold.kind());
        Map<String, String> about = new LinkedHashMap<>();
        about.put("kind", kind);
        about.put("threshold", Long.toString(threshold.people()));
        about.put("sent", Long.toString(sent));
        return notice(
                "The threshold of " + threshold.people() + " people (" + kind + ") is "
                        + (isReached() ? "reached" : "near"),
                List.of(
                        sent + " people were sent abroad in " + today.getYear() + ".",
                        "From " + threshold.people() + " people on the law asks for " + threshold.asks() + " ("
                                + threshold.article() + ").",
                        "What to do: 'weir ledger' shows the year and its forecast; plan what the law asks for before the"
                                + " next copy."),
                List.of(),
                about);
    }
}
