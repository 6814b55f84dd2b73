/** The one owner of the Spark session: who opens it, and what is known of warehouse and releases in it. */
@NullMarked
package dev.weir.jobs.engine.session;

import org.jspecify.annotations.NullMarked;
