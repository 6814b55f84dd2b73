package dev.weir.jobs.engine.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.contracts.Code;
import dev.weir.contracts.ProblemsException;
import java.util.List;
import org.junit.jupiter.api.Test;

class FormatReadersTest {

    private static final FormatReader READER = new KeyValueLines.Reader();

    @Test
    void aFormatOfOneHalfIsRefusedWithTheHalfThatIsMissing() {
        refused(
                Code.UNSUPPORTED,
                List.of("key-value", "other"),
                List.of(READER),
                "'other'",
                "no dev.weir.jobs.engine.read.FormatReader reads its files");
        refused(
                Code.UNSUPPORTED,
                List.of(),
                List.of(READER),
                "'key-value'",
                "no dev.weir.contracts.format.SourceFormat says what contracts may say of it");
    }

    @Test
    void twoReadersOfOneFormatAreRefused() {
        refused(Code.DUPLICATE_NAME, List.of("key-value"), List.of(READER, new KeyValueLines.Reader()), "two readers");
    }

    @Test
    void aWholeFormatIsFound() {
        assertThat(new FormatReaders(List.of("key-value"), List.of(READER)).of("key-value"))
                .isSameAs(READER);
    }

    private static void refused(Code code, List<String> formats, List<FormatReader> readers, String... told) {
        assertThatThrownBy(() -> new FormatReaders(formats, readers))
                .isInstanceOfSatisfying(
                        ProblemsException.class,
                        refused -> assertThat(refused.problems())
                                .singleElement()
                                .satisfies(problem -> {
                                    assertThat(problem.code()).isEqualTo(code);
                                    assertThat(problem.what() + problem.why()).contains(told);
                                }));
    }
}
