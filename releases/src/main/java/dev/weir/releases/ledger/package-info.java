/** The transfer ledger as it lies on disk: which copies of releases went to whom. */
@NullMarked
package dev.weir.releases.ledger;

import org.jspecify.annotations.NullMarked;
