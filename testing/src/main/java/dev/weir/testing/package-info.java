/** What the tests of all modules share. */
@NullMarked
package dev.weir.testing;

import org.jspecify.annotations.NullMarked;
