/** How documents name people who act by a role. */
@NullMarked
package dev.weir.contracts.roles.json;

import org.jspecify.annotations.NullMarked;
