package dev.weir.privacy.mask.kind;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.contracts.MaskChoice;
import dev.weir.contracts.Place;
import dev.weir.privacy.keys.WorkspaceKey;
import dev.weir.privacy.mask.Mask;
import dev.weir.privacy.mask.MaskRecipe;
import dev.weir.privacy.mask.PseudonymDomain;
import dev.weir.privacy.mask.Redaction;
import dev.weir.privacy.mask.TestKeys;
import dev.weir.privacy.mask.cipher.Ff1;
import dev.weir.privacy.mask.cipher.NumberCipher;
import dev.weir.privacy.mask.cipher.NumberForm;
import dev.weir.privacy.mask.text.TextMask;
import dev.weir.privacy.validate.CheckDigit;
import java.nio.charset.StandardCharsets;
import java.util.BitSet;
import java.util.HexFormat;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.crypto.engines.AESEngine;
import org.bouncycastle.crypto.engines.SM4Engine;
import org.bouncycastle.crypto.fpe.FPEFF1Engine;
import org.bouncycastle.crypto.modes.GCMBlockCipher;
import org.bouncycastle.crypto.params.AEADParameters;
import org.bouncycastle.crypto.params.FPEParameters;
import org.bouncycastle.crypto.params.KeyParameter;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EncryptionTest {

    /** The key of NIST's samples; nobody's. */
    private static final String SAMPLE_KEY = "2B7E151628AED2A6ABF7158809CF4F3C";

    private static final WorkspaceKey KEY = TestKeys.random();

    @ParameterizedTest
    @CsvSource({
        "'', '', 10, 0123456789, 2433477484",
        "'', 39383736353433323130, 10, 0123456789, 6124200773",
        "'', 3737373770717273373737, 36, 0123456789abcdefghi, a9tv40mll9kdu509eum",
        "EF4359D8D580AA4F, '', 10, 0123456789, 2830668132",
        "EF4359D8D580AA4F, 39383736353433323130, 10, 0123456789, 2496655549",
        "EF4359D8D580AA4F, 3737373770717273373737, 36, 0123456789abcdefghi, xbj3kv35jrawxv32ysr",
        "EF4359D8D580AA4F7F036D6F04FC6A94, '', 10, 0123456789, 6657667009",
        "EF4359D8D580AA4F7F036D6F04FC6A94, 39383736353433323130, 10, 0123456789, 1001623463",
        "EF4359D8D580AA4F7F036D6F04FC6A94, 3737373770717273373737, 36, 0123456789abcdefghi, xs8a0azh2avyalyzuwd"
    })
    void restsOnFf1AsNistPublishedIt(String moreKey, String tweak, int radix, String clear, String cipher) {
        HexFormat hex = HexFormat.of();
        FPEFF1Engine engine = new FPEFF1Engine(AESEngine.newInstance());
        engine.init(
                true,
                new FPEParameters(new KeyParameter(hex.parseHex(SAMPLE_KEY + moreKey)), radix, hex.parseHex(tweak)));
        byte[] digits = values(clear);
        engine.processBlock(digits, 0, digits.length, digits, 0);
        assertThat(digits).isEqualTo(values(cipher));
        if (radix == 10) {
            byte[] own = values(clear);
            Ff1 ff1 = new Ff1(AESEngine.newInstance(), hex.parseHex(SAMPLE_KEY + moreKey));
            ff1.encrypt(own, own.length, hex.parseHex(tweak));
            assertThat(own).isEqualTo(values(cipher));
            ff1.decrypt(own, own.length, hex.parseHex(tweak));
            assertThat(own).isEqualTo(values(clear));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "PHONE, 0, 13800138000, 40646800168",
        "PHONE, 0, １３８００１３８０００, 40646800168",
        "PHONE, 0, 138-0013-8000, 406-4680-0168",
        "PHONE, 0, +86 138 0013 8000, +86 406 4680 0168",
        "PHONE, 0, 0086 13800138000, 0086 40646800168",
        "PHONE, 3, 13800138000, 13878695502",
        "PHONE, 3, 8613800138000, 8613878695502",
        "RID, 0, 11010519491231002X, 246911415908246864",
        "RID, 0, ' 11010519491231002x', 246911415908246864",
        "RID, 0, 110105194912310021, [RID]",
        "RID, 0, 11010519491231002, [RID]",
        "RID, 0, A123456(3), [RID]",
        "PHONE, 0, 12345, [PHONE]",
        "PHONE, 0, call me, [PHONE]",
        "PHONE, 6, 13800138000, [PHONE]",
        "SUBJ, 0, S-0001, [SUBJ]",
        "MRN, 0, 3f2a1b4c5d6e7f80, [MRN]",
        "MRN, 0, '', [MRN]"
    })
    void keepsTheFormatOfNumbers(String category, int kept, String clear, String cipher) {
        assertThat(text(sample(category, kept).mask(utf8(clear)))).isEqualTo(cipher);
    }

    @Test
    void makesTheCheckDigitOfACardAnew() {
        byte[] all = values("6222020200112233446");
        Ff1 ff1 = new Ff1(AESEngine.newInstance(), HexFormat.of().parseHex(SAMPLE_KEY));
        ff1.encrypt(all, all.length, utf8("BANK"));
        assertThat(all).isEqualTo(values("5483402226389442694"));

        String card = text(sample("BANK", 0).mask(utf8("6222020200112233446")));
        assertThat(card).hasSize(19).isNotEqualTo("6222020200112233446");
        assertThat(dev.weir.privacy.validate.BankCardNumber.isValid(card)).isTrue();
    }

    @Test
    void keepsTheFirstLettersAndDigitsAndGoesByThem() {
        String cipher = text(sample("MRN", 3).mask(utf8("A-B12345678")));
        assertThat(cipher).matches("A-B1[0-9]{7}").isNotEqualTo("A-B12345678");
        assertThat(text(sample("MRN", 3).mask(utf8("A-C12345678"))).substring(4))
                .isNotEqualTo(cipher.substring(4));
        assertThat(text(sample("MRN", 3).mask(utf8("A-B22345678"))).substring(4))
                .isNotEqualTo(cipher.substring(4));
        assertThat(sample("MRN", 3).reverse(utf8(cipher)))
                .hasValueSatisfying(clear -> assertThat(text(clear)).isEqualTo("A-B12345678"));
    }

    /** Of the limits of what has the form of a number. */
    @ParameterizedTest
    @CsvSource({
        "MRN, 12345, false",
        "MRN, 123456, true",
        "MRN, ABCD123456, true",
        "MRN, ABCDE123456, false",
        "MRN, 123456A, false",
        "RID, A123456, false",
        "BANK, A1234567890123, false",
        "MRN, 1234_56, false",
        "MRN, 0123456789012345678901234567890123456789012345678901234567890123, true",
        "MRN, 01234567890123456789012345678901234567890123456789012345678901234, false"
    })
    void knowsWhatHasTheFormOfANumber(String category, String clear, boolean has) {
        String cipher = text(sample(category, 0).mask(utf8(clear)));
        assertThat(cipher.equals("[" + category + "]")).isEqualTo(!has);
        assertThat(cipher).isNotEqualTo(clear);
    }

    @Test
    void keepsLettersBeforeTheDigits() {
        assertThat(text(sample("MRN", 0).mask(utf8("H0012345")))).matches("H[0-9]{7}");
        assertThat(text(sample("SUBJ", 0).mask(utf8("S-01-000123")))).matches("S-[0-9]{2}-[0-9]{6}");
    }

    @Test
    @Tag("torture")
    void isOneToOneOnItsDomain() {
        NumberCipher cipher = (NumberCipher) recipe("MRN", "kept", "sm4", 0).open();
        BitSet seen = new BitSet(1_000_000);
        for (int i = 0; i < 1_000_000; i++) {
            seen.set(Integer.parseInt(text(cipher.mask(utf8(String.format("%06d", i))))));
        }
        assertThat(seen.cardinality()).isEqualTo(1_000_000);
    }

    @Property
    void isUndoneWithItsKeyWhereTheFormatIsKept(
            @ForAll("numbers") String number, @ForAll("categories") String category, @ForAll("ciphers") String cipher) {
        MaskRecipe recipe = recipe(category, "kept", cipher, category.equals("PHONE") ? 3 : 0);
        String masked = text(recipe.open().mask(utf8(number)));
        if (masked.equals("[" + category + "]")) {
            assertThat(recipe.openInverse().reverse(utf8(masked))).isEmpty();
        } else {
            assertThat(masked).hasSameSizeAs(number);
            assertThat(recipe.openInverse().reverse(utf8(masked)).map(EncryptionTest::text))
                    .contains(number);
        }
    }

    @Property
    void isUndoneWithItsKeyWhereTheFormatIsNot(@ForAll("texts") String value, @ForAll("ciphers") String cipher) {
        MaskRecipe recipe = recipe("TEXT", "any", cipher, 0);
        byte[] masked = recipe.open().mask(utf8(value));
        assertThat(recipe.openInverse().reverse(masked).map(EncryptionTest::text))
                .contains(value);
        assertThat(recipe("NAME", "any", cipher, 0).openInverse().reverse(masked))
                .isEmpty();
        assertThat(recipe.open().mask(utf8(value))).isEqualTo(masked);
    }

    @Property
    void doesNotOpenWhatItDidNotMake(@ForAll("texts") String value) {
        assertThat(recipe("TEXT", "any", "sm4", 0).openInverse().reverse(utf8(value)))
                .isEmpty();
    }

    @Test
    void givesEqualValuesEqualCiphertextsInAnyOrder() {
        TextMask mask = recipe("TEXT", "any", "sm4", 0).open();
        byte[] first = mask.mask(utf8("a"));
        assertThat(mask.mask(utf8("a"))).isEqualTo(first);
        assertThat(mask.mask(utf8("b"))).isNotEqualTo(first);
        assertThat(mask.mask(utf8("a"))).isEqualTo(first);
        assertThat(mask.mask(utf8(""))).isEqualTo(mask.mask(utf8("")));
    }

    @Test
    void restsOnSm4AndItsGcmAsPublished() throws InvalidCipherTextException {
        HexFormat hex = HexFormat.of();
        byte[] key = hex.parseHex("0123456789abcdeffedcba9876543210");
        SM4Engine sm4 = new SM4Engine();
        sm4.init(true, new KeyParameter(key));
        byte[] block = key.clone();
        sm4.processBlock(block, 0, block, 0);
        assertThat(hex.formatHex(block)).isEqualTo("681edf34d206965e86b3e94f536e4246");
        for (int i = 1; i < 1_000_000; i++) {
            sm4.processBlock(block, 0, block, 0);
        }
        assertThat(hex.formatHex(block)).isEqualTo("595298c7c6fd271f0402f804c33d3f66");

        var gcm = GCMBlockCipher.newInstance(new SM4Engine());
        gcm.init(
                true,
                new AEADParameters(
                        new KeyParameter(key),
                        128,
                        hex.parseHex("00001234567800000000abcd"),
                        hex.parseHex("feedfacedeadbeeffeedfacedeadbeefabaddad2")));
        byte[] clear = hex.parseHex("aaaaaaaaaaaaaaaabbbbbbbbbbbbbbbbccccccccccccccccdddddddddddddddd"
                + "eeeeeeeeeeeeeeeeffffffffffffffffeeeeeeeeeeeeeeeeaaaaaaaaaaaaaaaa");
        byte[] sealed = new byte[clear.length + 16];
        int written = gcm.processBytes(clear, 0, clear.length, sealed, 0);
        gcm.doFinal(sealed, written);
        assertThat(hex.formatHex(sealed))
                .isEqualTo("17f399f08c67d5ee19d0dc9969c4bb7d5fd46fd3756489069157b282bb200735"
                        + "d82710ca5c22f0ccfa7cbf93d496ac15a56834cbcf98c397b4024a2691233b8d"
                        + "83de3541e4c2b58177e065a9bf7b62ec");
    }

    @Test
    void undoesNothingElse() {
        assertThatThrownBy(() -> recipe(Mask.parse("pseudonymise"), "MRN").openInverse())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("pseudonymise cannot be undone");
    }

    @Provide
    Arbitrary<String> numbers() {
        return Arbitraries.oneOf(
                Arbitraries.strings().withChars("0123456789").ofMinLength(6).ofMaxLength(20),
                Arbitraries.strings()
                        .withChars("0123456789 -")
                        .ofMinLength(6)
                        .ofMaxLength(24)
                        .map(String::trim),
                Arbitraries.strings().withChars("0123456789").ofLength(11).map(digits -> "86" + digits),
                Arbitraries.strings().withChars("0123456789").ofLength(17).map(EncryptionTest::identity),
                Arbitraries.strings().withChars("0123456789").ofLength(18).map(EncryptionTest::card));
    }

    @Provide
    Arbitrary<String> categories() {
        return Arbitraries.of("RID", "PHONE", "BANK", "MRN");
    }

    @Provide
    Arbitrary<String> ciphers() {
        return Arbitraries.of("aes", "sm4");
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.strings().ascii().withChars("张三，。　Ωé").ofMaxLength(200);
    }

    private static String identity(String seventeen) {
        return seventeen + (char) CheckDigit.identity(values(seventeen));
    }

    private static String card(String digits) {
        return digits + (char) CheckDigit.card(values(digits), digits.length());
    }

    private static NumberCipher sample(String category, int kept) {
        return new NumberCipher(
                new Ff1(AESEngine.newInstance(), HexFormat.of().parseHex(SAMPLE_KEY)),
                new NumberForm(category, kept),
                Redaction.constant(category));
    }

    private static MaskRecipe recipe(String category, String format, String cipher, int kept) {
        return recipe(
                Mask.parse(
                        new MaskChoice(
                                "encrypt", Map.of("format", format, "cipher", cipher, "keep", Integer.toString(kept))),
                        Place.of("test")),
                category);
    }

    private static MaskRecipe recipe(Mask mask, String category) {
        return MaskRecipe.of(mask, KEY, new PseudonymDomain("clinical", category));
    }

    private static byte[] values(String digits) {
        byte[] values = new byte[digits.length()];
        for (int i = 0; i < values.length; i++) {
            values[i] = (byte) Character.digit(digits.charAt(i), 36);
        }
        return values;
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String text(byte[] utf8) {
        return new String(utf8, StandardCharsets.UTF_8);
    }
}
