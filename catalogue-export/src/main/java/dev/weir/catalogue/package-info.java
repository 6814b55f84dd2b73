/** What people and catalogues read of a run and of a release: pages, pictures, DCAT. */
@NullMarked
package dev.weir.catalogue;

import org.jspecify.annotations.NullMarked;
