/** Excel workbooks. */
@NullMarked
package dev.weir.contracts.format.excel;

import org.jspecify.annotations.NullMarked;
