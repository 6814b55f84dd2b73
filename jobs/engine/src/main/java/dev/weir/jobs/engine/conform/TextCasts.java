package dev.weir.jobs.engine.conform;

import static java.util.Objects.requireNonNull;

import dev.weir.contracts.Rule;
import dev.weir.jobs.engine.read.value.ValueType;
import dev.weir.jobs.plan.HiddenColumns;
import dev.weir.jobs.plan.RulePlan;
import dev.weir.jobs.plan.TablePlan;
import dev.weir.quality.sql.TextReading;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.catalyst.expressions.Alias;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.catalyst.expressions.Cast;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.GetStructField;
import org.apache.spark.sql.catalyst.expressions.Literal;
import org.apache.spark.sql.catalyst.expressions.NamedExpression;
import org.apache.spark.sql.catalyst.expressions.ParseToDate;
import org.apache.spark.sql.catalyst.expressions.ParseToTimestamp;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.plans.logical.Project;
import org.apache.spark.sql.catalyst.plans.logical.SubqueryAlias;
import org.apache.spark.sql.catalyst.plans.logical.UnaryNode;
import org.apache.spark.sql.types.BooleanType;
import org.apache.spark.sql.types.ByteType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DateType;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.DoubleType;
import org.apache.spark.sql.types.IntegerType;
import org.apache.spark.sql.types.LongType;
import org.apache.spark.sql.types.ShortType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.TimestampNTZType;
import org.apache.spark.sql.types.TimestampType;
import scala.Option;

/**
 * Makes the casts of text in the SELECT list of a row-wise query strict, for the columns that have a {@link Rule.TextCast}.
 * Such a column is NULL where a text is no value, and beside it stands its {@link HiddenColumns#mark}: what the text is not.
 */
final class TextCasts {

    /** The marks by the column's name in lower case. */
    private final Map<String, String> marks = new LinkedHashMap<>();

    private TextCasts(List<RulePlan> markers) {
        for (int i = 0; i < markers.size(); i++) {
            if (markers.get(i).rule().check() instanceof Rule.TextCast cast) {
                marks.put(key(cast.column()), HiddenColumns.mark(i));
            }
        }
    }

    /** The query with its own columns, and then marks. */
    static LogicalPlan strict(LogicalPlan analysed, TablePlan table) {
        TextCasts casts = new TextCasts(table.markers());
        return casts.marks.isEmpty() ? analysed : casts.strict(analysed);
    }

    /** The marks of a table's casts, in the order of its markers. */
    static List<String> marks(TablePlan table) {
        return List.copyOf(new TextCasts(table.markers()).marks.values());
    }

    /** Beside the last projection there are those of columns that others in the list are computed from, and filters. */
    private LogicalPlan strict(LogicalPlan plan) {
        if (plan instanceof Project project) {
            return project(project, strict(project.child()));
        }
        return plan instanceof UnaryNode node && !(plan instanceof SubqueryAlias)
                ? plan.withNewChildren(ScalaLists.<LogicalPlan>scala(List.of(strict(node.child()))))
                : plan;
    }

    private LogicalPlan project(Project project, LogicalPlan child) {
        List<NamedExpression> computed = new ArrayList<>();
        List<NamedExpression> given = new ArrayList<>();
        List<NamedExpression> marked = new ArrayList<>();
        for (Attribute attribute : ScalaLists.java(child.output())) {
            if (marks.containsValue(attribute.name())) {
                marked.add(attribute);
            }
        }
        int before = marked.size();
        for (NamedExpression named : ScalaLists.java(project.projectList())) {
            Optional<Alias> strict = outcome(named);
            if (strict.isPresent()) {
                Attribute outcome = strict.get().toAttribute();
                computed.add(strict.get());
                given.add(of((Alias) named, new GetStructField(outcome, CastOutcome.VALUE, Option.empty())));
                marked.add(OriginCarrier.alias(
                        new GetStructField(outcome, CastOutcome.FAILURE, Option.empty()),
                        requireNonNull(marks.get(key(named.name())), named.name())));
            } else {
                computed.add(named);
                given.add(named.toAttribute());
            }
        }
        if (marked.size() == before) {
            computed.addAll(marked);
            return new Project(ScalaLists.scala(computed), child);
        }
        computed.addAll(marked.subList(0, before));
        given.addAll(marked);
        return new Project(ScalaLists.scala(given), new Project(ScalaLists.scala(computed), child));
    }

    /** What a column's expression comes to, where it casts text and the column has a rule for that. */
    private Optional<Alias> outcome(NamedExpression named) {
        if (!(named instanceof Alias alias) || !marks.containsKey(key(named.name()))) {
            return Optional.empty();
        }
        Expression strict = strict(alias.child());
        return strict == alias.child()
                ? Optional.empty()
                : Optional.of(OriginCarrier.alias(new CastOutcome(strict), named.name()));
    }

    /** SQL does not tell upper from lower case. */
    private static String key(String column) {
        return column.toLowerCase(Locale.ROOT);
    }

    private static Alias of(Alias named, Expression value) {
        return new Alias(
                value,
                named.name(),
                named.exprId(),
                named.qualifier(),
                named.explicitMetadata(),
                named.nonInheritableMetadataKeys());
    }

    /** The same expression where nothing in it reads text. */
    private static Expression strict(Expression expression) {
        List<Expression> children = new ArrayList<>();
        boolean changed = false;
        for (Expression child : ScalaLists.java(expression.children())) {
            Expression strict = strict(child);
            changed |= strict != child;
            children.add(strict);
        }
        Optional<ValueType> type = reads(expression);
        if (type.isPresent()) {
            return new StrictCast(children.get(0), type.get(), expression.dataType());
        }
        return changed ? expression.withNewChildren(ScalaLists.scala(children)) : expression;
    }

    /** What a user-written expression reads its text as; empty where it reads none, or in no way that sources have. */
    private static Optional<ValueType> reads(Expression expression) {
        boolean text = !expression.children().isEmpty()
                && expression.children().head().dataType() instanceof StringType
                && !expression.children().head().foldable();
        if (!text) {
            return Optional.empty();
        }
        if (expression instanceof Cast cast && TextReading.isWritten(cast)) {
            return type(cast.dataType(), ValueType.ISO, cast.timeZoneId());
        }
        if (expression instanceof ParseToDate day) {
            return pattern(day.format()).flatMap(pattern -> type(day.dataType(), pattern, day.timeZoneId()));
        }
        if (expression instanceof ParseToTimestamp time) {
            return pattern(time.format()).flatMap(pattern -> type(time.dataType(), pattern, time.timeZoneId()));
        }
        return Optional.empty();
    }

    /** The pattern; that of ISO 8601 where none is written, nothing where it is no literal. */
    private static Optional<String> pattern(Option<Expression> format) {
        if (format.isEmpty()) {
            return Optional.of(ValueType.ISO);
        }
        return format.get() instanceof Literal literal && literal.value() != null
                ? Optional.of(literal.value().toString())
                : Optional.empty();
    }

    private static Optional<ValueType> type(DataType type, String pattern, Option<String> zone) {
        if (type instanceof ByteType) {
            return Optional.of(new ValueType.Whole(Byte.MIN_VALUE, Byte.MAX_VALUE));
        }
        if (type instanceof ShortType) {
            return Optional.of(new ValueType.Whole(Short.MIN_VALUE, Short.MAX_VALUE));
        }
        if (type instanceof IntegerType) {
            return Optional.of(new ValueType.Whole(Integer.MIN_VALUE, Integer.MAX_VALUE));
        }
        if (type instanceof LongType) {
            return Optional.of(ValueType.Whole.LONG);
        }
        if (type instanceof DecimalType decimal) {
            return Optional.of(new ValueType.Exact(decimal.precision(), decimal.scale()));
        }
        if (type instanceof DoubleType) {
            return Optional.of(ValueType.Real.FINITE);
        }
        if (type instanceof BooleanType) {
            return Optional.of(ValueType.Flag.WORDS);
        }
        if (type instanceof DateType) {
            return Optional.of(new ValueType.Day(pattern));
        }
        if (type instanceof TimestampType) {
            return Optional.of(new ValueType.Instant(pattern, zone.get()));
        }
        return type instanceof TimestampNTZType ? Optional.of(new ValueType.WallClock(pattern)) : Optional.empty();
    }
}
