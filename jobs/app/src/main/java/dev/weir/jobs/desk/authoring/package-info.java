/** What is written in a workspace: checked, planned, proposed, waived. */
@NullMarked
package dev.weir.jobs.desk.authoring;

import org.jspecify.annotations.NullMarked;
