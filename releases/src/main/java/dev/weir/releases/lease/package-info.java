/** Who may work on a product now, and how runs that have lost that right are kept out. */
@NullMarked
package dev.weir.releases.lease;

import org.jspecify.annotations.NullMarked;
