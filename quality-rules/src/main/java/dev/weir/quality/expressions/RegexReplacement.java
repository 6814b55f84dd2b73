package dev.weir.quality.expressions;

import static dev.weir.quality.evaluation.ScalaCollections.list;
import static dev.weir.quality.evaluation.ScalaCollections.seq;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
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
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.unsafe.types.UTF8String;
import scala.collection.Seq;

/** {@link BoundedRegex} in the place of Spark's functions of regular expressions. */
final class RegexReplacement {

    /** By the function, the method that takes its arguments. */
    private static final Map<Class<? extends Expression>, String> FUNCTIONS = Map.of(
            RLike.class, "contains",
            RegExpExtract.class, "extract",
            RegExpExtractAll.class, "extractAll",
            RegExpInStr.class, "position",
            RegExpReplace.class, "replace",
            StringSplit.class, "split",
            StringToMap.class, "map");

    private RegexReplacement() {}

    /** What is to be computed instead of an expression; empty where it needs no bound. */
    static Optional<Expression> of(Expression expression) {
        if (isSteady(expression)) {
            return Optional.empty();
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
        } else if (expression instanceof ParseUrl url && url.children().size() == 3) {
            return Optional.of(parameter(url));
        }
        return Optional.ofNullable(FUNCTIONS.get(expression.getClass()))
                .map(function -> call(expression, function, list(expression.children())));
    }

    /**
     * A regular expression without choices: no alternative and no repeat of a varying number, so that it fits a place of a
     * text in one way or in none. Spark's own does what it has to, and is as quick as before.
     */
    private static final Pattern STEADY = Pattern.compile(
            "(?:[^*+?{|\\\\()]|\\\\[dDwWsSAzZbB\\W]|\\((?:\\?:)?|\\)(?!\\{)|(?<=[^(])\\{\\d{1,3}\\})*+");

    private static boolean isSteady(Expression expression) {
        boolean takesRegex = expression instanceof RLike
                // Spark counts places in halves of characters
                || (expression instanceof RegExpExtractBase && !(expression instanceof RegExpInStr))
                || expression instanceof StringSplit
                // it is unknown whether another replacement fits
                || (expression instanceof RegExpReplace replace
                        && replace.rep() instanceof Literal
                        && Literal.create(1, DataTypes.IntegerType).equals(replace.pos()));
        return takesRegex
                && list(expression.children()).get(1) instanceof Literal regex
                && regex.value() instanceof UTF8String text
                && STEADY.matcher(text.toString()).matches();
    }

    private static Expression call(Expression expression, String function, List<Expression> arguments) {
        return ObjectCall.of(
                new BoundedRegex(expression.origin().context()), function, expression.dataType(), arguments);
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
                ObjectCall.orNull(
                        new BoundedRegex(written.origin().context()),
                        "parameter",
                        written.dataType(),
                        List.of(query, parts.get(2))),
                new Literal(null, written.dataType()));
    }
}
