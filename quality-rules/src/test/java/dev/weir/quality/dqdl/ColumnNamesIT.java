package dev.weir.quality.dqdl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.contracts.dqdl.RuleType;
import dev.weir.contracts.release.Verdict;
import dev.weir.contracts.release.Verdict.Answer;
import dev.weir.quality.ColumnsByName;
import dev.weir.quality.Rules;
import dev.weir.quality.SparkFixture;
import dev.weir.testing.Torture;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever characters the names of columns have, every type of rule says what it says of plain names. */
@ExtendWith(InterpretedQueries.class)
class ColumnNamesIT {

    private static final List<String> PLAIN = List.of("id", "n", "m", "word", "code", "day");

    /** {@code %} is the plain name. */
    private static final List<String> FORMS = List.of(
            "%.",
            "a.%", "a`%", "`%`", "``%", "%\"", "\"%\"", "'%'", " % ", "% %", "{%}", "x.{%}", "%,", "a->%", "sum(%)",
            "(%", "%)", "%\\", "\\%", "100%", "-%", "--%", "/*%", "${%}", "$1%", "%;", "[%]", "住院%", "%😀", "é%", "1%",
            "%\t1", "%\n1", "*%", "%:x");

    private static final List<List<String>> WORDS = List.of(
            List.of("order", "select", "null", "from", "where", "date"),
            List.of("true", "current_date", "and", "not", "primary", "interval"),
            List.of("1", "1e3", "1L", "*", ".", "`"));

    /** {@code <c>} is a parameter, {@code [c]} stands in a list, {@code {c}} in SQL. */
    private static final List<String> RULES = List.of(
            "RowCount > 3 where \"{n} > 1\"",
            "ColumnCount = 6",
            "ColumnNamesMatchPattern \".\" ",
            "ColumnExists <n>",
            "IsComplete <n>",
            "IsComplete <word> where \"{n} > 1\"",
            "Completeness <n> > 0.8",
            "Completeness <word> >= 0.5 where \"{word} != 'b' AND {n} > 0\"",
            "Mean <n> > 2",
            "Mean <m> between 1 and 3 where \"{n} > 1\"",
            "Sum <n> = 21",
            "StandardDeviation <n> > 1",
            "Variance <n> < 1",
            "Range <n> = 5",
            "ZerosCount <n> = 0",
            "ZerosCount <m> > 0 where \"{n} > 1\"",
            "ColumnLength <word> > 0",
            "ColumnLength <word> not between 5 and 9",
            "ColumnValues <n> > 0",
            "ColumnValues <n> > 1 with threshold > 0.5",
            "ColumnValues <m> between -1 and 9",
            "ColumnValues <m> in [1, 2]",
            "ColumnValues <word> = \"a\" with threshold > 0.2",
            "ColumnValues <word> in [\"a\", \"b\", \"c'\", NULL]",
            "ColumnValues <word> in [\"a\", EMPTY, WHITESPACES_ONLY] where \"{n} < 3\"",
            "ColumnValues <word> matches \"[a-z]'?\"",
            "ColumnValues <word> not matches \"x\" where \"{n} < 3\"",
            "ColumnValues <day> > \"2020-01-01\"",
            "ColumnValues <day> in [\"2024-01-01\", \"2024-01-02\"] with threshold > 0.1",
            "ColumnDataType <code> = \"INTEGER\" with threshold > 0.2",
            "ColumnDataType <code> = \"DATE\" with format = \"yyyy-MM-dd\" with threshold > 0.1",
            "DataFreshness <day> < 3 days",
            "Uniqueness <n> > 0.9",
            "Uniqueness <n> <word> > 0.9 where \"{n} > 1\"",
            "UniqueValueRatio <word> > 0.5",
            "DistinctValuesCount <word> = 4",
            "Entropy <word> > 0.5",
            "DuplicateRowCount <word> <code> = 0",
            "DuplicateRowCount = 0",
            "IsUnique <n>",
            "IsUnique <word>",
            "IsUnique <n> <word> where \"{n} > 1\"",
            "IsPrimaryKey <n>",
            "IsPrimaryKey <n> <word>",
            "ColumnCorrelation <n> <m> > 0.1",
            "Skewness <n> > -1",
            "Kurtosis <n> < 9",
            "InterquartileRange <n> > 1",
            "CustomSql \"SELECT count(*) FROM primary WHERE {n} > 1\" > 3",
            "CustomSql \"SELECT * FROM primary WHERE {n} > 1\" with threshold > 0.5",
            "CustomSql \"SELECT {id} FROM primary WHERE {n} > 1\" with threshold > 0.5",
            "CustomSql \"SELECT * FROM primary WHERE {n} > 1 -- at least two\" with threshold > 0.5",
            "RowCountMatch \"others\" = 1.0",
            "SchemaMatch \"others\" = 1.0",
            "AggregateMatch \"sum([n])\" \"sum(others.[m])\" > 1",
            "AggregateMatch \"avg([n])\" \"sum([m])\" > 1",
            "ReferentialIntegrity \"[n]\" \"others.[m]\" > 0.1",
            "ReferentialIntegrity \"[n],[word]\" \"others.{[n], [word]}\" = 1.0",
            "DatasetMatch \"others\" \"[id]\" = 1.0",
            "DatasetMatch \"others\" \"[id]->[n]\" \"[n]->[m],[word]\" > 0.1",
            "(IsUnique <n>) and (Completeness <word> > 0.9 or IsComplete <n>)");

    private static final Pattern PLACE = Pattern.compile("([<\\[{])(" + String.join("|", PLAIN) + ")[>\\]}]");

    static List<List<String>> names() {
        List<List<String>> names = new ArrayList<>();
        for (String form : FORMS) {
            names.add(PLAIN.stream()
                    .map(name -> form.equals("100%") ? "100%" + name : form.replace("%", name))
                    .toList());
        }
        names.addAll(WORDS);
        return Torture.drawn(names);
    }

    @Test
    void everyTypeIsAsked() {
        assertThat(RuleType.names())
                .allSatisfy(type -> assertThat(RULES).anyMatch(rule -> rule.startsWith(type + " ")));
    }

    @ParameterizedTest
    @MethodSource("names")
    void sayTheSameOfAnyNames(List<String> names) {
        Dataset<Row> plain = rows(PLAIN);
        Dataset<Row> named = rows(names);
        List<String> asked =
                RULES.stream().map(rule -> written(rule, PLAIN, true)).toList();
        Map<String, String> expected = said(asked, plain, PLAIN);

        Map<String, String> quoted =
                said(RULES.stream().map(rule -> written(rule, names, true)).toList(), named, names);
        Map<String, String> bare =
                said(RULES.stream().map(rule -> written(rule, names, false)).toList(), named, names);

        assertThat(quoted).isEqualTo(expected);
        assertThat(bare).isEqualTo(expected);
        assertThat(expected.values()).noneMatch(said -> said.contains("ERROR"));
    }

    @ParameterizedTest
    @MethodSource("names")
    void aVerdictNamesTheColumnAsThePeopleDo(List<String> names) {
        Dataset<Row> rows = rows(names);
        String column = names.get(1);
        List<DqdlCheck> checks = DqdlCompiler.compile(
                List.of(Rules.dqdl("Uniqueness " + parameter(column, true) + " <= last()")),
                Tables.table(List.of(names.get(0)), names.toArray(String[]::new)),
                rows);
        List<String> asked = new ArrayList<>();

        Verdict verdict = DqdlVerdicts.of(checks, Optional.empty(), () -> rows, (rule, metric, most) -> {
                    asked.add(metric);
                    return new MetricHistory.Past(List.of(1.0), 0);
                })
                .get(0);

        assertThat(verdict.answer()).isEqualTo(Answer.PASSED);
        assertThat(verdict.explanation()).contains(column).doesNotContain("_weir_");
        assertThat(verdict.metrics()).hasSize(1).allSatisfy((metric, value) -> {
            assertThat(metric).contains(column).doesNotContain("_weir_");
            assertThat(asked).containsOnly(metric);
        });
    }

    private static Dataset<Row> rows(List<String> names) {
        return SparkFixture.spark()
                .sql("SELECT * FROM VALUES"
                        + " (1L, 1, 2.0D, 'a', '1', DATE'2024-01-01'), (2L, 2, 0.0D, 'b', '22', DATE'2024-01-02'),"
                        + " (3L, 3, 1.0D, 'a', 'x3', DATE'2024-01-03'), (4L, 4, 5.0D, NULL, '2024-01-01', NULL),"
                        + " (5L, 5, 3.0D, 'c''', NULL, DATE'2024-01-01'), (6L, 6, 1.0D, 'a', '1', DATE'2024-01-01')")
                .toDF(names.toArray(String[]::new));
    }

    private static Map<String, String> said(List<String> rules, Dataset<Row> rows, List<String> names) {
        List<DqdlCheck> checks = DqdlCompiler.compile(
                rules.stream().map(Rules::dqdl).toList(),
                Tables.table(List.of(names.get(0)), names.toArray(String[]::new)),
                rows);
        List<Verdict> seen = DqdlVerdicts.of(checks, Optional.empty(), looks(rows), MetricHistory.NONE);
        List<DqdlCheck> gathering = checks.stream()
                .filter(check -> check.answerable() == CheckRequirements.STATES)
                .toList();
        List<Verdict> gathered = DqdlVerdicts.fromStates(gathering, StatesIT.gather(gathering, rows));
        Map<String, String> said = new LinkedHashMap<>();
        for (int i = 0; i < checks.size(); i++) {
            int asked = i;
            DqdlCheck check = checks.get(i);
            String states = gathering.contains(check) ? numbers(gathered.get(gathering.indexOf(check))) : "";
            String failing = check.failing()
                    .map(condition -> " failing " + rows.where(condition).count())
                    .orElse("");
            said.put(RULES.get(asked), numbers(seen.get(i)) + " | " + states + failing);
        }
        return said;
    }

    private static String numbers(Verdict verdict) {
        return verdict.answer() + " " + verdict.rows() + " "
                + new TreeMap<>(verdict.metrics()).values().stream().sorted().toList()
                + (verdict.answer() == Answer.ERROR ? verdict.explanation() : "");
    }

    private static String written(String rule, List<String> names, boolean quoted) {
        return PLACE.matcher(rule).replaceAll(place -> {
            String name = names.get(PLAIN.indexOf(place.group(2)));
            return Matcher.quoteReplacement(
                    place.group(1).equals("<") ? parameter(name, quoted) : escaped(ColumnsByName.quoted(name)));
        });
    }

    /** A name that ends with a backslash has to be in back-ticks: it would escape the quote. */
    private static String parameter(String name, boolean quoted) {
        return "\"" + escaped(quoted || name.endsWith("\\") ? ColumnsByName.quoted(name) : name) + "\"";
    }

    private static String escaped(String name) {
        return name.replace("\"", "\\\"");
    }

    private static CheckTables looks(Dataset<Row> rows) {
        return new CheckTables() {
            @Override
            public Dataset<Row> rows() {
                return rows;
            }

            @Override
            public List<String> others() {
                return List.of("others");
            }

            @Override
            public Dataset<Row> other(String name) {
                return rows.select(
                        Arrays.stream(rows.columns()).map(ColumnsByName::column).toArray(Column[]::new));
            }
        };
    }
}
