/** Pages for people: of releases, runs and differences. They need no network. */
@NullMarked
package dev.weir.catalogue.page;

import org.jspecify.annotations.NullMarked;
