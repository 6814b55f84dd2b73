/** Content hashes: of rows and columns, as docs/content-hash.md publishes them, and of data files. */
@NullMarked
package dev.weir.jobs.engine.content;

import org.jspecify.annotations.NullMarked;
