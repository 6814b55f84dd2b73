/** Tests of the command line as people and schedulers meet it: processes, exit codes, messages. */
@NullMarked
package dev.weir.jobs.cli;

import org.jspecify.annotations.NullMarked;
