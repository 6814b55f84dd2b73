package dev.weir.privacy.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Forms that a law pack or an overlay gives to its categories. */
class IdentifierFormTest {

    private static final IdentifierForm FORM = new IdentifierForm("CARDNO", "ZY[0-9]{8}");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ZY[0-9]{8}            | true  | 4",
                "[A-Z]{2}-[0-9]{6,8}   | true  | 2",
                "[A-Z]{1,3}[0-9]{6}    | true  | 1",
                "[A-Z]{5}[0-9]{8}      | false | 0",
                "[A-Z][0-9]{4}         | false | 0",
                "A[0-9]{6}B            | false | 0",
                "A20[0-9]{6}           | false | 0",
                "A_[0-9]{6}            | false | 0",
                "A[0-4]{6}             | false | 0",
                "[A-Z0-9]{4}A[0-9]{6}  | false | 0",
                "[0-9]{3}-[0-9]{3}     | true  | 0",
                "[0-9]{3}-[0-9]{2}     | false | 0",
                "[A-Z]{0,4}-[0-9]{6}   | true  | 0",
                "[A-Z]{4}[0-9]{7}      | true  | 5",
                "A[0-9]{3}[0-9]{3}     | true  | 1",
                "A[0-9]{6}/            | true  | 1",
                "A[0-9]{63}            | true  | 58",
            })
    void tellsWhetherItsDigitsCanBeOthers(String pattern, boolean number, int kept) {
        IdentifierForm form = new IdentifierForm("CARDNO", pattern);
        assertThat(form.isNumber()).isEqualTo(number);
        assertThat(form.mostKept()).isEqualTo(kept);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[0-9]{8}       | words and plain numbers",
                "[A-Z]{8}       | words and plain numbers",
                "[A-Z0-9]{8}    | words and plain numbers",
                "A?[0-9]{8}     | '?[0-9]{8}' is not understood",
                "A.*            | '.*' is not understood",
                "A[0-9{8}       | '[0-9{8}' is not understood",
                "A[9-0]{8}      | no class of letters and digits",
                "A[A-9]{8}      | no class of letters and digits",
                "A[0-9]{8,6}    | no count of characters",
                "A{0}[0-9]{8}   | no count of characters",
                "A[0-9]{80}     | 64 are the most",
                "A[0-9]{64}     | it has 65 characters, and 64 are the most",
                "A[0-9]{3}      | words and plain numbers",
                "A{0,1}[0-9]{4} | words and plain numbers",
                "-{0,1}[0-9]{4} | words and plain numbers",
                "A[-A]{8}       | no class of letters and digits",
                "A[A-a]{8}      | no class of letters and digits",
                "A[0-9]{0,0}    | no count of characters",
                "''             | words and plain numbers",
            })
    void saysWhatIsNoForm(String pattern, String words) {
        assertThatThrownBy(() -> new IdentifierForm("CARDNO", pattern))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(words);
    }

    @Test
    void scansValuesAloneAndAmongOtherText() {
        LeakScan scan = new LeakScan("c", List.of(FORM), List.of(), TablePart.WHOLE);
        for (String value : List.of(
                "ZY12345678",
                " ZY12345679 ",
                "ＺＹ１２３４５６７０",
                "see ZY12345671, please",
                "病案号ZY12345672，复查",
                "ZY1234567",
                "ZY123456789",
                "AZY12345678",
                "zy12345678",
                "12345678",
                "")) {
            scan.add(value.getBytes(StandardCharsets.UTF_8));
        }
        scan.add(12_345_678L);
        LeakCounts counts = scan.counts();
        assertThat(counts.values()).isEqualTo(12);
        assertThat(counts.found("CARDNO")).isEqualTo(5);
        assertThat(counts.own().get("CARDNO"))
                .satisfies(hits -> assertThat(hits.whole()).isEqualTo(3))
                .satisfies(hits -> assertThat(hits.inside()).isEqualTo(2));
        assertThat(counts.isOver("CARDNO", new LeakLimit(3, 0.4, 1))).isTrue();
        assertThat(counts.isOver("CARDNO", new LeakLimit(3, 0.5, 1))).isFalse();
        assertThat(counts.plus(counts).found("CARDNO")).isEqualTo(10);
        assertThat(counts.plus(new LeakScan("c").counts()).found("CARDNO")).isEqualTo(5);
    }

    /** The first word of a text that has the form. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ZY[0-9]{8} | ZY12345678 | ZY12345678",
                "ZY[0-9]{8} | see ZY12345678, ZY12345679 | ZY12345678",
                "ZY[0-9]{8} | (ZY1234567) ZY12345679 | ZY12345679",
                "ZY[0-9]{8} | aZY12345678 | ''",
                "ZY[0-9]{8} | ZY12345678a | ''",
                "ZY[0-9]{8} | ZZ12345678 | ''",
                "ZY[0-9]{8} | ZY1234567 | ''",
                "ZY[0-9]{8} | ZY12345678-1 | ZY12345678",
                "ZY-[0-9]{4} | ZY-1234-1 | ''",
                "ZY-[0-9]{4} | x/ZY-1234 | ZY-1234",
                "A{0,1}[B-D]{0,2}[E-G][0-9]{4} | G1234 | G1234",
                "A{0,1}[B-D]{0,2}[E-G][0-9]{4} | DDG1234 | DDG1234",
                "A{0,1}[B-D]{0,2}[E-G][0-9]{4} | ABE1234 | ABE1234",
                "A{0,1}[B-D]{0,2}[E-G][0-9]{4} | H1234 | ''",
                "[AZ][az]-[0-9]{4,5} | Az-1234 Zz-12345 | Az-1234",
                "[0-9]{4}_[0-9]{4} | 0000_9999 | 0000_9999",
            })
    void isFoundAsAWord(String pattern, String text, String word) {
        byte[] ascii = text.getBytes(StandardCharsets.US_ASCII);
        assertThat(new IdentifierForm("CARDNO", pattern).read().wordIn(ascii, 0, ascii.length))
                .isEqualTo(word);
    }

    @Test
    void aColumnOfItIsClassifiedWithoutItsNamesHelp() {
        ColumnTally tally = new ColumnTally();
        for (int i = 0; i < 100; i++) {
            tally.add(
                    ValueTraits.with(List.of(FORM), List.of())
                            .applyAsLong(i < 60 ? "ZY" + (12_345_600 + i) : "none" + i),
                    1);
        }
        Proposal proposal = new ColumnClassifier(code -> 3, List.of(FORM), List.of()).classify("col_7", tally);
        assertThat(proposal.category()).contains("CARDNO");
    }

    @Test
    void thereIsRoomForEveryFormBesideTheDetectors() {
        assertThat(1L << ValueTraits.own(IdentifierForm.MOST - 1)).isPositive().isLessThan(ValueTraits.LONG);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ZY12345678", "zy12345678", "ZY1234567"})
    void matchesWholeValues(String value) {
        assertThat(FORM.read().matches(value)).isEqualTo(value.equals("ZY12345678"));
    }
}
