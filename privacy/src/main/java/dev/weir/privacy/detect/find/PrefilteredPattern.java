package dev.weir.privacy.detect.find;

import static java.util.Objects.requireNonNull;

import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A pattern that is tried only where a text's next two characters can begin a match: most places of most texts begin none, and a
 * pattern of many words takes long to see it. It finds what the pattern alone finds.
 *
 * <p>Which characters can begin a match the pattern tells itself: tried on a text of those alone, it either fails on one of
 * them, or matches or comes to the text's end ({@link Matcher#hitEnd}). The answers are kept; threads that ask at once find the same.
 */
final class PrefilteredPattern {

    private static final int ASCII = 0x80;
    private static final int PAGE_BITS = 8;
    private static final int PAGE = 1 << PAGE_BITS;
    private static final String LOOKS_BEHIND = "(?<=";

    private static final byte NEVER = 1;
    private static final byte MAYBE = 2;

    private final Pattern pattern;
    private final Pattern probe;
    private final boolean capitalised;

    /** For two characters of ASCII; 0 where it was not asked yet. */
    private final byte[] pairs = new byte[ASCII * ASCII];

    /** For one character that stands before or behind one beyond ASCII, by pages. */
    private final byte[][] singles = new byte[(Character.MAX_VALUE + 1) >> PAGE_BITS][];

    private PrefilteredPattern(Pattern pattern, boolean capitalised) {
        this.pattern = pattern;
        this.capitalised = capitalised;
        // What must stand before a match is none of its characters; without that condition no match is lost.
        this.probe = Pattern.compile(withoutLooksBehind(pattern.pattern()), pattern.flags());
    }

    /** @throws java.util.regex.PatternSyntaxException when it is none */
    static PrefilteredPattern compile(String regex) {
        return of(Pattern.compile(regex));
    }

    static PrefilteredPattern of(Pattern pattern) {
        return new PrefilteredPattern(pattern, false);
    }

    /** One whose matches hold a capital letter each: behind a text's last one it is not tried. */
    static PrefilteredPattern capitalised(String regex) {
        return new PrefilteredPattern(Pattern.compile(regex), true);
    }

    /** In either case. */
    static PrefilteredPattern ofAnyCase(String regex) {
        return new PrefilteredPattern(Pattern.compile(regex, Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE), false);
    }

    /** The pattern alone. */
    Pattern pattern() {
        return pattern;
    }

    /** The matches in a text, one after the other. */
    Matches in(String text) {
        return new Matches(text);
    }

    /** Shows each of them. */
    void each(String text, Consumer<MatchResult> found) {
        Matches matches = in(text);
        while (matches.find()) {
            found.accept(matches.match());
        }
    }

    /** Adds those that fit: of each its group 1, where it has one, else all of it. */
    void addTo(Spans spans, String category, int rank, String text, Predicate<MatchResult> fits) {
        each(text, found -> {
            if (fits.test(found)) {
                int group = found.groupCount() > 0 ? 1 : 0;
                spans.add(category, found.start(group), found.end(group), rank);
            }
        });
    }

    private boolean mayBegin(String text, int at) {
        char first = text.charAt(at);
        if (at + 1 < text.length()) {
            char second = text.charAt(at + 1);
            if (first < ASCII && second < ASCII) {
                int pair = first * ASCII + second;
                byte known = pairs[pair];
                if (known == 0) {
                    known = asked(text.substring(at, at + 2));
                    pairs[pair] = known;
                }
                return known == MAYBE;
            }
        }
        byte[] page = singles[first >> PAGE_BITS];
        if (page == null) {
            page = new byte[PAGE];
            singles[first >> PAGE_BITS] = page;
        }
        byte known = page[first & (PAGE - 1)];
        if (known == 0) {
            known = Character.isSurrogate(first) ? MAYBE : asked(String.valueOf(first));
            page[first & (PAGE - 1)] = known;
        }
        return known == MAYBE;
    }

    /** Behind the last capital letter of a text. */
    private static int behindCapital(String text) {
        int end = text.length();
        while (end > 0
                && !Character.isUpperCase(text.charAt(end - 1))
                && !Character.isSurrogate(text.charAt(end - 1))) {
            end--;
        }
        return end;
    }

    private byte asked(String start) {
        Matcher matcher = probe.matcher(start);
        return matcher.lookingAt() || matcher.hitEnd() ? MAYBE : NEVER;
    }

    /** Leaves out each {@code (?<=…)}. */
    private static String withoutLooksBehind(String regex) {
        StringBuilder without = new StringBuilder(regex.length());
        int at = 0;
        for (int next = regex.indexOf(LOOKS_BEHIND); next >= 0; next = regex.indexOf(LOOKS_BEHIND, at)) {
            without.append(regex, at, next);
            at = closing(regex, next) + 1;
        }
        return without.append(regex, at, regex.length()).toString();
    }

    /** Where the group that opens at a place closes. */
    private static int closing(String regex, int open) {
        int depth = 0;
        boolean inClass = false;
        for (int i = open; i < regex.length(); i++) {
            char c = regex.charAt(i);
            if (c == '\\') {
                i++;
            } else if (c == '[' || c == ']') {
                inClass = c == '[';
            } else if (!inClass && (c == '(' || c == ')')) {
                depth += c == '(' ? 1 : -1;
                if (depth == 0) {
                    return i;
                }
            }
        }
        throw new IllegalArgumentException("A group is not closed: " + regex);
    }

    /** Goes through one text, as a {@link Matcher} does. For one thread. */
    final class Matches {

        private final String text;
        /** None before something can begin one: most texts need none. */
        private @Nullable Matcher matcher;

        /** Behind the last place where one can begin. */
        private final int end;

        private int from;

        private Matches(String text) {
            this.text = text;
            this.end = capitalised ? behindCapital(text) : text.length();
        }

        /** Whether there is one more, behind the one before. */
        boolean find() {
            for (int at = from; at < end; at++) {
                if (mayBegin(text, at) && isAt(at)) {
                    return true;
                }
            }
            from = end;
            return false;
        }

        /** Whether there is one at a place or behind it. */
        boolean find(int from) {
            this.from = from;
            return find();
        }

        private boolean isAt(int at) {
            if (matcher == null) {
                matcher = pattern.matcher(text).useTransparentBounds(true).useAnchoringBounds(false);
            }
            if (!matcher.region(at, text.length()).lookingAt()) {
                return false;
            }
            from = Math.max(matcher.end(), at + 1);
            return true;
        }

        /** What was found last. */
        MatchResult match() {
            return requireNonNull(matcher, "nothing was found");
        }
    }
}
