/** What a Spark session has to be like, so that a release has the same rows on every machine. */
@NullMarked
package dev.weir.jobs.engine.settings;

import org.jspecify.annotations.NullMarked;
