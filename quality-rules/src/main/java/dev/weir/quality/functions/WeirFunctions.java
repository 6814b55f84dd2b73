package dev.weir.quality.functions;

import java.util.List;
import org.apache.spark.sql.SparkSessionExtensions;
import org.apache.spark.sql.catalyst.FunctionIdentifier;
import org.apache.spark.sql.catalyst.expressions.CurrentDate;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.ExpressionInfo;
import org.apache.spark.sql.catalyst.expressions.objects.StaticInvoke;
import org.apache.spark.sql.errors.QueryCompilationErrors;
import org.apache.spark.sql.types.AbstractDataType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.unsafe.Platform;
import scala.Option;
import scala.Tuple3;
import scala.collection.JavaConverters;
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
 *     somebody born no later than the date {@code asOf}, which is today when left out</td></tr>
 * <tr><td>{@code is_mobile_cn(text)}</td><td>BOOLEAN: a mobile number of the mainland (手机号码)</td></tr>
 * <tr><td>{@code nfkc(text)}</td><td>STRING: the text in Unicode's NFKC</td></tr>
 * </table>
 */
public final class WeirFunctions extends AbstractFunction1<SparkSessionExtensions, BoxedUnit> {

    /** The name for {@code spark.sql.extensions}. */
    public static final String EXTENSION = WeirFunctions.class.getName();

    /** The functions' names, in lower case: what a check of SQL without a session may take for known. */
    public static final List<String> NAMES = List.of("is_mobile_cn", "is_resident_id", "nfkc");

    @Override
    public BoxedUnit apply(SparkSessionExtensions extensions) {
        inject(extensions, "is_mobile_cn", arguments -> {
            require("is_mobile_cn", arguments, 1, 1);
            return invoke("isMobileCn", DataTypes.BooleanType, arguments, List.of(DataTypes.StringType));
        });
        inject(extensions, "is_resident_id", arguments -> {
            require("is_resident_id", arguments, 1, 2);
            List<Expression> both =
                    arguments.size() == 2 ? arguments : List.of(arguments.get(0), new CurrentDate(Option.empty()));
            return invoke(
                    "isResidentId", DataTypes.BooleanType, both, List.of(DataTypes.StringType, DataTypes.DateType));
        });
        inject(extensions, "nfkc", arguments -> {
            require("nfkc", arguments, 1, 1);
            return invoke("nfkc", DataTypes.StringType, arguments, List.of(DataTypes.StringType));
        });
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
                        return builder.build(JavaConverters.seqAsJavaList(arguments));
                    }
                }));
    }

    private static void require(String name, List<Expression> arguments, int least, int most) {
        if (arguments.size() < least || arguments.size() > most) {
            List<Object> allowed = least == most ? List.of(least) : List.of(least, most);
            // Spark's own error is checked in Java's eyes, and Scala's function type declares none
            Platform.throwException(QueryCompilationErrors.wrongNumArgsError(
                    name,
                    scalaSeq(allowed),
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
                scalaSeq(arguments),
                scalaSeq(List.<AbstractDataType>copyOf(types)),
                true,
                true,
                true);
    }

    private static <T> Seq<T> scalaSeq(List<T> list) {
        return JavaConverters.asScalaBuffer(list).toSeq();
    }
}
