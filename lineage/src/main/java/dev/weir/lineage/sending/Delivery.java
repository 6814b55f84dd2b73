package dev.weir.lineage.sending;

import java.time.Duration;

/** What became of an event that was sent. Its sentences have no secret. */
sealed interface Delivery {

    /** Without more to say. */
    Taken TAKEN = new Taken();

    /** The destination has it for good. */
    record Taken() implements Delivery {}

    /**
     * The destination did not take it and may do so later: it is down, slow, busy, or not what the settings mean.
     *
     * @param why such as {@code HTTP status 503}
     * @param pause how long the destination asks to be left alone; zero where it asks for nothing
     */
    record Later(String why, Duration pause) implements Delivery {
        Later(String why) {
            this(why, Duration.ZERO);
        }
    }

    /**
     * The destination will never take this event.
     *
     * @param why such as {@code HTTP status 422}
     * @param answer the beginning of what it answers
     */
    record Refused(String why, String answer) implements Delivery {}
}
