package dev.weir.privacy.timestamp;

import static java.util.Objects.requireNonNull;

import dev.weir.privacy.keys.BouncyCastle;
import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.cert.CertPathBuilder;
import java.security.cert.CertStore;
import java.security.cert.CollectionCertStoreParameters;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CertSelector;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSSignedData;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoVerifierBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.tsp.TSPException;
import org.bouncycastle.tsp.TimeStampToken;
import org.bouncycastle.util.Selector;

/**
 * That an authority has seen a hash at a time: a token of RFC 3161 that was checked against the hash and against the certificates
 * that are trusted.
 *
 * @param at when, by the authority's clock
 * @param authority the name in its certificate, as RFC 2253 writes it
 * @param serial the token's number, which the authority gives once
 */
public record TimeStamp(Instant at, String authority, BigInteger serial) {
    /** That a token proves nothing of a message; its text has the reason, as the second half of a sentence. */
    public static final class Unproved extends Exception {
        private static final long serialVersionUID = 1L;

        Unproved(String why, Throwable cause) {
            super(why, cause);
        }

        Unproved(String why) {
            super(why);
        }

        public String why() {
            return requireNonNull(getMessage());
        }
    }

    /**
     * Checks a token: it is of exactly this hash; it is signed with a certificate for time stamps alone, which
     * was valid then and leads to one that is trusted. Whether a certificate was revoked is not asked: no network is needed.
     *
     * @param token in DER (CMS SignedData)
     * @param sha256 of what was stamped: 64 lower-case hex digits
     * @param trusted certificates of the authority or of its root
     * @throws Unproved when it is not so
     */
    public static TimeStamp of(byte[] token, String sha256, List<X509Certificate> trusted) throws Unproved {
        try {
            return of(read(token), sha256, trusted);
        } catch (RuntimeException e) { // what parses certificates throws any of its own at damaged ones
            throw new Unproved("it is damaged", e);
        }
    }

    private static TimeStamp of(TimeStampToken read, String sha256, List<X509Certificate> trusted) throws Unproved {
        if (!read.getTimeStampInfo().getMessageImprintAlgOID().equals(NISTObjectIdentifiers.id_sha256)) {
            throw new Unproved("it is not made of a SHA-256");
        }
        if (!HexFormat.of()
                .formatHex(read.getTimeStampInfo().getMessageImprintDigest())
                .equals(sha256)) {
            throw new Unproved("it was given to something else");
        }
        X509Certificate signer = signer(read);
        try {
            read.validate(new JcaSimpleSignerInfoVerifierBuilder()
                    .setProvider(BouncyCastle.PROVIDER)
                    .build(signer));
        } catch (TSPException | OperatorCreationException e) {
            throw new Unproved("its signature does not hold", e);
        }
        Instant at = read.getTimeStampInfo().getGenTime().toInstant();
        leadsToTrust(read, signer, at, trusted);
        return new TimeStamp(
                at,
                signer.getSubjectX500Principal().getName(),
                read.getTimeStampInfo().getSerialNumber());
    }

    private static TimeStampToken read(byte[] token) throws Unproved {
        try {
            return new TimeStampToken(new CMSSignedData(token));
        } catch (CMSException | TSPException | IOException | IllegalArgumentException e) {
            throw new Unproved("it is no token of RFC 3161", e);
        }
    }

    /** The certificate that the token carries of its signer: Weir asks for it. */
    @SuppressWarnings("unchecked") // the library's selectors have no type
    private static X509Certificate signer(TimeStampToken token) throws Unproved {
        List<X509CertificateHolder> found =
                new ArrayList<>(token.getCertificates().getMatches((Selector<X509CertificateHolder>) token.getSID()));
        if (found.size() != 1) {
            throw new Unproved("it does not carry the certificate of its signer");
        }
        return converted(found.get(0));
    }

    private static X509Certificate converted(X509CertificateHolder holder) throws Unproved {
        try {
            return new JcaX509CertificateConverter()
                    .setProvider(BouncyCastle.PROVIDER)
                    .getCertificate(holder);
        } catch (GeneralSecurityException e) {
            throw new Unproved("a certificate in it cannot be read", e);
        }
    }

    /** RFC 5280, at the time of the stamp: what expires later was good then. */
    private static void leadsToTrust(
            TimeStampToken token, X509Certificate signer, Instant at, List<X509Certificate> trusted) throws Unproved {
        List<X509Certificate> carried = new ArrayList<>();
        for (X509CertificateHolder holder : token.getCertificates().getMatches(null)) {
            carried.add(converted(holder));
        }
        if (trusted.contains(signer)) {
            return;
        }
        X509CertSelector wanted = new X509CertSelector();
        wanted.setCertificate(signer);
        try {
            PKIXBuilderParameters path = new PKIXBuilderParameters(
                    trusted.stream()
                            .map(certificate -> new TrustAnchor(certificate, null))
                            .collect(Collectors.toSet()),
                    wanted);
            path.addCertStore(CertStore.getInstance("Collection", new CollectionCertStoreParameters(carried)));
            path.setRevocationEnabled(false);
            path.setDate(Date.from(at));
            CertPathBuilder.getInstance("PKIX", BouncyCastle.PROVIDER).build(path);
        } catch (GeneralSecurityException e) {
            throw new Unproved(
                    "its certificate ("
                            + signer.getSubjectX500Principal().getName()
                            + ") leads to none that is trusted, or was not valid at "
                            + at,
                    e);
        }
    }
}
