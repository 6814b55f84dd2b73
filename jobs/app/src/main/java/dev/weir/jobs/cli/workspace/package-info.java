/** What most commands begin with: the workspace that is meant, its releases, whom to trust, and where Spark logs. */
@NullMarked
package dev.weir.jobs.cli.workspace;

import org.jspecify.annotations.NullMarked;
