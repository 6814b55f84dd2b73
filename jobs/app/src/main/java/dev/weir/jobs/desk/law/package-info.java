/** What the law decides and keeps: the gate, copies for recipients, their ledger, undone masks. */
@NullMarked
package dev.weir.jobs.desk.law;

import org.jspecify.annotations.NullMarked;
