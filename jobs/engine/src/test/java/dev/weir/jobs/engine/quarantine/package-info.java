@NullMarked
package dev.weir.jobs.engine.quarantine;

import org.jspecify.annotations.NullMarked;
