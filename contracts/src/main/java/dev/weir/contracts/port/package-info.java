/** Ports: how implementations that nobody names are found. */
@NullMarked
package dev.weir.contracts.port;

import org.jspecify.annotations.NullMarked;
