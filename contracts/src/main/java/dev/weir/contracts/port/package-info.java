/** Ports: how implementations that no code names are found. */
@NullMarked
package dev.weir.contracts.port;

import org.jspecify.annotations.NullMarked;
