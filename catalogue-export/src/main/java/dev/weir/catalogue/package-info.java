/** Catalogue entries of releases: what an {@link Exporter} makes, and where it puts it. */
@NullMarked
package dev.weir.catalogue;

import org.jspecify.annotations.NullMarked;
