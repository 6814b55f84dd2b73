package dev.weir.contracts.read.contract;

import com.cronutils.model.CronType;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.parser.CronParser;
import dev.weir.contracts.Code;
import dev.weir.contracts.Contract;
import dev.weir.contracts.Place;
import dev.weir.contracts.Problems;
import dev.weir.contracts.yaml.YamlMap;
import dev.weir.contracts.yaml.YamlNode;
import dev.weir.contracts.yaml.YamlScalar;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads from the service levels when data are due: {@code frequency} and {@code latency}, and the {@code schedule} beside any of
 * them where {@code scheduler} is {@code cron}, as ODCS v3.1 has them. The schedule of another scheduler is left to it.
 */
final class ScheduleReader {

    private static final String PROPERTY = "property";
    private static final String SCHEDULER = "scheduler";
    private static final String SCHEDULE = "schedule";
    private static final String UNIT = "unit";
    private static final String VALUE = "value";

    private static final Set<String> FREQUENCY = Set.of("frequency", "fy");
    private static final Set<String> LATENCY = Set.of("latency", "ly");

    /** Months and years have no length; a schedule has their beginning. */
    private static final Map<String, String> CALENDAR =
            Map.of("m", "0 0 1 * *", "month", "0 0 1 * *", "y", "0 0 1 1 *", "yr", "0 0 1 1 *", "year", "0 0 1 1 *");

    private final Problems problems;

    ScheduleReader(Problems problems) {
        this.problems = problems;
    }

    /** What the entries of {@code slaProperties} say together. */
    Contract.Schedule read(List<YamlMap> levels) {
        Contract.Schedule all = Contract.Schedule.NONE;
        for (YamlMap level : levels) {
            Contract.Schedule one = one(level);
            if (all.cron().isPresent() && one.cron().isPresent() && !all.cron().equals(one.cron())) {
                problems.add(
                        Code.DUPLICATE_NAME,
                        level.placeOf(SCHEDULE),
                        "the contract is due by '" + one.cron().get() + "', and by '"
                                + all.cron().get() + "'",
                        "its tables are released together, by one schedule",
                        "write one 'schedule'");
            }
            all = all.with(one);
        }
        return all;
    }

    private Contract.Schedule one(YamlMap level) {
        String property = level.textOrEmpty(PROPERTY);
        Optional<String> written = cron(level);
        if (FREQUENCY.contains(property)) {
            Optional<String> calendar = written.isPresent() ? written : calendar(level);
            return new Contract.Schedule(
                    calendar, calendar.isPresent() ? Optional.empty() : every(level), Optional.empty());
        }
        return new Contract.Schedule(
                written,
                Optional.empty(),
                LATENCY.contains(property) ? ServiceLevels.age(level).filter(age -> !age.isZero()) : Optional.empty());
    }

    /** Of a frequency that is one month or one year. */
    private static Optional<String> calendar(YamlMap level) {
        boolean one = level.scalar(VALUE)
                .flatMap(ServiceLevels::number)
                .filter(number -> number.compareTo(BigDecimal.ONE) == 0)
                .isPresent();
        return one ? Optional.ofNullable(CALENDAR.get(ServiceLevels.unit(level))) : Optional.empty();
    }

    private Optional<Duration> every(YamlMap level) {
        Optional<Duration> every = ServiceLevels.age(level).filter(length -> !length.isZero());
        if (every.isEmpty() && level.text(SCHEDULER).isEmpty()) {
            problems.add(
                    Code.INVALID_VALUE,
                    level.has(VALUE) ? level.placeOf(VALUE) : level.place(),
                    "the frequency is "
                            + (level.get(VALUE).map(YamlNode::describe).orElse("missing") + " "
                                            + level.textOrEmpty(UNIT))
                                    .strip(),
                    "it is a number above 0 of s, min, h, d or w, or 1 of m or y",
                    "write such as 'value: 1, unit: d', or a schedule: 'scheduler: cron, schedule: \"0 2 * * *\"'");
        }
        return every;
    }

    private Optional<String> cron(YamlMap level) {
        Optional<YamlScalar> scheduler = level.text(SCHEDULER);
        Optional<YamlScalar> schedule = level.text(SCHEDULE);
        if (scheduler.isEmpty() != schedule.isEmpty()) {
            Place place = scheduler.or(() -> schedule).map(YamlScalar::place).orElse(level.place());
            problems.add(
                    Code.MISSING_FIELD,
                    place,
                    scheduler.isPresent()
                            ? "'scheduler' stands without 'schedule'"
                            : "'schedule' stands without 'scheduler'",
                    "the one says how the other is meant",
                    "write both, such as 'scheduler: cron, schedule: \"0 2 * * *\"'");
            return Optional.empty();
        }
        if (scheduler.isEmpty()
                || !scheduler.get().text().toLowerCase(Locale.ROOT).equals("cron")) {
            return Optional.empty();
        }
        String text = schedule.orElseThrow().text().strip();
        try {
            new CronParser(CronDefinitionBuilder.instanceDefinitionFor(CronType.UNIX))
                    .parse(text)
                    .validate();
            return Optional.of(text);
        } catch (IllegalArgumentException e) {
            problems.add(
                    Code.INVALID_VALUE,
                    schedule.get().place(),
                    "the schedule is '" + text + "'",
                    "cron has five fields: minute, hour, day of the month, month, day of the week",
                    "write such as \"0 2 * * *\", every night at two");
            return Optional.empty();
        }
    }
}
