package dev.weir.privacy.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.weir.privacy.detect.Proposal.Evidence;
import dev.weir.privacy.detect.Proposal.Review;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProposalTest {

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.5, 1})
    void isSure(double confidence) {
        assertThat(proposal(confidence).confidence()).isEqualTo(confidence);
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.01, 1.01, Double.NaN})
    void isNotSurerThanThat(double confidence) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> proposal(confidence))
                .withMessage("Confidence " + confidence);
    }

    private static Proposal proposal(double confidence) {
        Evidence evidence = new Evidence(Optional.empty(), 0, 0, 0, 0, 1);
        return new Proposal(Optional.of("RID"), "", confidence, evidence, Review.NEEDED);
    }
}
