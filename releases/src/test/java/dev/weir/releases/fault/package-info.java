/** Storage that fails on purpose: of a process that dies, or is told wrong. */
@NullMarked
package dev.weir.releases.fault;

import org.jspecify.annotations.NullMarked;
