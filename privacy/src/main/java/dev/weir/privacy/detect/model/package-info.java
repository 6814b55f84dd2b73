/** Models that find names, read from a file that names no code. */
@NullMarked
package dev.weir.privacy.detect.model;

import org.jspecify.annotations.NullMarked;
