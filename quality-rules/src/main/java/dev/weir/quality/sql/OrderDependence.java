package dev.weir.quality.sql;

import dev.weir.contracts.sql.OrderFault;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.aggregate.AggregateFunction;
import org.apache.spark.sql.catalyst.expressions.aggregate.ApproximatePercentile;
import org.apache.spark.sql.catalyst.expressions.aggregate.Average;
import org.apache.spark.sql.catalyst.expressions.aggregate.BitAggregate;
import org.apache.spark.sql.catalyst.expressions.aggregate.Collect;
import org.apache.spark.sql.catalyst.expressions.aggregate.Count;
import org.apache.spark.sql.catalyst.expressions.aggregate.CountMinSketchAgg;
import org.apache.spark.sql.catalyst.expressions.aggregate.First;
import org.apache.spark.sql.catalyst.expressions.aggregate.HistogramNumeric;
import org.apache.spark.sql.catalyst.expressions.aggregate.HyperLogLogPlusPlus;
import org.apache.spark.sql.catalyst.expressions.aggregate.Last;
import org.apache.spark.sql.catalyst.expressions.aggregate.Max;
import org.apache.spark.sql.catalyst.expressions.aggregate.MaxMinBy;
import org.apache.spark.sql.catalyst.expressions.aggregate.Min;
import org.apache.spark.sql.catalyst.expressions.aggregate.Mode;
import org.apache.spark.sql.catalyst.expressions.aggregate.PercentileBase;
import org.apache.spark.sql.catalyst.expressions.aggregate.PivotFirst;
import org.apache.spark.sql.catalyst.expressions.aggregate.Sum;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DoubleType;
import org.apache.spark.sql.types.FloatType;
import org.apache.spark.sql.types.LongType;

/**
 * How the answer of an aggregate depends on the order in which its rows come: engines add up and merge in the order in which
 * parts are done.
 *
 * @param fault why, and what to write in its place
 * @param ordering by what it chooses a row; empty where it chooses by the order of rows
 */
record OrderDependence(OrderFault fault, Optional<Expression> ordering) {

    /** Aggregates that give one answer, in whatever order their rows come. */
    private static final List<Class<? extends AggregateFunction>> STEADY = List.of(
            Count.class,
            Min.class,
            Max.class,
            Sum.class,
            Average.class,
            BitAggregate.class,
            HyperLogLogPlusPlus.class,
            CountMinSketchAgg.class,
            PercentileBase.class,
            PivotFirst.class);

    /** The dependence; empty for an aggregate that gives one answer in any order. */
    static Optional<OrderDependence> of(AggregateFunction function) {
        return function instanceof MaxMinBy by
                ? Optional.of(new OrderDependence(OrderFault.TIES_IN_CHOICE, Optional.of(by.orderingExpr())))
                : fault(function).map(fault -> new OrderDependence(fault, Optional.empty()));
    }

    private static Optional<OrderFault> fault(AggregateFunction function) {
        if (function instanceof First || function instanceof Last) {
            return Optional.of(OrderFault.TAKES_FIRST);
        }
        if (function instanceof Mode) {
            return Optional.of(OrderFault.TIES_IN_FREQUENCY);
        }
        if (function instanceof Collect<?>) {
            return Optional.of(OrderFault.COLLECTED);
        }
        if (function instanceof ApproximatePercentile) {
            return Optional.of(OrderFault.SKETCH);
        }
        if (function instanceof HistogramNumeric) {
            return Optional.of(OrderFault.HISTOGRAM);
        }
        DataType type = function.children().isEmpty()
                ? function.dataType()
                : function.children().head().dataType();
        boolean floating = type instanceof DoubleType || type instanceof FloatType;
        if (function instanceof Sum && floating) {
            return Optional.of(OrderFault.SUM);
        }
        if (function instanceof Average && (floating || type instanceof LongType)) {
            return Optional.of(floating ? OrderFault.MEAN : OrderFault.MEAN_OF_INTEGERS);
        }
        return STEADY.stream().anyMatch(steady -> steady.isInstance(function))
                        || function.getClass().getName().startsWith("dev.weir.")
                ? Optional.empty()
                : Optional.of(OrderFault.COMPUTED);
    }

    /** Why, in a window whose order has ties. */
    OrderFault inWindow() {
        return isOfValue() ? OrderFault.WINDOW_IN_TIES : OrderFault.ADDED_IN_TIES;
    }

    boolean isOfCollected() {
        return fault == OrderFault.COLLECTED;
    }

    /** Whether equal values make an equal answer in any order. */
    boolean isOfValue() {
        return switch (fault) {
            case TAKES_FIRST, TIES_IN_CHOICE, TIES_IN_FREQUENCY, COLLECTED -> true;
            default -> false;
        };
    }

    /** What is taken. */
    Expression value(AggregateFunction function) {
        return function.children().head();
    }
}
