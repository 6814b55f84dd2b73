package dev.weir.privacy.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpServer;
import dev.weir.contracts.Code;
import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.roles.IdentityProof;
import dev.weir.contracts.roles.TokenIssuer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Real tokens, signed with keys of the test's own, and every way to make one that should not count. */
class TokenCheckTest {

    private static final String ISSUER = "https://login.example.org/realms/centre";
    private static final Instant NOW = Instant.parse("2026-11-26T08:00:00Z");
    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);

    private static RSAKey key;
    private static RSAKey other;
    private static ECKey curve;

    @TempDir
    private Path root;

    @BeforeAll
    static void keys() throws JOSEException {
        key = new RSAKeyGenerator(2048).keyID("one").generate();
        other = new RSAKeyGenerator(2048).keyID("one").generate();
        curve = new ECKeyGenerator(Curve.P_256).keyID("two").generate();
    }

    @BeforeEach
    void jwks() throws IOException {
        Files.writeString(
                root.resolve("issuer.jwks.json"),
                new JWKSet(List.of(key.toPublicJWK(), curve.toPublicJWK())).toString());
    }

    private static TokenIssuer issuer(String person, String roles) {
        return new TokenIssuer(ISSUER, "weir", person, roles, Optional.of("issuer.jwks.json"));
    }

    private Identity check(String token) {
        return TokenCheck.of(issuer("email", "roles"), root, CLOCK).check(token);
    }

    private static JWTClaimsSet.Builder claims() {
        return new JWTClaimsSet.Builder()
                .issuer(ISSUER)
                .audience(List.of("weir", "another"))
                .subject("f4f1-subject")
                .expirationTime(at(300))
                .claim("email", "DPO@example.org")
                .claim("roles", List.of("weir-officers", "staff"));
    }

    private static Date at(int seconds) {
        return Date.from(NOW.plusSeconds(seconds));
    }

    private static String signed(JWSAlgorithm algorithm, String id, JWSSigner signer, JWTClaimsSet claims)
            throws JOSEException {
        SignedJWT token =
                new SignedJWT(new JWSHeader.Builder(algorithm).keyID(id).build(), claims);
        token.sign(signer);
        return token.serialize();
    }

    private static String signed(JWTClaimsSet.Builder claims) throws JOSEException {
        return signed(JWSAlgorithm.RS256, "one", new RSASSASigner(key), claims.build());
    }

    private void refused(String token, String why) {
        assertThatThrownBy(() -> check(token)).isInstanceOfSatisfying(ProblemsException.class, e -> {
            assertThat(e.problems().get(0).code()).isEqualTo(Code.NOT_PERMITTED);
            assertThat(e.problems().get(0).toString())
                    .contains(why)
                    .doesNotContain("f4f1-subject", "eyJ", "mallory", "weir-officers");
        });
    }

    @Test
    void aTokenOfTheIssuerSaysWhoSomebodyIs() throws Exception {
        Identity identity = check(" " + signed(claims()) + "\n");
        assertThat(identity.person().name()).isEqualTo("dpo@example.org");
        assertThat(identity.proof()).isEqualTo(new IdentityProof.Token(ISSUER, "f4f1-subject"));
        assertThat(identity.claims()).containsExactlyInAnyOrder("weir-officers", "staff");
        assertThat(check(signed(JWSAlgorithm.ES256, "two", new ECDSASigner(curve), claims().build()))
                        .person())
                .isEqualTo(identity.person());
    }

    @Test
    void aClaimMayBeOneWordAndLieDeep() throws Exception {
        TokenCheck check = TokenCheck.of(issuer("preferred_username", "realm_access.roles"), root, CLOCK);
        Identity identity = check.check(signed(claims().claim("preferred_username", "wang")
                .claim("realm_access", Map.of("roles", List.of("officer")))));
        assertThat(identity.person().name()).isEqualTo("wang");
        assertThat(identity.claims()).containsExactly("officer");
        assertThat(check(signed(claims().claim("roles", "a b"))).claims()).containsExactly("a b");
        assertThat(check(signed(claims().claim("roles", null))).claims()).isEmpty();
    }

    @Test
    void anExpiredTokenProvesNothingAndClocksMayDifferByAMinute() throws Exception {
        check(signed(claims().expirationTime(at(-50))));
        refused(signed(claims().expirationTime(at(-70))), "it has expired");
        check(signed(claims().notBeforeTime(at(50))));
        refused(signed(claims().notBeforeTime(at(70))), "it is not in force yet");
    }

    @Test
    void aTokenForAnotherAudienceOrOfAnotherIssuerProvesNothing() throws Exception {
        refused(signed(claims().audience("mallory")), "it was not made for 'weir'");
        refused(signed(claims().audience(List.of())), "it was not made for 'weir'");
        refused(signed(claims().issuer("https://mallory.example.org")), "it is not of the issuer");
        refused(signed(claims().issuer(ISSUER + "/")), "it is not of the issuer");
    }

    @Test
    void whatATokenHasToSayItSays() throws Exception {
        refused(signed(claims().expirationTime(null)), "it lacks a claim");
        refused(signed(claims().subject(null)), "it lacks a claim");
        refused(signed(claims().issuer(null)), "it lacks a claim");
        refused(signed(claims().subject(" ")), "it lacks a claim");
        refused(signed(claims().claim("email", null)), "its claim 'email'");
        refused(signed(claims().claim("email", List.of("mallory@example.org"))), "its claim 'email'");
        refused(signed(claims().claim("email_verified", false)), "has not verified");
        check(signed(claims().claim("email_verified", true)));
    }

    /** As issuers write it that know texts alone, and as none should. */
    @Test
    void anAddressThatIsNotSaidToBeVerifiedProvesNothing() throws Exception {
        for (Object claim : List.of("false", "False", "no", "", 0, 1, List.of(true))) {
            refused(signed(claims().claim("email_verified", claim)), "has not verified");
        }
        check(signed(claims().claim("email_verified", "true")));
    }

    /** Letters that look like Latin ones: Cyrillic о, Greek ο, full width, the Kelvin sign, and one that joins nothing. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "dp\u043e@example.org",
                "dp\u03bf@example.org",
                "\uff44po@example.org",
                "\u212aate@example.org",
                "dpo\u200b@example.org",
                "dpo@example.org\n",
                "dpo @example.org",
                ""
            })
    void noLetterPassesForAnother(String address) throws Exception {
        if (address.endsWith("\n")) {
            assertThat(check(signed(claims().claim("email", address))).person().name())
                    .isEqualTo("dpo@example.org");
        } else {
            refused(signed(claims().claim("email", address)), "its claim 'email'");
        }
    }

    @Test
    void aSignatureOfAnotherKeyProvesNothing() throws Exception {
        refused(
                signed(JWSAlgorithm.RS256, "one", new RSASSASigner(other), claims().build()),
                "none of the issuer's keys");
        refused(
                signed(JWSAlgorithm.RS256, "unknown", new RSASSASigner(key), claims().build()),
                "none of the issuer's keys");
        SignedJWT brings = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.RS256)
                        .keyID("one")
                        .jwk(other.toPublicJWK())
                        .build(),
                claims().build());
        brings.sign(new RSASSASigner(other));
        refused(brings.serialize(), "none of the issuer's keys");
    }

    @Test
    void noSignatureAndAnHmacWithThePublicKeyProveNothing() throws Exception {
        refused(new PlainJWT(claims().build()).serialize(), "it is no signed token");
        byte[] secret = key.toPublicJWK().toJSONString().getBytes(StandardCharsets.UTF_8);
        refused(
                signed(JWSAlgorithm.HS256, "one", new MACSigner(secret), claims().build()),
                "none of the issuer's keys");
        refused(
                signed(
                        JWSAlgorithm.HS512,
                        "one",
                        new MACSigner(key.toRSAPublicKey().getEncoded()),
                        claims().build()),
                "none of the issuer's keys");
    }

    @Test
    void aTokenThatWasChangedAnywhereProvesNothing() throws Exception {
        String token = signed(claims());
        for (int at = 0; at < token.length(); at += 11) {
            char was = token.charAt(at);
            String changed = token.substring(0, at) + (was == 'A' ? 'B' : 'A') + token.substring(at + 1);
            assertThatThrownBy(() -> check(changed)).isInstanceOf(ProblemsException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "a.b.c", "....", "eyJhbGciOiJSUzI1NiJ9..", "{\"alg\":\"none\"}"})
    void whatIsNoTokenIsRefused(String text) {
        assertThatThrownBy(() -> check(text)).isInstanceOf(ProblemsException.class);
        assertThatThrownBy(() -> check("e".repeat(70_000))).isInstanceOf(ProblemsException.class);
    }

    @Test
    void aFileOfSecretKeysOrOfNoneIsRefused() throws Exception {
        String token = signed(claims());
        for (String text : List.of(new JWKSet(key).toString(false), "{\"keys\":[]}", "x", "{}")) {
            Files.writeString(root.resolve("issuer.jwks.json"), text);
            assertThatThrownBy(() -> check(token)).isInstanceOfSatisfying(ProblemsException.class, e -> {
                assertThat(e.problems().get(0).code()).isEqualTo(Code.KEY);
                assertThat(e.problems().get(0).toString()).contains("issuer.jwks.json");
            });
        }
        Files.delete(root.resolve("issuer.jwks.json"));
        assertThatThrownBy(() -> check(token)).hasMessageContaining("issuer.jwks.json");
    }

    @Test
    void theIssuerItselfGivesItsKeysByItsDiscoveryDocument() throws Exception {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        String base = "http://localhost:" + server.getAddress().getPort();
        answer(server, "/good/.well-known/openid-configuration", base + "/good", base + "/keys");
        answer(server, "/other/.well-known/openid-configuration", base + "/good", base + "/keys");
        server.createContext("/keys", exchange -> {
            byte[] bytes = new JWKSet(key.toPublicJWK()).toString().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        server.createContext("/moved", exchange -> {
            exchange.getResponseHeaders().add("Location", base + "/good/.well-known/openid-configuration");
            exchange.sendResponseHeaders(302, -1);
            exchange.close();
        });
        server.start();
        try {
            String token = signed(claims().issuer(base + "/good"));
            assertThat(at(base + "/good").check(token).person().name()).isEqualTo("dpo@example.org");
            for (String wrong : List.of(base + "/other", base + "/moved", base + "/nothing")) {
                assertThatThrownBy(() -> at(wrong).check(token))
                        .isInstanceOfSatisfying(
                                ProblemsException.class,
                                e -> assertThat(e.problems().get(0).code()).isEqualTo(Code.STORE_UNREACHABLE));
            }
        } finally {
            server.stop(0);
        }
        assertThatThrownBy(() -> at(base + "/good").check(signed(claims())))
                .hasMessageContaining(Code.STORE_UNREACHABLE.id());
    }

    private TokenCheck at(String address) {
        return TokenCheck.of(
                new TokenIssuer(address, "weir", "email", "roles", Optional.empty()),
                root,
                Clock.offset(CLOCK, Duration.ZERO));
    }

    private static void answer(HttpServer server, String path, String issuer, String keys) {
        byte[] bytes =
                ("{\"issuer\": \"" + issuer + "\", \"jwks_uri\": \"" + keys + "\"}").getBytes(StandardCharsets.UTF_8);
        server.createContext(path, exchange -> {
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
    }
}
