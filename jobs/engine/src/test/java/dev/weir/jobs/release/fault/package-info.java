/** Storage that fails on purpose: file system, catalogue and release log of a process that dies, or is told wrong. */
@NullMarked
package dev.weir.jobs.release.fault;

import org.jspecify.annotations.NullMarked;
