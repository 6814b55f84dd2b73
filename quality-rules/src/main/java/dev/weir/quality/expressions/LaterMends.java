package dev.weir.quality.expressions;

import static dev.weir.quality.evaluation.ScalaCollections.list;
import static dev.weir.quality.evaluation.ScalaCollections.seq;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.spark.sql.catalyst.expressions.ArrayDistinct;
import org.apache.spark.sql.catalyst.expressions.ArrayExcept;
import org.apache.spark.sql.catalyst.expressions.ArrayInsert;
import org.apache.spark.sql.catalyst.expressions.ArrayIntersect;
import org.apache.spark.sql.catalyst.expressions.ArrayRepeat;
import org.apache.spark.sql.catalyst.expressions.ArrayUnion;
import org.apache.spark.sql.catalyst.expressions.ArraysOverlap;
import org.apache.spark.sql.catalyst.expressions.Base64;
import org.apache.spark.sql.catalyst.expressions.Cast;
import org.apache.spark.sql.catalyst.expressions.ConvertTimezone;
import org.apache.spark.sql.catalyst.expressions.CreateMap;
import org.apache.spark.sql.catalyst.expressions.DateFormatClass;
import org.apache.spark.sql.catalyst.expressions.ElementAt;
import org.apache.spark.sql.catalyst.expressions.Encode;
import org.apache.spark.sql.catalyst.expressions.EvalMode;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.FromUTCTimestamp;
import org.apache.spark.sql.catalyst.expressions.LambdaFunction;
import org.apache.spark.sql.catalyst.expressions.Literal;
import org.apache.spark.sql.catalyst.expressions.MakeTimestamp;
import org.apache.spark.sql.catalyst.expressions.MapFromArrays;
import org.apache.spark.sql.catalyst.expressions.MapFromEntries;
import org.apache.spark.sql.catalyst.expressions.Overlay;
import org.apache.spark.sql.catalyst.expressions.ParseUrl;
import org.apache.spark.sql.catalyst.expressions.Sequence;
import org.apache.spark.sql.catalyst.expressions.StringDecode;
import org.apache.spark.sql.catalyst.expressions.StringLPad;
import org.apache.spark.sql.catalyst.expressions.StringRPad;
import org.apache.spark.sql.catalyst.expressions.StringRepeat;
import org.apache.spark.sql.catalyst.expressions.StringSpace;
import org.apache.spark.sql.catalyst.expressions.SubstringIndex;
import org.apache.spark.sql.catalyst.expressions.SubtractTimestamps;
import org.apache.spark.sql.catalyst.expressions.TimeZoneAwareExpression;
import org.apache.spark.sql.catalyst.expressions.TimestampDiff;
import org.apache.spark.sql.catalyst.expressions.ToUTCTimestamp;
import org.apache.spark.sql.catalyst.expressions.ToUnixTimestamp;
import org.apache.spark.sql.catalyst.expressions.TransformKeys;
import org.apache.spark.sql.catalyst.expressions.TruncTimestamp;
import org.apache.spark.sql.catalyst.expressions.UnixTimestamp;
import org.apache.spark.sql.catalyst.expressions.aggregate.CollectSet;
import org.apache.spark.sql.catalyst.expressions.aggregate.Mode;
import org.apache.spark.sql.catalyst.expressions.objects.Invoke;
import org.apache.spark.sql.catalyst.expressions.objects.StaticInvoke;
import org.apache.spark.sql.catalyst.optimizer.NormalizeFloatingNumbers$;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.DoubleType;
import org.apache.spark.sql.types.FloatType;
import org.apache.spark.sql.types.IntegralType;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.TimestampNTZType;
import org.apache.spark.sql.types.TimestampType;
import org.apache.spark.unsafe.types.UTF8String;
import scala.Option;
import scala.runtime.AbstractFunction1;

/**
 * The functions whose answers are wrong in Spark 3.5 and were mended in later versions or never, each with the issue and with
 * what is computed instead. A row more needs a line here and one in {@code LaterMendsIT}, which has Spark's own answer, too.
 */
final class LaterMends {

    /**
     * A mend.
     *
     * @param issue of Spark, or what goes wrong where there is none
     * @param function that has the fault
     * @param mended the same function of arguments for which its answer is right, or which fail where there is none
     */
    private record Mend(String issue, Class<? extends Expression> function, UnaryOperator<Expression> mended) {}

    private static final String MEMORY = "sizes that no memory has";
    private static final String CLOCKS = "changed clocks";
    private static final String ZONES = "names of time zones";
    private static final String SKIPPED = "local times that clocks skip";
    private static final String SHOWN = "local times that need no zone";
    private static final String BEFORE_1970 = "seconds before 1970";

    /** What a pattern of dates writes of a zone. Texts in it stand in single quotes. */
    private static final Pattern ZONE_LETTERS = Pattern.compile("[VzOXxZ]");

    private static final Pattern QUOTED = Pattern.compile("'[^']*'");

    /** Units that are the same length on each day. */
    private static final Set<String> PARTS_OF_DAYS = Set.of("HOUR", "MINUTE", "SECOND", "MILLISECOND", "MICROSECOND");

    private static final List<Mend> MENDS = List.of(
            // 0.0 and -0.0 are equal, and these keep them apart
            new Mend("SPARK-54918", ArrayDistinct.class, LaterMends::withoutSignedZeros),
            new Mend("SPARK-54918", ArrayUnion.class, LaterMends::withoutSignedZeros),
            new Mend("SPARK-54918", ArrayIntersect.class, LaterMends::withoutSignedZeros),
            new Mend("SPARK-54918", ArrayExcept.class, LaterMends::withoutSignedZeros),
            new Mend("SPARK-54918", ArraysOverlap.class, LaterMends::withoutSignedZeros),
            new Mend("SPARK-57329", Mode.class, LaterMends::ofComparable),
            new Mend("SPARK-47563", CreateMap.class, map -> withoutSignedZeros(map, place -> place % 2 == 0)),
            new Mend("SPARK-47563", MapFromArrays.class, map -> withoutSignedZeros(map, place -> place == 0)),
            new Mend("SPARK-47563", MapFromEntries.class, LaterMends::withoutSignedZeros),
            new Mend("SPARK-47563", TransformKeys.class, LaterMends::withPlainKeys),
            // each NaN is kept
            new Mend("SPARK-57298", CollectSet.class, LaterMends::withoutNaN),
            // positions whose sums or negatives no INT holds
            new Mend("SPARK-58713", Overlay.class, overlay -> with(with(overlay, 2, "position"), 3, "span")),
            new Mend("SPARK-56567", ArrayInsert.class, insert -> with(insert, 1, "index")),
            new Mend("SPARK-57335", ElementAt.class, LaterMends::ofArrays),
            new Mend("SPARK-58443", SubstringIndex.class, index -> with(index, 2, "index")),
            // more than a machine's memory holds
            new Mend(MEMORY, StringSpace.class, space -> with(space, 0, "size")),
            new Mend(MEMORY, StringRepeat.class, repeat -> with(repeat, 1, "size")),
            new Mend(MEMORY, StringLPad.class, pad -> with(pad, 1, "size")),
            new Mend(MEMORY, StringRPad.class, pad -> with(pad, 1, "size")),
            new Mend(MEMORY, ArrayRepeat.class, repeat -> with(repeat, 1, "size")),
            new Mend(MEMORY, Sequence.class, LaterMends::ofFewNumbers),
            // characters that a set does not have become question marks
            new Mend("SPARK-48658", Encode.class, encode -> instead(encode, "encode")),
            new Mend("SPARK-48658", StringDecode.class, decode -> instead(decode, "decode")),
            // a line break after 76 characters
            new Mend("SPARK-47307", StaticInvoke.class, LaterMends::onOneLine),
            // hours of the clock, not those that went by, where the clock was changed
            new Mend(CLOCKS, SubtractTimestamps.class, LaterMends::elapsed),
            new Mend(CLOCKS, TimestampDiff.class, LaterMends::elapsed),
            // a second too late where a fraction follows, and as if clocks showed UTC
            new Mend(BEFORE_1970, UnixTimestamp.class, LaterMends::wholeSeconds),
            new Mend(BEFORE_1970, ToUnixTimestamp.class, LaterMends::wholeSeconds),
            // an hour later, where clocks skip the local time
            new Mend(SKIPPED, Cast.class, LaterMends::onClocks),
            new Mend(SKIPPED, MakeTimestamp.class, LaterMends::made),
            // needs no moment, and would fail where clocks skip the local time
            new Mend(SHOWN, DateFormatClass.class, LaterMends::writtenAsShown),
            new Mend(SHOWN, TruncTimestamp.class, LaterMends::truncatedAsShown),
            // NULL, as where there is no host
            new Mend("hosts of URLs", ParseUrl.class, LaterMends::withHost),
            // one of the zones that a name stands for
            new Mend(ZONES, FromUTCTimestamp.class, moved -> with(moved, 1, "zone")),
            new Mend(ZONES, ToUTCTimestamp.class, moved -> onClock(with(moved, 1, "zone"), 0, 1)),
            new Mend(ZONES, ConvertTimezone.class, moved -> onClock(with(with(moved, 0, "zone"), 1, "zone"), 2, 0)));

    private static final AbstractFunction1<DataType, Object> IS_MAP = new AbstractFunction1<>() {
        @Override
        public Object apply(DataType type) {
            return type instanceof MapType;
        }
    };

    private LaterMends() {}

    /** What is to be computed instead of an expression; empty where Spark 3.5 is right. */
    static Optional<Expression> of(Expression expression) {
        return MENDS.stream()
                .filter(mend -> mend.function().isInstance(expression))
                .findFirst()
                .map(mend -> mend.mended().apply(expression))
                .filter(mended -> !mended.equals(expression));
    }

    /** The issues, each as often as it has functions. */
    static List<String> issues() {
        return MENDS.stream().map(Mend::issue).toList();
    }

    private static Expression withoutSignedZeros(Expression function) {
        return withoutSignedZeros(function, place -> true);
    }

    /** @param places of the arguments that are meant, counted from 0 */
    private static Expression withoutSignedZeros(Expression function, IntPredicate places) {
        List<Expression> arguments = new ArrayList<>(list(function.children()));
        for (int place = 0; place < arguments.size(); place++) {
            if (places.test(place)) {
                arguments.set(place, plain(arguments.get(place)));
            }
        }
        return function.withNewChildren(seq(arguments));
    }

    /** {@code mode} takes maps, and counts equal ones as others. */
    private static Expression ofComparable(Expression mode) {
        if (list(mode.children()).get(0).dataType().existsRecursively(IS_MAP)) {
            throw new ValueException(
                    ValueException.Kind.MAPS_COMPARED, mode.origin().context());
        }
        return withoutSignedZeros(mode);
    }

    private static Expression withPlainKeys(Expression transform) {
        List<Expression> children = new ArrayList<>(list(transform.children()));
        LambdaFunction lambda = (LambdaFunction) children.get(1);
        List<Expression> parts = new ArrayList<>(list(lambda.children()));
        parts.set(0, plain(parts.get(0)));
        children.set(1, lambda.withNewChildren(seq(parts)));
        return transform.withNewChildren(seq(children));
    }

    /** Its value, where -0.0 is 0.0, in arrays and objects, too. */
    private static Expression plain(Expression value) {
        return NormalizeFloatingNumbers$.MODULE$.normalize(value);
    }

    private static Expression withoutNaN(Expression collect) {
        Expression value = plain(list(collect.children()).get(0));
        boolean mayBeNaN = value.dataType() instanceof DoubleType || value.dataType() instanceof FloatType;
        return mayBeNaN
                ? with(collect, 0, value.dataType() instanceof FloatType ? "someFloat" : "some")
                : withoutSignedZeros(collect);
    }

    private static Expression ofArrays(Expression element) {
        return list(element.children()).get(0).dataType() instanceof ArrayType ? with(element, 1, "index") : element;
    }

    /** Days of the calendar are few. */
    private static Expression ofFewNumbers(Expression sequence) {
        List<Expression> arguments = list(sequence.children());
        Expression stop = arguments.get(1);
        if (!(stop.dataType() instanceof IntegralType)) {
            return sequence;
        }
        Expression step = arguments.size() > 2 ? arguments.get(2) : Literal.create(0L, DataTypes.LongType);
        List<Expression> ends = Stream.of(arguments.get(0), stop, step)
                .map(end -> (Expression) new Cast(end, DataTypes.LongType, Option.empty(), EvalMode.ANSI()))
                .toList();
        Expression near = call(sequence, "near", ends.get(1), ends);
        List<Expression> checked = new ArrayList<>(arguments);
        checked.set(1, new Cast(near, stop.dataType(), Option.empty(), EvalMode.ANSI()));
        return sequence.withNewChildren(seq(checked));
    }

    private static Expression onOneLine(Expression call) {
        List<Expression> arguments = new ArrayList<>(list(call.children()));
        boolean isBase64 = call instanceof StaticInvoke invoke
                && invoke.staticObject().equals(Base64.class)
                && invoke.functionName().equals("encode");
        if (!isBase64) {
            return call;
        }
        arguments.set(1, Literal.FalseLiteral());
        return call.withNewChildren(seq(arguments));
    }

    /** As in a zone that never changes its clocks; a day may have 23 hours, so days are counted as before. */
    private static Expression elapsed(Expression between) {
        if (list(between.children()).stream().allMatch(LaterMends::isOfNoZone)) {
            Expression local = between.withNewChildren(
                    seq(list(between.children()).stream().map(LaterMends::inUtc).toList()));
            return (Expression) ((TimeZoneAwareExpression) local).withTimeZone("UTC");
        }
        boolean countsTime = !(between instanceof TimestampDiff diff)
                || PARTS_OF_DAYS.contains(diff.unit().toUpperCase(Locale.ROOT));
        return countsTime ? (Expression) ((TimeZoneAwareExpression) between).withTimeZone("UTC") : between;
    }

    /** A time of the clock, which Spark takes for a moment by itself. */
    private static boolean isOfNoZone(Expression time) {
        return time instanceof Cast cast
                && cast.child().dataType() instanceof TimestampNTZType
                && cast.getTagValue(Cast.USER_SPECIFIED_CAST()).isEmpty();
    }

    /** The same time of the clock where no clock skips it. */
    private static Expression inUtc(Expression moment) {
        Expression clock = list(moment.children()).get(0);
        Expression written =
                clock instanceof Invoke checked ? checked.arguments().head() : clock;
        return (Expression) ((Cast) moment.withNewChildren(seq(List.of(written)))).withTimeZone("UTC");
    }

    private static Expression onClocks(Expression expression) {
        Cast cast = (Cast) expression;
        if (!(cast.dataType() instanceof TimestampType && cast.child().dataType() instanceof TimestampNTZType)) {
            return cast;
        }
        return cast.evalMode().equals(EvalMode.TRY()) && cast.child().nullable()
                ? cast.withNewChildren(seq(List.of(ObjectCall.orNull(
                        new MendedValues(cast.origin().context()),
                        "onClockOrNull",
                        cast.child().dataType(),
                        List.of(cast.child(), named(cast.timeZoneId()))))))
                : with(cast, 0, "onClock", named(cast.timeZoneId()));
    }

    private static Expression writtenAsShown(Expression expression) {
        DateFormatClass written = (DateFormatClass) expression;
        boolean writesNoZone = written.right() instanceof Literal pattern
                && pattern.value() != null
                && !ZONE_LETTERS
                        .matcher(QUOTED.matcher(pattern.value().toString()).replaceAll(""))
                        .find();
        return writesNoZone && isOfNoZone(written.left())
                ? new DateFormatClass(inUtc(written.left()), written.right(), Option.apply("UTC"))
                : written;
    }

    private static Expression truncatedAsShown(Expression expression) {
        TruncTimestamp truncated = (TruncTimestamp) expression;
        return isOfNoZone(truncated.timestamp())
                ? call(
                        truncated,
                        "moment",
                        truncated,
                        List.of(
                                new TruncTimestamp(
                                        truncated.format(), inUtc(truncated.timestamp()), Option.apply("UTC")),
                                named(truncated.timeZoneId())))
                : truncated;
    }

    private static Expression named(Option<String> zone) {
        return new Literal(UTF8String.fromString(zone.get()), DataTypes.StringType);
    }

    /** @param local which of the arguments is what clocks show, and {@code zone} which one says where */
    private static Expression onClock(Expression function, int local, int zone) {
        return with(function, local, "onClock", list(function.children()).get(zone));
    }

    /** The zone is the seventh argument, and may be left out. */
    private static Expression made(Expression expression) {
        MakeTimestamp made = (MakeTimestamp) expression;
        if (!(made.dataType() instanceof TimestampType)) {
            return made;
        }
        Expression zone = made.timezone().isEmpty()
                ? named(made.timeZoneId())
                : call(
                        made,
                        "zone",
                        made.timezone().get(),
                        List.of(made.timezone().get()));
        Expression local = new MakeTimestamp(
                made.year(),
                made.month(),
                made.day(),
                made.hour(),
                made.min(),
                made.sec(),
                Option.empty(),
                made.timeZoneId(),
                made.failOnError(),
                DataTypes.TimestampNTZType);
        return call(made, "moment", made, List.of(local, zone));
    }

    private static Expression wholeSeconds(Expression seconds) {
        Expression time = list(seconds.children()).get(0);
        Expression moment = time.dataType() instanceof TimestampNTZType
                ? call(
                        seconds,
                        "moment",
                        seconds,
                        List.of(time, named(((TimeZoneAwareExpression) seconds).timeZoneId())))
                : time;
        boolean hasFraction = time.dataType() instanceof TimestampType || moment != time;
        return hasFraction ? call(seconds, "wholeSeconds", seconds, List.of(moment)) : seconds;
    }

    private static Expression withHost(Expression parsed) {
        List<Expression> arguments = new ArrayList<>(list(parsed.children()));
        arguments.set(0, call(parsed, "withHost", arguments.get(0), arguments.subList(0, 2)));
        return parsed.withNewChildren(seq(arguments));
    }

    /** @param more arguments of the method, beside the one that it is about */
    private static Expression with(Expression function, int at, String method, Expression... more) {
        List<Expression> arguments = new ArrayList<>(list(function.children()));
        List<Expression> given = new ArrayList<>(List.of(arguments.get(at)));
        given.addAll(List.of(more));
        arguments.set(at, call(function, method, arguments.get(at), given));
        return function.withNewChildren(seq(arguments));
    }

    private static Expression instead(Expression function, String method) {
        List<Expression> arguments = list(function.children());
        return arguments.get(1).dataType() instanceof StringType
                ? call(function, method, function, arguments)
                : function;
    }

    private static Expression call(Expression written, String method, Expression like, List<Expression> arguments) {
        return ObjectCall.of(new MendedValues(written.origin().context()), method, like.dataType(), arguments);
    }
}
