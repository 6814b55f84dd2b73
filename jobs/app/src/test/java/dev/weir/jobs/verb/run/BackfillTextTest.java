package dev.weir.jobs.verb.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.weir.contracts.release.Outcome;
import dev.weir.jobs.cli.Schemas;
import dev.weir.jobs.engine.run.Backfill;
import dev.weir.jobs.plan.interval.Interval;
import java.io.IOException;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class BackfillTextTest {

    private static final List<Interval> DAYS =
            Interval.parse("2026-11-17/2026-11-20", ZoneOffset.UTC).each(Interval.Step.DAY);

    private static final Backfill.Result STOPPED = new Backfill.Result(
            List.of(
                    new Backfill.Part(1, 3, DAYS.get(0), Optional.empty(), OptionalLong.empty()),
                    new Backfill.Part(2, 3, DAYS.get(1), Optional.of(Outcome.HELD), OptionalLong.empty())),
            1,
            List.of(DAYS.get(0), DAYS.get(2)));

    @Test
    void tellsWhereItStoppedAndThatItGoesOnThere() {
        assertThat(BackfillText.line("wards", STOPPED.parts().get(0))).isEqualTo("1 of 3  2026-11-17  released before");
        assertThat(BackfillText.end("wards", STOPPED))
                .contains(
                        "1 of 3 intervals run",
                        "2 earlier days have new or changed files: 2026-11-17, 2026-11-19",
                        "2026-11-18; 1 are left");
        assertThat(STOPPED.exit()).isEqualTo(Outcome.HELD.exit());
    }

    @Test
    void saysThatNothingHasChanged() {
        assertThat(BackfillText.end("wards", new Backfill.Result(List.of(), 0, List.of())))
                .contains(
                        "none of these intervals that were released has files that are new, or of another size or time");
    }

    @Test
    void printsAsItsSchemaSays() throws IOException {
        Backfill.Result done = new Backfill.Result(
                List.of(new Backfill.Part(1, 1, DAYS.get(0), Optional.of(Outcome.RELEASED), OptionalLong.of(7))),
                0,
                List.of());
        assertThat(BackfillText.line("wards", done.parts().get(0))).endsWith("released wards@7");
        for (Backfill.Result result : List.of(STOPPED, done)) {
            assertThat(Schemas.valid("backfill", new JsonMapper().readTree(BackfillText.json("wards", result))))
                    .isTrue();
        }
    }
}
