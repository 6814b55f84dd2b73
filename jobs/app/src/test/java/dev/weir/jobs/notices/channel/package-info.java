@NullMarked
package dev.weir.jobs.notices.channel;

import org.jspecify.annotations.NullMarked;
