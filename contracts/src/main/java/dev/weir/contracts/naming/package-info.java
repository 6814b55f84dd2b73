/** How columns are named in a workspace, and the terms that they stand for. */
@NullMarked
package dev.weir.contracts.naming;

import org.jspecify.annotations.NullMarked;
