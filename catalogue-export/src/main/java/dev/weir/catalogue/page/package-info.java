/** Pages for people: of releases, runs, differences and law packs. They need no network. */
@NullMarked
package dev.weir.catalogue.page;

import org.jspecify.annotations.NullMarked;
