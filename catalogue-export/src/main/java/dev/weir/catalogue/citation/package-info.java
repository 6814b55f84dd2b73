/** How to cite a release, in the forms that reference managers and repositories read. */
@NullMarked
package dev.weir.catalogue.citation;

import org.jspecify.annotations.NullMarked;
