package dev.weir.releases.log;

import dev.weir.contracts.release.Manifest;
import java.util.List;
import java.util.function.Function;

/** How an attempt to publish ended. */
public sealed interface PublishResult {

    /** Calls the case that fits. */
    default <R> R match(Function<Done, R> done, Function<Refused, R> refused, Function<Unknown, R> unknown) {
        if (this instanceof Done result) {
            return done.apply(result);
        } else if (this instanceof Refused result) {
            return refused.apply(result);
        }
        return unknown.apply((Unknown) this);
    }

    /**
     * The release exists, and is this one.
     *
     * @param notes one sentence for each thing that people should know; usually none
     */
    record Done(Manifest manifest, List<String> notes) implements PublishResult {
        public Done {
            notes = List.copyOf(notes);
        }
    }

    /** Another release has that number: another run came first. */
    record Refused(Manifest winner) implements PublishResult {}

    /**
     * The answer was lost, and reading back gave none either. Nothing may be retried or deleted until a later command has
     * read the log.
     */
    record Unknown(Throwable cause) implements PublishResult {}
}
