/** The command line: parse, call, print. */
@NullMarked
package dev.weir.jobs.cli;

import org.jspecify.annotations.NullMarked;
