package dev.weir.contracts.read.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.contracts.Contract;
import dev.weir.contracts.Problem;
import dev.weir.contracts.read.Sample;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScheduleReaderTest {

    private static final String ENCOUNTERS = "contracts/clinical/encounters.odcs.yaml";
    private static final String DAILY = "{ property: frequency, value: 1, unit: d }";

    @TempDir
    private Path folder;

    private Contract.Schedule schedule(String level) {
        return Sample.clinical()
                .replace(ENCOUNTERS, DAILY, level)
                .workspaceIn(folder)
                .product("clinical")
                .orElseThrow()
                .schedule();
    }

    @ParameterizedTest
    @CsvSource({
        "1, d, P1D",
        "1.5, h, PT1H30M",
        "15, min, PT15M",
        "2, weeks, P14D",
        "'\"6\"', hours, PT6H",
    })
    void aFrequencyIsALengthOfTime(String value, String unit, Duration every) {
        assertThat(schedule("{ property: frequency, value: " + value + ", unit: " + unit + " }"))
                .isEqualTo(
                        new Contract.Schedule(Optional.empty(), Optional.of(every), Optional.of(Duration.ofDays(2))));
    }

    @ParameterizedTest
    @CsvSource({
        "m, 0 0 1 * *",
        "months, 0 0 1 * *",
        "y, 0 0 1 1 *",
    })
    void aMonthAndAYearBeginOnTheirFirstDay(String unit, String cron) {
        Contract.Schedule schedule = schedule("{ property: frequency, value: 1, unit: " + unit + " }");
        assertThat(schedule.cron()).contains(cron);
        assertThat(schedule.every()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "frequency, 0 2 * * *",
        "latency, */15 8-18 * * 1-5",
        "timeOfAvailability, 30 6 1 * *",
    })
    void aCronExpressionStandsAtAnyLevel(String property, String cron) {
        Contract.Schedule schedule = schedule(
                "{ property: " + property + ", value: 1, unit: d, scheduler: cron, schedule: \"" + cron + "\" }");
        assertThat(schedule.cron()).contains(cron);
        assertThat(schedule.every()).isEmpty();
    }

    @Test
    void theScheduleOfAnotherSchedulerIsItsOwn() {
        assertThat(schedule("{ property: frequency, value: 1, unit: d, scheduler: airflow, schedule: \"@daily\" }")
                        .cron())
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        property: frequency, value: 0, unit: d                                       | the frequency is the number 0 d
        property: frequency, value: 1, unit: fortnight                               | the frequency is the number 1 fortnight
        property: frequency, value: 2, unit: m                                       | the frequency is the number 2 m
        property: frequency, value: daily                                            | the frequency is the text 'daily'
        property: frequency, value: 1, unit: d, scheduler: cron                      | 'scheduler' stands without 'schedule'
        property: frequency, value: 1, unit: d, schedule: "0 2 * * *"                | 'schedule' stands without 'scheduler'
        property: frequency, value: 1, unit: d, scheduler: cron, schedule: "0 2 * *" | the schedule is '0 2 * *'
        property: frequency, value: 1, unit: d, scheduler: cron, schedule: "61 2 * * *" | the schedule is '61 2 * * *'
        property: frequency, value: 1, unit: d, scheduler: cron, schedule: "@daily"  | the schedule is '@daily'
        property: frequency, value: 1, unit: d, scheduler: cron, schedule: "0 0 2 * * *" | the schedule is '0 0 2 * * *'
        """)
    void whatIsNoScheduleIsTold(String level, String problem) {
        assertThat(Sample.clinical()
                        .replace(ENCOUNTERS, DAILY, "{ " + level + " }")
                        .readIn(folder)
                        .problems())
                .extracting(Problem::what)
                .containsExactly(problem);
    }

    @Test
    void aContractHasOneSchedule() {
        assertThat(Sample.clinical()
                        .replace(
                                ENCOUNTERS,
                                DAILY,
                                "{ property: frequency, value: 1, scheduler: cron, schedule: \"0 2 * * *\" }\n"
                                        + "  - { property: availability, value: 1, scheduler: cron, schedule: \"0 3 * * *\" }")
                        .readIn(folder)
                        .problems())
                .extracting(Problem::what)
                .containsExactly("the contract is due by '0 3 * * *', and by '0 2 * * *'");
    }
}
