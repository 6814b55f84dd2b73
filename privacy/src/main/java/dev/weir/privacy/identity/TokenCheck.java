package dev.weir.privacy.identity;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.jwt.proc.BadJWTException;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import dev.weir.contracts.Code;
import dev.weir.contracts.Place;
import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.roles.IdentityProof;
import dev.weir.contracts.roles.Person;
import dev.weir.contracts.roles.TokenIssuer;
import java.nio.file.Path;
import java.text.ParseException;
import java.time.Clock;
import java.util.Collection;
import java.util.Date;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Whether a token is one that an issuer has signed for this workspace, and for whom. Signatures by a key pair alone count: no
 * {@code none}, and no HMAC, whose key the issuer's public key could be taken for. No word of a token reaches a message.
 */
public final class TokenCheck {

    private static final int LARGEST = 1 << 16;
    private static final int SKEW_SECONDS = 60;
    private static final Set<JWSAlgorithm> ALGORITHMS = Set.of(
            JWSAlgorithm.RS256,
            JWSAlgorithm.RS384,
            JWSAlgorithm.RS512,
            JWSAlgorithm.PS256,
            JWSAlgorithm.PS384,
            JWSAlgorithm.PS512,
            JWSAlgorithm.ES256,
            JWSAlgorithm.ES384,
            JWSAlgorithm.ES512);

    private final TokenIssuer issuer;
    private final Supplier<JWKSet> keys;
    private final Clock clock;

    private TokenCheck(TokenIssuer issuer, Supplier<JWKSet> keys, Clock clock) {
        this.issuer = issuer;
        this.keys = keys;
        this.clock = clock;
    }

    /** @param root the workspace's folder */
    public static TokenCheck of(TokenIssuer issuer, Path root, Clock clock) {
        return new TokenCheck(issuer, new IssuerKeys(issuer, root)::read, clock);
    }

    /**
     * Who the token is of.
     *
     * @throws ProblemsException with {@link Code#NOT_PERMITTED} when it proves nothing; with {@link Code#KEY} or {@link
     *     Code#STORE_UNREACHABLE} when the issuer's keys cannot be had
     */
    public Identity check(String token) {
        SignedJWT signed = parsed(token.strip());
        DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();
        processor.setJWSKeySelector(
                new JWSVerificationKeySelector<>(ALGORITHMS, new ImmutableJWKSet<SecurityContext>(keys.get())));
        processor.setJWTClaimsSetVerifier(claims());
        try {
            return identity(processor.process(signed, null));
        } catch (BadJWTException e) {
            throw refused(claimWords(String.valueOf(e.getMessage())), e);
        } catch (BadJOSEException | JOSEException e) {
            throw refused("none of the issuer's keys has signed it, with an algorithm of key pairs such as RS256", e);
        } catch (ParseException e) {
            throw refused("a claim of it is not of its type", e);
        }
    }

    private static SignedJWT parsed(String token) {
        if (token.length() > LARGEST) {
            throw refused("it is longer than " + LARGEST + " characters", null);
        }
        try {
            return SignedJWT.parse(token);
        } catch (ParseException | IllegalArgumentException e) {
            throw refused("it is no signed token (JWT)", null); // the library's own words quote it
        }
    }

    private DefaultJWTClaimsVerifier<SecurityContext> claims() {
        DefaultJWTClaimsVerifier<SecurityContext> verifier =
                new DefaultJWTClaimsVerifier<>(
                        issuer.audience(),
                        new JWTClaimsSet.Builder().issuer(issuer.issuer()).build(),
                        Set.of("sub", "exp")) {
                    @Override
                    protected Date currentTime() {
                        return Date.from(clock.instant());
                    }
                };
        verifier.setMaxClockSkew(SKEW_SECONDS);
        return verifier;
    }

    /** The library's words can quote claims, so messages use other words. */
    private String claimWords(String said) {
        if (said.contains("Expired")) {
            return "it has expired";
        }
        if (said.contains(" aud claim")) {
            return "it was not made for '" + issuer.audience() + "'";
        }
        if (said.contains("missing required")) {
            return "it lacks a claim: iss, aud, sub and exp have to be there";
        }
        if (said.contains(" iss ")) {
            return "it is not of the issuer '" + issuer.issuer() + "'";
        }
        return said.contains("before") ? "it is not in force yet" : "its claims are not those that are asked for";
    }

    private Identity identity(JWTClaimsSet claims) throws ParseException {
        String subject = Optional.ofNullable(claims.getSubject())
                .filter(text -> !text.isBlank())
                .orElseThrow(() -> refused("it lacks a claim: sub has to say something", null));
        if (issuer.person().equals("email") && isUnverified(claims.getClaim("email_verified"))) {
            throw refused("the issuer has not verified the e-mail address in it", null);
        }
        Person person = at(claims.getClaims(), issuer.person())
                .filter(String.class::isInstance)
                .flatMap(text -> Person.of((String) text))
                .orElseThrow(() -> refused(
                        "its claim '" + issuer.person() + "' is no e-mail address and no login, in ASCII", null));
        return new Identity(person, new IdentityProof.Token(issuer.issuer(), subject), roles(claims));
    }

    /** Some issuers write a text. Where there is no such claim, the issuer has nothing but verified addresses. */
    private static boolean isUnverified(@Nullable Object claim) {
        return claim != null && !claim.toString().equals("true");
    }

    private Set<String> roles(JWTClaimsSet claims) {
        return at(claims.getClaims(), issuer.roles()).stream()
                .flatMap(value -> value instanceof Collection<?> all ? all.stream() : Stream.of(value))
                .filter(String.class::isInstance)
                .map(String.class::cast)
                .collect(Collectors.toSet());
    }

    /** A claim by its name, else by the path that the name is. */
    private static Optional<Object> at(Map<String, Object> claims, String name) {
        if (claims.containsKey(name)) {
            return Optional.ofNullable(claims.get(name));
        }
        @Nullable Object found = claims;
        for (String step : name.split("\\.", -1)) {
            found = found instanceof Map<?, ?> inside ? inside.get(step) : null;
        }
        return Optional.ofNullable(found);
    }

    private static ProblemsException refused(String why, @Nullable Exception cause) {
        return ProblemsException.of(
                Code.NOT_PERMITTED,
                Place.of("WEIR_ID_TOKEN"),
                "The token does not prove who you are",
                why,
                "get a new one of the issuer that 'roles.oidc' of weir.yaml names",
                cause);
    }
}
