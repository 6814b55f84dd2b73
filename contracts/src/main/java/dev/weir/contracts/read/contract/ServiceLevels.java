package dev.weir.contracts.read.contract;

import dev.weir.contracts.Code;
import dev.weir.contracts.Column;
import dev.weir.contracts.DataType;
import dev.weir.contracts.Dimension;
import dev.weir.contracts.Place;
import dev.weir.contracts.Rule;
import dev.weir.contracts.Severity;
import dev.weir.contracts.Table;
import dev.weir.contracts.read.base.ReadContext;
import dev.weir.contracts.text.NearestName;
import dev.weir.contracts.yaml.YamlMap;
import dev.weir.contracts.yaml.YamlScalar;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The service levels that are checked: {@code latency} with an {@code element} limits the age of its latest value. The
 * others are for people.
 */
final class ServiceLevels {

    private static final String ELEMENT = "element";
    private static final String UNIT = "unit";
    private static final String VALUE = "value";

    /** Seconds by unit. */
    private static final Map<String, Long> SECONDS = Map.ofEntries(
            Map.entry("s", 1L),
            Map.entry("second", 1L),
            Map.entry("min", 60L),
            Map.entry("minute", 60L),
            Map.entry("h", 3_600L),
            Map.entry("hour", 3_600L),
            Map.entry("d", 86_400L),
            Map.entry("day", 86_400L),
            Map.entry("w", 604_800L),
            Map.entry("week", 604_800L));

    private final List<Table> tables;
    private final String owner;
    private final ReadContext reading;
    private final Set<String> ids = new HashSet<>();

    ServiceLevels(List<Table> tables, String owner, ReadContext reading) {
        this.tables = List.copyOf(tables);
        this.owner = owner;
        this.reading = reading;
    }

    List<Rule> rules(List<YamlMap> levels) {
        List<Rule> rules = new ArrayList<>();
        for (YamlMap level : levels) {
            Optional<YamlScalar> element = level.text(ELEMENT);
            boolean latency = List.of("latency", "ly").contains(level.textOrEmpty("property"));
            if (latency && element.isPresent()) {
                Optional<Duration> atMost = atMost(level);
                for (String name : element.get().text().split(",", -1)) {
                    rule(name.strip(), element.get().place(), atMost).ifPresent(rules::add);
                }
            }
        }
        return rules;
    }

    private Optional<Rule> rule(String name, Place place, Optional<Duration> atMost) {
        int dot = name.indexOf('.');
        String tableName = dot < 0 && tables.size() == 1 ? tables.get(0).name() : name.substring(0, Math.max(0, dot));
        Optional<Table> table =
                tables.stream().filter(known -> known.name().equals(tableName)).findFirst();
        Optional<Column> column = table.flatMap(found -> found.column(name.substring(dot + 1)));
        if (column.isEmpty()) {
            if (!reading.wasUnread(tableName) && !reading.wasUnread(name)) {
                List<String> names = new ArrayList<>();
                tables.forEach(known ->
                        known.columns().forEach(candidate -> names.add(known.name() + "." + candidate.name())));
                report(
                        Code.UNKNOWN_NAME,
                        place,
                        "the latency is of the element '" + name + "'",
                        "the contract has no such column",
                        NearestName.remedy(name, names, "write table.column"));
            }
            return Optional.empty();
        }
        DataType type = column.get().type();
        if (!(type instanceof DataType.Date) && !(type instanceof DataType.Timestamp)) {
            report(
                    Code.TYPE_MISMATCH,
                    place,
                    "the latency is of the element '" + name + "'",
                    "its type is " + type.display() + ", and only dates and timestamps grow old",
                    "name a date or a timestamp, or leave 'element' out where the level is for people");
            return Optional.empty();
        }
        String id = tableName + "." + column.get().name() + ".freshness";
        if (!ids.add(id)) {
            report(
                    Code.DUPLICATE_NAME,
                    place,
                    "there are two latencies of '" + name + "'",
                    "the shorter one says it all",
                    "take one out");
            return Optional.empty();
        }
        return atMost.map(age -> new Rule(
                id,
                tableName,
                new Rule.Freshness(column.get().name(), age),
                Severity.WARN,
                new Rule.Standing(
                        Rule.Author.CONTRACT, Dimension.TIMELINESS, owner, "The contract says 'property: latency'."),
                place));
    }

    private Optional<Duration> atMost(YamlMap level) {
        if (seconds(level).isEmpty()) {
            report(
                    Code.INVALID_VALUE,
                    level.placeOf(UNIT),
                    "the unit of the latency is " + (level.has(UNIT) ? "'" + level.textOrEmpty(UNIT) + "'" : "missing"),
                    "an age is counted in s, min, h, d or w",
                    "write one of these");
            return Optional.empty();
        }
        Optional<Duration> age = age(level);
        if (age.isEmpty()) {
            report(
                    Code.INVALID_VALUE,
                    level.placeOf(VALUE),
                    "the latency is "
                            + level.get(VALUE).map(node -> node.describe()).orElse("missing"),
                    "it is an age: a number of its unit",
                    "write such as 'value: 2'");
        }
        return age;
    }

    private static Optional<Long> seconds(YamlMap level) {
        return Optional.ofNullable(SECONDS.get(unit(level)));
    }

    /** The unit of a level, in the singular. */
    static String unit(YamlMap level) {
        String unit = level.textOrEmpty(UNIT).toLowerCase(Locale.ROOT);
        return unit.length() > 3 && unit.endsWith("s") ? unit.substring(0, unit.length() - 1) : unit;
    }

    /** The length of time that a level's value and unit are; empty where they are none. */
    static Optional<Duration> age(YamlMap level) {
        return seconds(level)
                .flatMap(seconds -> level.scalar(VALUE)
                        .flatMap(ServiceLevels::number)
                        .filter(number -> number.signum() >= 0)
                        .map(number -> number.multiply(BigDecimal.valueOf(seconds)))
                        .filter(number -> number.compareTo(BigDecimal.valueOf(Integer.MAX_VALUE)) <= 0)
                        .map(number -> Duration.ofSeconds(number.longValue())));
    }

    /** The standard allows a number in quotes. */
    static Optional<BigDecimal> number(YamlScalar scalar) {
        return scalar.text().matches("[0-9]{1,9}([.][0-9]{1,9})?")
                ? Optional.of(new BigDecimal(scalar.text()))
                : scalar.number();
    }

    private void report(Code code, Place place, String what, String why, String remedy) {
        reading.problems().add(code, place, what, why, remedy);
    }
}
