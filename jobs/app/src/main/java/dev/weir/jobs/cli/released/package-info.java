/** Commands about releases: list, show, read, compare, tag and pin them, and follow their quality. */
@NullMarked
package dev.weir.jobs.cli.released;

import org.jspecify.annotations.NullMarked;
