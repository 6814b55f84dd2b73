/** How well a release can be found, reached, joined and used again, by the counts that others have published. */
@NullMarked
package dev.weir.catalogue.fair;

import org.jspecify.annotations.NullMarked;
