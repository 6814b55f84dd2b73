/** How commands speak: what a terminal shows and a file does not, words and numbers as people read them, problems as JSON. */
@NullMarked
package dev.weir.jobs.cli.terminal;

import org.jspecify.annotations.NullMarked;
