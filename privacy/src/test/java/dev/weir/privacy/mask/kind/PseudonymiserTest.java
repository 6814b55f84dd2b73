package dev.weir.privacy.mask.kind;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.privacy.keys.MacAlgorithm;
import dev.weir.privacy.keys.WorkspaceKey;
import dev.weir.privacy.mask.MaskRecipe;
import dev.weir.privacy.mask.MaskRecipe.Values;
import dev.weir.privacy.mask.PseudonymDomain;
import dev.weir.privacy.mask.TestKeys;
import dev.weir.privacy.mask.text.TextMask;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.text.Normalizer;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.NumericChars;
import net.jqwik.api.constraints.StringLength;
import org.bouncycastle.crypto.digests.SM3Digest;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PseudonymiserTest {

    /** The bytes 00 to 1f, of the test values; nobody's key. */
    private static final byte[] TEST_KEY =
            HexFormat.of().parseHex("000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f");

    private static final WorkspaceKey KEY = TestKeys.random();

    @ParameterizedTest
    @CsvSource({
        "PHONE, 13800138000, 34a1696794910ec2611f8f71a6773b71",
        "RID, 11010519491231002X, 0eb13d735169d5bbfbd3b12e703e2c5d",
        "NAME, 张三, b742e34caa237c9045117d112cf66eea",
        "EMAIL, li.wei@example.com, fdeec74f8960d814c409d02115f9fef1",
        "MRN, H0012345, 26fa62687590be000198b29e94edb7f5",
        "SUBJ, S-0001, 6a47347860c1b335642d25285c5a5ad9"
    })
    void makesThePseudonymsThatOthersComputed(String category, String value, String pseudonym)
            throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSM3", new BouncyCastleProvider());
        mac.init(new SecretKeySpec(TEST_KEY, "HmacSM3"));
        assertThat(text(new Pseudonymiser(mac, category, Values.WRITTEN), value))
                .isEqualTo(pseudonym);
    }

    @ParameterizedTest
    @CsvSource({
        "abc, 66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0",
        "'', 1ab21d8355cfa17f8e61194831e81a8f22bec8c728fefb747ed035eb5082aa2b",
        "abcdabcdabcdabcdabcdabcdabcdabcdabcdabcdabcdabcdabcdabcdabcdabcd,"
                + " debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732"
    })
    void restsOnSm3AsPublished(String message, String hash) {
        SM3Digest digest = new SM3Digest();
        byte[] in = message.getBytes(StandardCharsets.US_ASCII);
        digest.update(in, 0, in.length);
        byte[] out = new byte[digest.getDigestSize()];
        digest.doFinal(out, 0);
        assertThat(HexFormat.of().formatHex(out)).isEqualTo(hash);
    }

    @Property(tries = 300)
    void isTheKeyedHashOfCodeAndValue(@ForAll("values") String value) throws GeneralSecurityException {
        String normal = Normalizer.normalize(value, Normalizer.Form.NFKC).trim();
        assertThat(text(new Pseudonymiser(hmacSha256(), "MRN", Values.WRITTEN), value))
                .isEqualTo(normal.matches("(?s).*[\\p{L}\\p{Nd}].*") ? hashed("weir|MRN|" + normal) : "[MRN]");
    }

    /** Were these hashed, all of them would be one person. */
    @ParameterizedTest
    @CsvSource({"PHONE, unknown", "PHONE, ''", "PHONE, n/a", "RID, 无", "EMAIL, none", "MRN, -"})
    void givesNobodysValueNoPseudonym(String category, String value) {
        assertThat(text(open("clinical", category, MacAlgorithm.HMAC_SM3), value))
                .isEqualTo("[" + category + "]");
    }

    /** Of hex and Base64 the digits alone would be those of several people. */
    @Test
    void takesWhatAMaskHasMadeAsItIs() throws GeneralSecurityException {
        Pseudonymiser onMasked = new Pseudonymiser(hmacSha256(), "PHONE", Values.PSEUDONYMS);

        assertThat(text(onMasked, "12345abc")).isEqualTo(hashed("weir|PHONE|12345abc"));
        assertThat(text(onMasked, "12345xyz")).isEqualTo(hashed("weir|PHONE|12345xyz"));
        assertThat(text(onMasked, "[PHONE]")).isEqualTo("[PHONE]");
    }

    private static String hashed(String input) throws GeneralSecurityException {
        return HexFormat.of()
                .formatHex(hmacSha256().doFinal(input.getBytes(StandardCharsets.UTF_8)))
                .substring(0, 32);
    }

    @Property(tries = 300)
    void neverHoldsTheValue(
            @ForAll @NumericChars @StringLength(min = 11, max = 32) String canary,
            @ForAll("categories") String category,
            @ForAll MacAlgorithm algorithm) {
        assertThat(text(open("clinical", category, algorithm), canary))
                .matches("[0-9a-f]{" + Pseudonymiser.LENGTH + "}|\\[" + category + "]")
                .doesNotContain(canary);
    }

    @Test
    void givesEachValueOfALargeColumnItsOwn() {
        TextMask pseudonymiser = open("clinical", "PHONE", MacAlgorithm.HMAC_SHA_256);
        Set<String> seen = new HashSet<>();
        for (long phone = 13800000000L; phone < 13800020000L; phone++) {
            assertThat(seen.add(text(pseudonymiser, Long.toString(phone)))).isTrue();
        }
    }

    @Test
    void givesOneValueOnePseudonymWhateverCameBefore() {
        TextMask used = open("clinical", "MRN", MacAlgorithm.HMAC_SHA_256);
        text(used, "a value that is much longer than those after it, and longer than the first buffer");
        text(used, "");
        assertThat(text(used, "H1")).isEqualTo(text(open("clinical", "MRN", MacAlgorithm.HMAC_SHA_256), "H1"));
    }

    @Test
    void keepsDomainsCategoriesAndAlgorithmsApart() {
        assertThat(text(open("clinical", "MRN", MacAlgorithm.HMAC_SHA_256), "H0012345"))
                .isNotEqualTo(text(open("imaging", "MRN", MacAlgorithm.HMAC_SHA_256), "H0012345"))
                .isNotEqualTo(text(open("clinical", "SUBJ", MacAlgorithm.HMAC_SHA_256), "H0012345"))
                .isNotEqualTo(text(open("clinical", "MRN", MacAlgorithm.HMAC_SM3), "H0012345"));
    }

    @Test
    void readsAValueOutOfALargerArray() {
        TextMask pseudonymiser = open("clinical", "MRN", MacAlgorithm.HMAC_SHA_256);
        byte[] around = "<<H0012345>>".getBytes(StandardCharsets.US_ASCII);
        assertThat(new String(pseudonymiser.mask(around, 2, 8), StandardCharsets.US_ASCII))
                .isEqualTo(text(pseudonymiser, "H0012345"));
    }

    @Test
    void canBeSentToATask() throws IOException, ClassNotFoundException {
        MaskRecipe recipe = recipe("clinical", "MRN", MacAlgorithm.HMAC_SHA_256);
        ByteArrayOutputStream sent = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(sent)) {
            out.writeObject(recipe);
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(sent.toByteArray()))) {
            MaskRecipe received = (MaskRecipe) in.readObject();
            assertThat(text(received.open(), "H0012345")).isEqualTo(text(recipe.open(), "H0012345"));
        }
    }

    @Provide
    Arbitrary<String> values() {
        return Arbitraries.strings().ascii().withChars("张三　ＡéΩ").ofMaxLength(100);
    }

    @Provide
    Arbitrary<String> categories() {
        return Arbitraries.of("RID", "PHONE", "MRN", "BANK", "NETID");
    }

    private static TextMask open(String domain, String category, MacAlgorithm algorithm) {
        return recipe(domain, category, algorithm).open();
    }

    private static MaskRecipe recipe(String domain, String category, MacAlgorithm algorithm) {
        return MaskRecipe.of(new Pseudonymise(algorithm, Optional.empty()), KEY, new PseudonymDomain(domain, category));
    }

    private static Mac hmacSha256() throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(TEST_KEY, "HmacSHA256"));
        return mac;
    }

    private static String text(TextMask pseudonymiser, String value) {
        return new String(pseudonymiser.mask(value.getBytes(StandardCharsets.UTF_8)), StandardCharsets.US_ASCII);
    }
}
