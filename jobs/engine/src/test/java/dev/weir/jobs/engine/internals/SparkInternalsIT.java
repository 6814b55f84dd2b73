package dev.weir.jobs.engine.internals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.jobs.SparkFixture;
import java.util.List;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.expressions.MutableProjection;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.types.UTF8String;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What the adapter promises, asked of the Spark version at hand. */
@ExtendWith(SparkFixture.class)
class SparkInternalsIT {

    private static final StructType COLUMNS =
            new StructType().add("a", "bigint").add("b", "string").add("c", "date");

    private final SparkSession spark;

    SparkInternalsIT(SparkSession spark) {
        this.spark = spark;
    }

    @Test
    void boundExpressionsAnswerOnARowAlone() {
        // Among them what only the optimiser can make evaluable, and one that uses no column at all.
        List<Expression> bound = SparkInternals.bind(
                spark,
                COLUMNS,
                List.of(
                        functions.expr("a + 1"),
                        functions.expr("nvl(b, 'none')"),
                        functions.expr("a BETWEEN 1 AND 3 OR b IN ('x', 'y')"),
                        functions.expr("year(c)"),
                        functions.expr("1 + 1")));
        MutableProjection projection = SparkInternals.project(bound);
        projection.initialize(0);
        InternalRow answer =
                projection.apply(new GenericInternalRow(new Object[] {7L, UTF8String.fromString("y"), 19_000}));

        assertThat(answer.getLong(0)).isEqualTo(8);
        assertThat(answer.getUTF8String(1)).hasToString("y");
        assertThat(answer.getBoolean(2)).isTrue();
        assertThat(answer.getInt(3)).isEqualTo(2022);
        assertThat(answer.getInt(4)).isEqualTo(2);
    }

    @Test
    void refusesToBindWhatOneRowCannotAnswer() {
        assertThatThrownBy(() -> SparkInternals.bind(spark, COLUMNS, List.of(functions.expr("sum(a)"))))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() ->
                        SparkInternals.bind(spark, COLUMNS, List.of(functions.expr("sum(a) OVER (PARTITION BY b)"))))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> SparkInternals.bind(
                        spark, COLUMNS, List.of(functions.expr("a > (SELECT max(id) FROM range(3))"))))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
