/** What catalogues say of a product and its releases. */
@NullMarked
package dev.weir.contracts.catalogue;

import org.jspecify.annotations.NullMarked;
