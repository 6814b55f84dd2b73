package dev.weir.benchmarks;

import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;

import dev.weir.jobs.engine.read.ReadSpec;
import dev.weir.jobs.engine.read.SourceSurvey;
import dev.weir.jobs.engine.read.StrictRead;
import dev.weir.jobs.engine.read.fhir.Fhir;
import dev.weir.jobs.engine.read.file.SourceFiles;
import dev.weir.jobs.engine.read.value.ReadColumn;
import dev.weir.jobs.engine.read.value.ValueType;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Observation;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Observations of a bulk export read to nowhere on two cores: by Weir, which holds each resource against FHIR's definitions, and by Spark's JSON
 * with a schema of the same elements, which holds it against nothing. Megabytes for each second of a core, in turns.
 */
public final class FhirReading {

    private static final ValueType TEXT = new ValueType.Text();
    private static final List<ReadColumn> COLUMNS = List.of(
            ReadColumn.of("Observation.id", TEXT),
            ReadColumn.of("status", TEXT),
            ReadColumn.of("code.coding[system=http://loinc.org].code", TEXT),
            ReadColumn.of("subject.getReferenceKey(Patient)", TEXT),
            ReadColumn.of("encounter.getReferenceKey(Encounter)", TEXT),
            ReadColumn.of("effectiveDateTime", new ValueType.Instant(ValueType.ISO, "")),
            ReadColumn.of("valueQuantity.value", ValueType.Real.FINITE),
            ReadColumn.of("valueQuantity.code", TEXT));

    private static final String SCHEMA =
            "id STRING, status STRING, code STRUCT<coding: ARRAY<STRUCT<system: STRING, code: STRING>>>,"
                    + " subject STRUCT<reference: STRING>, encounter STRUCT<reference: STRING>, effectiveDateTime TIMESTAMP,"
                    + " valueQuantity STRUCT<value: DOUBLE, code: STRING>";
    private static final String[] SAME = {
        "id",
        "status",
        "filter(code.coding, each -> each.system = 'http://loinc.org')[0].code AS code",
        "split_part(subject.reference, '/', 2) AS patient",
        "split_part(encounter.reference, '/', 2) AS encounter",
        "effectiveDateTime",
        "valueQuantity.value",
        "valueQuantity.code AS unit"
    };

    private static final int VALUE = 6;

    private FhirReading() {}

    /** Arguments: a folder, how many resources, how many rounds. */
    public static void main(String[] arguments) throws IOException {
        Path file = FhirFile.in(Path.of(arguments[0]), Integer.parseInt(arguments[1]));
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        try (SparkSession spark = SparkSession.builder()
                .master("local[2]")
                .config("spark.ui.enabled", "false")
                .config("spark.driver.bindAddress", "127.0.0.1")
                .config("spark.driver.host", "localhost")
                .config("spark.sql.session.timeZone", "UTC")
                .getOrCreate()) {
            measure(spark, file, Integer.parseInt(arguments[2]), out);
        }
    }

    private static void measure(SparkSession spark, Path file, int rounds, PrintStream out) throws IOException {
        long expected;
        try (Stream<String> lines = Files.lines(file, StandardCharsets.UTF_8)) {
            expected = lines.count();
        }
        List<Cost> weir = new ArrayList<>();
        List<Cost> json = new ArrayList<>();
        for (int round = 0; round <= rounds; round++) { // the first warms up
            Cost one = Cost.of(() -> toNowhere(weir(spark, file), expected));
            Cost other = Cost.of(() -> toNowhere(json(spark, file), expected));
            if (round > 0) {
                weir.add(one);
                json.add(other);
            }
        }
        double megabytes = (double) Files.size(file) / 1e6;
        Cost own = Cost.median(weir);
        Cost bare = Cost.median(json);
        row(out, "Weir, survey and reading", own, megabytes);
        row(out, "Spark's JSON", bare, megabytes);
        out.printf(
                Locale.ROOT,
                "median\tWeir / Spark's JSON\tcpu %.2f\twall %.2f%n",
                own.cpu() / bare.cpu(),
                own.wall() / bare.wall());
    }

    private static void row(PrintStream out, String reader, Cost cost, double megabytes) {
        out.printf(
                Locale.ROOT,
                "%s\twall-s %.1f\tcpu-s %.1f\t%.0f MB\t%.1f MB/s of a core%n",
                reader,
                cost.wall(),
                cost.cpu(),
                megabytes,
                megabytes / cost.cpu());
    }

    private static Dataset<Row> weir(SparkSession spark, Path file) {
        Fhir format = new Fhir("");
        SourceSurvey survey = SourceSurvey.of(
                spark,
                SourceFiles.list(
                        new Configuration(),
                        Objects.requireNonNull(file.getParent(), "parent").toString(),
                        Objects.requireNonNull(file.getFileName(), "name").toString()),
                format);
        return StrictRead.rows(spark, ReadSpec.of(format, COLUMNS), survey);
    }

    private static Dataset<Row> json(SparkSession spark, Path file) {
        return spark.read().schema(SCHEMA).json(file.toString()).selectExpr(SAME);
    }

    /** All columns of all rows; none may be missing, and each has a value that both read. */
    private static void toNowhere(Dataset<Row> rows, long expected) {
        Observation seen = new Observation();
        String value = rows.columns()[VALUE];
        rows.observe(
                        seen,
                        count(lit(1)).as("rows"),
                        count(rows.col("`" + value + "`")).as("values"))
                .write()
                .format("noop")
                .mode("overwrite")
                .save();
        Map<String, Object> found = found(seen);
        if (!Map.of("rows", expected, "values", expected).equals(found)) {
            throw new IllegalStateException("Of " + expected + " resources were read: " + found);
        }
    }

    private static Map<String, Object> found(Observation seen) {
        try {
            return seen.getAsJava();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted", e);
        }
    }
}
