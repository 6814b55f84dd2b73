@NullMarked
package dev.weir.jobs.desk.notices.channel;

import org.jspecify.annotations.NullMarked;
