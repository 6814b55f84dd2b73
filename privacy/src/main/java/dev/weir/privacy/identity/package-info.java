/** Identities, as an issuer of tokens proves them: OpenID Connect. */
@NullMarked
package dev.weir.privacy.identity;

import org.jspecify.annotations.NullMarked;
