/** The way of events to their destinations: a spool on disk, a cursor for each destination, and what sends. */
@NullMarked
package dev.weir.lineage.sending;

import org.jspecify.annotations.NullMarked;
