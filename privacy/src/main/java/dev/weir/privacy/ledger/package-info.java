/** The transfer ledger: who got how much of how many people, in law's own way of counting. */
@NullMarked
package dev.weir.privacy.ledger;

import org.jspecify.annotations.NullMarked;
