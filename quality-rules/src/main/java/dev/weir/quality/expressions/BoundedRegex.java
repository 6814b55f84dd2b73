package dev.weir.quality.expressions;

import dev.weir.quality.expressions.ValueException.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.apache.spark.sql.catalyst.expressions.RegExpExtractBase$;
import org.apache.spark.sql.catalyst.trees.SQLQueryContext;
import org.apache.spark.sql.catalyst.util.ArrayBasedMapBuilder;
import org.apache.spark.sql.catalyst.util.ArrayData;
import org.apache.spark.sql.catalyst.util.GenericArrayData;
import org.apache.spark.sql.catalyst.util.MapData;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.unsafe.types.UTF8String;
import org.jspecify.annotations.Nullable;

/**
 * What Spark's functions of regular expressions do, each within the bound of {@link BudgetedText}. Each throws
 * {@link ValueException} where it cannot. Public because the code that Spark generates calls it.
 *
 * <p>An expression of a plan has one of its own, that keeps its pattern from row to row.
 */
public final class BoundedRegex extends PlanObject {

    private static final long serialVersionUID = 1L;

    /** The last; read and written by any thread, since a compiled one holds no state. */
    private transient @Nullable Compiled last;

    BoundedRegex(SQLQueryContext place) {
        super("regex", place);
    }

    private record Compiled(UTF8String text, int escape, Pattern pattern) {}

    /** Of what is a regular expression; a pattern of {@code LIKE} may have any character for its escape. */
    private static final int NO_ESCAPE = -1;

    /** {@code RLIKE}: whether a part of the text matches. */
    public boolean contains(UTF8String text, UTF8String regex) {
        return on(text, subject -> matcher(subject, regex).find());
    }

    /** {@code LIKE}: whether the whole text matches. */
    public boolean like(UTF8String text, UTF8String pattern, int escape) {
        return on(text, subject -> pattern(pattern, escape).matcher(subject).matches());
    }

    /** {@code regexp_extract}: a group of the first match, or an empty text. */
    public UTF8String extract(UTF8String text, UTF8String regex, int group) {
        return on(text, subject -> {
            Matcher matcher = matcher(subject, regex);
            return matcher.find() ? group(matcher, group, "regexp_extract") : UTF8String.EMPTY_UTF8;
        });
    }

    /** {@code regexp_extract_all}: a group of each match. */
    public ArrayData extractAll(UTF8String text, UTF8String regex, int group) {
        return on(text, subject -> {
            Matcher matcher = matcher(subject, regex);
            List<Object> found = new ArrayList<>();
            while (matcher.find()) {
                found.add(group(matcher, group, "regexp_extract_all"));
            }
            return new GenericArrayData(found.toArray());
        });
    }

    private static UTF8String group(Matcher matcher, int group, String function) {
        RegExpExtractBase$.MODULE$.checkGroupIndex(function, matcher.groupCount(), group);
        String found = matcher.group(group);
        return found == null ? UTF8String.EMPTY_UTF8 : UTF8String.fromString(found);
    }

    /** {@code regexp_instr}: where the first match begins, in characters, from 1; 0 without one. The group has no meaning. */
    @SuppressWarnings("unused") // Spark has it, and answers NULL where it is NULL
    public int position(UTF8String text, UTF8String regex, int group) {
        return on(text, subject -> {
            Matcher matcher = matcher(subject, regex);
            return matcher.find() ? subject.toString().codePointCount(0, matcher.start()) + 1 : 0;
        });
    }

    /** {@code regexp_replace}: the text with each match from a position on replaced, which counts characters. */
    public UTF8String replace(UTF8String text, UTF8String regex, UTF8String replacement, int position) {
        return on(text, subject -> {
            if (position > 1 && position > text.numChars()) {
                return text;
            }
            int from = position == 1 ? 0 : subject.toString().offsetByCodePoints(0, position - 1);
            Matcher matcher = matcher(subject, regex).region(from, subject.length());
            String with = replacement.toString();
            StringBuilder replaced = new StringBuilder();
            while (matcher.find()) {
                append(matcher, replaced, with);
            }
            return UTF8String.fromString(matcher.appendTail(replaced).toString());
        });
    }

    private void append(Matcher matcher, StringBuilder replaced, String with) {
        try {
            matcher.appendReplacement(replaced, with);
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            throw failure(Kind.REGEX_INVALID_REPLACEMENT);
        }
    }

    /** {@code split}: the texts between matches. */
    public ArrayData split(UTF8String text, UTF8String regex, int limit) {
        return new GenericArrayData((Object[]) parts(text, regex, limit));
    }

    /** {@code str_to_map}: keys and values of the parts between matches. */
    public MapData map(UTF8String text, UTF8String pairs, UTF8String keys) {
        ArrayBasedMapBuilder map = new ArrayBasedMapBuilder(DataTypes.StringType, DataTypes.StringType);
        for (UTF8String pair : parts(text, pairs, -1)) {
            UTF8String[] both = parts(pair, keys, 2);
            map.put(both[0], both.length == 2 ? both[1] : null);
        }
        return map.build();
    }

    private UTF8String[] parts(UTF8String text, UTF8String regex, int limit) {
        if (regex.numBytes() == 0) {
            return text.split(regex, limit); // characters, without any regular expression
        }
        return on(text, subject -> {
            String[] parts = pattern(regex, NO_ESCAPE).split(subject, limit == 0 ? -1 : limit);
            UTF8String[] split = new UTF8String[parts.length];
            for (int i = 0; i < split.length; i++) {
                split[i] = UTF8String.fromString(parts[i]);
            }
            return split;
        });
    }

    /** {@code parse_url} with a key: the value of a parameter in the query part of an address, NULL without one. */
    public @Nullable UTF8String parameter(UTF8String query, UTF8String key) {
        UTF8String name = UTF8String.fromString(Pattern.quote(key.toString()));
        UTF8String regex = UTF8String.concat(PARAMETER, name, VALUE);
        return this.<@Nullable UTF8String>on(query, subject -> {
            Matcher matcher = matcher(subject, regex);
            return matcher.find() ? UTF8String.fromString(matcher.group(2)) : null;
        });
    }

    private static final UTF8String PARAMETER = UTF8String.fromString("(&|^)");
    private static final UTF8String VALUE = UTF8String.fromString("=([^&]*)");

    private Matcher matcher(BudgetedText subject, UTF8String regex) {
        return pattern(regex, NO_ESCAPE).matcher(subject);
    }

    private Pattern pattern(UTF8String text, int escape) {
        Compiled known = last;
        if (known == null || known.escape != escape || !known.text.equals(text)) {
            known = new Compiled(text.clone(), escape, compiled(text.toString(), escape));
            last = known;
        }
        return known.pattern;
    }

    private Pattern compiled(String text, int escape) {
        try {
            return Pattern.compile(escape == NO_ESCAPE ? text : LikePattern.regex(text, (char) escape));
        } catch (PatternSyntaxException e) {
            throw failure(Kind.REGEX_INVALID);
        } catch (LikePattern.StrayEscape e) {
            throw failure(Kind.REGEX_INVALID_LIKE);
        }
    }

    private <T extends @Nullable Object> T on(UTF8String text, Function<BudgetedText, T> work) {
        String subject = text.toString();
        try {
            return work.apply(new BudgetedText(subject));
        } catch (BudgetedText.Exhausted e) {
            throw failure(Kind.REGEX_TOO_MANY_STEPS);
        } catch (StackOverflowError e) {
            return deeper(subject, work);
        }
    }

    private <T extends @Nullable Object> T deeper(String subject, Function<BudgetedText, T> work) {
        try {
            return DeepStack.call(() -> work.apply(new BudgetedText(subject)));
        } catch (BudgetedText.Exhausted e) {
            throw failure(Kind.REGEX_TOO_MANY_STEPS);
        } catch (StackOverflowError e) {
            throw failure(Kind.REGEX_TOO_DEEP);
        }
    }
}
