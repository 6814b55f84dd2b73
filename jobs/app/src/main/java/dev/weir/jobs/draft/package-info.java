/** First contracts and products, drafted from what files hold. */
@NullMarked
package dev.weir.jobs.draft;

import org.jspecify.annotations.NullMarked;
