/** Reads contracts: columns, types, constraints, checks, transformations, sources and service levels. */
@NullMarked
package dev.weir.contracts.read.contract;

import org.jspecify.annotations.NullMarked;
