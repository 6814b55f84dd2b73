package dev.weir.jobs.notices;

import static dev.weir.contracts.json.JsonKey.instant;
import static dev.weir.contracts.json.JsonKey.object;
import static dev.weir.contracts.json.JsonKey.optionalInstant;
import static dev.weir.contracts.json.JsonKey.text;

import dev.weir.contracts.json.Json;
import dev.weir.contracts.json.JsonShape;
import dev.weir.jobs.notices.channel.Notice;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What is kept of a notice in a channel, so that it is sent once, and not forgotten before.
 *
 * @param subject of the happening
 * @param state of the happening
 * @param occasion on which it showed
 * @param since when it has been so
 * @param deliveredAt when it was delivered; empty when it was not
 * @param why it was not; empty when it was
 */
public record StoredNotice(
        String subject,
        String state,
        String occasion,
        Notice notice,
        Instant since,
        Optional<Instant> deliveredAt,
        String why) {

    private static final JsonShape<StoredNotice> SHAPE = JsonShape.document(
            "weir-notice/1",
            JsonShape.of(
                    text("subject", StoredNotice::subject),
                    text("state", StoredNotice::state),
                    text("occasion", StoredNotice::occasion),
                    object("notice", Notice.SHAPE, StoredNotice::notice),
                    instant("since", StoredNotice::since),
                    optionalInstant("told", StoredNotice::deliveredAt),
                    text("why", StoredNotice::why),
                    StoredNotice::new));

    /** One that has not been tried. */
    static StoredNotice of(NoticeEvent happening, Instant now) {
        return new StoredNotice(
                happening.subject(),
                happening.state(),
                happening.occasion(),
                happening.notice(),
                now,
                Optional.empty(),
                "");
    }

    StoredNotice delivered(Instant now) {
        return new StoredNotice(subject, state, occasion, notice, since, Optional.of(now), "");
    }

    StoredNotice undelivered(String because) {
        return new StoredNotice(subject, state, occasion, notice, since, Optional.empty(), because);
    }

    /** The same happening in other words, such as with other counts; it has waited since this one. */
    StoredNotice now(NoticeEvent happening) {
        return new StoredNotice(
                subject, happening.state(), happening.occasion(), happening.notice(), since, Optional.empty(), why);
    }

    /**
     * Whether people are to get a notice of a happening of this subject.
     *
     * @param again after how many days what still holds is sent again
     */
    boolean isDue(NoticeEvent happening, int again, Instant now) {
        return deliveredAt.isEmpty()
                || !state.equals(happening.state())
                || (!occasion.equals(happening.occasion())
                        && !deliveredAt.get().plus(Duration.ofDays(again)).isAfter(now));
    }

    String print() {
        return Json.print(SHAPE.node(this));
    }

    /** @throws dev.weir.contracts.ProblemsException when nothing of Weir's has written it */
    static StoredNotice parse(String file, String text) {
        return SHAPE.parse(Json.parse(file, text));
    }
}
