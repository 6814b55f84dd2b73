package dev.weir.privacy.detect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.privacy.detect.find.Span;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MolBlockTest {

    private static final String MOLBLOCK = """
            imatinib
                 RDKit          2D

             37 41  0  0  0  0  0  0  0  0999 V2000
               -4.4016   -5.0893    0.0000 C   0  0  0  0  0  0  0  0  0  0  0  0
               -3.0856   -4.3694    0.0000 Cl  0  0  0  0  0  0  0  0  0  0  0  0
              1  2  1  0
             36 37  2  0
            M  CHG  1   5   1
            M  END
            """;

    @Test
    void theStructureHoldsNothing() {
        assertThat(TextScanner.standard().find(MOLBLOCK)).isEmpty();
        assertThat(MolBlock.blanked(MOLBLOCK))
                .hasSameSizeAs(MOLBLOCK)
                .startsWith("imatinib\n")
                .doesNotContain("C");
    }

    /** Whatever numbers stand in it. */
    @Property(tries = 200)
    void noAtomIsAnAddress(@ForAll @IntRange(min = -99999, max = 99999) int x, @ForAll @IntRange(max = 999) int bond) {
        String atom = "%10.4f%10.4f%10.4f C   0  0%n"
                .formatted(x / 1000.0, -x / 500.0, 0.0)
                .replace("\r", "");
        String text = "m\n  gnina\n\n 80 85  0  0  0  0  0  0  0  0999 V2000\n" + atom.repeat(3)
                + "%3d%3d  1  0\n".formatted(bond, bond / 2) + "M  END\n";

        assertThat(TextScanner.standard().find(text)).isEmpty();
    }

    /** It stands in the header, the comment, a property's place or a row too many. */
    @ParameterizedTest
    @ValueSource(strings = {"imatinib", "     RDKit          2D", "  1  2  1  0", "M  CHG  1   5   1", "M  END"})
    void anIdentifierAnywhereInItIsFound(String line) {
        String text = MOLBLOCK.replace(line, "call 13800138000 12 Oak Hill Road");

        assertThat(TextScanner.standard().find(text)).extracting(Span::category).contains("PHONE", "ADDR");
    }

    @Test
    void aTextThatOnlySaysItIsOneIsSearched() {
        assertThat(TextScanner.standard().find("V2000\n12 Oak Hill Road\n"))
                .extracting(Span::category)
                .containsExactly("ADDR");
    }
}
