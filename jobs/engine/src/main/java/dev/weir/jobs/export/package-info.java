/** Copies of releases for recipients: counted, decided, entered in the ledger, then written. */
@NullMarked
package dev.weir.jobs.export;

import org.jspecify.annotations.NullMarked;
