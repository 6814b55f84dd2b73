/** What is released: listed, compared, read, named, and who counts on it. */
@NullMarked
package dev.weir.jobs.desk.released;

import org.jspecify.annotations.NullMarked;
