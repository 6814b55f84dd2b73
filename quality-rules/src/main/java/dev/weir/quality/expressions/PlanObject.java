package dev.weir.quality.expressions;

import dev.weir.quality.expressions.ValueException.Kind;
import java.io.Serializable;
import org.apache.spark.sql.catalyst.trees.SQLQueryContext;
import org.jspecify.annotations.Nullable;

/**
 * An object that travels with a plan, for {@link ObjectCall}. Two of a class are equal, or else Spark would not know again what
 * a query groups by.
 */
abstract class PlanObject implements Serializable {

    private static final long serialVersionUID = 1L;

    private final String shown;
    private final SQLQueryContext place;

    /** @param shown in a plan's text */
    PlanObject(String shown, SQLQueryContext place) {
        this.shown = shown;
        this.place = place;
    }

    final ValueException failure(Kind kind) {
        return new ValueException(kind, place);
    }

    @Override
    public final boolean equals(@Nullable Object other) {
        return other instanceof PlanObject object && getClass() == object.getClass();
    }

    @Override
    public final int hashCode() {
        return getClass().hashCode();
    }

    @Override
    public final String toString() {
        return shown;
    }
}
