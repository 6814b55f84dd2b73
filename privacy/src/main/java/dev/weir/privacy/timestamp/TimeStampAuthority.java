package dev.weir.privacy.timestamp;

import dev.weir.contracts.Code;
import dev.weir.contracts.Place;
import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.Workspace;
import dev.weir.contracts.settings.TimestampSettings;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.tsp.TSPAlgorithms;
import org.bouncycastle.tsp.TSPException;
import org.bouncycastle.tsp.TimeStampRequest;
import org.bouncycastle.tsp.TimeStampRequestGenerator;
import org.bouncycastle.tsp.TimeStampResponse;
import org.bouncycastle.tsp.TimeStampToken;
import org.jspecify.annotations.Nullable;

/**
 * A time-stamp authority (TSA, 时间戳服务机构) that is asked by HTTP, as RFC 3161 has it (section 3.4). It sees hashes alone. What it
 * answers is checked before it is taken.
 */
public final class TimeStampAuthority {

    private static final int ATTEMPTS = 3;
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int NONCE_BITS = 64;
    private static final int LARGEST = 1 << 20;

    private final URI address;
    private final List<X509Certificate> trusted;
    private final SecureRandom random = new SecureRandom();

    private TimeStampAuthority(URI address, List<X509Certificate> trusted) {
        this.address = address;
        this.trusted = trusted;
    }

    /**
     * The authority that a workspace names; empty when it names none.
     *
     * @throws ProblemsException with {@link Code#KEY} when its certificates cannot be read
     */
    public static Optional<TimeStampAuthority> of(Workspace workspace) {
        return workspace.profile().signing().timestamps().map(settings -> of(settings, workspace.root()));
    }

    /** The certificates by which it is known. */
    public List<X509Certificate> trusted() {
        return trusted;
    }

    /** The authority of these settings; errors as {@link #of(Workspace)}. */
    public static TimeStampAuthority of(TimestampSettings settings, Path root) {
        return new TimeStampAuthority(URI.create(settings.url()), certificates(root.resolve(settings.trust())));
    }

    /**
     * The certificates in a file.
     *
     * @param file in PEM, or one of them in DER
     * @throws ProblemsException with {@link Code#KEY} when it holds none, or cannot be read
     */
    public static List<X509Certificate> certificates(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            List<X509Certificate> found = CertificateFactory.getInstance("X.509").generateCertificates(in).stream()
                    .map(X509Certificate.class::cast)
                    .toList();
            if (found.isEmpty()) {
                throw noCertificate(file, "it holds none", null);
            }
            return found;
        } catch (CertificateException e) {
            throw noCertificate(file, "it holds none, or a damaged one", e);
        } catch (IOException e) {
            throw noCertificate(file, "it cannot be read (" + e.getClass().getSimpleName() + ")", e);
        }
    }

    private static ProblemsException noCertificate(Path file, String why, @Nullable Exception cause) {
        return ProblemsException.of(
                Code.KEY,
                Place.of(file.toString()),
                "'" + file + "' gives no certificate of the time-stamp authority",
                why,
                "Put the authority's certificate there, or that of its root, in PEM.",
                cause);
    }

    /**
     * Has a hash stamped; asks again where no answer comes.
     *
     * @param sha256 of what is stamped: 64 lower-case hex digits
     * @return the token, in DER: one that {@link TimeStamp#of} takes
     * @throws ProblemsException with {@link Code#STORE_UNREACHABLE} when the authority gives none, or one that proves nothing
     */
    public byte[] stamp(String sha256) {
        TimeStampRequest request = request(sha256);
        Optional<IOException> last = Optional.empty();
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            try {
                byte[] token = token(request, asked(request.getEncoded()));
                TimeStamp.of(token, sha256, trusted);
                return token;
            } catch (IOException e) {
                last = Optional.of(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw refused("the command was stopped while it waited", e);
            } catch (TimeStamp.Unproved e) {
                throw refused("of its token: " + e.why(), e);
            }
        }
        IOException cause = last.orElseThrow();
        String said = cause.getMessage();
        throw refused(
                cause.getClass().getSimpleName() + (said == null ? "" : " (" + said + ")") + ", asked " + ATTEMPTS
                        + " times",
                cause);
    }

    private TimeStampRequest request(String sha256) {
        TimeStampRequestGenerator generator = new TimeStampRequestGenerator();
        generator.setCertReq(true);
        return generator.generate(
                TSPAlgorithms.SHA256, HexFormat.of().parseHex(sha256), new BigInteger(NONCE_BITS, random));
    }

    private byte[] asked(byte[] request) throws IOException, InterruptedException {
        HttpClient client = HttpClient.newBuilder()
                .connectTimeout(PATIENCE)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
        HttpResponse<InputStream> answer = client.send(
                HttpRequest.newBuilder(address)
                        .timeout(PATIENCE)
                        .header("Content-Type", "application/timestamp-query")
                        .POST(HttpRequest.BodyPublishers.ofByteArray(request))
                        .build(),
                HttpResponse.BodyHandlers.ofInputStream());
        try (InputStream body = answer.body()) {
            if (answer.statusCode() != 200) {
                throw new IOException("it answers with HTTP status " + answer.statusCode());
            }
            return body.readNBytes(LARGEST);
        }
    }

    /** The token of an answer that fits the request: its hash, its number, its policy. */
    private byte[] token(TimeStampRequest request, byte[] answer) throws IOException {
        try {
            TimeStampResponse response = new TimeStampResponse(answer);
            response.validate(request);
            TimeStampToken token = response.getTimeStampToken();
            if (token == null) {
                String status = response.getStatusString();
                throw refused(
                        "it refuses, with status " + response.getStatus() + (status == null ? "" : ": " + status),
                        null);
            }
            return token.getEncoded();
        } catch (TSPException e) {
            throw refused("its answer does not fit the request (" + e.getMessage() + ")", e);
        }
    }

    private ProblemsException refused(String why, @Nullable Exception cause) {
        return ProblemsException.of(
                Code.STORE_UNREACHABLE,
                Place.of(address.toString()),
                "The time-stamp authority at '" + address + "' gave no time stamp",
                why,
                "Run the command again once it answers; or take 'signing.timestamps' out of weir.yaml, and sign"
                        + " without.",
                cause);
    }
}
