/** Tests of pages, pictures and DCAT. */
@NullMarked
package dev.weir.catalogue;

import org.jspecify.annotations.NullMarked;
