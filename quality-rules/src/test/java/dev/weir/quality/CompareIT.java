package dev.weir.quality;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.contracts.Rule;
import dev.weir.contracts.Severity;
import dev.weir.contracts.release.Verdict;
import dev.weir.contracts.release.Verdict.Answer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CompareIT {

    private static final StructType COLUMNS = StructType.fromDDL("`the key` INT, part STRING");

    @ParameterizedTest
    @CsvSource({"0, 1", "1, 2", "6, 3", "6, 4", "60, 5"})
    void countsRowsOfRepeatedAndIncompleteKeys(int size, long seed) {
        List<List<@Nullable Object>> rows = rows(size, seed);
        Rule strict = rule(new Rule.Key(List.of("the key", "part"), Rule.Nulls.FAIL));
        Rule lenient = rule(new Rule.Key(List.of("the key", "part"), Rule.Nulls.PASS));
        Map<List<@Nullable Object>, Integer> groups = new HashMap<>();
        rows.forEach(row -> groups.merge(row, 1, Integer::sum));
        long incomplete = rows.stream().filter(row -> row.contains(null)).count();
        long repeated = rows.stream()
                .filter(row -> !row.contains(null) && groups.getOrDefault(row, 0) > 1)
                .count();

        expect(KeyAndReferenceCheck.key(strict, table(rows)), size, repeated + incomplete);
        expect(KeyAndReferenceCheck.key(lenient, table(rows)), size, repeated);
    }

    @ParameterizedTest
    @CsvSource({"0, 0, 1", "0, 5, 2", "5, 0, 3", "20, 8, 4", "60, 60, 5"})
    void countsRowsWithoutAParent(int size, int parents, long seed) {
        List<List<@Nullable Object>> rows = rows(size, seed);
        List<List<@Nullable Object>> known = rows(parents, seed + 100);
        Rule rule = rule(new Rule.Reference(List.of("the key", "part"), "patients", List.of("the key", "part")));
        Set<List<@Nullable Object>> keys = new HashSet<>(known);
        long orphans = rows.stream()
                .filter(row -> !row.contains(null) && !keys.contains(row))
                .count();

        expect(KeyAndReferenceCheck.reference(rule, table(rows), table(known)), size, orphans);
    }

    @ParameterizedTest
    @CsvSource({"30, 9"})
    void acceptsATableThatRefersToItself(int size, long seed) {
        Dataset<Row> rows = table(rows(size, seed));
        Rule rule = rule(new Rule.Reference(List.of("the key"), "stays", List.of("the key")));

        expect(KeyAndReferenceCheck.reference(rule, rows, rows), size, 0);
    }

    private static void expect(Verdict verdict, long evaluated, long failed) {
        assertThat(verdict.rows().failed()).as(verdict.explanation()).isEqualTo(failed);
        assertThat(verdict.rows().evaluated()).isEqualTo(evaluated);
        assertThat(verdict.answer()).isEqualTo(failed == 0 ? Answer.PASSED : Answer.FAILED);
    }

    private static Rule rule(Rule.Check check) {
        return Rules.of("stays.key", check, Severity.BLOCK);
    }

    private static Dataset<Row> table(List<List<@Nullable Object>> rows) {
        List<Row> all = new ArrayList<>();
        rows.forEach(row -> all.add(RowFactory.create(row.toArray())));
        return SparkFixture.spark().createDataFrame(all, COLUMNS);
    }

    private static List<List<@Nullable Object>> rows(int size, long seed) {
        Random random = new Random(seed);
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            @Nullable Integer number = random.nextInt(6) == 0 ? null : random.nextInt(8);
            @Nullable
            String part = random.nextInt(6) == 0 ? null : List.of("a", "", "张").get(random.nextInt(3));
            rows.add(Arrays.asList(number, part));
        }
        return rows;
    }
}
