/** The desk, asked as a service would. */
@NullMarked
package dev.weir.jobs.desk;

import org.jspecify.annotations.NullMarked;
