@NullMarked
package dev.weir.jobs.notices;

import org.jspecify.annotations.NullMarked;
