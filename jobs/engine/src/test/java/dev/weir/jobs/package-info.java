/** Tests of the module as a whole, with the session that its integration tests share. */
@NullMarked
package dev.weir.jobs;

import org.jspecify.annotations.NullMarked;
