/** Excel workbooks read: their parts as XML, bounded; the cells of a sheet, row by row; cells to typed values. */
@NullMarked
package dev.weir.jobs.engine.read.excel;

import org.jspecify.annotations.NullMarked;
