package dev.weir.quality.expressions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.quality.SparkFixture;
import dev.weir.quality.sql.AnsiScope;
import dev.weir.quality.sql.SqlReview;
import dev.weir.quality.sql.TextReading;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.spark.sql.catalyst.FunctionIdentifier;
import org.apache.spark.sql.catalyst.analysis.FunctionRegistry;
import org.apache.spark.sql.catalyst.expressions.BoundReference;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.Literal;
import org.apache.spark.sql.catalyst.expressions.RuntimeReplaceable;
import org.apache.spark.sql.types.DataTypes;
import org.junit.jupiter.api.Test;
import scala.collection.JavaConverters;

/**
 * What Weir does about each of Spark's own functions, by a list that somebody has read: {@code plain} where Spark's answer is right
 * or an error. A function that is not on the list fails the build, since nobody has decided; so does one that Weir treats in
 * another way than the list says.
 */
class SparkFunctionsIT {

    private static final Path RENEWED = Path.of("target", "treated.tsv");

    private static final int MOST = 3;

    /** Columns, and the one constant that a function may ask for: a schema. */
    private static final List<Expression> ARGUMENTS = List.of(
            new BoundReference(0, DataTypes.StringType, true),
            new BoundReference(0, DataTypes.LongType, true),
            new BoundReference(0, DataTypes.DoubleType, true),
            new BoundReference(0, DataTypes.DateType, true),
            new BoundReference(0, DataTypes.TimestampType, true),
            Literal.create("a INT", DataTypes.StringType));

    @Test
    void somebodyHasDecidedAboutEachFunction() throws IOException {
        Map<String, String> found = AnsiScope.in(SparkFixture.spark(), SparkFunctionsIT::treatments);
        Files.write(
                RENEWED,
                found.entrySet().stream()
                        .map(entry -> entry.getKey() + "\t" + entry.getValue())
                        .toList());

        assertThat(found)
                .as(
                        "Read what each new function does with text that is no value, with a regular expression or a pattern of dates,"
                                + " and with values that its type cannot hold; treat it (TextReading, RegexReplacement, SqlReview,"
                                + " CheckedReplacement, LaterMends) or let it be plain; then put "
                                + RENEWED.toAbsolutePath()
                                + " into quality-rules/src/test/resources/functions")
                .isEqualTo(listed());
    }

    private static Map<String, String> treatments() {
        Map<String, String> found = new TreeMap<>();
        for (String name : names()) {
            Set<String> treatments = new TreeSet<>();
            for (List<Expression> arguments : arguments()) {
                built(name, arguments, treatments);
            }
            found.put(name, treatments.isEmpty() ? "plain" : String.join(",", treatments));
        }
        return found;
    }

    private static Map<String, String> listed() throws IOException {
        try (var list = Objects.requireNonNull(SparkFunctionsIT.class.getResourceAsStream("/functions/treated.tsv"))) {
            return new String(list.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(line -> line.split("\t", -1))
                    .collect(Collectors.toMap(fields -> fields[0], fields -> fields[1], (a, b) -> a, TreeMap::new));
        }
    }

    private static Set<String> names() {
        return JavaConverters.seqAsJavaList(FunctionRegistry.builtin().listFunction()).stream()
                .map(FunctionIdentifier::funcName)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static List<List<Expression>> arguments() {
        List<List<Expression>> all = new ArrayList<>();
        List<List<Expression>> shorter = List.of(List.of());
        for (int count = 1; count <= MOST; count++) {
            List<List<Expression>> longer = new ArrayList<>();
            for (List<Expression> some : shorter) {
                for (Expression argument : ARGUMENTS) {
                    List<Expression> more = new ArrayList<>(some);
                    more.add(argument);
                    longer.add(more);
                }
            }
            all.addAll(longer);
            shorter = longer;
        }
        return all;
    }

    private static void built(String name, List<Expression> arguments, Collection<String> treatments) {
        try {
            collect(
                    (Expression) FunctionRegistry.builtin()
                            .lookupFunction(
                                    new FunctionIdentifier(name),
                                    JavaConverters.asScalaBuffer(arguments).toSeq()),
                    treatments);
        } catch (Exception | AssertionError notOfThese) {
            // it takes others
        }
    }

    private static void collect(Expression built, Collection<String> treatments) {
        if (built instanceof RuntimeReplaceable replaceable) {
            collect(replaceable.replacement(), treatments);
        }
        if (TextReading.isOne(built)) {
            treatments.add("text");
        }
        if (SqlReview.takesPattern(built)) {
            treatments.add("pattern");
        }
        if (RegexReplacement.of(built).isPresent()) {
            treatments.add("regex");
        }
        if (CheckedReplacement.of(built).isPresent()) {
            treatments.add("checked");
        }
        if (LaterMends.of(built).isPresent()) {
            treatments.add("mended");
        }
        JavaConverters.seqAsJavaList(built.children()).forEach(child -> collect(child, treatments));
    }
}
