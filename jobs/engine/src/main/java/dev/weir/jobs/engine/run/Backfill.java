package dev.weir.jobs.engine.run;

import dev.weir.contracts.ExitCode;
import dev.weir.contracts.release.Outcome;
import dev.weir.contracts.release.RunRecord;
import dev.weir.jobs.engine.scope.ReleasedIntervals;
import dev.weir.jobs.engine.scope.RunRequest;
import dev.weir.jobs.engine.scope.UnchangedPolicy;
import dev.weir.jobs.plan.interval.Interval;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Makes one release of a product for each of many intervals, the earliest first. What was released before by the same
 * contracts, rules and keys is passed over, so that the same call goes on where another has stopped.
 */
public final class Backfill {

    private final ProductRun run;
    private final Consumer<Part> listener;
    private final Consumer<List<Interval>> stopped;

    /**
     * @param run makes each release
     * @param listener is called for each interval when it is done
     */
    public Backfill(ProductRun run, Consumer<Part> listener) {
        this(run, listener, late -> {});
    }

    /**
     * The same.
     *
     * @param stopped is given the intervals of which files are late, where there are any, when the backfill ends with a problem
     */
    public Backfill(ProductRun run, Consumer<Part> listener, Consumer<List<Interval>> stopped) {
        this.run = run;
        this.listener = listener;
        this.stopped = stopped;
    }

    /**
     * One interval.
     *
     * @param position among the intervals, from 1
     * @param all how many intervals there are
     * @param interval itself
     * @param ending how its run ended; empty when it had a release already
     * @param release its number, if there is one
     */
    public record Part(int position, int all, Interval interval, Optional<Outcome> ending, OptionalLong release) {
        private boolean isDone() {
            return ending.isEmpty() || ending.get() == Outcome.RELEASED || ending.get() == Outcome.UNCHANGED;
        }
    }

    /**
     * How it ended.
     *
     * @param parts the intervals up to the first whose run made no release, that one included
     * @param left how many intervals come after them
     * @param late released intervals of which files arrived or changed before it began, less those that it made anew
     */
    public record Result(List<Part> parts, int left, List<Interval> late) {
        public Result {
            parts = List.copyOf(parts);
            late = List.copyOf(late);
        }

        /** That of the first run that made no release. */
        public ExitCode exit() {
            return parts.stream()
                    .filter(part -> !part.isDone())
                    .flatMap(part -> part.ending().stream())
                    .map(Outcome::exit)
                    .findFirst()
                    .orElse(ExitCode.DONE);
        }
    }

    /**
     * Runs the product for each interval, until one makes no release.
     *
     * @param intervals the earliest first
     * @param request of each run; where it asks for one again, none is passed over
     * @throws dev.weir.contracts.ProblemsException as {@link ProductRun#run}; the intervals before are released
     */
    public Result of(String product, List<Interval> intervals, RunRequest request) {
        return run(product, intervals, request, run.late(product), request.again() != UnchangedPolicy.ALWAYS);
    }

    /**
     * Runs the product for those of the intervals that were released, and of which files arrived or changed since.
     *
     * @param intervals the earliest first
     * @param request of each run
     * @throws dev.weir.contracts.ProblemsException as {@link #of}
     */
    public Result ofChanged(String product, List<Interval> intervals, RunRequest request) {
        List<Interval> late = run.late(product);
        return run(product, intervals.stream().filter(late::contains).toList(), request, late, false);
    }

    private Result run(
            String product,
            List<Interval> intervals,
            RunRequest request,
            List<Interval> lateBefore,
            boolean passesOver) {
        Released released = new Released(product);
        List<Part> parts = new ArrayList<>();
        List<Interval> late = new ArrayList<>(lateBefore);
        for (Interval interval : intervals) {
            Optional<RunRecord.Ending> ending = passesOver && released.has(interval)
                    ? Optional.empty()
                    : Optional.of(ending(product, request.ofMany().over(interval), late));
            Part part = new Part(
                    parts.size() + 1,
                    intervals.size(),
                    interval,
                    ending.map(RunRecord.Ending::outcome),
                    ending.map(RunRecord.Ending::release).orElse(OptionalLong.empty()));
            parts.add(part);
            part.release().ifPresent(released::made);
            listener.accept(part);
            if (!part.isDone()) {
                break;
            }
            if (part.ending().isPresent()) {
                late.remove(interval);
            }
        }
        if (!late.isEmpty() && parts.stream().anyMatch(part -> part.ending().isPresent())) {
            late.retainAll(
                    run.late(product)); // of a longer interval the parts that were run may have been all that was late
        }
        return new Result(parts, intervals.size() - parts.size(), late);
    }

    private RunRecord.Ending ending(String product, RunRequest request, List<Interval> late) {
        try {
            return run.run(product, request).record().ending();
        } catch (RuntimeException e) {
            if (!late.isEmpty()) {
                stopped.accept(late);
            }
            throw e;
        }
    }

    /** The intervals that have a release by now: another backfill may make some while this one is at work. */
    private final class Released {

        private final String product;
        private long newest = Long.MIN_VALUE;
        private @Nullable ReleasedIntervals intervals;

        Released(String product) {
            this.product = product;
        }

        boolean has(Interval interval) {
            long now = run.newest(product);
            if (intervals == null || now != newest) {
                intervals = run.released(product);
                newest = now;
            }
            return intervals.has(interval.from(), interval.to());
        }

        /** This backfill's own release: its interval is not asked for again, so that nothing need be read anew for it. */
        void made(long number) {
            if (number == newest + 1) {
                newest = number;
            }
        }
    }
}
