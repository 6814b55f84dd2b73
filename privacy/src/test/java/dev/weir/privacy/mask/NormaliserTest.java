package dev.weir.privacy.mask;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Locale;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NormaliserTest {

    @ParameterizedTest
    @CsvSource({
        "PHONE, '+86 138-0013-8000', 13800138000",
        "PHONE, 8613800138000, 13800138000",
        "PHONE, '（010）6278 1234', 01062781234",
        "PHONE, １３８００１３８０００, 13800138000",
        "PHONE, 86138001380001, 86138001380001",
        "PHONE, none, ''",
        "RID, ' 11010519491231002x ', 11010519491231002X",
        "RID, １１０１０５１９４９１２３１００２ｘ, 11010519491231002X",
        "EMAIL, Li.Wei@Example.COM, li.wei@example.com",
        "EMAIL, ÉLODIE@example.com, élodie@example.com",
        "NAME, '欧阳　娜娜', 欧阳娜娜",
        "NAME, ' Li  Wei ', LiWei",
        "MRN, ' h00 12 ', h00 12",
        "MRN, Ｈ００１２３４５, H0012345",
        "MRN, '', ''"
    })
    void bringsWaysOfWritingIntoOne(String category, String written, String normal) {
        assertThat(normalised(category, written)).isEqualTo(normal);
    }

    @Property
    void isWhatTheDefinitionSays(@ForAll("categories") String category, @ForAll("values") String value) {
        assertThat(normalised(category, value)).isEqualTo(defined(category, value));
    }

    @Provide
    Arbitrary<String> categories() {
        return Arbitraries.of("PHONE", "RID", "EMAIL", "NAME", "MRN", "HEALTH");
    }

    @Provide
    Arbitrary<String> values() {
        return Arbitraries.oneOf(
                Arbitraries.strings().ascii().ofMaxLength(100),
                Arbitraries.strings()
                        .withChars("019aAzZ xX+-@. \t　８６１３ｘＸ张ÉéßİǅΣſ℡①")
                        .ofMaxLength(20),
                Arbitraries.strings().withChars("86+- 1３").ofMaxLength(16));
    }

    /** The definition, in Strings. */
    private static String defined(String category, String value) {
        String text = Normalizer.normalize(value, Normalizer.Form.NFKC).trim();
        return switch (category) {
            case "PHONE" -> {
                String digits = text.replaceAll("[^0-9]", "");
                yield digits.length() == 13 && digits.startsWith("86") ? digits.substring(2) : digits;
            }
            case "RID" -> text.toUpperCase(Locale.ROOT);
            case "EMAIL" -> text.toLowerCase(Locale.ROOT);
            case "NAME" -> text.replaceAll("[\\x00-\\x20]", "");
            default -> text;
        };
    }

    private static String normalised(String category, String value) {
        Normaliser normaliser = Normaliser.of(category);
        byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
        normaliser.normalise(utf8, 0, utf8.length);
        return new String(normaliser.bytes(), normaliser.start(), normaliser.length(), StandardCharsets.UTF_8);
    }
}
