/** Tests of spool and destinations. */
@NullMarked
package dev.weir.lineage.sending;

import org.jspecify.annotations.NullMarked;
