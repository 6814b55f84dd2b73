/** Rules that find people in text: one finder for each kind of trace. */
@NullMarked
package dev.weir.privacy.detect.find;

import org.jspecify.annotations.NullMarked;
