package dev.weir.benchmarks;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;

import dev.weir.contracts.MaskChoice;
import dev.weir.contracts.Place;
import dev.weir.jobs.engine.mask.MaskColumns;
import dev.weir.privacy.keys.WorkspaceKey;
import dev.weir.privacy.mask.Mask;
import dev.weir.privacy.mask.MaskRecipe;
import dev.weir.privacy.mask.PseudonymDomain;
import dev.weir.privacy.mask.text.TextMask;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;

/**
 * How fast mobiles are masked: by a Spark job on one core whose rows go nowhere, by the same mask in a plain loop, and by
 * Bouncy Castle alone in a plain loop ({@link BareMasks}). CPU seconds of the process; the cost of making the mobiles, measured
 * each round in Spark and in a loop, is taken off. All in one JVM, after a discarded round.
 */
public final class Masking {

    private static final byte[] DIGITS = "0123456789".getBytes(StandardCharsets.US_ASCII);

    private final PrintStream out;
    private final SparkSession spark;
    private final WorkspaceKey key = WorkspaceKey.random(Clock.systemUTC(), new SecureRandom());
    private long sum;

    private Masking(PrintStream out, SparkSession spark) {
        this.out = out;
        this.spark = spark;
    }

    /** A mask, and the same with Bouncy Castle alone. */
    @SuppressWarnings("ImmutableEnumChecker") // what it holds is only read
    private enum Case {
        PSEUDONYM(
                "pseudonymise, hmac-sm3",
                1,
                new MaskChoice("pseudonymise", Map.of("algorithm", "hmac-sm3")),
                BareMasks::pseudonyms),
        NUMBER(
                "encrypt, format kept, sm4",
                8,
                new MaskChoice("encrypt", Map.of("format", "kept", "cipher", "sm4")),
                BareMasks::numbers),
        TEXT(
                "encrypt, format any, sm4",
                8,
                new MaskChoice("encrypt", Map.of("format", "any", "cipher", "sm4")),
                BareMasks::texts);

        private final String words;
        private final int fewer;
        private final MaskChoice choice;
        private final Supplier<ToIntFunction<byte[]>> bare;

        Case(String words, int fewer, MaskChoice choice, Supplier<ToIntFunction<byte[]>> bare) {
            this.words = words;
            this.fewer = fewer;
            this.choice = choice;
            this.bare = bare;
        }
    }

    /** Arguments: the rows, in millions; the rounds. */
    public static void main(String[] arguments) {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        try (SparkSession spark = SparkSession.builder()
                .master("local[1]")
                .config("spark.ui.enabled", "false")
                .config("spark.driver.bindAddress", "127.0.0.1")
                .config("spark.driver.host", "localhost")
                .getOrCreate()) {
            new Masking(out, spark).measure(Integer.parseInt(arguments[0]) * 1_000_000, Integer.parseInt(arguments[1]));
        }
    }

    private void measure(int rows, int rounds) {
        Map<Case, List<double[]>> costs = new EnumMap<>(Case.class);
        out.println("round\tmask\trows\tspark-cpu-s\tloop-cpu-s\tbouncy-castle-cpu-s");
        for (int round = 0; round <= rounds; round++) {
            for (Case each : Case.values()) {
                double[] cost = cost(each, rows / each.fewer);
                out.printf(
                        Locale.ROOT,
                        "%d\t%s\t%d\t%.2f\t%.2f\t%.2f%n",
                        round,
                        each.words,
                        rows / each.fewer,
                        cost[0],
                        cost[1],
                        cost[2]);
                if (round > 0) {
                    costs.computeIfAbsent(each, none -> new ArrayList<>()).add(cost);
                }
            }
        }
        costs.forEach((each, measured) -> out.printf(
                Locale.ROOT,
                "median\t%s\tspeed in Spark = %.2f of Bouncy Castle alone; in a loop = %.2f%n",
                each.words,
                median(measured, 2) / median(measured, 0),
                median(measured, 2) / median(measured, 1)));
        out.println("sum\t" + sum);
    }

    /** CPU seconds of the mask in Spark, in a loop, and of Bouncy Castle. */
    private double[] cost(Case each, int rows) {
        MaskRecipe recipe = MaskRecipe.of(
                Mask.parse(each.choice, Place.of("benchmark")), key, new PseudonymDomain("clinical", "PHONE"));
        double rowsInSpark = Cost.of(() -> write(mobiles(rows))).cpu();
        double inSpark = Cost.of(() ->
                        write(mobiles(rows).select(MaskColumns.masked(col("mobile"), DataTypes.StringType, recipe))))
                .cpu();
        double rowsInLoop = Cost.of(() -> loop(rows, mobile -> mobile[10])).cpu();
        TextMask mask = recipe.open();
        double inLoop =
                Cost.of(() -> loop(rows, mobile -> mask.mask(mobile)[0])).cpu();
        ToIntFunction<byte[]> bouncyCastle = each.bare.get();
        double bare = Cost.of(() -> loop(rows, bouncyCastle)).cpu();
        return new double[] {inSpark - rowsInSpark, inLoop - rowsInLoop, bare - rowsInLoop};
    }

    private Dataset<Row> mobiles(int rows) {
        return spark.range(0, rows, 1, 1)
                .select(concat(lit("138"), expr("lpad(cast((id * 7919) % 100000000 as string), 8, '0')"))
                        .as("mobile"));
    }

    private static void write(Dataset<Row> rows) {
        rows.write().format("noop").mode("overwrite").save();
    }

    /** The same mobiles; what is made of them is added up, so that nothing can be left out. */
    private void loop(int rows, ToIntFunction<byte[]> mask) {
        for (long id = 0; id < rows; id++) {
            byte[] mobile = {'1', '3', '8', 0, 0, 0, 0, 0, 0, 0, 0};
            long number = id * 7919 % 100_000_000;
            for (int i = 10; i > 2; i--) {
                mobile[i] = DIGITS[(int) (number % 10)];
                number /= 10;
            }
            sum += mask.applyAsInt(mobile);
        }
    }

    private static double median(List<double[]> costs, int column) {
        double[] sorted =
                costs.stream().mapToDouble(cost -> cost[column]).sorted().toArray();
        return sorted[sorted.length / 2];
    }
}
