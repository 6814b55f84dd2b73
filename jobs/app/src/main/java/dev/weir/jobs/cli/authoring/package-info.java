/** Commands for those who write contracts: begin, look, plan, classify, suggest rules, try them on releases, waive. */
@NullMarked
package dev.weir.jobs.cli.authoring;

import org.jspecify.annotations.NullMarked;
