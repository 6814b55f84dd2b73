/** Releases in W3C DCAT 3, for data catalogues. */
@NullMarked
package dev.weir.catalogue.dcat;

import org.jspecify.annotations.NullMarked;
