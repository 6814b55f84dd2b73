package dev.weir.quality.expressions;

import dev.weir.quality.expressions.ValueException.Kind;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.catalyst.trees.SQLQueryContext;
import org.apache.spark.sql.catalyst.util.DateTimeUtils;
import org.apache.spark.unsafe.types.UTF8String;
import org.jspecify.annotations.Nullable;

/**
 * Values for which the functions of {@link LaterMends} are right, each or a {@link ValueException}. Public because the code
 * that Spark generates calls it.
 */
public final class MendedValues extends PlanObject {

    private static final long serialVersionUID = 1L;

    /** No text has so many characters, and a sum of two such numbers is an INT. */
    private static final int BEYOND = 1 << 30;

    /** Characters of a text or items of a list that a function makes of nothing. */
    private static final int MOST_PARTS = 10_000_000;

    private static final long MICROS_PER_SECOND = 1_000_000;

    /** Parts that Java has of a URL only when it has a host. */
    private static final Set<String> OF_HOST = Set.of("HOST", "USERINFO");

    MendedValues(SQLQueryContext place) {
        super("mended", place);
    }

    /** Where in a text something stands; behind every text is behind it. */
    public int position(int position) {
        if (position < -BEYOND / 2) {
            throw failure(Kind.OUT_OF_DOMAIN);
        }
        return Math.min(position, BEYOND - 1);
    }

    /** How many characters of a text; all are all. */
    public int span(int length) {
        return Math.min(length, BEYOND);
    }

    /** So many parts as one row can have. */
    public int size(int parts) {
        if (parts > MOST_PARTS) {
            throw failure(Kind.TOO_LARGE);
        }
        return parts;
    }

    /** The end of a sequence that has no more parts than that; a step of 0 stands for one that is not written. */
    public long near(long start, long stop, long step) {
        double parts = ((double) stop - start) / Math.max(1, Math.abs((double) step));
        if (Math.abs(parts) > MOST_PARTS) {
            throw failure(Kind.TOO_LARGE);
        }
        return stop;
    }

    /** A place counted from either end: the least INT has no negative. */
    public int index(int place) {
        if (place == Integer.MIN_VALUE) {
            throw failure(Kind.OUT_OF_DOMAIN);
        }
        return place;
    }

    /** A number that equals itself, which NaN does not; -0.0 is 0.0. */
    public double some(double number) {
        if (Double.isNaN(number)) {
            throw failure(Kind.OUT_OF_DOMAIN);
        }
        return number + 0.0;
    }

    /** As {@link #some}. */
    public float someFloat(float number) {
        return (float) some(number);
    }

    /** The last whole second in microseconds since 1970. */
    public long wholeSeconds(long microseconds) {
        return Math.floorDiv(microseconds, MICROS_PER_SECOND);
    }

    /** What clocks of a zone show once or twice, never what they skip, in microseconds since 1970 on a clock of UTC. */
    public long onClock(long local, UTF8String zone) {
        offset(local, zone);
        return local;
    }

    /** The same, or NULL. */
    public @Nullable Long onClockOrNull(long local, UTF8String zone) {
        return offsets(local, zone).isEmpty() ? null : local;
    }

    /** The moment at which clocks of a zone show a time; the first of two. */
    public long moment(long local, UTF8String zone) {
        return Math.subtractExact(local, offset(local, zone).getTotalSeconds() * MICROS_PER_SECOND);
    }

    private ZoneOffset offset(long local, UTF8String zone) {
        return offsets(local, zone).stream().findFirst().orElseThrow(() -> failure(Kind.TIME_SKIPPED));
    }

    private static List<ZoneOffset> offsets(long local, UTF8String zone) {
        return DateTimeUtils.getZoneId(zone.toString())
                .getRules()
                .getValidOffsets(DateTimeUtils.microsToLocalDateTime(local));
    }

    /** A URL with a host that Java reads: of any other the answer would be NULL, as if it had none. */
    public UTF8String withHost(UTF8String url, UTF8String part) {
        if (OF_HOST.contains(part.toString())) {
            try {
                URI parsed = new URI(url.toString());
                if (parsed.getRawAuthority() != null && parsed.getHost() == null) {
                    throw failure(Kind.HOST_INVALID);
                }
            } catch (URISyntaxException e) {
                return url; // the function itself fails for it
            }
        }
        return url;
    }

    /** The name of a time zone that stands for one alone: Java takes CST for Chicago's, and it is Shanghai's as well. */
    public UTF8String zone(UTF8String name) {
        if (ZoneId.SHORT_IDS.containsKey(name.toString())) {
            throw failure(Kind.ZONE_AMBIGUOUS);
        }
        return name;
    }

    /** The bytes of a text in a set that has all its characters. */
    public byte[] encode(UTF8String text, UTF8String charset) {
        try {
            ByteBuffer bytes = Charset.forName(charset.toString())
                    .newEncoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .encode(CharBuffer.wrap(text.toString()));
            return Arrays.copyOfRange(
                    bytes.array(), bytes.arrayOffset() + bytes.position(), bytes.arrayOffset() + bytes.limit());
        } catch (CharacterCodingException | IllegalArgumentException e) {
            throw failure(Kind.OUT_OF_DOMAIN);
        }
    }

    /** The text that bytes are in a set. */
    public UTF8String decode(byte[] bytes, UTF8String charset) {
        try {
            return UTF8String.fromString(Charset.forName(charset.toString())
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes))
                    .toString());
        } catch (CharacterCodingException | IllegalArgumentException e) {
            throw failure(Kind.OUT_OF_DOMAIN);
        }
    }
}
