/** What a release log was asked and what it answered, and whether one log could have answered so. */
@NullMarked
package dev.weir.releases.history;

import org.jspecify.annotations.NullMarked;
