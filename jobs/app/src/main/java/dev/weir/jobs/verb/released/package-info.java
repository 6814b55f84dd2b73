/** What is released: listed, shown, read, compared, tagged and pinned, and how good it is. */
@NullMarked
package dev.weir.jobs.verb.released;

import org.jspecify.annotations.NullMarked;
