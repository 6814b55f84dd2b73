@NullMarked
package dev.weir.jobs.draft;

import org.jspecify.annotations.NullMarked;
