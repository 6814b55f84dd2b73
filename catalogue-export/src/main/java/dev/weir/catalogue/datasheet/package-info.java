/** What people read before they train on a release: a data sheet and a data card, each sentence with where it comes from. */
@NullMarked
package dev.weir.catalogue.datasheet;

import org.jspecify.annotations.NullMarked;
