package dev.weir.privacy.detect;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ValueTraitsTest {

    /** The detectors that a value fits, and after a colon those whose shape it has, too. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "13800138000 | INSNO MRN MOBILE",
                "138-0013-8000 | MRN MOBILE",
                "(138) 0013 8000 | MOBILE",
                "张三 | NAME_ZH NAME_WORDS",
                "11010519491231002X | PRC18 INSNO MRN :USCC",
                "110105 19491231 002X | PRC18 :USCC",
                "110105.19491231.002X | PRC18 :USCC",
                "4222222222222 | INSNO MRN CARD CARD_OTHER :CARD",
                "4222222222223 | INSNO MRN :CARD",
                "6222020200112233445 | INSNO MRN :CARD",
                "622202.0200112233445 | :CARD",
                "622202.0200112233446 | CARD :CARD",
                "A123456(3) | HKID :HKID",
                "A123456(4) | :HKID",
                "A1234563 | HKID INSNO MRN :HKID",
                "a123456(3) | HKID :HKID",
                "A123456-3 | HKID MRN :HKID",
                "A123456-4 | MRN :HKID",
                "Z683365(A) | HKID :HKID",
                "z683365a | HKID MRN :HKID",
                "1234567(8) | MACAO",
                "1/234567/8 | MACAO",
                "a123456789 | TWID MRN :TWID",
                "A-123456789 | TWID MRN :TWID",
                "A--12345678 | MRN",
                "A123456789 | TWID INSNO MRN :TWID",
                "A123456788 | INSNO MRN :TWID",
                "490154203237518 | INSNO MRN CARD_OTHER IMEI :IMEI",
                "490154203237519 | INSNO MRN :IMEI",
                "京A12345 | PLATE",
            })
    void ofAValue(String value, String traits) {
        assertThat(told(ValueTraits.of(value))).isEqualTo(told(traits));
    }

    @Test
    void ofLongValues() {
        assertThat(ValueTraits.of("x".repeat(40)) & ValueTraits.LONG).isZero();
        assertThat(ValueTraits.of("x".repeat(41)) & ValueTraits.LONG).isNotZero();
        assertThat(ValueTraits.of("病".repeat(20)) & ValueTraits.LONG_HAN).isZero();
        assertThat(ValueTraits.of("病".repeat(21)) & ValueTraits.LONG_HAN).isNotZero();
        assertThat(ValueTraits.of("病".repeat(20) + "xxxx") & ValueTraits.LONG_HAN)
                .isZero();
    }

    /** One long text of sixteen, by its hash. */
    @Test
    void someLongTextsAreSearched() {
        int searched = 0;
        int found = 0;
        for (int i = 0; i < 1600; i++) {
            long traits = ValueTraits.of("please call Robert Smith tomorrow, case " + i);
            searched += (traits & ValueTraits.SEARCHED) != 0 ? 1 : 0;
            found += (traits & ValueTraits.FOUND_INSIDE) != 0 ? 1 : 0;
            assertThat(ValueTraits.of("on 2024-02-29 all was well, case " + i) & ValueTraits.FOUND_INSIDE)
                    .isZero();
            assertThat(ValueTraits.of("nospaces_in_this_long_value_of_" + i) & ValueTraits.SEARCHED)
                    .isZero();
        }
        assertThat(searched).isBetween(60, 140);
        assertThat(found).isEqualTo(searched);
    }

    private static Set<String> told(long traits) {
        Set<String> told = new TreeSet<>();
        for (int i = 0; i < Detectors.all().size(); i++) {
            Detector detector = Detectors.all().get(i);
            if ((traits >>> i & 1) != 0) {
                told.add(detector.subtype());
            }
            if (detector.chance().isPresent() && (traits >>> ValueTraits.shape(detector) & 1) != 0) {
                told.add(":" + detector.subtype());
            }
        }
        return told;
    }

    private static Set<String> told(String traits) {
        return new TreeSet<>(Set.of(traits.split(" ")));
    }
}
