package dev.weir.jobs.engine.scope;

import dev.weir.contracts.release.RunRecord;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

/** Who runs, and since when. */
public record RunFacts(String id, String version, Instant started, Clock clock) {
    /** The day of the run by the calendar of the law: ages count on it. */
    public LocalDate dayInChina() {
        return LocalDate.ofInstant(started, ZoneId.of("Asia/Shanghai"));
    }

    /** The run as its record has it; it ends now. */
    public RunRecord.Run ended(String product) {
        return new RunRecord.Run(id, product, version, started, clock.instant());
    }
}
