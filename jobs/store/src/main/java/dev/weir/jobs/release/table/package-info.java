/** What a release asks of a table format: tables that are staged, their files, and what is left of them. */
@NullMarked
package dev.weir.jobs.release.table;

import org.jspecify.annotations.NullMarked;
