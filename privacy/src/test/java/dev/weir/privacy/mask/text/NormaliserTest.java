package dev.weir.privacy.mask.text;

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
        "PHONE, 0086-138 0013 8000, 13800138000",
        "PHONE, 0138 0013 8000, 13800138000",
        "PHONE, 0128 0013 8000, 012800138000",
        "PHONE, '138\u200b0013\u200b8000', 13800138000",
        "PHONE, '+86 10 6278 1234', 01062781234",
        "PHONE, '+86 (0)10 6278 1234', 01062781234",
        "PHONE, 0086 755 8888 8888, 075588888888",
        "PHONE, 00852 9123 4567, 85291234567",
        "PHONE, +852 9123 4567, 85291234567",
        "PHONE, none, ''",
        "RID, ' 11010519491231002x ', 11010519491231002X",
        "RID, '110105\u200b19491231\u200c002x', 11010519491231002X",
        "RID, １１０１０５１９４９１２３１００２ｘ, 11010519491231002X",
        "EMAIL, Li.Wei@Example.COM, li.wei@example.com",
        "EMAIL, ÉLODIE@example.com, élodie@example.com",
        "NAME, '欧阳　娜娜', 欧阳娜娜",
        "NAME, ' Li  Wei ', LiWei",
        "NAME, 阿依古丽•买买提, 阿依古丽·买买提",
        "MRN, A\u201412, A-12",
        "MRN, ' h00 12 ', h00 12",
        "MRN, Ｈ００１２３４５, H0012345",
        "MRN, '', ''"
    })
    void bringsWaysOfWritingIntoOne(String category, String written, String normal) {
        assertThat(normalised(category, written)).isEqualTo(normal);
    }

    @ParameterizedTest
    @CsvSource({
        "PHONE, true, 12345",
        "PHONE, true, 021-6278 1234转80123",
        "RID, true, A123456(3)",
        "EMAIL, true, a@b",
        "NAME, true, 张",
        "MRN, true, 7",
        "PHONE, false, unknown",
        "PHONE, false, n/a",
        "PHONE, false, ''",
        "PHONE, false, 1100",
        "PHONE, false, 13800138000 / 13900139000",
        "RID, false, 无",
        "RID, false, 1234",
        "EMAIL, false, @b",
        "EMAIL, false, b@",
        "EMAIL, false, @",
        "EMAIL, false, none",
        "NAME, false, ' - '",
        "MRN, false, '???'",
        "MRN, false, ''"
    })
    void knowsWhatIsNoneOfItsCategory(String category, boolean has, String written) {
        Normaliser normaliser = Normaliser.of(category);
        byte[] utf8 = written.getBytes(StandardCharsets.UTF_8);
        normaliser.normalise(utf8, 0, utf8.length);

        assertThat(normaliser.hasForm()).isEqualTo(has);
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
                        .withChars("019aAzZ xX+-@. \t　８６１３ｘＸ张ÉéßİǅΣſ℡①\u200b\u2014\u2022\ufe0f")
                        .ofMaxLength(20),
                Arbitraries.strings().withChars("860+- 1３\u200b").ofMaxLength(16));
    }

    /** The definition, in Strings. */
    private static String defined(String category, String value) {
        String seen = value.replaceAll("[\\p{Cf}\uFE00-\uFE0F]", "")
                .replaceAll("\\p{Zs}", " ")
                .replaceAll("[\\p{Pd}\u2212]", "-")
                .replaceAll("[\u2022\u30fb\u2027\uff65]", "\u00b7");
        String text = Normalizer.normalize(seen, Normalizer.Form.NFKC).trim();
        return switch (category) {
            case "PHONE" -> {
                String digits = text.replaceAll("[^0-9]", "");
                String dialled = digits.length() > 11 ? digits.replaceFirst("^00", "") : digits;
                if (digits.matches("01[3-9]\\d{9}")) {
                    yield digits.substring(1);
                }
                if (!dialled.matches("86\\d{10,11}")) {
                    yield dialled;
                }
                String national = dialled.substring(2);
                yield national.matches("1[3-9]\\d{9}|0.*") ? national : "0" + national;
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
