/** Tests of the YAML reader. */
@NullMarked
package dev.weir.contracts.yaml;

import org.jspecify.annotations.NullMarked;
