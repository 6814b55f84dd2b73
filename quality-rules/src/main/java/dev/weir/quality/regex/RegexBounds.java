package dev.weir.quality.regex;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.SparkSessionExtensions;
import org.apache.spark.sql.catalyst.expressions.And;
import org.apache.spark.sql.catalyst.expressions.EqualNullSafe;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.If;
import org.apache.spark.sql.catalyst.expressions.Like;
import org.apache.spark.sql.catalyst.expressions.LikeAll;
import org.apache.spark.sql.catalyst.expressions.LikeAny;
import org.apache.spark.sql.catalyst.expressions.Literal;
import org.apache.spark.sql.catalyst.expressions.Not;
import org.apache.spark.sql.catalyst.expressions.NotLikeAll;
import org.apache.spark.sql.catalyst.expressions.NotLikeAny;
import org.apache.spark.sql.catalyst.expressions.Or;
import org.apache.spark.sql.catalyst.expressions.ParseUrl;
import org.apache.spark.sql.catalyst.expressions.RLike;
import org.apache.spark.sql.catalyst.expressions.RegExpExtract;
import org.apache.spark.sql.catalyst.expressions.RegExpExtractAll;
import org.apache.spark.sql.catalyst.expressions.RegExpExtractBase;
import org.apache.spark.sql.catalyst.expressions.RegExpInStr;
import org.apache.spark.sql.catalyst.expressions.RegExpReplace;
import org.apache.spark.sql.catalyst.expressions.StringSplit;
import org.apache.spark.sql.catalyst.expressions.StringToMap;
import org.apache.spark.sql.catalyst.expressions.objects.Invoke;
import org.apache.spark.sql.catalyst.optimizer.LikeSimplification$;
import org.apache.spark.sql.catalyst.optimizer.ReplaceExpressions$;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.rules.Rule;
import org.apache.spark.sql.types.AbstractDataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.ObjectType;
import org.apache.spark.unsafe.types.UTF8String;
import scala.Function1;
import scala.collection.JavaConverters;
import scala.collection.Seq;
import scala.runtime.AbstractFunction1;
import scala.runtime.AbstractPartialFunction;
import scala.runtime.BoxedUnit;

/**
 * Makes a session compute regular expressions by {@link BoundedRegex}; name this class in {@code spark.sql.extensions}. An
 * analysed plan stays as Spark made it, and is changed before anything of it is computed. What an expression means
 * stays the same, with one exception: where Spark would go on for hours, or end the process, it fails.
 */
public final class RegexBounds extends AbstractFunction1<SparkSessionExtensions, BoxedUnit> {

    /** The name for {@code spark.sql.extensions}. */
    public static final String EXTENSION = RegexBounds.class.getName();

    @Override
    public BoxedUnit apply(SparkSessionExtensions extensions) {
        extensions.injectPlanNormalizationRule(new AbstractFunction1<SparkSession, Rule<LogicalPlan>>() {
            @Override
            public Rule<LogicalPlan> apply(SparkSession session) {
                return new Bounding();
            }
        });
        return BoxedUnit.UNIT;
    }

    /** An analysed plan in which no expression is without bounds. */
    public static LogicalPlan bounded(LogicalPlan plan) {
        return plan.transformUpWithSubqueries(new InNode());
    }

    private static final class Bounding extends Rule<LogicalPlan> {
        @Override
        public LogicalPlan apply(LogicalPlan plan) {
            return bounded(plan);
        }
    }

    /** One node of a plan. */
    private static final class InNode extends AbstractPartialFunction<LogicalPlan, LogicalPlan> {
        @Override
        public boolean isDefinedAt(LogicalPlan plan) {
            return true;
        }

        @Override
        @SuppressWarnings("unchecked") // a partial function from plans to plans is asked with nothing else
        public <A extends LogicalPlan, B> B applyOrElse(A plan, Function1<A, B> otherwise) {
            // What Spark writes as other functions, and the patterns of LIKE that need no regular expression: both
            // would be
            // done next.
            LogicalPlan plain = LikeSimplification$.MODULE$.apply(ReplaceExpressions$.MODULE$.apply(plan));
            return (B) plain.mapExpressions(IN_EXPRESSION);
        }
    }

    private static final AbstractFunction1<Expression, Expression> IN_EXPRESSION = new AbstractFunction1<>() {
        @Override
        public Expression apply(Expression expression) {
            Expression inside = expression.mapChildren(this);
            return bounded(inside).orElse(inside);
        }
    };

    private static Optional<Expression> bounded(Expression expression) {
        if (isSteady(expression)) {
            return Optional.empty();
        } else if (expression instanceof RLike) {
            return call(expression, "contains");
        } else if (expression instanceof Like like) {
            return Optional.of(like(like.left(), like.right(), like.escapeChar(), like));
        } else if (expression instanceof LikeAny any) {
            return Optional.of(each(any, any.patterns(), UnaryOperator.identity(), Or::new));
        } else if (expression instanceof NotLikeAny any) {
            return Optional.of(each(any, any.patterns(), Not::new, Or::new));
        } else if (expression instanceof LikeAll all) {
            return Optional.of(each(all, all.patterns(), UnaryOperator.identity(), And::new));
        } else if (expression instanceof NotLikeAll all) {
            return Optional.of(each(all, all.patterns(), Not::new, And::new));
        } else if (expression instanceof RegExpExtract) {
            return call(expression, "extract");
        } else if (expression instanceof RegExpExtractAll) {
            return call(expression, "extractAll");
        } else if (expression instanceof RegExpInStr) {
            return call(expression, "position");
        } else if (expression instanceof RegExpReplace) {
            return call(expression, "replace");
        } else if (expression instanceof StringSplit) {
            return call(expression, "split");
        } else if (expression instanceof StringToMap) {
            return call(expression, "map");
        } else if (expression instanceof ParseUrl url && url.children().size() == 3) {
            return Optional.of(parameter(url));
        }
        return Optional.empty();
    }

    /**
     * A regular expression without choices: no alternative and no repeat of a varying number, so that it fits a place of a
     * text in one way or in none. Spark's own does what it has to, and is as quick as before.
     */
    private static final Pattern STEADY = Pattern.compile(
            "(?:[^*+?{|\\\\()]|\\\\[dDwWsSAzZbB\\W]|\\((?:\\?:)?|\\)(?!\\{)|(?<=[^(])\\{\\d{1,3}\\})*+");

    private static boolean isSteady(Expression expression) {
        boolean takesRegex = expression instanceof RLike
                || expression instanceof RegExpExtractBase
                || expression instanceof StringSplit
                // of another replacement nobody knows whether it fits
                || (expression instanceof RegExpReplace replace && replace.rep() instanceof Literal);
        return takesRegex
                && list(expression.children()).get(1) instanceof Literal regex
                && regex.value() instanceof UTF8String text
                && STEADY.matcher(text.toString()).matches();
    }

    private static Optional<Expression> call(Expression expression, String function) {
        return Optional.of(call(expression, function, list(expression.children())));
    }

    private static Expression call(Expression expression, String function, List<Expression> arguments) {
        BoundedRegex regex = new BoundedRegex(expression.origin().context());
        return new Invoke(
                new Literal(regex, ObjectType.apply(BoundedRegex.class)),
                function,
                expression.dataType(),
                seq(arguments),
                seq(List.<AbstractDataType>of()),
                true,
                function.equals("parameter"),
                true);
    }

    private static Expression like(Expression text, Expression pattern, char escape, Expression written) {
        return call(written, "like", List.of(text, pattern, new Literal((int) escape, DataTypes.IntegerType)));
    }

    /** As a chain that is as deep as the logarithm of its length. */
    private static Expression each(
            Expression written,
            Seq<UTF8String> patterns,
            UnaryOperator<Expression> one,
            BinaryOperator<Expression> joined) {
        Expression text = list(written.children()).get(0);
        List<Expression> answers = new ArrayList<>();
        for (UTF8String pattern : list(patterns)) {
            answers.add(one.apply(like(text, new Literal(pattern, text.dataType()), '\\', written)));
        }
        while (answers.size() > 1) {
            List<Expression> halved = new ArrayList<>();
            for (int i = 0; i < answers.size(); i += 2) {
                halved.add(i + 1 == answers.size() ? answers.get(i) : joined.apply(answers.get(i), answers.get(i + 1)));
            }
            answers = halved;
        }
        return answers.get(0);
    }

    private static Expression parameter(ParseUrl written) {
        List<Expression> parts = list(written.children());
        Expression query = new ParseUrl(seq(parts.subList(0, 2)), written.failOnError());
        return new If(
                new EqualNullSafe(parts.get(1), new Literal(UTF8String.fromString("QUERY"), DataTypes.StringType)),
                call(written, "parameter", List.of(query, parts.get(2))),
                new Literal(null, written.dataType()));
    }

    private static <T> List<T> list(Seq<T> sequence) {
        return JavaConverters.seqAsJavaList(sequence);
    }

    private static <T> Seq<T> seq(List<T> list) {
        return JavaConverters.asScalaBuffer(new ArrayList<>(list)).toSeq();
    }
}
