package dev.weir.releases.log;

import dev.weir.contracts.release.Manifest;
import java.util.List;

/** How an attempt to publish ended. */
public sealed interface PublishResult {

    /** Calls the case that fits. */
    <R> R match(Cases<R> cases);

    /** One method per ending. */
    interface Cases<R> {
        R done(Done done);

        R refused(Refused refused);

        R unknown(Unknown unknown);
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

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.done(this);
        }
    }

    /** Another release has that number: another run came first. */
    record Refused(Manifest winner) implements PublishResult {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.refused(this);
        }
    }

    /**
     * The answer was lost, and reading back gave none either. Nothing may be retried or deleted until a later command has
     * read the log.
     */
    record Unknown(Throwable cause) implements PublishResult {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.unknown(this);
        }
    }
}
