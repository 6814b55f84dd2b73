package dev.weir.jobs.engine.pass;

import dev.weir.jobs.engine.watch.RunWatch;
import dev.weir.jobs.plan.Stage;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;

/**
 * A run's way through the stages of its plan. Each is done in its turn, and none that the plan does not show: what {@code weir
 * plan} prints, what a run does and what its events tell is one list. A stage out of turn is a fault of Weir.
 */
public final class StageWalk {

    private final Deque<Stage> left;
    private final RunWatch watch;

    /**
     * @param stages all that the run may do
     * @param watch times each stage, and tells its events
     */
    public StageWalk(List<Stage> stages, RunWatch watch) {
        this.left = new ArrayDeque<>(stages);
        this.watch = watch;
    }

    /** Who hears of the run, beside its stages. */
    public RunWatch watch() {
        return watch;
    }

    /** Does the next stage, which is of this kind. */
    public <S extends Stage, T> T take(Class<S> kind, Function<S, T> work, ToLongFunction<T> rows) {
        S stage = next(kind);
        return watch.stage(stage.title(), stage.subject(), () -> work.apply(stage), rows);
    }

    /** Does the next stage, whose rows mean nothing. */
    public <S extends Stage, T> T take(Class<S> kind, Function<S, T> work) {
        return take(kind, work, done -> RunWatch.NO_ROWS);
    }

    /** Does every stage of this kind until one of another kind comes. */
    public <S extends Stage, T> void each(Class<S> kind, Function<S, T> work, ToLongFunction<T> rows) {
        while (kind.isInstance(left.peek())) {
            take(kind, work, rows);
        }
    }

    /** Does the stage that seals a release, by its number. */
    public <T> T seal(String release, Supplier<T> work) {
        return watch.stage(next(Stage.Seal.class).title(), release, work, done -> RunWatch.NO_ROWS);
    }

    /** Does the last stage, by the release's number; nothing is published while another stage is left. */
    public <T> T publish(String release, Supplier<T> work, ToLongFunction<T> rows) {
        next(Stage.Publish.class);
        if (!left.isEmpty()) {
            throw new IllegalStateException("Stage '" + left.peek().title() + "' is planned after the release");
        }
        return watch.publish(release, work, rows);
    }

    private <S extends Stage> S next(Class<S> kind) {
        Stage stage = left.poll();
        if (!kind.isInstance(stage)) {
            throw new IllegalStateException("The plan's next stage is "
                    + (stage == null ? "none" : "'" + stage.title() + "'") + ", and not " + kind.getSimpleName());
        }
        return kind.cast(stage);
    }
}
