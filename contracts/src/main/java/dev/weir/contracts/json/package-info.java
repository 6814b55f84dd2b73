/** How the documents that Weir keeps are written as JSON, and read back strictly. */
@NullMarked
package dev.weir.contracts.json;

import org.jspecify.annotations.NullMarked;
