@NullMarked
package dev.weir.jobs.desk.notices;

import org.jspecify.annotations.NullMarked;
