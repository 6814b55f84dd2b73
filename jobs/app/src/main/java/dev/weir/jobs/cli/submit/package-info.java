/** Commands on a cluster: what is submitted, and how a driver elsewhere is heard. */
@NullMarked
package dev.weir.jobs.cli.submit;

import org.jspecify.annotations.NullMarked;
