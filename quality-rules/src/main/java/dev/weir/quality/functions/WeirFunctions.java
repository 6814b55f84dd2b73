package dev.weir.quality.functions;

import static dev.weir.quality.evaluation.ScalaCollections.list;
import static dev.weir.quality.evaluation.ScalaCollections.seq;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.spark.sql.SparkSessionExtensions;
import org.apache.spark.sql.catalyst.FunctionIdentifier;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.ExpressionInfo;
import org.apache.spark.sql.catalyst.expressions.Literal;
import org.apache.spark.sql.catalyst.expressions.objects.StaticInvoke;
import org.apache.spark.sql.errors.QueryCompilationErrors;
import org.apache.spark.sql.types.AbstractDataType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.unsafe.Platform;
import scala.Tuple3;
import scala.collection.Seq;
import scala.runtime.AbstractFunction1;
import scala.runtime.BoxedUnit;

/**
 * Teaches a session Weir's SQL functions; name this class in {@code spark.sql.extensions}. NULL gives NULL, and code
 * generation stays intact.
 *
 * <table>
 * <caption>The functions</caption>
 * <tr><td>{@code is_resident_id(text [, asOf])}</td><td>BOOLEAN: a valid resident identity number (居民身份证号码) of
 *     a person born no later than the date {@code asOf}; on any day when left out, since today would be another answer
 *     tomorrow</td></tr>
 * <tr><td>{@code is_mobile_cn(text)}</td><td>BOOLEAN: a mobile number of the mainland (手机号码)</td></tr>
 * <tr><td>{@code is_social_credit_code(text)}</td><td>BOOLEAN: a unified social credit code (统一社会信用代码)</td></tr>
 * <tr><td>{@code is_bank_card(text)}</td><td>BOOLEAN: a bank card's number (银行卡号), by its check digit</td></tr>
 * <tr><td>{@code is_loinc(text)}</td><td>BOOLEAN: a LOINC code, by its check digit</td></tr>
 * <tr><td>{@code has_ucum_form(text)}</td><td>BOOLEAN: the form of a UCUM unit</td></tr>
 * <tr><td>{@code nfkc(text)}</td><td>STRING: the text in Unicode's NFKC</td></tr>
 * <tr><td>{@code exact_sum(number)}, {@code exact_avg(number)}</td><td>DOUBLE: aggregates, rounded once, the same in any
 *     order; NULL is left out, and of no value they are NULL</td></tr>
 * </table>
 */
public final class WeirFunctions extends AbstractFunction1<SparkSessionExtensions, BoxedUnit> {

    /** The name for {@code spark.sql.extensions}. */
    public static final String EXTENSION = WeirFunctions.class.getName();

    /** The functions' names, in lower case: what a check of SQL without a session may take for known. */
    public static final List<String> NAMES = List.of(
            "exact_avg",
            "exact_sum",
            "has_ucum_form",
            "is_bank_card",
            "is_loinc",
            "is_mobile_cn",
            "is_resident_id",
            "is_social_credit_code",
            "nfkc");

    private static final Literal LAST_DAY =
            new Literal(Math.toIntExact(LocalDate.of(9999, 12, 31).toEpochDay()), DataTypes.DateType);

    /** The methods that answer yes or no about one text. */
    private static final Map<String, String> OF_ONE_TEXT = Map.of(
            "has_ucum_form", "hasUcumForm",
            "is_bank_card", "isBankCard",
            "is_loinc", "isLoinc",
            "is_mobile_cn", "isMobileCn",
            "is_social_credit_code", "isSocialCreditCode");

    @Override
    public BoxedUnit apply(SparkSessionExtensions extensions) {
        OF_ONE_TEXT.forEach((name, method) -> inject(extensions, name, arguments -> {
            require(name, arguments, 1, 1);
            return invoke(method, DataTypes.BooleanType, arguments, List.of(DataTypes.StringType));
        }));
        inject(extensions, "is_resident_id", arguments -> {
            require("is_resident_id", arguments, 1, 2);
            List<Expression> both = arguments.size() == 2 ? arguments : List.of(arguments.get(0), LAST_DAY);
            return invoke(
                    "isResidentId", DataTypes.BooleanType, both, List.of(DataTypes.StringType, DataTypes.DateType));
        });
        inject(extensions, "nfkc", arguments -> {
            require("nfkc", arguments, 1, 1);
            return invoke("nfkc", DataTypes.StringType, arguments, List.of(DataTypes.StringType));
        });
        for (ExactSum.Answer answer : ExactSum.Answer.values()) {
            String name = "exact_" + answer.name().toLowerCase(Locale.ROOT);
            inject(extensions, name, arguments -> {
                require(name, arguments, 1, 1);
                return new ExactSum(arguments.get(0), answer);
            });
        }
        return BoxedUnit.UNIT;
    }

    private interface Builder {
        Expression build(List<Expression> arguments);
    }

    private static void inject(SparkSessionExtensions extensions, String name, Builder builder) {
        extensions.injectFunction(new Tuple3<>(
                new FunctionIdentifier(name),
                new ExpressionInfo(TextFunctions.class.getName(), name),
                new AbstractFunction1<Seq<Expression>, Expression>() {
                    @Override
                    public Expression apply(Seq<Expression> arguments) {
                        return builder.build(list(arguments));
                    }
                }));
    }

    private static void require(String name, List<Expression> arguments, int least, int most) {
        if (arguments.size() < least || arguments.size() > most) {
            List<Object> allowed = least == most ? List.of(least) : List.of(least, most);
            // Spark's own error is checked in Java's eyes, and Scala's function type declares none
            Platform.throwException(QueryCompilationErrors.wrongNumArgsError(
                    name,
                    seq(allowed),
                    arguments.size(),
                    QueryCompilationErrors.wrongNumArgsError$default$4(),
                    QueryCompilationErrors.wrongNumArgsError$default$5(),
                    QueryCompilationErrors.wrongNumArgsError$default$6()));
        }
    }

    private static Expression invoke(
            String method, DataType result, List<Expression> arguments, List<? extends AbstractDataType> types) {
        return new StaticInvoke(
                TextFunctions.class,
                result,
                method,
                seq(arguments),
                seq(List.<AbstractDataType>copyOf(types)),
                true,
                true,
                true);
    }
}
