package dev.weir.privacy.mask;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.weir.contracts.Code;
import dev.weir.contracts.Problem;
import dev.weir.contracts.ProblemsException;
import dev.weir.privacy.mask.kind.BuiltInMasks;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Masks on the class path that cannot be used are told as those of other ports are. */
class MaskMethodsTest {

    /** A source that answers as it is told to. */
    private record Answering(List<MaskMethod<?>> methods) implements MaskSource {}

    private static final class Throwing implements MaskSource {
        @Override
        public List<MaskMethod<?>> methods() {
            throw new NoClassDefFoundError("org/example/Lost");
        }
    }

    private static final class Silent implements MaskSource {
        @Override
        @SuppressWarnings("NullAway") // as somebody's may do
        public List<MaskMethod<?>> methods() {
            return null;
        }
    }

    @Test
    void whatCannotSayItsMasksIsRefused() {
        assertThat(refused(new Throwing()).code()).isEqualTo(Code.UNSUPPORTED);
        assertThat(refused(new Throwing()).why()).contains("Throwing (", "methods()", "org/example/Lost");
        assertThat(refused(new Silent()).why()).contains("answered nothing");
        assertThat(refused(new Answering(Arrays.asList((MaskMethod<?>) null))).code())
                .isEqualTo(Code.UNSUPPORTED);
    }

    @Test
    void aNameIsOneMasksAlone() {
        Problem twice = refused(new Answering(List.of(method("veil"))), new Answering(List.of(method("veil"))));
        assertThat(twice.code()).isEqualTo(Code.DUPLICATE_NAME);
        assertThat(twice.what()).contains("two masks 'veil'");
        Problem own = refused(new Answering(List.of(method("redact"))), new BuiltInMasks());
        assertThat(own.code()).isEqualTo(Code.DUPLICATE_NAME);
        assertThat(own.why()).startsWith(BuiltInMasks.class.getName() + " and " + Answering.class.getName());
        assertThat(refused(new Answering(List.of(method(" ")))).why()).contains("blank");
    }

    @Test
    void weirsOwnComeFirst() {
        assertThat(MaskMethods.of(List.of(new Answering(List.of(method("a"))), new BuiltInMasks()))
                        .keySet())
                .startsWith("keep")
                .endsWith("a");
    }

    private static MaskMethod<?> method(String word) {
        return new MaskMethod<>(word, List.of(), written -> new Answers((utf8, offset, length) -> utf8));
    }

    private static Problem refused(MaskSource... sources) {
        return catchThrowableOfType(ProblemsException.class, () -> MaskMethods.of(List.of(sources)))
                .problems()
                .get(0);
    }
}
