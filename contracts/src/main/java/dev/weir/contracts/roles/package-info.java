/** Who may do what not everybody may: roles as a workspace names them, and who acted by which. */
@NullMarked
package dev.weir.contracts.roles;

import org.jspecify.annotations.NullMarked;
