/** What a run has staged and how far it came, written for whoever comes after it. */
@NullMarked
package dev.weir.releases.journal;

import org.jspecify.annotations.NullMarked;
