package dev.weir.jobs.engine.sql;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.contracts.Place;
import dev.weir.contracts.sql.SqlFunctions;
import dev.weir.contracts.sql.SqlFunctions.Kind;
import dev.weir.contracts.sql.SqlFunctions.Overload;
import dev.weir.contracts.sql.SqlPolicy;
import dev.weir.contracts.sql.UserSql;
import dev.weir.contracts.text.TimePattern;
import dev.weir.jobs.SparkFixture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.FunctionIdentifier;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.ExpressionInfo;
import org.apache.spark.sql.catalyst.expressions.Literal;
import org.apache.spark.sql.catalyst.parser.ParserUtils;
import org.apache.spark.sql.catalyst.util.LegacyDateFormats;
import org.apache.spark.sql.catalyst.util.TimestampFormatter;
import org.apache.spark.sql.types.DataTypes;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import scala.collection.JavaConverters;
import scala.collection.Seq;

/**
 * The list of functions against a session's registry: each name, and each number of arguments from 0 to 12, built as the
 * analyser builds it.
 */
@ExtendWith(SparkFixture.class)
class SqlFunctionsIT {

    private static final int MOST = 12;

    private static final Path RENEWED = Path.of("target", "functions.tsv");

    /** Not callable by name: Spark's grammar reads them itself. */
    private static final Set<String> GRAMMAR = Set.of("cast", "in", "when");

    /** They take pairs; the gate does not count that closely. */
    private static final Set<String> PAIRS = Set.of("map", "named_struct");

    private final SparkSession spark;
    private static final Set<String> FIELDS = Set.of("struct", "named_struct");

    private final SqlPolicy gate = new SqlPolicy(new SparkSqlGrammar());

    SqlFunctionsIT(SparkSession spark) {
        this.spark = spark;
    }

    // --- the list --------------------------------------------------------------------------------------------------

    @Test
    void theListIsThatOfTheSession() throws IOException {
        Map<String, Set<Integer>> found = new TreeMap<>();
        scalar().forEach(name -> found.put(name, counts(name, this::isBuilt)));
        table().forEach(name -> found.computeIfAbsent(name, unseen -> counts(name, this::isTableBuilt)));
        found.keySet().removeAll(GRAMMAR);
        Map<String, Set<Integer>> listed = new TreeMap<>();
        for (String name : SqlFunctions.names()) {
            listed.put(name, counts(name, SqlFunctionsIT::isListed));
        }
        PAIRS.forEach(name -> {
            requireNonNull(found.get(name)).removeIf(count -> count % 2 == 1);
            requireNonNull(listed.get(name)).removeIf(count -> count % 2 == 1);
        });
        // Spark takes an object without a field, and fails by an assertion where a column is one
        FIELDS.forEach(name -> requireNonNull(found.get(name)).remove(0));
        renew(found);
        assertThat(listed)
                .as("Say the kind of each '?' in " + RENEWED.toAbsolutePath()
                        + ", and put the file into contracts/src/main/resources/sql")
                .isEqualTo(found);
    }

    private static void renew(Map<String, Set<Integer>> found) throws IOException {
        List<String> lines = new ArrayList<>();
        lines.add("# name\tleast arguments\tmost (* for any number)\tkind, as in SqlFunctions.Kind");
        found.forEach((name, counts) -> {
            List<Overload> known = SqlFunctions.overloads(name);
            int least = counts.isEmpty() ? 0 : Collections.min(counts);
            int most = counts.isEmpty() ? 0 : Collections.max(counts);
            if (known.size() < 2) {
                String kind = known.isEmpty() ? "?" : known.get(0).kind().name().toLowerCase(java.util.Locale.ROOT);
                lines.add(name + "\t" + least + "\t" + (most >= MOST - 1 ? "*" : most) + "\t" + kind);
            } else {
                known.forEach(overload -> lines.add(name + "\t" + overload.least() + "\t" + overload.most() + "\t"
                        + overload.kind().name().toLowerCase(java.util.Locale.ROOT)));
            }
        });
        Files.createDirectories(RENEWED.getParent());
        Files.write(RENEWED, lines);
    }

    private interface Takes {
        boolean takes(String name, int arguments);
    }

    private static Set<Integer> counts(String name, Takes takes) {
        Set<Integer> counts = new TreeSet<>();
        for (int count = 0; count <= MOST; count++) {
            if (takes.takes(name, count)) {
                counts.add(count);
            }
        }
        return counts;
    }

    private static boolean isListed(String name, int arguments) {
        return SqlFunctions.overloads(name).stream().anyMatch(overload -> overload.takes(arguments));
    }

    private boolean isBuilt(String name, int count) {
        return !isWrongNumber(() -> {
            Expression built = spark.sessionState()
                    .functionRegistry()
                    .lookupFunction(new FunctionIdentifier(name), arguments(count));
            built.checkInputDataTypes();
        });
    }

    private boolean isTableBuilt(String name, int count) {
        return !isWrongNumber(() -> spark.sessionState()
                .tableFunctionRegistry()
                .lookupFunction(new FunctionIdentifier(name), arguments(count)));
    }

    private interface Building {
        void run() throws Exception;
    }

    private static boolean isWrongNumber(Building building) {
        try {
            building.run();
            return false;
        } catch (Exception refused) {
            String message = String.valueOf(refused.getMessage());
            return message.contains("WRONG_NUM_ARGS")
                    || message.contains("REQUIRED_PARAMETER_NOT_FOUND")
                    || message.contains("TABLE_VALUED_FUNCTION_REQUIRED_METADATA");
        }
    }

    private static Seq<Expression> arguments(int count) {
        List<Expression> arguments =
                new ArrayList<>(Collections.nCopies(count, Literal.create("a", DataTypes.StringType)));
        return JavaConverters.asScalaBuffer(arguments).toSeq();
    }

    // --- kinds -----------------------------------------------------------------------------------------------------

    @Test
    void kindsAgreeWithWhatSparkSays() {
        Map<String, String> wrong = new TreeMap<>();
        for (String name : scalar()) {
            Optional<Kind> group = info(name).flatMap(info -> group(info.getGroup()));
            for (Overload overload : SqlFunctions.overloads(name)) {
                boolean grouped = group.isEmpty() || group.get() == overload.kind();
                boolean random = overload.kind() != Kind.ROW || isSteady(name, overload.least());
                if (!grouped || !random) {
                    wrong.put(name, String.valueOf(overload));
                }
            }
        }
        assertThat(wrong).isEmpty();
    }

    /** Spark's groups, as far as they are about rows. */
    private static Optional<Kind> group(String group) {
        return switch (group) {
            case "agg_funcs" -> Optional.of(Kind.AGGREGATE);
            case "window_funcs" -> Optional.of(Kind.WINDOW);
            case "generator_funcs" -> Optional.of(Kind.GENERATOR);
            default -> Optional.empty();
        };
    }

    /** Whether Spark calls it deterministic, and it neither takes the time nor the session's state. */
    private boolean isSteady(String name, int count) {
        try {
            Expression built = spark.sessionState()
                    .functionRegistry()
                    .lookupFunction(new FunctionIdentifier(name), arguments(count));
            return (built.deterministic()
                            && !built.toString().matches("(?s).*(current_|now\\(|localtimestamp|version\\(|user\\().*"))
                    || name.equals("convert_timezone"); // the session's zone is the workspace's
        } catch (Exception notOfTexts) {
            return true;
        }
    }

    private Optional<ExpressionInfo> info(String name) {
        scala.Option<ExpressionInfo> found =
                spark.sessionState().functionRegistry().lookupFunction(new FunctionIdentifier(name));
        return found.isDefined() ? Optional.of(found.get()) : Optional.empty();
    }

    private Set<String> scalar() {
        return names(spark.sessionState().functionRegistry().listFunction());
    }

    private Set<String> table() {
        return names(spark.sessionState().tableFunctionRegistry().listFunction());
    }

    private static Set<String> names(Seq<FunctionIdentifier> found) {
        return JavaConverters.seqAsJavaList(found).stream()
                .map(FunctionIdentifier::funcName)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    // --- against the analyser --------------------------------------------------------------------------------------

    /** What the gate refuses as unknown or of a wrong number, the analyser refuses as well. */
    @Tag("slow")
    @Test
    void theGateRefusesNothingThatTheAnalyserTakes() {
        Random random = new Random(7);
        List<String> names = new ArrayList<>(SqlFunctions.names());
        List<String> values = List.of("s", "n", "d", "1", "'a'", "'2026-01-01'", "array(1)", "map('a', 1)", "b", "ts");
        Map<String, String> wrong = new TreeMap<>();
        int taken = 0;
        for (int i = 0; i < 4_000; i++) {
            String name = names.get(random.nextInt(names.size()));
            String written = random.nextInt(8) == 0 ? misspelt(name, random) : name;
            List<String> arguments = new ArrayList<>();
            for (int j = random.nextInt(5); j > 0; j--) {
                arguments.add(values.get(random.nextInt(values.size())));
            }
            String call = "`" + written + "`(" + String.join(", ", arguments) + ")";
            SqlPolicy.Outcome read = gate.expression(new UserSql(call, "it", (line, column) -> Place.of("x")));
            // The analyser does not look into patterns, which fail only at the first row that matches: they have tests
            // below.
            boolean refusedForItsForm = read.problems().stream()
                    .anyMatch(problem -> problem.why().startsWith("there is no function")
                            || problem.why().startsWith("the function takes")
                            || (problem.what().startsWith("it has ")
                                    && !problem.what().startsWith("it has the pattern '")));
            Optional<String> error = analysed(call);
            taken += error.isEmpty() ? 1 : 0;
            if (refusedForItsForm && error.isEmpty()) {
                wrong.put(call, read.problems().toString());
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(taken).isGreaterThan(200);
    }

    private static String misspelt(String name, Random random) {
        int at = random.nextInt(name.length());
        return name.substring(0, at) + name.substring(at + 1) + "x";
    }

    private Optional<String> analysed(String call) {
        try {
            spark.range(1)
                    .selectExpr("'a' AS s", "1 AS n", "1.5D AS d", "true AS b", "TIMESTAMP '2026-01-01' AS ts")
                    .selectExpr(call);
            return Optional.empty();
        } catch (Exception | AssertionError refused) {
            return Optional.of(String.valueOf(refused.getMessage()));
        }
    }

    // --- texts and patterns ----------------------------------------------------------------------------------------

    @Test
    void textsOfLiteralsAreThoseOfSpark() {
        Random random = new Random(11);
        String alphabet = "\\\\\\\\u0041UabnrtZ%_0127'\"x\n 张";
        for (int i = 0; i < 20_000; i++) {
            StringBuilder inside = new StringBuilder();
            for (int j = random.nextInt(14); j > 0; j--) {
                inside.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            String token = (random.nextInt(9) == 0 ? "r" : "") + "'" + inside + "'";
            assertThat(StringLiterals.text(token)).as(token).isEqualTo(ParserUtils.unescapeSQLString(token));
        }
    }

    /**
     * A date pattern that Spark takes is never refused, but for reading by one that leaves open what is meant; nearly all that it
     * refuses are.
     */
    @Test
    void datePatternsAreThoseOfSpark() {
        Random random = new Random(13);
        String alphabet = "yyyyMMddHHmmssSSEEaLQqGuYwXxzZVOkKhn[]''-:/. T";
        int taken = 0;
        int refused = 0;
        int unseen = 0;
        for (int i = 0; i < 5_000; i++) {
            StringBuilder pattern = new StringBuilder();
            for (int j = 1 + random.nextInt(6); j > 0; j--) {
                pattern.append(String.valueOf(alphabet.charAt(random.nextInt(alphabet.length())))
                        .repeat(1 + random.nextInt(3)));
            }
            for (boolean reading : new boolean[] {true, false}) {
                boolean spark = isTakenBySpark(pattern.toString(), reading);
                String literal = "\"" + pattern + "\"";
                String call = reading ? "to_unix_timestamp(s, " + literal + ")" : "date_format(s, " + literal + ")";
                boolean ours = gate.expression(new UserSql(call, "it", (line, column) -> Place.of("x")))
                        .problems()
                        .isEmpty();
                taken += spark ? 1 : 0;
                refused += !spark && !ours ? 1 : 0;
                unseen += !spark && ours && pattern.indexOf("'") < 0 ? 1 : 0;
                boolean isOpen =
                        reading && !TimePattern.of(pattern.toString()).doubts().isEmpty();
                if (spark) {
                    assertThat(ours).as(call + " which Spark takes").isEqualTo(!isOpen);
                }
            }
        }
        assertThat(taken).isGreaterThan(200);
        assertThat(unseen).as("refused by Spark alone").isLessThan(refused / 10);
    }

    private static boolean isTakenBySpark(String pattern, boolean reading) {
        try {
            TimestampFormatter formatter = TimestampFormatter.apply(
                    pattern,
                    java.time.ZoneOffset.UTC,
                    java.util.Locale.US,
                    LegacyDateFormats.SIMPLE_DATE_FORMAT(),
                    reading);
            formatter.validatePatternString(false);
            return true;
        } catch (Exception refused) {
            return false;
        }
    }
}
