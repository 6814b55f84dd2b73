package dev.weir.privacy.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.EncryptedPrivateKeyInfo;
import org.bouncycastle.asn1.pkcs.EncryptionScheme;
import org.bouncycastle.asn1.pkcs.KeyDerivationFunc;
import org.bouncycastle.asn1.pkcs.PBES2Parameters;
import org.bouncycastle.asn1.pkcs.PBKDF2Params;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class EncryptedPrivateKeyTest {

    private static final String PASSWORD = "a password of many letters";
    private static final byte[] KEY = "the key".getBytes(StandardCharsets.UTF_8);
    private static final AlgorithmIdentifier SHA512 =
            new AlgorithmIdentifier(PKCSObjectIdentifiers.id_hmacWithSHA512, DERNull.INSTANCE);

    @Test
    void closesWithItsOwnSaltAndStartEachTime() throws Exception {
        SecureRandom random = new SecureRandom();
        byte[] one = EncryptedPrivateKey.close(KEY, PASSWORD, random);
        byte[] two = EncryptedPrivateKey.close(KEY, PASSWORD, random);
        assertThat(EncryptedPrivateKey.open(one, PASSWORD, PasswordCost.SHA512)).isEqualTo(KEY);
        assertThat(salt(one)).hasSize(16).isNotEqualTo(salt(two)).isNotEqualTo(new byte[16]);
        assertThat(start(one)).hasSize(16).isNotEqualTo(start(two)).isNotEqualTo(new byte[16]);
        assertThat(derivation(one).getIterationCount()).isEqualTo(BigInteger.valueOf(210_000));
    }

    private static PBES2Parameters how(byte[] der) {
        return PBES2Parameters.getInstance(EncryptedPrivateKeyInfo.getInstance(der)
                .getEncryptionAlgorithm()
                .getParameters());
    }

    private static PBKDF2Params derivation(byte[] der) {
        return PBKDF2Params.getInstance(how(der).getKeyDerivationFunc().getParameters());
    }

    private static byte[] salt(byte[] der) {
        return derivation(der).getSalt();
    }

    private static byte[] start(byte[] der) {
        return ASN1OctetString.getInstance(how(der).getEncryptionScheme().getParameters())
                .getOctets();
    }

    /** Under the least it is cheap, and over 50 times as many as are asked for it would keep a reader busy. */
    @ParameterizedTest
    @CsvSource({
        "999, 1000, '999 iterations'",
        "1000, 1000, does not open",
        "1001, 1000, does not open",
        "10500001, 1000, is not encrypted by PBES2",
        "2147483648, 1000, is not encrypted by PBES2",
        "4294967297, 1000, is not encrypted by PBES2"
    })
    void takesNoFewerAndNotFarMoreIterationsThanAreAskedFor(BigInteger iterations, int least, String problem)
            throws IOException {
        byte[] der = made(iterations, SHA512, PKCSObjectIdentifiers.id_PBES2.getId());
        assertThatThrownBy(() -> EncryptedPrivateKey.open(der, PASSWORD, least))
                .isInstanceOf(NoKeysException.class)
                .hasMessageContaining(problem);
    }

    @Test
    void takesNoOtherFunctionAndNoOtherScheme() throws IOException {
        AlgorithmIdentifier sha1 = new AlgorithmIdentifier(PKCSObjectIdentifiers.id_hmacWithSHA1, DERNull.INSTANCE);
        for (byte[] der : new byte[][] {
            made(BigInteger.valueOf(1000), sha1, PKCSObjectIdentifiers.id_PBES2.getId()),
            made(BigInteger.valueOf(1000), SHA512, PKCSObjectIdentifiers.pbeWithSHAAnd3_KeyTripleDES_CBC.getId())
        }) {
            assertThatThrownBy(() -> EncryptedPrivateKey.open(der, PASSWORD, 1000))
                    .isInstanceOf(NoKeysException.class)
                    .hasMessageContaining("is not encrypted by PBES2");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 40, 120})
    void whatIsCutOffDoesNotOpen(int length) {
        byte[] whole = EncryptedPrivateKey.close(KEY, PASSWORD, new SecureRandom());
        assertThatThrownBy(() -> EncryptedPrivateKey.open(Arrays.copyOf(whole, length), PASSWORD, 1000))
                .isInstanceOf(NoKeysException.class)
                .hasMessageContaining("does not open");
    }

    private static byte[] made(BigInteger iterations, AlgorithmIdentifier function, String scheme) throws IOException {
        DERSequence derivation = new DERSequence(
                new ASN1Encodable[] {new DEROctetString(new byte[16]), new ASN1Integer(iterations), function});
        PBES2Parameters how = new PBES2Parameters(
                new KeyDerivationFunc(PKCSObjectIdentifiers.id_PBKDF2, derivation),
                new EncryptionScheme(NISTObjectIdentifiers.id_aes256_CBC, new DEROctetString(new byte[16])));
        return new EncryptedPrivateKeyInfo(new AlgorithmIdentifier(new ASN1ObjectIdentifier(scheme), how), new byte[16])
                .getEncoded();
    }
}
