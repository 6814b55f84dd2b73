/** A release's manifest, record and evidence as JSON. What is hashed and signed is written here by hand. */
@NullMarked
package dev.weir.contracts.release.json;

import org.jspecify.annotations.NullMarked;
