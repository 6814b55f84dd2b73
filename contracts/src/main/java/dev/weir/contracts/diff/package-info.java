/** What changed from one release to another: values that commands print and pages show. */
@NullMarked
package dev.weir.contracts.diff;

import org.jspecify.annotations.NullMarked;
