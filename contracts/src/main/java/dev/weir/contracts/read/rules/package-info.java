/** Reads rule files and packs: every form of a rule, DQDL among them. */
@NullMarked
package dev.weir.contracts.read.rules;

import org.jspecify.annotations.NullMarked;
