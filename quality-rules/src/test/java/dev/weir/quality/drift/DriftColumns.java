package dev.weir.quality.drift;

import dev.weir.contracts.DataType;
import dev.weir.contracts.Rule.Measure;
import dev.weir.quality.history.ColumnSummary;
import dev.weir.quality.history.TableSummary;
import dev.weir.quality.state.ColumnState;
import dev.weir.quality.state.MetricRequest;
import dev.weir.quality.state.RowCollector;
import dev.weir.quality.state.Statistic;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.types.Decimal;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.types.UTF8String;
import org.jspecify.annotations.Nullable;

/** Twelve kinds of column, drawn from distributions that stay, or moved by so many of their standard deviations. */
enum DriftColumns {
    AGE("BIGINT") {
        @Override
        Object draw(SplittableRandom random, double shift) {
            return Math.round((random.nextInt(100) + random.nextInt(100)) / 2.0 + shift * 20.4);
        }
    },
    VISITS("BIGINT") {
        @Override
        Object draw(SplittableRandom random, double shift) {
            double product = random.nextDouble();
            double least = Math.exp(-2 - shift * Math.sqrt(2));
            long poisson = 0;
            for (; product > least; poisson++) {
                product *= random.nextDouble();
            }
            return poisson;
        }
    },
    PRESSURE("DOUBLE") {
        @Override
        Object draw(SplittableRandom random, double shift) {
            return 120 + 15 * (random.nextGaussian() + shift);
        }
    },
    UNIFORM("DOUBLE") {
        @Override
        Object draw(SplittableRandom random, double shift) {
            return random.nextDouble() + shift / Math.sqrt(12);
        }
    },
    /** Log-normal: skewness 33. */
    COST("DOUBLE") {
        @Override
        Object draw(SplittableRandom random, double shift) {
            return Math.exp(1.5 * random.nextGaussian()) + shift * 8.97;
        }
    },
    /** Pareto, 2.5: no third moment. */
    CLAIM("DOUBLE") {
        @Override
        Object draw(SplittableRandom random, double shift) {
            return Math.pow(1 - random.nextDouble(), -1 / 2.5) + shift * 1.49;
        }
    },
    /** Seven of ten are zero. */
    DOSE("DOUBLE") {
        @Override
        Object draw(SplittableRandom random, double shift) {
            return (random.nextInt(10) < 7 ? 0 : Math.exp(random.nextGaussian())) + shift * 1.4;
        }
    },
    PRICE("DECIMAL(10,2)") {
        @Override
        Object draw(SplittableRandom random, double shift) {
            long whole = (long) Math.exp(2 + random.nextGaussian() / 2);
            return Decimal.apply(
                    Math.round((whole + (random.nextInt(3) == 0 ? 0.5 : 0.99) + shift * 4.5) * 100), 10, 2);
        }
    },
    DAY("DATE") {
        @Override
        Object draw(SplittableRandom random, double shift) {
            return 19_000 + random.nextInt(365) + (int) Math.round(shift * 105.4);
        }
    },
    SMOKER("BOOLEAN") {
        @Override
        Object draw(SplittableRandom random, double shift) {
            return random.nextDouble() < 0.3 + shift * 0.458;
        }
    },
    CLASS("STRING") {
        @Override
        Object draw(SplittableRandom random, double shift) {
            double u = random.nextDouble();
            return text(u < shift * 0.49 / 0.6 || random.nextDouble() < 0.4 ? 1 : u < 0.5 ? 2 : u < 0.9 ? 3 : 4);
        }
    },
    /** 150 codes, the frequent ones many times as frequent as the rare. */
    DIAGNOSIS("STRING") {
        @Override
        Object draw(SplittableRandom random, double shift) {
            if (random.nextDouble() < shift * 0.345 / 0.862) {
                return text(1);
            }
            return text((int) Math.exp(random.nextDouble() * Math.log(151)));
        }
    };

    private final String sql;

    DriftColumns(String sql) {
        this.sql = sql;
    }

    /** A value of the distribution, moved by so many of its standard deviations. */
    abstract Object draw(SplittableRandom random, double shift);

    DataType type() {
        return switch (this) {
            case AGE, VISITS -> new DataType.Int64();
            case PRESSURE, UNIFORM, COST, CLAIM, DOSE -> new DataType.Real();
            case PRICE -> new DataType.Decimal(10, 2);
            case DAY -> new DataType.Date(Optional.empty());
            case SMOKER -> new DataType.Bool();
            case CLASS, DIAGNOSIS -> new DataType.Text();
        };
    }

    boolean isNumber() {
        return this != SMOKER && this != CLASS && this != DIAGNOSIS;
    }

    /** Every measure that a rule may take of it. */
    Set<Measure> measures() {
        Set<Measure> measures = EnumSet.of(
                Measure.NULL_RATE, Measure.CARDINALITY, Measure.POPULATION_STABILITY_INDEX, Measure.JENSEN_SHANNON);
        if (isNumber()) {
            measures.add(Measure.KOLMOGOROV_SMIRNOV);
            measures.add(Measure.WASSERSTEIN);
        } else {
            measures.addAll(EnumSet.of(Measure.CHI_SQUARE, Measure.NEW_CATEGORIES, Measure.LOST_CATEGORIES));
        }
        return measures;
    }

    /** A release of so many rows, each value NULL with a probability; what is kept of it. */
    static TableSummary release(SplittableRandom random, int rows, double shift, double nulls) {
        MetricRequest request = MetricRequest.countsOnly();
        List<String> fields = new ArrayList<>();
        for (DriftColumns column : values()) {
            fields.add(column + " " + column.sql);
            request = request.with(column.toString(), column.statistics());
        }
        RowCollector collector = new RowCollector(StructType.fromDDL(String.join(", ", fields)), request);
        for (int i = 0; i < rows; i++) {
            List<@Nullable Object> row = new ArrayList<>();
            for (DriftColumns column : values()) {
                row.add(random.nextDouble() < nulls ? null : column.draw(random, shift));
            }
            collector.add(new GenericInternalRow(row.toArray()));
        }
        Map<String, ColumnSummary> columns = new LinkedHashMap<>();
        for (ColumnState state : collector.state().columns()) {
            columns.put(state.name(), ColumnSummary.clear(rows, state));
        }
        return new TableSummary(rows, columns);
    }

    private Statistic[] statistics() {
        return switch (this) {
            case AGE, VISITS, DAY ->
                new Statistic[] {Statistic.NUMBERS, Statistic.DISTINCT, Statistic.QUANTILES, Statistic.FREQUENCIES};
            case SMOKER, CLASS, DIAGNOSIS -> new Statistic[] {Statistic.DISTINCT, Statistic.FREQUENCIES};
            default -> new Statistic[] {Statistic.NUMBERS, Statistic.DISTINCT, Statistic.QUANTILES};
        };
    }

    private static UTF8String text(int code) {
        return UTF8String.fromString("code " + code);
    }
}
