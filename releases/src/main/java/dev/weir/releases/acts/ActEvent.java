package dev.weir.releases.acts;

import dev.weir.contracts.release.ChainHead;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Function;

/** The event of an entry in the log of acts. */
public sealed interface ActEvent {

    /** Calls the case that fits. */
    <R> R match(Cases<R> cases);

    /** What to do in each case. */
    record Cases<R>(
            Function<Requested, R> requested,
            Function<Approved, R> approved,
            Function<Begun, R> begun,
            Function<Restored, R> restored) {}

    /**
     * A request for what a second person has to approve.
     *
     * @param grounds what it stands on, each with the SHA-256 of its content: where one is another by then, nothing is approved
     * @param shown what a second person has to know of it, by name, as it was when it was asked; never a value of a record
     */
    record Requested(ActDetails asked, Map<String, String> grounds, Map<String, String> shown) implements ActEvent {
        public Requested {
            grounds = Collections.unmodifiableMap(new LinkedHashMap<>(grounds));
            shown = Collections.unmodifiableMap(new LinkedHashMap<>(shown));
        }

        /** Whether both ask for the same, on the same grounds. */
        boolean isLike(Requested other) {
            return asked.equals(other.asked) && grounds.equals(other.grounds);
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.requested().apply(this);
        }
    }

    /** A second person approves a request. */
    record Approved(long request) implements ActEvent {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.approved().apply(this);
        }
    }

    /**
     * The caller was let through, and does it from now on. It may still fail.
     *
     * @param request that was approved; empty where one person is enough
     */
    record Begun(ActDetails asked, OptionalLong request) implements ActEvent {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.begun().apply(this);
        }
    }

    /**
     * The log goes on after a loss. No request from before it counts any more.
     *
     * @param reason in the words of the declaring person
     * @param lost heads that were seen, and do not fit what is left
     */
    record Restored(String reason, List<ChainHead> lost) implements ActEvent {
        public Restored {
            lost = List.copyOf(lost);
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.restored().apply(this);
        }
    }
}
