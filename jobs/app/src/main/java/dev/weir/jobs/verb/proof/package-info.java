/** Proof: a release verified, its evidence packed, the versions of keys. */
@NullMarked
package dev.weir.jobs.verb.proof;

import org.jspecify.annotations.NullMarked;
