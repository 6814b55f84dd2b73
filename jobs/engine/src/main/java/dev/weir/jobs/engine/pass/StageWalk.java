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

    /** Who gets the events of the run, beside its stages. */
    public RunWatch watch() {
        return watch;
    }

    /** Does the next stage, which is of this kind. */
    public <T> T take(Stage.Kind kind, Supplier<T> work) {
        return take(next(kind), work, done -> RunWatch.NO_ROWS);
    }

    /** Does every stage of this kind until one of another kind comes. */
    public <T> void each(Stage.Kind kind, Function<Stage, T> work, ToLongFunction<T> rows) {
        while (!left.isEmpty() && left.element().kind() == kind) {
            Stage stage = left.remove();
            take(stage, () -> work.apply(stage), rows);
        }
    }

    private <T> T take(Stage stage, Supplier<T> work, ToLongFunction<T> rows) {
        return watch.stage(stage.title(), stage.subject(), work, rows);
    }

    /** Does the stage that seals a release, by its number. */
    public <T> T seal(String release, Supplier<T> work) {
        return watch.stage(next(Stage.Kind.SEAL).title(), release, work, done -> RunWatch.NO_ROWS);
    }

    /** Does the last stage, by the release's number; nothing is published while another stage is left. */
    public <T> T publish(String release, Supplier<T> work, ToLongFunction<T> rows) {
        next(Stage.Kind.PUBLISH);
        if (!left.isEmpty()) {
            throw new IllegalStateException("Stage '" + left.element().title() + "' is planned after the release");
        }
        return watch.publish(release, work, rows);
    }

    private Stage next(Stage.Kind kind) {
        if (left.isEmpty() || left.element().kind() != kind) {
            throw new IllegalStateException("The plan's next stage is "
                    + (left.isEmpty() ? "none" : "'" + left.element().title() + "'") + ", and not '" + kind.title()
                    + "'");
        }
        return left.remove();
    }
}
