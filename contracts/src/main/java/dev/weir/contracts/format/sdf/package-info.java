/** Structure-data files, of molecules. */
@NullMarked
package dev.weir.contracts.format.sdf;

import org.jspecify.annotations.NullMarked;
