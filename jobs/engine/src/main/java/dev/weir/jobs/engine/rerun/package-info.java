/** Builds a release again from what it was made of, and compares content hashes. */
@NullMarked
package dev.weir.jobs.engine.rerun;

import org.jspecify.annotations.NullMarked;
