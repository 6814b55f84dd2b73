/** Text with delimiters between its fields. */
@NullMarked
package dev.weir.contracts.format.delimited;

import org.jspecify.annotations.NullMarked;
