/** Ways by which notices reach people: e-mail, and what is posted to hooks. */
@NullMarked
package dev.weir.jobs.notices.channel;

import org.jspecify.annotations.NullMarked;
