package dev.weir.jobs.plan.interval;

import dev.weir.contracts.Code;
import dev.weir.contracts.Problems;
import dev.weir.contracts.Source;
import dev.weir.contracts.Table;
import dev.weir.contracts.text.NearestName;
import java.time.YearMonth;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where the files of a source's table lie: a path with Hadoop's wildcards, in which <code>{date}</code> stands for a day such
 * as {@code 2026-11-19}, <code>{month}</code> for {@code 2026-11} and <code>{hour}</code> for an hour of the day such as
 * {@code 05}.
 *
 * @param location of the source's server
 * @param pattern of the table's files below it; empty for the location itself
 */
public record SourcePath(String location, String pattern) {

    private static final String DATE = "{date}";
    private static final String MONTH = "{month}";
    private static final String HOUR = "{hour}";
    private static final List<String> KNOWN = List.of(DATE, MONTH, HOUR);

    /** A word in braces; Hadoop's own alternatives have a comma. */
    private static final Pattern IN_BRACES = Pattern.compile("\\{[^,{}]*}");

    /** Where a source's table lies. */
    public static SourcePath of(Source source, Table table) {
        if (source.where() instanceof Source.InDatabase) {
            return new SourcePath(source.where().location(), "");
        }
        return new SourcePath(
                source.files().location(),
                table.making().match(files -> files.pattern().orElse(""), query -> ""));
    }

    /** The location with the pattern, as it is written. */
    public String whole() {
        return pattern.isEmpty() ? location : location + "/" + pattern;
    }

    /** Whether it lies outside of the workspace's folder: in a store, or by a whole path. */
    public boolean isElsewhere() {
        return location.contains("://") || location.startsWith("/");
    }

    /** Whether the path has the day, month or hour of a file. */
    public boolean isOfIntervals() {
        return KNOWN.stream().anyMatch(whole()::contains);
    }

    /** The path of every file, whatever it is of, as one Hadoop pattern. */
    public String every() {
        return filled("[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]", "[0-9][0-9][0-9][0-9]-[0-9][0-9]", "[0-9][0-9]");
    }

    /** The paths of the files that an interval touches, each once, as Hadoop patterns, the earliest first. */
    public List<String> of(Interval interval) {
        if (whole().contains(HOUR)) {
            return interval.hours().stream()
                    .map(hour -> filled(
                            hour.toLocalDate().toString(),
                            YearMonth.from(hour).toString(),
                            String.format(Locale.ROOT, "%02d", hour.getHour())))
                    .distinct()
                    .toList();
        }
        return interval.days().stream()
                .map(day -> filled(day.toString(), YearMonth.from(day).toString(), ""))
                .distinct()
                .toList();
    }

    private String filled(String date, String month, String hour) {
        return whole().replace(DATE, date).replace(MONTH, month).replace(HOUR, hour);
    }

    /** Tells of words in braces that stand for nothing. */
    public void check(Table table, Problems problems) {
        Matcher words = IN_BRACES.matcher(whole());
        while (words.find()) {
            if (!KNOWN.contains(words.group())) {
                problems.add(
                        Code.INVALID_VALUE,
                        table.place(),
                        "The path '" + whole() + "' has " + words.group(),
                        "words in braces are " + String.join(", ", KNOWN)
                                + "; alternatives have a comma, such as {a,b}",
                        NearestName.remedy(words.group(), KNOWN, "write one of these, or '*'"));
            }
        }
        if (table.making() instanceof Table.Files files
                && files.without() == Table.Files.Without.EMPTY
                && !isOfIntervals()) {
            problems.add(
                    Code.INVALID_VALUE,
                    table.place(),
                    "The source's table '" + table.name() + "' has 'weirEmpty: allow'",
                    "it says that an interval may have no file, and the path '" + whole() + "' says of no file which"
                            + " interval it is of",
                    "add {date} or {month} to the path, or take 'weirEmpty' out; where the product's table may be"
                            + " empty, write it there");
        }
        if (whole().contains(HOUR) && !whole().contains(DATE)) {
            problems.add(
                    Code.INVALID_VALUE,
                    table.place(),
                    "The path '" + whole() + "' has {hour} without {date}",
                    "an hour of which day a file is of, nobody can tell",
                    "add {date}");
        }
    }
}
