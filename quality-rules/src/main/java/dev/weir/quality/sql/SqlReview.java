package dev.weir.quality.sql;

import static dev.weir.quality.evaluation.ScalaCollections.list;
import static dev.weir.quality.evaluation.ScalaCollections.seq;

import dev.weir.quality.expressions.ImplicitDoubles;
import java.math.BigDecimal;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.sql.catalyst.expressions.And;
import org.apache.spark.sql.catalyst.expressions.BinaryComparison;
import org.apache.spark.sql.catalyst.expressions.CaseWhen;
import org.apache.spark.sql.catalyst.expressions.Cast;
import org.apache.spark.sql.catalyst.expressions.ConvertTimezone;
import org.apache.spark.sql.catalyst.expressions.DateFormatClass;
import org.apache.spark.sql.catalyst.expressions.EqualNullSafe;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.FromUnixTime;
import org.apache.spark.sql.catalyst.expressions.In;
import org.apache.spark.sql.catalyst.expressions.Literal;
import org.apache.spark.sql.catalyst.expressions.NextDay;
import org.apache.spark.sql.catalyst.expressions.Not;
import org.apache.spark.sql.catalyst.expressions.Or;
import org.apache.spark.sql.catalyst.expressions.PlanExpression;
import org.apache.spark.sql.catalyst.expressions.RegExpExtractBase;
import org.apache.spark.sql.catalyst.expressions.RegExpReplace;
import org.apache.spark.sql.catalyst.expressions.RuntimeReplaceable;
import org.apache.spark.sql.catalyst.expressions.StringRegexExpression;
import org.apache.spark.sql.catalyst.expressions.StringSplit;
import org.apache.spark.sql.catalyst.expressions.TruncInstant;
import org.apache.spark.sql.catalyst.expressions.UTCTimestamp;
import org.apache.spark.sql.catalyst.expressions.Unevaluable;
import org.apache.spark.sql.catalyst.expressions.aggregate.AggregateFunction;
import org.apache.spark.sql.catalyst.expressions.objects.StaticInvoke;
import org.apache.spark.sql.catalyst.plans.logical.Aggregate;
import org.apache.spark.sql.catalyst.plans.logical.Deduplicate;
import org.apache.spark.sql.catalyst.plans.logical.Distinct;
import org.apache.spark.sql.catalyst.plans.logical.Except;
import org.apache.spark.sql.catalyst.plans.logical.Expand;
import org.apache.spark.sql.catalyst.plans.logical.Filter;
import org.apache.spark.sql.catalyst.plans.logical.Generate;
import org.apache.spark.sql.catalyst.plans.logical.GlobalLimit;
import org.apache.spark.sql.catalyst.plans.logical.Intersect;
import org.apache.spark.sql.catalyst.plans.logical.Join;
import org.apache.spark.sql.catalyst.plans.logical.LateralJoin;
import org.apache.spark.sql.catalyst.plans.logical.LocalLimit;
import org.apache.spark.sql.catalyst.plans.logical.LocalRelation;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.plans.logical.Offset;
import org.apache.spark.sql.catalyst.plans.logical.OneRowRelation;
import org.apache.spark.sql.catalyst.plans.logical.Project;
import org.apache.spark.sql.catalyst.plans.logical.Range;
import org.apache.spark.sql.catalyst.plans.logical.RebalancePartitions;
import org.apache.spark.sql.catalyst.plans.logical.Repartition;
import org.apache.spark.sql.catalyst.plans.logical.RepartitionByExpression;
import org.apache.spark.sql.catalyst.plans.logical.ResolvedHint;
import org.apache.spark.sql.catalyst.plans.logical.Sort;
import org.apache.spark.sql.catalyst.plans.logical.SubqueryAlias;
import org.apache.spark.sql.catalyst.plans.logical.Union;
import org.apache.spark.sql.catalyst.plans.logical.Window;
import org.apache.spark.sql.catalyst.trees.TreePattern;
import org.apache.spark.sql.internal.SQLConf;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DateType;
import org.apache.spark.sql.types.Decimal;
import org.apache.spark.sql.types.DoubleType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.TimestampNTZType;
import org.apache.spark.sql.types.TimestampType;

/**
 * Judges SQL by what Spark's analysis, under {@link AnsiScope}, has made of it: types are known, and implicit casts stand in the
 * tree. Refused is what takes text for another type, a text that is no value of the type it is taken for, whatever
 * depends on when or where it runs, and what is the same error for every row.
 */
public final class SqlReview {

    /** A day or moment that is written out: the year comes first. */
    private static final String EXCHANGE =
            "exchange the bounds where they stand the wrong way round, or write a condition that some value meets";

    private static final Pattern WRITTEN_OUT = Pattern.compile("[+-]?\\d{4,}(-[^\\\\]*)?");

    private static final Pattern QUOTED = Pattern.compile("(['\"])(.*)\\1", Pattern.DOTALL);

    static final String DOUBLES_REMEDY =
            "cast both to DECIMAL, as in CAST(x AS DECIMAL(38, 6)); or write CAST(… AS DOUBLE) where the nearest double is meant";

    static final String READ_ELSEWHERE = "give the column its type in the source's contract; or write "
            + TextReading.STRICT
            + " in the outermost SELECT list of a query that reads one table row by row (without DISTINCT, join, GROUP BY or"
            + " UNION), where a text that is no value sends its row to quarantine; or compare text with text";

    /**
     * What a query may be made of. All of it works on rows alone; what Spark has beside it runs programs, writes, or asks a
     * catalogue, and what it will have one day is not known yet.
     */
    private static final Set<Class<? extends LogicalPlan>> OPERATORS = Set.of(
            Aggregate.class,
            Deduplicate.class,
            Distinct.class,
            Except.class,
            Expand.class,
            Filter.class,
            Generate.class,
            GlobalLimit.class,
            Intersect.class,
            Join.class,
            LateralJoin.class,
            LocalLimit.class,
            LocalRelation.class,
            Offset.class,
            OneRowRelation.class,
            Project.class,
            Range.class,
            RebalancePartitions.class,
            Repartition.class,
            RepartitionByExpression.class,
            ResolvedHint.class,
            Sort.class,
            SubqueryAlias.class,
            Union.class,
            Window.class);

    private final Set<SqlFault> faults = new LinkedHashSet<>();
    private final Set<Expression> seen = Collections.newSetFromMap(new IdentityHashMap<>());

    /** Of the expression at hand, or the nearest around it that the user wrote: Spark puts parts of its own between. */
    private SqlSpot around = SqlSpot.UNKNOWN;

    private SqlReview() {}

    /**
     * Everything that is wrong in a plan and its sub-queries.
     *
     * @param isInput where the query ends and what it reads begins
     */
    public static List<SqlFault> of(LogicalPlan analysed, Predicate<LogicalPlan> isInput) {
        SqlReview review = new SqlReview();
        review.plan(analysed, isInput);
        review.faults.addAll(SubqueryReview.of(analysed, isInput));
        return List.copyOf(review.faults);
    }

    /** Everything that is wrong in expressions that need no other row. */
    public static List<SqlFault> of(List<? extends Expression> analysed) {
        SqlReview review = new SqlReview();
        analysed.forEach(expression -> {
            review.expression(expression, Above.VARIES);
            review.faults.addAll(SubqueryReview.of(expression));
        });
        return List.copyOf(review.faults);
    }

    /**
     * The same of the condition of a rule, which a row breaks where it is false: no row may be as good as any other.
     *
     * @param condition of BOOLEAN
     */
    public static List<SqlFault> ofRule(Expression condition) {
        List<SqlFault> faults = new ArrayList<>(of(List.of(condition)));
        if (faults.isEmpty()) {
            FoldedCondition.of(condition)
                    .filter(always -> always.isTrue() || always.isNull())
                    .ifPresent(always -> faults.add(new SqlFault(
                            "can never fail",
                            always.isNull()
                                    ? "it is NULL for every row, and NULL passes"
                                    : "it is true, or does not apply, for every row",
                            "write a condition that some row could break; with IS NULL, where NULL is meant",
                            SqlSpot.UNKNOWN)));
        }
        if (faults.isEmpty()) {
            range(FoldedCondition.withConstants(condition)).ifPresent(faults::add);
        }
        return List.copyOf(faults);
    }

    /** Where comparisons with constants leave no value over, or every one; in a {@code where}, too. */
    private static Optional<SqlFault> range(Expression condition) {
        if (condition instanceof CaseWhen cases
                && cases.branches().size() == 1
                && cases.elseValue().isEmpty()) {
            Expression where = cases.branches().head()._1();
            Optional<SqlFault> selects = ImpossibleRange.neverTrue(where)
                    .map(why -> new SqlFault("has a 'where' that no row meets", why, EXCHANGE, SqlSpot.UNKNOWN));
            Expression row = unlessFalse(cases.branches().head()._2());
            return selects.or(() -> range(row, new And(where, row), new Or(new Not(where), row)));
        }
        return range(condition, condition, condition);
    }

    /** The condition within {@code IS NOT FALSE}. */
    private static Expression unlessFalse(Expression condition) {
        return condition instanceof Not not
                        && not.child() instanceof EqualNullSafe same
                        && same.right() instanceof Literal
                ? same.left()
                : condition;
    }

    /**
     * @param row what a row has to meet
     * @param met what is true of rows that the rule is about and that meet it
     * @param passed what is true of all rows that do not break it
     */
    private static Optional<SqlFault> range(Expression row, Expression met, Expression passed) {
        return ImpossibleRange.neverTrue(row)
                .or(() -> ImpossibleRange.neverTrue(met))
                .map(why -> new SqlFault("can be met by no row", why, EXCHANGE, SqlSpot.UNKNOWN))
                .or(() -> ImpossibleRange.neverFalse(passed)
                        .map(why -> new SqlFault(
                                "can never fail",
                                "a row would fail only where " + why,
                                "write a condition that some row could break",
                                SqlSpot.UNKNOWN)));
    }

    private void plan(LogicalPlan plan, Predicate<LogicalPlan> isInput) {
        if (isInput.test(plan)) {
            return;
        }
        operator(plan);
        doubles(list(plan.expressions()), ImplicitDoubles.Use.KEEPS);
        list(plan.expressions()).forEach(expression -> expression(expression, Above.VARIES));
        list(plan.subqueries()).forEach(subquery -> plan(subquery, isInput));
        list(plan.children()).forEach(child -> plan(child, isInput));
    }

    private void operator(LogicalPlan plan) {
        if (!OPERATORS.contains(plan.getClass())) {
            SqlSpot outer = around;
            around = SqlSpot.of(plan.origin().context());
            add(
                    "has a part that no query may have",
                    "Spark does it by " + plan.nodeName() + ", which is more than a computation on rows",
                    "write it with SELECT, WHERE, JOIN, GROUP BY, UNION, windows and functions");
            around = outer;
        }
    }

    /** Whether an expression is a part of a constant that is judged as a whole. */
    private enum Above {
        VARIES,
        CONSTANT
    }

    private void expression(Expression expression, Above above) {
        if (!seen.add(expression)) {
            return;
        }
        SqlSpot outer = around;
        SqlSpot own = SqlSpot.of(expression.origin().context());
        around = own.isKnown() ? own : outer;
        int before = faults.size();
        Above here = isConstant(expression) ? Above.CONSTANT : Above.VARIES;
        if (isOfWeir(expression)) {
            // Its last argument may be the day of the run, which no query wrote.
            seen.addAll(list(expression.children()).stream()
                    .filter(SqlReview::isCurrent)
                    .toList());
        }
        if (expression instanceof RuntimeReplaceable replaceable) {
            expression(replaceable.replacement(), here);
        }
        list(expression.children()).forEach(child -> expression(child, here));
        node(expression);
        if (here == Above.CONSTANT && above == Above.VARIES && faults.size() == before) {
            computable(expression);
        }
        around = outer;
    }

    private void node(Expression expression) {
        doubles(list(expression.children()), ImplicitDoubles.of(expression));
        if (TextReading.isOne(expression)) {
            text(expression);
        } else if (expression instanceof BinaryComparison || expression instanceof In) {
            compared(expression);
            comparedWithNull(expression);
        }
        if (isCurrent(expression)) {
            add(
                    "depends on when or where it runs",
                    quoted(expression) + "has another value in another run",
                    "take the moment from a column, or write a fixed one");
        } else if (isRandom(expression)) {
            add(
                    "is not deterministic",
                    quoted(expression) + "may give another value for the same row",
                    "compute it from the row's columns");
        } else if (expression instanceof Literal literal && isRelative(literal)) {
            add(
                    "depends on when it runs",
                    quoted(expression) + "is another " + literal.dataType().sql() + " in another run",
                    "write a fixed one, such as " + TextReading.example(literal.dataType()));
        } else if (expression instanceof Literal literal && isSkipped(literal)) {
            add(
                    "takes a local time that clocks skip for TIMESTAMP",
                    quoted(expression) + "is no moment in its time zone",
                    "write the time that clocks show, or the offset, as in '2026-01-31 08:30:00+08:00'");
        } else if (takesPattern(expression)) {
            pattern(expression);
        }
    }

    private static boolean isOfWeir(Expression expression) {
        return expression instanceof StaticInvoke call
                && call.staticObject().getName().startsWith("dev.weir.");
    }

    private static boolean isCurrent(Expression expression) {
        return expression.children().isEmpty() && expression.containsPattern(TreePattern.CURRENT_LIKE());
    }

    /** Aggregates whose answer depends on the rows' order are a matter of their own. */
    private static boolean isRandom(Expression expression) {
        return !expression.deterministic()
                && !(expression instanceof AggregateFunction)
                && !(expression instanceof PlanExpression)
                && list(expression.children()).stream().allMatch(Expression::deterministic);
    }

    // --- text ------------------------------------------------------------------------------------------------------

    private void text(Expression reading) {
        Expression text = TextReading.text(reading);
        if (!isConstant(text)) {
            // what is written again as text is read as something else on the way: conv, of a number
            boolean isText = reading.dataType() instanceof StringType;
            String type = reading.dataType().sql();
            add(
                    isText ? "reads text as what not every text is" : "reads text as " + type,
                    quoted(reading)
                            + (isText
                                    ? "would lose a text that it cannot read"
                                    : "would lose a text that is no " + type)
                            + ", or end there, and nobody could say in which record",
                    READ_ELSEWHERE);
            return;
        }
        Optional<String> written;
        Optional<Object> value;
        try {
            written = Optional.ofNullable(ConstantExpressions.value(text)).map(Object::toString);
            value = Optional.ofNullable(ConstantExpressions.value(reading));
        } catch (RuntimeException e) {
            unfit(reading, text, reading.dataType());
            return;
        }
        if (written.isPresent() && (value.isEmpty() || !isValue(written.get(), reading, text.dataType()))) {
            unfit(reading, text, reading.dataType());
        }
    }

    /** What is not a cast of text reads it in a way of its own. */
    private static boolean isValue(String written, Expression reading, DataType from) {
        return !(reading instanceof Cast cast && from instanceof StringType)
                || (TextReading.isValue(written, cast.dataType()) && !isSkipped(written, cast.dataType()))
                || (TextReading.isWritten(cast) && TextReading.isNotFinite(written, cast.dataType()));
    }

    private static boolean isSkipped(String written, DataType type) {
        return type instanceof TimestampType
                && TextReading.isSkipped(written, ZoneId.of(SQLConf.get().sessionLocalTimeZone()));
    }

    /** Spark compares with a text in a type that is wide enough for any: no row is equal to one that its own cannot hold. */
    private void compared(Expression comparison) {
        for (Expression side : list(comparison.children())) {
            if (side instanceof Cast wider && !isConstant(wider) && !TextReading.isWritten(wider)) {
                list(comparison.children()).stream()
                        .filter(other -> other instanceof Cast text && isText(text) && !fits(text, wider.child()))
                        .forEach(other -> unfit(
                                comparison,
                                ((Cast) other).child(),
                                wider.child().dataType()));
            }
        }
    }

    /** {@code a = NULL} and {@code a IN ('x', NULL)}: the author means IS NULL, and SQL answers NULL. */
    private void comparedWithNull(Expression comparison) {
        boolean hasNull = !(comparison instanceof EqualNullSafe)
                && list(comparison.children()).stream().anyMatch(SqlReview::isNull)
                && !isNull(comparison.children().head());
        if (hasNull) {
            add(
                    "compares with NULL",
                    quoted(comparison)
                            + (comparison instanceof In
                                    ? "is NULL for each value that is not in the list"
                                    : "is never true and never false"),
                    "write IS NULL or IS NOT NULL");
        }
    }

    private static boolean isNull(Expression side) {
        Expression plain = side instanceof Cast cast ? cast.child() : side;
        return plain instanceof Literal literal && literal.value() == null;
    }

    private static boolean isText(Cast cast) {
        return isConstant(cast) && cast.child().dataType() instanceof StringType;
    }

    private static boolean fits(Cast text, Expression column) {
        try {
            Object written = ConstantExpressions.value(text.child());
            return written == null
                    || (TextReading.isValue(written.toString(), column.dataType())
                            && ConstantExpressions.value(new Cast(
                                            text.child(), column.dataType(), text.timeZoneId(), text.evalMode()))
                                    != null);
        } catch (RuntimeException e) {
            return false;
        }
    }

    private void unfit(Expression reading, Expression text, DataType type) {
        add(
                "takes " + (text instanceof Literal literal ? "'" + literal.value() + "'" : "a text") + " for "
                        + type.sql(),
                quoted(reading) + "has a text that is no " + type.sql(),
                "write a value of that type, such as " + TextReading.example(type));
    }

    // --- doubles ---------------------------------------------------------------------------------------------------

    /** Two types become one, and the one has fewer digits. A number that is only compared is looked at row by row. */
    private void doubles(List<Expression> parts, ImplicitDoubles.Use use) {
        if (use == ImplicitDoubles.Use.CALCULATES) {
            return;
        }
        for (Cast cast : ImplicitDoubles.among(parts)) {
            Optional<BigDecimal> constant = number(cast.child());
            boolean isRight = constant.isPresent()
                    ? isRight(constant.get(), use)
                    : use == ImplicitDoubles.Use.COMPARES && cast.dataType() instanceof DoubleType;
            if (!isRight) {
                String whole = around.text().isEmpty() ? cast.child().sql() : around.text();
                add(
                        "makes " + cast.dataType().sql() + " of "
                                + cast.child().dataType().sql(),
                        "'" + whole + "' has a DOUBLE beside a type of more digits, and would change "
                                + constant.map(number -> "the number " + number.toPlainString())
                                        .orElse("numbers such as 9007199254740993"),
                        DOUBLES_REMEDY);
            }
        }
    }

    private static boolean isRight(BigDecimal constant, ImplicitDoubles.Use use) {
        return use == ImplicitDoubles.Use.COMPARES
                ? ImplicitDoubles.isCompared(constant)
                : ImplicitDoubles.isKept(constant);
    }

    /** Of a constant; empty where it is none, or is NULL. */
    private static Optional<BigDecimal> number(Expression expression) {
        if (!isConstant(expression)) {
            return Optional.empty();
        }
        try {
            Object value = ConstantExpressions.value(expression);
            return value instanceof Long || value instanceof Decimal
                    ? Optional.of(new BigDecimal(value.toString()))
                    : Optional.empty();
        } catch (RuntimeException reportedAsConstant) { // a constant that cannot be computed is a problem of its own
            return Optional.empty();
        }
    }

    // --- constants -------------------------------------------------------------------------------------------------

    private static boolean isConstant(Expression expression) {
        return expression.foldable()
                && !(expression instanceof Unevaluable)
                && !expression.containsPattern(TreePattern.CURRENT_LIKE());
    }

    private void computable(Expression constant) {
        if (!(constant instanceof Literal)) {
            try {
                ConstantExpressions.value(constant);
            } catch (RuntimeException e) {
                broken(constant, e);
            }
        }
    }

    private void broken(Expression expression, Throwable failure) {
        add(
                "cannot be computed for any row",
                quoted(expression) + "gives " + SqlErrors.words(failure),
                "put that part right");
    }

    /** Whether a function has a pattern of Java or of dates, or a zone: those are compiled in tasks, when rows have been read. */
    public static boolean takesPattern(Expression expression) {
        return expression instanceof StringRegexExpression
                || expression instanceof RegExpReplace
                || expression instanceof RegExpExtractBase
                || expression instanceof StringSplit
                || expression instanceof DateFormatClass
                || expression instanceof FromUnixTime
                || expression instanceof TruncInstant
                || expression instanceof NextDay
                || expression instanceof UTCTimestamp
                || expression instanceof ConvertTimezone;
    }

    /** Tries the function on any value, with its own constants. */
    private void pattern(Expression expression) {
        List<Expression> tried = new ArrayList<>();
        int constants = 0;
        for (Expression child : list(expression.children())) {
            constants += isConstant(child) ? 1 : 0;
            tried.add(isConstant(child) ? child : ConstantExpressions.sample(child.dataType()));
        }
        if (constants < tried.size() - 1 || constants == tried.size()) {
            return;
        }
        try {
            Object value = ConstantExpressions.value(expression.withNewChildren(seq(tried)));
            if (value == null && expression instanceof TruncInstant) {
                add(
                        "is NULL for every row",
                        quoted(expression) + "names no unit that Spark knows",
                        "write 'YEAR', 'QUARTER', 'MONTH', 'WEEK', 'DAY' …");
            }
        } catch (RuntimeException e) {
            broken(expression, e);
        }
    }

    // --- moments that move ------------------------------------------------------------------------------------------

    /** {@code DATE 'today'}, {@code TIMESTAMP '12:30'}: Spark's parser has put a value of this very day in its place. */
    private static boolean isRelative(Literal literal) {
        DataType type = literal.dataType();
        if (!(type instanceof DateType || type instanceof TimestampType || type instanceof TimestampNTZType)) {
            return false;
        }
        String sql = fragment(literal);
        Matcher text = QUOTED.matcher(sql);
        return startsWithType(sql)
                && text.find()
                && !WRITTEN_OUT.matcher(text.group(2).strip()).matches();
    }

    private static boolean isSkipped(Literal literal) {
        Matcher text = QUOTED.matcher(fragment(literal));
        return text.find() && isSkipped(text.group(2).strip(), literal.dataType());
    }

    private static boolean startsWithType(String sql) {
        String start = sql.strip().toLowerCase(Locale.ROOT);
        return start.startsWith("date") || start.startsWith("timestamp");
    }

    // --- words -----------------------------------------------------------------------------------------------------

    private void add(String what, String why, String remedy) {
        faults.add(new SqlFault(what, why, remedy, around));
    }

    private static String fragment(Expression expression) {
        var context = expression.origin().context();
        return context.isValid() ? context.fragment() : "";
    }

    private String quoted(Expression expression) {
        return "'" + (around.text().isEmpty() ? expression.sql() : around.text()) + "' ";
    }
}
