/** What each kind of file may say, as tables, and the check of a file against them. */
@NullMarked
package dev.weir.contracts.standard;

import org.jspecify.annotations.NullMarked;
