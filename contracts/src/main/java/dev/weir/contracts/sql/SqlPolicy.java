package dev.weir.contracts.sql;

import dev.weir.contracts.Code;
import dev.weir.contracts.Place;
import dev.weir.contracts.Problem;
import dev.weir.contracts.sql.SqlFunctions.Kind;
import dev.weir.contracts.sql.SqlFunctions.Overload;
import dev.weir.contracts.text.NearestName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The one gate for SQL that people write, as far as its text tells: queries, predicates, conditions and expressions, wherever
 * they stand. It refuses what is too long or nested too deeply, variables, unknown functions, wrong numbers of arguments,
 * functions whose answer is not in the data, and constant patterns that no engine could use.
 */
public final class SqlPolicy {

    /** The most characters of one piece of SQL. */
    public static final int LONGEST = 100_000;

    private static final String VARIABLE = "${";

    private final SqlParser parser;

    public SqlPolicy(SqlParser parser) {
        this.parser = parser;
    }

    /**
     * What a piece of SQL came to.
     *
     * @param facts what it does; empty when it could not be read
     * @param problems everything that has to be put right
     */
    public record Outcome(Optional<SqlFacts> facts, List<Problem> problems) {
        public Outcome {
            problems = List.copyOf(problems);
        }

        /** What it does, when nothing is wrong with it. */
        public Optional<SqlFacts> right() {
            return problems.isEmpty() ? facts : Optional.empty();
        }
    }

    public Outcome query(UserSql sql) {
        return read(
                sql,
                parser::query,
                "is not one SELECT of Spark SQL",
                "put it right; a query is a single SELECT, WITH allowed");
    }

    public Outcome expression(UserSql sql) {
        return read(sql, parser::expression, "is no expression of Spark SQL", "put it right");
    }

    private interface Rule {
        SqlFacts read(String sql) throws SqlSyntaxException;
    }

    private static Outcome read(UserSql sql, Rule rule, String otherwise, String remedy) {
        Optional<Problem> unreadable = tooLong(sql).or(() -> variable(sql));
        if (unreadable.isPresent()) {
            return new Outcome(Optional.empty(), List.of(unreadable.get()));
        }
        try {
            SqlFacts facts = rule.read(sql.text());
            List<Problem> problems = new ArrayList<>();
            for (SqlCall call : facts.calls()) {
                fault(sql, call).ifPresent(problems::add);
            }
            return new Outcome(Optional.of(facts), problems);
        } catch (SqlSyntaxException broken) {
            return new Outcome(
                    Optional.empty(),
                    List.of(new Problem(
                            Code.INVALID_SQL,
                            sql.places().at(broken.line(), broken.column()),
                            sql.name() + " " + otherwise,
                            String.valueOf(broken.getMessage()),
                            remedy)));
        }
    }

    private static Optional<Problem> tooLong(UserSql sql) {
        int length = sql.text().length();
        return length <= LONGEST
                ? Optional.empty()
                : Optional.of(new Problem(
                        Code.INVALID_SQL,
                        sql.places().at(1, 1),
                        sql.name() + " has " + length + " characters",
                        "the most for one piece of SQL is " + LONGEST,
                        "put long lists of values into a table, and divide a long query into several tables"));
    }

    private static Optional<Problem> variable(UserSql sql) {
        int at = sql.text().indexOf(VARIABLE);
        return at < 0
                ? Optional.empty()
                : Optional.of(new Problem(
                        Code.INVALID_SQL,
                        placeOf(sql, at),
                        sql.name() + " contains '" + VARIABLE + "'",
                        "SQL has no variables here: a variable of the environment or of the session could be a secret, and"
                                + " would differ from run to run",
                        "write the value itself; in a text or pattern that needs both characters, put a backslash"
                                + " between them ('$\\\\{') or write '[$]{'"));
    }

    private static Place placeOf(UserSql sql, int offset) {
        String before = sql.text().substring(0, offset);
        int line =
                1 + (int) before.chars().filter(character -> character == '\n').count();
        return sql.places().at(line, offset - before.lastIndexOf('\n'));
    }

    private static Optional<Problem> fault(UserSql sql, SqlCall call) {
        Place place = sql.places().at(call.line(), call.column());
        List<Overload> overloads = SqlFunctions.overloads(call.name());
        if (overloads.isEmpty()) {
            return call.form() == SqlCall.Form.OWN_WORDS
                    ? pattern(sql, call, place)
                    : Optional.of(unknown(sql, call, place));
        }
        OptionalInt count = call.count();
        List<Overload> possible = overloads.stream()
                .filter(overload -> count.isEmpty() || overload.takes(count.getAsInt()))
                .toList();
        if (possible.isEmpty()) {
            return call.form() == SqlCall.Form.OWN_WORDS
                    ? pattern(sql, call, place)
                    : Optional.of(new Problem(
                            Code.INVALID_SQL,
                            place,
                            sql.name() + " calls " + call.name() + "() with " + arguments(count.orElse(0)),
                            "the function takes " + numbers(overloads),
                            "call it with as many"));
        }
        if (possible.stream().allMatch(overload -> isRefused(overload.kind()))) {
            return Optional.of(refused(sql, call, place, possible.get(0).kind(), overloads));
        }
        return pattern(sql, call, place);
    }

    private static Optional<Problem> pattern(UserSql sql, SqlCall call, Place place) {
        return SqlPatterns.fault(call)
                .map(fault -> new Problem(
                        Code.INVALID_SQL, place, sql.name() + " has " + fault.what(), fault.why(), fault.remedy()));
    }

    private static Problem unknown(UserSql sql, SqlCall call, Place place) {
        return new Problem(
                Code.UNKNOWN_NAME,
                place,
                sql.name() + " calls " + call.name() + "()",
                call.name().contains(".")
                        ? "functions have no schema or catalogue before their name"
                        : "there is no function of that name in Spark 3.5 or Weir",
                NearestName.remedy(
                        call.name(), SqlFunctions.names(), "call a built-in function of Spark SQL, or one of Weir's"));
    }

    private static String arguments(int count) {
        return count == 1 ? "1 argument" : count + " arguments";
    }

    private static String numbers(List<Overload> overloads) {
        int least = overloads.get(0).least();
        int most = overloads.get(overloads.size() - 1).most();
        if (most == Integer.MAX_VALUE) {
            return "at least " + arguments(least);
        }
        return least == most ? arguments(most) : least + " to " + arguments(most);
    }

    /** Whether an answer is not in the data. */
    private static boolean isRefused(Kind kind) {
        return reason(kind).isPresent();
    }

    private static Problem refused(UserSql sql, SqlCall call, Place place, Kind kind, List<Overload> overloads) {
        Optional<Overload> steady = overloads.stream()
                .filter(overload -> !isRefused(overload.kind()))
                .findFirst();
        return new Problem(
                Code.INVALID_SQL,
                place,
                sql.name() + " calls " + call.name() + "()"
                        + (steady.isPresent()
                                ? " with " + arguments(call.count().orElse(0))
                                : ""),
                reason(kind).orElseThrow(),
                steady.map(overload -> "call it with " + numbers(List.of(overload)))
                        .orElseGet(() -> isWord(call)
                                ? remedy(kind) + "; a column of that name stands in `back quotes`"
                                : remedy(kind)));
    }

    /** Whether it is written without brackets, as a column is: {@code user}. */
    private static boolean isWord(SqlCall call) {
        return call.form() == SqlCall.Form.OWN_WORDS && call.arguments().isEmpty();
    }

    private static Optional<String> reason(Kind kind) {
        return switch (kind) {
            case ROW, AGGREGATE, WINDOW, GENERATOR, TABLE -> Optional.empty();
            case RANDOM -> Optional.of("it gives another answer each time; the same rows have to give the same result");
            case CLOCK -> Optional.of("it gives the time of the run; the same rows have to give the same result");
            case SESSION ->
                Optional.of("it depends on who runs it, where and how; the same rows have to give the same result");
            case OUTSIDE -> Optional.of("it runs code, or reads what the contract does not declare");
            case FAILS -> Optional.of("it ends the run, and no row could be kept");
        };
    }

    private static String remedy(Kind kind) {
        return switch (kind) {
            case CLOCK -> "compare with a column; times come from the sources";
            case RANDOM, SESSION -> "take it out; ids, names and samples come from the sources";
            case FAILS -> "write a rule for what must not be";
            case ROW, AGGREGATE, WINDOW, GENERATOR, TABLE, OUTSIDE -> "take it out";
        };
    }
}
