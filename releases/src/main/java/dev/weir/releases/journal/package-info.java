/** What a run has staged and how far it came, written for the process that comes after it. */
@NullMarked
package dev.weir.releases.journal;

import org.jspecify.annotations.NullMarked;
