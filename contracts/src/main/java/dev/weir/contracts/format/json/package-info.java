/** Lines of JSON. */
@NullMarked
package dev.weir.contracts.format.json;

import org.jspecify.annotations.NullMarked;
