package dev.weir.jobs.engine.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.contracts.Code;
import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.release.Manifest;
import dev.weir.releases.log.PublishResult;
import dev.weir.releases.log.SampleRelease;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** How an attempt to publish ends, for a run and for a rollback alike. */
class PublishingTest {

    private static final Manifest OURS =
            SampleRelease.of("clinical", 3, Optional.empty(), "ours", List.of(), List.of());
    private static final Manifest RIVAL =
            SampleRelease.of("clinical", 3, Optional.empty(), "rival", List.of(), List.of());

    private static List<String> notes(PublishResult publication) {
        return Publishing.notes(
                publication,
                OURS,
                winner -> new IllegalStateException(winner.record().run().id()));
    }

    @Test
    void whatPeopleShouldKnowIsPassedOn() {
        assertThat(notes(new PublishResult.Done(OURS, List.of("The head follows."))))
                .containsExactly("The head follows.");
    }

    @Test
    void whoeverPublishesSaysWhatBeingOutrunMeans() {
        PublishResult refused = new PublishResult.Refused(RIVAL);
        assertThatThrownBy(() -> notes(refused))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("rival");
    }

    @Test
    void aLostAnswerIsNoRelease() {
        IOException lost = new IOException("gone");
        PublishResult unknown = new PublishResult.Unknown(lost);
        assertThatThrownBy(() -> notes(unknown))
                .isInstanceOfSatisfying(
                        ProblemsException.class,
                        told -> assertThat(told.problems()).singleElement().satisfies(problem -> {
                            assertThat(problem.code()).isEqualTo(Code.STORE_UNREACHABLE);
                            assertThat(problem.place().file()).isEqualTo("releases/clinical/3.json");
                            assertThat(problem.what()).contains("clinical@3", "is not known");
                        }))
                .hasCause(lost);
    }
}
