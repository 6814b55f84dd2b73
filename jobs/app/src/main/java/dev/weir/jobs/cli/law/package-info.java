/** Commands about the law: what it asks, what may leave, who got a copy, and who saw a person again. */
@NullMarked
package dev.weir.jobs.cli.law;

import org.jspecify.annotations.NullMarked;
