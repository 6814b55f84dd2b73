package dev.weir.contracts.sql;

import dev.weir.contracts.text.TimePattern;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Judges the constant texts that functions take for patterns, as Spark 3.5 would when it meets the first row. */
final class SqlPatterns {

    /** Which argument is a regular expression, counted from 0. */
    private static final Map<String, int[]> REGULAR = Map.ofEntries(
            Map.entry("rlike", new int[] {1}),
            Map.entry("regexp", new int[] {1}),
            Map.entry("regexp_like", new int[] {1}),
            Map.entry("regexp_count", new int[] {1}),
            Map.entry("regexp_extract", new int[] {1}),
            Map.entry("regexp_extract_all", new int[] {1}),
            Map.entry("regexp_instr", new int[] {1}),
            Map.entry("regexp_replace", new int[] {1}),
            Map.entry("regexp_substr", new int[] {1}),
            Map.entry("split", new int[] {1}),
            Map.entry("str_to_map", new int[] {1, 2}));

    private static final Set<String> EXTRACTING = Set.of("regexp_extract", "regexp_extract_all");
    private static final Set<String> LIKE = Set.of("like", "ilike");

    /** Those that read or write the second argument's form of a date or time. */
    private static final Set<String> READING = Set.of(
            "to_date",
            "to_timestamp",
            "to_timestamp_ntz",
            "to_timestamp_ltz",
            "try_to_timestamp",
            "unix_timestamp",
            "to_unix_timestamp");

    /** What texts of the pattern have to say. */
    private static final Map<String, TimePattern.Meaning> READ_AS = Map.of(
            "to_date", TimePattern.Meaning.DAY,
            "to_timestamp", TimePattern.Meaning.MOMENT,
            "to_timestamp_ntz", TimePattern.Meaning.MOMENT,
            "to_timestamp_ltz", TimePattern.Meaning.MOMENT,
            "try_to_timestamp", TimePattern.Meaning.MOMENT);

    private static final Set<String> WRITING = Set.of("date_format", "from_unixtime");

    /** Those that read their first argument as Spark reads a date or time literal. */
    private static final Set<String> LITERALS = Set.of(
            "date",
            "timestamp",
            "timestamp_ntz",
            "timestamp_ltz",
            "to_date",
            "to_timestamp",
            "to_timestamp_ntz",
            "to_timestamp_ltz",
            "try_to_timestamp");

    private static final Pattern TIME_WORD =
            Pattern.compile("\\s*(now|today|tomorrow|yesterday)\\b.*", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    private SqlPatterns() {}

    /** What is wrong with a constant text. */
    record Fault(String what, String why, String remedy) {}

    static Optional<Fault> fault(SqlCall call) {
        for (int position : REGULAR.getOrDefault(call.name(), new int[0])) {
            Optional<Fault> fault = call.text(position).flatMap(pattern -> regular(call, position, pattern));
            if (fault.isPresent()) {
                return fault;
            }
        }
        if (LIKE.contains(call.name())) {
            return call.text(1).flatMap(pattern -> like(pattern, call));
        }
        if (READING.contains(call.name()) || WRITING.contains(call.name())) {
            Optional<Fault> fault = call.text(1).flatMap(pattern -> date(call, pattern));
            if (fault.isPresent()) {
                return fault;
            }
        }
        return LITERALS.contains(call.name()) ? call.text(0).flatMap(SqlPatterns::timeWord) : Optional.empty();
    }

    private static Optional<Fault> date(SqlCall call, String pattern) {
        String what = "the date pattern '" + pattern + "'";
        return written(call, pattern)
                .or(() -> read(call, pattern))
                .map(
                        why -> new Fault(
                                what,
                                why,
                                "write a pattern of Spark 3.5, such as 'yyyy-MM-dd HH:mm:ss'; read a day alone with to_date and 'yyyy-MM-dd'"))
                .or(() -> doubt(call, pattern)
                        .map(doubt -> new Fault(
                                what,
                                doubt.words(),
                                switch (doubt) {
                                            case ZONE_NAMES ->
                                                "write an offset in place of the name, and read it with XXX";
                                            case TWO_DIGIT_YEARS ->
                                                "write the century before the year, and read it with yyyy";
                                        }
                                        + "; 'weirRead' of a source's column reads such texts by what it says")));
    }

    private static Optional<TimePattern.Doubt> doubt(SqlCall call, String pattern) {
        return READING.contains(call.name())
                ? TimePattern.of(pattern).doubts().stream().findFirst()
                : Optional.empty();
    }

    private static Optional<String> written(SqlCall call, String pattern) {
        return DatePattern.fault(
                pattern, READING.contains(call.name()) ? DatePattern.Use.READING : DatePattern.Use.WRITING);
    }

    private static Optional<String> read(SqlCall call, String pattern) {
        return Optional.ofNullable(READ_AS.get(call.name()))
                .flatMap(as -> TimePattern.of(pattern).fault(as));
    }

    private static Optional<Fault> timeWord(String text) {
        Matcher matcher = TIME_WORD.matcher(text);
        return matcher.matches()
                ? Optional.of(new Fault(
                        "the time '" + text.strip() + "'",
                        "it is another one each day; the same rows have to give the same result",
                        "write the date or time itself, or compare with a column"))
                : Optional.empty();
    }

    private static Optional<Fault> regular(SqlCall call, int position, String pattern) {
        int groups;
        try {
            groups = Pattern.compile(pattern).matcher("").groupCount();
        } catch (PatternSyntaxException e) {
            return Optional.of(new Fault(
                    "the pattern '" + pattern + "'",
                    "it is no regular expression: " + e.getDescription() + place(e),
                    "put it right; in SQL a backslash of a pattern is written twice"));
        }
        if (position == 1 && EXTRACTING.contains(call.name())) {
            return group(call)
                    .filter(group -> group < 0 || group > groups)
                    .map(group -> new Fault(
                            "the pattern '" + pattern + "', and asks for its group " + group,
                            "it has " + groups(groups),
                            group == 1 && call.arguments().size() == 2
                                    ? "put brackets around what is wanted, or ask for group 0, which is the whole match"
                                    : "ask for a group that is there; 0 is the whole match"));
        }
        if (call.name().equals("regexp_replace")) {
            return call.text(2).flatMap(replacement -> replacement(replacement, groups));
        }
        return Optional.empty();
    }

    private static String place(PatternSyntaxException e) {
        return e.getIndex() < 0 ? "" : " near its character " + (e.getIndex() + 1);
    }

    private static String groups(int count) {
        return count == 0 ? "no group" : count == 1 ? "1 group" : count + " groups";
    }

    /** The group that is asked for; empty when it is no constant. */
    private static Optional<Integer> group(SqlCall call) {
        if (call.arguments().size() < 3) {
            return Optional.of(1);
        }
        return call.number(2).filter(number -> number.matches("\\d{1,9}")).map(Integer::valueOf);
    }

    /** Asks the engine itself, with a pattern of as many groups that matches. */
    private static Optional<Fault> replacement(String replacement, int groups) {
        Matcher matcher = Pattern.compile("()".repeat(groups)).matcher("");
        try {
            if (matcher.find()) {
                matcher.appendReplacement(new StringBuilder(), replacement);
            }
            return Optional.empty();
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            return Optional.of(new Fault(
                    "the replacement '" + replacement + "'",
                    "it cannot be filled in: " + e.getMessage(),
                    "write $1 for the pattern's first group, and \\\\$ for a dollar"));
        }
    }

    /** The escape character stands before itself, '%' or '_'. */
    private static Optional<Fault> like(String pattern, SqlCall call) {
        Optional<String> escaping = call.arguments().size() < 3 ? Optional.of("\\") : call.text(2);
        if (escaping.isEmpty()) {
            return Optional.empty();
        }
        if (escaping.get().length() != 1) {
            return Optional.of(new Fault(
                    "ESCAPE '" + escaping.get() + "'", "it is not one character", "write one character after ESCAPE"));
        }
        char escape = escaping.get().charAt(0);
        for (int i = 0; i < pattern.length(); i++) {
            if (pattern.charAt(i) == escape) {
                i++;
                boolean right = i < pattern.length()
                        && (pattern.charAt(i) == escape || pattern.charAt(i) == '%' || pattern.charAt(i) == '_');
                if (!right) {
                    return Optional.of(new Fault(
                            "the pattern '" + pattern + "' of LIKE",
                            "the escape character '" + escape + "' stands before neither '%', '_' nor itself",
                            "double it"));
                }
            }
        }
        return Optional.empty();
    }
}
