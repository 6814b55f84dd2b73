/** What the law asks and decides: the gate, copies for recipients, their ledger, undone masks. */
@NullMarked
package dev.weir.jobs.verb.law;

import org.jspecify.annotations.NullMarked;
