/** YAML 1.2 with the place of every value. */
@NullMarked
package dev.weir.contracts.yaml;

import org.jspecify.annotations.NullMarked;
