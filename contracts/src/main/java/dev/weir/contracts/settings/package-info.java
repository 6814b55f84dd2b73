/** What a profile of weir.yaml sets: where releases are kept, where keys lie, how releases are signed, and settings of Spark. */
@NullMarked
package dev.weir.contracts.settings;

import org.jspecify.annotations.NullMarked;
