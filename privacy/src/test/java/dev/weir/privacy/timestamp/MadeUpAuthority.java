package dev.weir.privacy.timestamp;

import dev.weir.privacy.keys.BouncyCastle;
import java.math.BigInteger;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.cert.jcajce.JcaCertStore;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoGeneratorBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;
import org.bouncycastle.tsp.TSPAlgorithms;
import org.bouncycastle.tsp.TimeStampRequestGenerator;
import org.bouncycastle.tsp.TimeStampTokenGenerator;

/** A root and a time-stamp authority below it, with a clock of the test's. */
final class MadeUpAuthority {

    /** Tokens say also when they were signed, by the clock of this machine. */
    final Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);

    final X509Certificate root;
    final X509Certificate certificate;
    private final KeyPair pair;

    /** @param purpose that its certificate is for */
    MadeUpAuthority(String name, KeyPurposeId purpose) throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(256);
        KeyPair top = generator.generateKeyPair();
        this.pair = generator.generateKeyPair();
        this.root = certificate("CN=Root of " + name, top, "CN=Root of " + name, top, Optional.empty());
        this.certificate = certificate("CN=Root of " + name, top, "CN=" + name, pair, Optional.of(purpose));
    }

    private X509Certificate certificate(
            String issuer, KeyPair signer, String subject, KeyPair owner, Optional<KeyPurposeId> purpose)
            throws Exception {
        JcaX509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                new X500Name(issuer),
                BigInteger.valueOf(System.nanoTime()),
                Date.from(now.minus(30, ChronoUnit.DAYS)),
                Date.from(now.plus(30, ChronoUnit.DAYS)),
                new X500Name(subject),
                owner.getPublic());
        if (purpose.isPresent()) {
            builder.addExtension(Extension.extendedKeyUsage, true, new ExtendedKeyUsage(purpose.get()));
        } else {
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(true));
        }
        return new JcaX509CertificateConverter()
                .getCertificate(
                        builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(signer.getPrivate())));
    }

    /** A token for a hash, at a time of its own. */
    byte[] token(String sha256, Instant at) throws Exception {
        TimeStampTokenGenerator generator = new TimeStampTokenGenerator(
                new JcaSimpleSignerInfoGeneratorBuilder()
                        .setProvider(BouncyCastle.PROVIDER)
                        .build("SHA256withECDSA", pair.getPrivate(), certificate),
                new JcaDigestCalculatorProviderBuilder()
                        .setProvider(BouncyCastle.PROVIDER)
                        .build()
                        .get(new org.bouncycastle.asn1.x509.AlgorithmIdentifier(TSPAlgorithms.SHA256)),
                new ASN1ObjectIdentifier("1.2.3.4.1"));
        generator.addCertificates(new JcaCertStore(List.of(certificate)));
        TimeStampRequestGenerator request = new TimeStampRequestGenerator();
        request.setCertReq(true);
        return generator
                .generate(
                        request.generate(TSPAlgorithms.SHA256, HexFormat.of().parseHex(sha256), BigInteger.ONE),
                        BigInteger.TEN,
                        Date.from(at))
                .getEncoded();
    }
}
