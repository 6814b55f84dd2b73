/** What a release shows of its columns' values: round counts, frequent values, ranks. */
@NullMarked
package dev.weir.contracts.profile;

import org.jspecify.annotations.NullMarked;
