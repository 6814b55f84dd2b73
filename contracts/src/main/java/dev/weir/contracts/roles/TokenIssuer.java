package dev.weir.contracts.roles;

import java.util.Optional;

/**
 * An identity provider that speaks OpenID Connect.
 *
 * @param issuer its address, as tokens have it
 * @param audience for whom tokens have to be made
 * @param person the claim with the person's e-mail address or login
 * @param roles the claim whose values roles name
 * @param keys a file with its public keys (JWKS); empty where they are asked of the issuer
 */
public record TokenIssuer(String issuer, String audience, String person, String roles, Optional<String> keys) {}
