/** Commands about proof: verify a release, hand out its evidence, look after keys. */
@NullMarked
package dev.weir.jobs.cli.proof;

import org.jspecify.annotations.NullMarked;
