package dev.weir.privacy.mask.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Tag;

final class CanonicalTextTest {

    @Property(tries = 5_000)
    @Tag("torture")
    void anIntegerHasTheTextThatJavaGivesIt(@ForAll long wide, @ForAll int narrow) {
        assertThat(text(wide)).isEqualTo(Long.toString(wide));
        assertThat(text(narrow)).isEqualTo(Integer.toString(narrow));
    }

    @Example
    void soHasEachPowerOfTenAndWhatLiesBesideIt() {
        for (long power = 1; power > 0 && power <= Long.MAX_VALUE / 10; power *= 10) {
            for (long value = power - 1; value <= power + 1; value++) {
                assertThat(text(value)).isEqualTo(Long.toString(value));
                assertThat(text(-value)).isEqualTo(Long.toString(-value));
            }
        }
        assertThat(text(Long.MIN_VALUE)).isEqualTo(Long.toString(Long.MIN_VALUE));
    }

    private static String text(long value) {
        return new String(CanonicalText.integer(value), StandardCharsets.US_ASCII);
    }
}
