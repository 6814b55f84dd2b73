/** Who somebody is, as an issuer of tokens says: OpenID Connect. */
@NullMarked
package dev.weir.privacy.identity;

import org.jspecify.annotations.NullMarked;
