/** A run as it goes: its stages and their progress, who may stop it, and what the world did to it as problems for people. */
@NullMarked
package dev.weir.jobs.engine.watch;

import org.jspecify.annotations.NullMarked;
