package dev.weir.privacy.keys;

import dev.weir.contracts.settings.SigningAlgorithm;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.gm.GMNamedCurves;
import org.bouncycastle.asn1.gm.GMObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.crypto.AsymmetricCipherKeyPair;
import org.bouncycastle.crypto.CipherParameters;
import org.bouncycastle.crypto.Signer;
import org.bouncycastle.crypto.generators.ECKeyPairGenerator;
import org.bouncycastle.crypto.params.AsymmetricKeyParameter;
import org.bouncycastle.crypto.params.ECKeyGenerationParameters;
import org.bouncycastle.crypto.params.ECNamedDomainParameters;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.crypto.params.ParametersWithID;
import org.bouncycastle.crypto.params.ParametersWithRandom;
import org.bouncycastle.crypto.signers.Ed25519Signer;
import org.bouncycastle.crypto.signers.SM2Signer;
import org.bouncycastle.crypto.util.PublicKeyFactory;
import org.bouncycastle.crypto.util.SubjectPublicKeyInfoFactory;

/** What Ed25519 and SM2 do differently, by Bouncy Castle; for verification of Ed25519 see {@link Ed25519Verification}. */
final class SignatureScheme {

    /** The signer's id that SM2 hashes with the message, where no other is agreed on (GM/T 0009, section 10). */
    private static final byte[] SM2_ID = "1234567812345678".getBytes(StandardCharsets.US_ASCII);

    /** RFC 8410, section 3. */
    static final AlgorithmIdentifier ED25519 = new AlgorithmIdentifier(new ASN1ObjectIdentifier("1.3.101.112"));

    private static final AlgorithmIdentifier SM2 =
            new AlgorithmIdentifier(X9ObjectIdentifiers.id_ecPublicKey, GMObjectIdentifiers.sm2p256v1);

    private static final X9ECParameters CURVE = GMNamedCurves.getByOID(GMObjectIdentifiers.sm2p256v1);
    private static final ECNamedDomainParameters SM2_DOMAIN =
            new ECNamedDomainParameters(GMObjectIdentifiers.sm2p256v1, CURVE);

    private SignatureScheme() {}

    static AsymmetricKeyParameter random(SigningAlgorithm algorithm, SecureRandom random) {
        return switch (algorithm) {
            case ED25519 -> new Ed25519PrivateKeyParameters(random);
            case SM2 -> {
                ECKeyPairGenerator generator = new ECKeyPairGenerator();
                generator.init(new ECKeyGenerationParameters(SM2_DOMAIN, random));
                AsymmetricCipherKeyPair pair = generator.generateKeyPair();
                yield pair.getPrivate();
            }
        };
    }

    /** The private key of SM2 that is that number. */
    static AsymmetricKeyParameter sm2(BigInteger d) {
        return new ECPrivateKeyParameters(d, SM2_DOMAIN);
    }

    /** Which of the two a key is for; empty when neither. */
    static Optional<SigningAlgorithm> of(AlgorithmIdentifier said) {
        if (said.equals(ED25519)) {
            return Optional.of(SigningAlgorithm.ED25519);
        }
        return said.equals(SM2) ? Optional.of(SigningAlgorithm.SM2) : Optional.empty();
    }

    /** The public key that belongs to a private one. */
    static AsymmetricKeyParameter publicOf(AsymmetricKeyParameter secret) {
        if (secret instanceof Ed25519PrivateKeyParameters ed25519) {
            return ed25519.generatePublicKey();
        }
        if (secret instanceof ECPrivateKeyParameters sm2) {
            return new ECPublicKeyParameters(
                    SM2_DOMAIN.getG().multiply(sm2.getD()).normalize(), SM2_DOMAIN);
        }
        throw new IllegalArgumentException("Not a private key of Ed25519 or SM2");
    }

    /** A signer for one message, to be signed. */
    static Signer signer(SigningAlgorithm algorithm, AsymmetricKeyParameter secret, SecureRandom random) {
        return switch (algorithm) {
            case ED25519 -> ready(new Ed25519Signer(), true, secret);
            case SM2 ->
                ready(new SM2Signer(), true, new ParametersWithID(new ParametersWithRandom(secret, random), SM2_ID));
        };
    }

    /** The public key of SM2 that these bytes are ({@code SubjectPublicKeyInfo}); empty where they are none, or more. */
    static Optional<AsymmetricKeyParameter> publicSm2(byte[] der) {
        try {
            SubjectPublicKeyInfo info = SubjectPublicKeyInfo.getInstance(der);
            if (!info.getAlgorithm().equals(SM2)) {
                return Optional.empty();
            }
            AsymmetricKeyParameter key = PublicKeyFactory.createKey(info);
            byte[] again =
                    SubjectPublicKeyInfoFactory.createSubjectPublicKeyInfo(key).getEncoded();
            return Optional.of(key).filter(found -> Arrays.equals(again, der));
        } catch (IOException | IllegalArgumentException | IllegalStateException e) {
            return Optional.empty(); // what Bouncy Castle throws for bytes that are no key
        }
    }

    /** A signer for one message of SM2, to be verified. */
    static Signer verifierSm2(AsymmetricKeyParameter open) {
        return ready(new SM2Signer(), false, new ParametersWithID(open, SM2_ID));
    }

    private static Signer ready(Signer signer, boolean sign, CipherParameters parameters) {
        signer.init(sign, parameters);
        return signer;
    }
}
