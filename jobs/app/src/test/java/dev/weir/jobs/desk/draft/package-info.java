@NullMarked
package dev.weir.jobs.desk.draft;

import org.jspecify.annotations.NullMarked;
