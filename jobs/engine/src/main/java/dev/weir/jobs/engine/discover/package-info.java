/** What files hold that no contract describes yet: layouts, types proven by all values, keys. No value leaves it. */
@NullMarked
package dev.weir.jobs.engine.discover;

import org.jspecify.annotations.NullMarked;
