/** What a column or a text holds: header hints, values that can be recognised by their form, identifiers inside text. */
@NullMarked
package dev.weir.privacy.detect;

import org.jspecify.annotations.NullMarked;
