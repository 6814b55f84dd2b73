/** What people write in a workspace: begun, looked at, planned, classified, proposed, tried on releases, waived. */
@NullMarked
package dev.weir.jobs.verb.authoring;

import org.jspecify.annotations.NullMarked;
