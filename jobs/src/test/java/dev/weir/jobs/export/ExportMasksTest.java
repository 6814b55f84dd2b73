package dev.weir.jobs.export;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.jobs.export.ExportMasks.By;
import dev.weir.privacy.mask.Mask;
import dev.weir.privacy.mask.MaskMethod;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an export does on top of a release. */
class ExportMasksTest {

    @Provide
    Arbitrary<String> done() {
        return Arbitraries.of(MaskMethod.class)
                .map(MaskMethod::word)
                .filter(word -> !word.equals("drop") && !word.equals("partial"));
    }

    @Provide
    Arbitrary<Mask> wanted() {
        return Arbitraries.of("keep", "drop", "nullify", "redact", "pseudonymise", "shift", "surrogate")
                .map(Mask::parse);
    }

    @Property
    void whatLeavesNothingLeavesNothing(@ForAll("done") String done, @ForAll By by) {
        assertThat(ExportMasks.onTopOf(done, new Mask.Drop(), by)).isEqualTo(new Mask.Drop());
        assertThat(ExportMasks.onTopOf(done, new Mask.Nullify(), by)).isEqualTo(new Mask.Nullify());
    }

    @Property
    void noPseudonymLeavesAsTheReleaseMadeIt(@ForAll("wanted") Mask wanted, @ForAll By by) {
        assertThat(ExportMasks.onTopOf("pseudonymise", wanted, by)).isNotEqualTo(new Mask.Keep());
        assertThat(ExportMasks.onTopOf("encrypt", wanted, by)).isNotEqualTo(new Mask.Keep());
    }

    @Property
    void noPseudonymDomainIsShared(@ForAll("done") String done, @ForAll By by) {
        Mask shared = new Mask.Pseudonymise(dev.weir.privacy.keys.MacAlgorithm.HMAC_SM3, Optional.of("shared"));
        assertThat(ExportMasks.onTopOf(done, shared, by)).isNotEqualTo(shared);
    }

    @Property
    void aKeptValueTakesTheMaskThatIsAskedFor(@ForAll("wanted") Mask wanted, @ForAll By by) {
        assertThat(ExportMasks.onTopOf("keep", wanted, by)).isEqualTo(wanted);
    }

    @ParameterizedTest
    @CsvSource({
        "shift, shift, keep",
        "generalise, shift, keep",
        "shift, redact, redact",
        "redact, pseudonymise, keep",
        "generalise, pseudonymise, pseudonymise",
        "surrogate, keep, keep",
        "pseudonymise, keep, pseudonymise",
        "encrypt, keep, pseudonymise"
    })
    void theLawsMaskComesOnTopOfTheReleases(String done, String wanted, String expected) {
        assertThat(ExportMasks.onTopOf(done, Mask.parse(wanted), By.LAW)
                        .method()
                        .word())
                .isEqualTo(expected);
    }

    @Test
    void aRecipientMayAskForCoarserThanTheRelease() {
        Mask truncated = new Mask.Truncate(4);
        assertThat(ExportMasks.onTopOf("generalise", truncated, By.RECIPIENT)).isEqualTo(truncated);
        assertThat(ExportMasks.onTopOf("generalise", truncated, By.LAW)).isEqualTo(new Mask.Keep());
    }
}
