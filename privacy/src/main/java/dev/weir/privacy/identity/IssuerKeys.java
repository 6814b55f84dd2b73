package dev.weir.privacy.identity;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import dev.weir.contracts.Code;
import dev.weir.contracts.Place;
import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.json.Json;
import dev.weir.contracts.json.JsonObject;
import dev.weir.contracts.roles.TokenIssuer;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ParseException;
import java.time.Duration;

/**
 * The public keys of an issuer of tokens: those in a file of the workspace, or those that the issuer itself gives by its discovery
 * document (OpenID Connect Discovery 1.0). They are read anew for each command, so a key that the issuer has taken back counts no
 * more.
 */
final class IssuerKeys {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int LARGEST = 1 << 20;
    private static final int OK = 200;
    private static final String DISCOVERY = "/.well-known/openid-configuration";

    private final TokenIssuer issuer;
    private final Path root;

    /** @param root what the file's path is relative to */
    IssuerKeys(TokenIssuer issuer, Path root) {
        this.issuer = issuer;
        this.root = root;
    }

    /**
     * The keys.
     *
     * @throws ProblemsException with {@link Code#KEY} when the file holds none; with {@link Code#STORE_UNREACHABLE} when the issuer
     *     gives none
     */
    JWKSet read() {
        return issuer.keys().map(this::inFile).orElseGet(this::asked);
    }

    private JWKSet inFile(String file) {
        try (InputStream in = Files.newInputStream(root.resolve(file))) {
            return keys(bounded(in));
        } catch (IOException | ParseException e) {
            throw problem(
                    Code.KEY,
                    file,
                    "'" + file + "' gives no public key of the issuer",
                    e instanceof IOException ? e.getClass().getSimpleName() : "it is no JWKS of public keys",
                    "put there what the issuer has at its jwks_uri",
                    e);
        }
    }

    private JWKSet asked() {
        String base = issuer.issuer().replaceFirst("/$", "");
        try {
            String discovery = base + DISCOVERY;
            JsonObject document = Json.parse(discovery, get(URI.create(discovery)));
            if (!document.text("issuer").equals(issuer.issuer())) {
                throw new ParseException("its discovery document is of another issuer", 0);
            }
            URI keys = URI.create(document.text("jwks_uri"));
            if (!"https".equals(keys.getScheme()) && !base.startsWith("http:")) {
                throw new ParseException("its jwks_uri is no address with https://", 0);
            }
            return keys(get(keys));
        } catch (IOException | IllegalArgumentException e) {
            throw unreachable(e.getClass().getSimpleName(), e);
        } catch (ParseException e) {
            throw unreachable(String.valueOf(e.getMessage()), e);
        } catch (ProblemsException e) {
            throw unreachable("its discovery document is no such document", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unreachable("the command was stopped while it waited", e);
        }
    }

    /** Secrets are none: with one of them anybody could sign what the issuer is taken to have signed. */
    private static JWKSet keys(String text) throws ParseException {
        JWKSet keys;
        try {
            keys = JWKSet.parse(text);
        } catch (ParseException e) {
            throw new ParseException("its keys are no JWKS", 0);
        }
        if (keys.isEmpty() || keys.getKeys().stream().anyMatch(JWK::isPrivate)) {
            throw new ParseException("its keys are none, or not public", 0);
        }
        return keys;
    }

    private static String get(URI address) throws IOException, InterruptedException {
        HttpClient client = HttpClient.newBuilder()
                .connectTimeout(PATIENCE)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
        HttpResponse<InputStream> answer = client.send(
                HttpRequest.newBuilder(address).timeout(PATIENCE).GET().build(),
                HttpResponse.BodyHandlers.ofInputStream());
        try (InputStream body = answer.body()) {
            if (answer.statusCode() != OK) {
                throw new IOException("status " + answer.statusCode());
            }
            return bounded(body);
        }
    }

    private static String bounded(InputStream in) throws IOException {
        byte[] bytes = in.readNBytes(LARGEST + 1);
        if (bytes.length > LARGEST) {
            throw new IOException("larger than " + LARGEST + " bytes");
        }
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private ProblemsException unreachable(String why, Exception cause) {
        return problem(
                Code.STORE_UNREACHABLE,
                "weir.yaml",
                "The issuer of tokens '" + issuer.issuer() + "' gives no keys",
                why,
                "see to the network; where there is none, keep its keys in a file and name it as 'keys' of roles.oidc",
                cause);
    }

    private static ProblemsException problem(
            Code code, String place, String what, String why, String remedy, Exception cause) {
        return ProblemsException.of(code, Place.of(place), what, why, remedy, cause);
    }
}
