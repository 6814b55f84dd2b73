package dev.weir.benchmarks;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sha2;

import com.amazon.deequ.VerificationResult;
import com.amazon.deequ.VerificationSuite;
import com.amazon.deequ.analyzers.Analyzer;
import com.amazon.deequ.analyzers.ApproxCountDistinct;
import com.amazon.deequ.analyzers.ApproxQuantiles;
import com.amazon.deequ.analyzers.Completeness;
import com.amazon.deequ.analyzers.KLLSketch;
import com.amazon.deequ.analyzers.Maximum;
import com.amazon.deequ.analyzers.Mean;
import com.amazon.deequ.analyzers.Minimum;
import com.amazon.deequ.analyzers.StandardDeviation;
import com.amazon.deequ.checks.Check;
import com.amazon.deequ.checks.CheckLevel;
import com.amazon.deequ.constraints.Constraint;
import com.amazon.deequ.metrics.Metric;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import scala.Option;
import scala.collection.JavaConverters;
import scala.runtime.AbstractFunction1;

/**
 * What a good engineer writes by hand in place of Weir: the 20 rules and 40 metrics of the lineitem workspace as one Deequ
 * verification, two columns hashed, an Iceberg table, lineage by OpenLineage's listener. Bad rows are counted and stay
 * where they are: to take them out would cost this program another pass.
 */
public final class DeequPeer {

    private static final String LISTENER = "io.openlineage.spark.agent.OpenLineageSparkListener";
    private static final String SALT = "c2f1d07a5b8e4c93";

    private static final Map<String, String> RULES = Map.ofEntries(
            Map.entry("orderkey-known", "l_orderkey IS NOT NULL"),
            Map.entry("partkey-known", "l_partkey IS NOT NULL"),
            Map.entry("suppkey-positive", "l_suppkey > 0"),
            Map.entry("linenumber-range", "l_linenumber BETWEEN 1 AND 7"),
            Map.entry("quantity-range", "l_quantity > 0 AND l_quantity <= 50"),
            Map.entry("price-positive", "l_extendedprice >= 0"),
            Map.entry("discount-range", "l_discount BETWEEN 0 AND 0.1"),
            Map.entry("tax-range", "l_tax BETWEEN 0 AND 0.08"),
            Map.entry("returnflag-known", "l_returnflag IN ('A', 'N', 'R')"),
            Map.entry("linestatus-known", "l_linestatus IN ('O', 'F')"),
            Map.entry("shipdate-known", "l_shipdate IS NOT NULL"),
            Map.entry("commitdate-known", "l_commitdate IS NOT NULL"),
            Map.entry("received-after-shipped", "l_receiptdate >= l_shipdate"),
            Map.entry(
                    "shipinstruct-known",
                    "l_shipinstruct IN ('DELIVER IN PERSON', 'TAKE BACK RETURN', 'NONE', 'COLLECT COD')"),
            Map.entry("shipmode-known", "l_shipmode IN ('TRUCK', 'MAIL', 'SHIP', 'AIR', 'REG AIR', 'RAIL', 'FOB')"),
            Map.entry("comment-length", "length(l_comment) <= 44"),
            Map.entry("comment-printable", "l_comment RLIKE '^[ -~]*$'"),
            Map.entry("flag-fits-date", "l_returnflag = 'N' OR l_shipdate < DATE'1996-01-01'"),
            Map.entry("price-per-piece", "l_extendedprice / l_quantity BETWEEN 900 AND 2200"),
            Map.entry("shipmode-letters", "l_shipmode RLIKE '^[A-Z ]+$'"));

    /** How quantiles are found. */
    private enum Quantiles {
        KLL,
        APPROXIMATE
    }

    private DeequPeer() {}

    /** Arguments: the file, the warehouse, the file for lineage, {@code KLL} or {@code APPROXIMATE}. */
    public static void main(String[] arguments) {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        Quantiles quantiles = Quantiles.valueOf(arguments[3]);
        try (SparkSession spark = session(arguments[1], arguments[2])) {
            Dataset<Row> rows = spark.read()
                    .option("header", "true")
                    .option("sep", "|")
                    .schema(LineitemWorkspace.SCHEMA)
                    .csv(arguments[0]);
            VerificationResult result = new VerificationSuite()
                    .onData(rows)
                    .addCheck(check())
                    .addRequiredAnalyzers(JavaConverters.asScalaBuffer(metrics(quantiles)))
                    .run();
            out.println(
                    "verification\t" + result.status() + "\t" + result.metrics().size() + " metrics");
            publish(rows);
        }
    }

    private static SparkSession session(String warehouse, String lineage) {
        return SparkSession.builder()
                .master("local[*]")
                .appName("peer")
                .config("spark.ui.enabled", "false")
                .config("spark.driver.bindAddress", "127.0.0.1")
                .config("spark.driver.host", "localhost")
                .config("spark.sql.shuffle.partitions", Runtime.getRuntime().availableProcessors())
                .config("spark.sql.catalog.lake", "org.apache.iceberg.spark.SparkCatalog")
                .config("spark.sql.catalog.lake.type", "hadoop")
                .config("spark.sql.catalog.lake.warehouse", warehouse)
                .config("spark.extraListeners", LISTENER)
                .config("spark.openlineage.transport.type", "file")
                .config("spark.openlineage.transport.location", lineage)
                .getOrCreate();
    }

    private static Check check() {
        Check check =
                new Check(CheckLevel.Warning(), "lineitem", JavaConverters.asScalaBuffer(new ArrayList<Constraint>()));
        for (Map.Entry<String, String> rule : RULES.entrySet()) {
            check = check.satisfies(
                    rule.getValue(),
                    rule.getKey(),
                    new AllRows(),
                    Option.empty(),
                    JavaConverters.asScalaBuffer(List.<String>of()).toList(),
                    Option.empty());
        }
        return check;
    }

    private static List<Analyzer<?, Metric<?>>> metrics(Quantiles quantiles) {
        List<Analyzer<?, ?>> metrics = new ArrayList<>();
        for (String column : StructType.fromDDL(LineitemWorkspace.SCHEMA).fieldNames()) {
            metrics.add(new Completeness(column, Option.empty(), Option.empty()));
        }
        for (String column : List.of("l_quantity", "l_extendedprice", "l_discount", "l_tax")) {
            metrics.add(new Minimum(column, Option.empty(), Option.empty()));
            metrics.add(new Maximum(column, Option.empty(), Option.empty()));
            metrics.add(new Mean(column, Option.empty()));
            metrics.add(new StandardDeviation(column, Option.empty()));
            metrics.add(
                    switch (quantiles) {
                        case KLL -> new KLLSketch(column, Option.empty());
                        case APPROXIMATE ->
                            new ApproxQuantiles(
                                    column, JavaConverters.asScalaBuffer(List.<Object>of(0.25, 0.5, 0.75)), 0.01);
                    });
        }
        for (String column : List.of("l_orderkey", "l_partkey", "l_suppkey", "l_shipdate")) {
            metrics.add(new ApproxCountDistinct(column, Option.empty()));
        }
        @SuppressWarnings("unchecked") // Scala's analyzers vary in their metric, which Java cannot say
        List<Analyzer<?, Metric<?>>> all = (List<Analyzer<?, Metric<?>>>) (List<?>) metrics;
        return all;
    }

    private static void publish(Dataset<Row> rows) {
        Dataset<Row> masked = rows;
        for (String column : Set.of("l_partkey", "l_comment")) {
            masked =
                    masked.withColumn(column, sha2(concat(lit(SALT), col(column).cast("string")), 256));
        }
        masked.writeTo("lake.tpch.lineitem").createOrReplace();
    }

    /** Whether all rows comply. */
    private static final class AllRows extends AbstractFunction1<Object, Object> implements java.io.Serializable {
        private static final long serialVersionUID = 1L;

        @Override
        public Object apply(Object compliance) {
            return (double) compliance == 1.0;
        }
    }
}
