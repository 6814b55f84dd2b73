package dev.weir.privacy.mask;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.weir.contracts.Code;
import dev.weir.contracts.Problem;
import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.port.PluginClass;
import dev.weir.privacy.keys.WorkspaceKey;
import dev.weir.privacy.mask.text.TextMask;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class CheckedMaskTest {

    private static final byte[] ROW = "13800138000 Li Wei 110105".getBytes(StandardCharsets.UTF_8);

    private static TextMask open(TextMask mask) {
        PluginClass owner = PluginClass.of(Answers.class, MaskSource.class).orElseThrow();
        return CheckedMask.open(
                MaskRecipe.of(
                        new Answers(mask),
                        WorkspaceKey.random(Clock.systemUTC(), new SecureRandom()),
                        new PseudonymDomain("people", "NAME")),
                owner);
    }

    private static Problem failed(TextMask mask) {
        Problem problem = catchThrowableOfType(
                        ProblemsException.class, () -> open(mask).mask(ROW, 12, 6))
                .problems()
                .get(0);
        assertThat(problem.code()).isEqualTo(Code.INTERNAL);
        assertThat(problem.what()).contains("'answers'");
        assertThat(problem.toString()).contains(Answers.class.getName()).doesNotContain("Li Wei");
        return problem;
    }

    @Test
    void seesOneValueAndNeverTheRowAroundIt() {
        byte[] row = ROW.clone();
        byte[] masked = open((utf8, offset, length) -> {
                    byte[] seen = Arrays.copyOf(utf8, utf8.length);
                    Arrays.fill(utf8, (byte) '*');
                    return seen;
                })
                .mask(row, 12, 6);
        assertThat(new String(masked, StandardCharsets.UTF_8)).isEqualTo("Li Wei");
        assertThat(row).isEqualTo(ROW);
    }

    @Test
    void theArrayThatItWasGivenIsNoAnswer() {
        assertThat(failed((utf8, offset, length) -> utf8).why()).contains("the array that it was given");
    }

    @Test
    void anAnswerIsText() {
        assertThat(failed((utf8, offset, length) -> new byte[] {(byte) 0xe5, (byte) 0xbc})
                        .why())
                .contains("UTF-8");
        assertThat(failed(CheckedMaskTest::nothing).why()).contains("null");
        assertThat(open((utf8, offset, length) -> "张".getBytes(StandardCharsets.UTF_8))
                        .mask(ROW, 0, 3))
                .asString(StandardCharsets.UTF_8)
                .isEqualTo("张");
    }

    @Test
    void howeverItEndsItsOwnerIsNamed() {
        assertThat(failed((utf8, offset, length) -> deeper(utf8)).why()).contains("StackOverflowError");
        assertThat(failed((utf8, offset, length) -> {
                            throw new IllegalStateException("Li Wei");
                        })
                        .why())
                .contains("IllegalStateException");
        assertThat(failed((utf8, offset, length) -> {
                            throw new NoClassDefFoundError("org/example/Lost");
                        })
                        .why())
                .contains("NoClassDefFoundError");
    }

    @SuppressWarnings("NullAway") // as somebody's may do
    private static byte[] nothing(byte[] utf8, int offset, int length) {
        return null;
    }

    @SuppressWarnings("InfiniteRecursion") // as somebody's may do
    private static byte[] deeper(byte[] utf8) {
        byte[] more = deeper(utf8);
        return more.length > 0 ? more : utf8;
    }
}
